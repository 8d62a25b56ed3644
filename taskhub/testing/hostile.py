"""Input that no door may take, and none may fall over."""

#: Bodies of `application/json` that are no JSON object we take.
BROKEN_BODIES = {
    "empty": b"",
    "cut off": b'{"title": ',
    "list": b"[]",
    "text": b'"title"',
    "null": b"null",
    "a key twice": b'{"title": "a", "title": "b"}',
    "NaN": b'{"title": NaN}',
    "infinite": b'{"title": 1e999}',
    "not UTF-8": b'{"title": "\xff"}',
    "NUL": b'{"title": "a\\u0000b"}',
    "NUL in a key": b'{"title": "a", "b\\u0000": 1}',
    "half a surrogate pair": b'{"title": "\\ud800"}',
    "too deep": b'{"title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a very long number": b'{"title": ' + b"1" * 100_000 + b"}",
}

#: Path segments that are no id.
UNFIT_IDS = [
    "0",
    "-1",
    "+1",
    "1.5",
    "1e3",
    "abc",
    "%201",
    "%D9%A1",
    "9223372036854775808",
    "99999999999999999999",
]
