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

#: How the part of a form's field "name" begins.
NAME = b'Content-Disposition: form-data; name="name"'


def form(*parts: bytes) -> bytes:
    """A body of `multipart/form-data; boundary=x`."""
    return b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"


_GOOD = NAME + b"\r\n\r\nChanged"
_BASE64 = NAME + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
#: Such bodies that cannot be read whole.
BROKEN_FORMS = {
    "nothing": b"",
    "no part": b"name=Changed",
    "not closed": form(_GOOD).removesuffix(b"--x--\r\n"),
    "cut off in a part": form(_GOOD)[:-12],
    "cut off in its end": form(_GOOD).removesuffix(b"--\r\n"),
    "another boundary": form(_GOOD).replace(b"--x", b"--y"),
    "a longer boundary": form(_GOOD).replace(b"--x", b"--xy"),
    "bare line feeds": form(_GOOD).replace(b"\r", b""),
    "not UTF-8": form(_GOOD + b"\xff"),
    "a file's name not in UTF-8": form(NAME + b'; filename="\xff"\r\n\r\nChanged'),
    "broken base64": form(_BASE64 + b"***"),
    "base64 cut off": form(_BASE64 + b"Q2hhbmdlZ"),
    "an encoding that we do not read": form(
        NAME + b"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41"
    ),
    "no headers": form(b"\r\nChanged"),
    "headers only": form(NAME),
    "no disposition": form(b"Content-Type: text/plain\r\n\r\nChanged"),
    "another disposition": form(b'Content-Disposition: file; name="name"\r\n\r\nChanged'),
    "two dispositions": form(NAME + b"\r\n" + _GOOD),
    "no name": form(b"Content-Disposition: form-data\r\n\r\nChanged"),
    "a folded header": form(NAME + b';\r\n filename="a:b"\r\n\r\nChanged'),
    "a header of kilobytes": form(NAME + b"; a=" + b"a" * 5000 + b"\r\n\r\nChanged"),
    "a good part and a bad": form(_GOOD, b"\r\nChanged"),
    "thousands of parts": form(*[_GOOD] * 2000),
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
