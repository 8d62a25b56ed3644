"""Requests made up from an OpenAPI document: most nearly right, some absurd (hypothesis)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from taskhub.testing.hostile import BROKEN_BODIES, UNFIT_IDS

_ODD_TEXTS = [
    "", " ", "\0", "a\0b", "\ud800", "\u202e", "\u0130", "\ufdfa", "%s", "{0}", "..", "@", "me",
    "a" * 256, "я" * 10_001, "<script>alert(1)</script>", "' OR 1=1 --", "1e999", "\r\nA: b",
    "a@example.com", "correct horse battery", "ToDo", "2026-02-30", "0001-01-01", "true", "1",
]  # fmt: skip
_ODD_NUMBERS = [0, -1, 1, 2**31, 2**63 - 1, 2**63, 10**30, -(2**63) - 1]
_MEDIA_TYPES = [
    "application/json", "application/json; charset=utf-8", "application/json; charset=koi8-r",
    "text/plain", "", "multipart/form-data; boundary=x", "multipart/form-data", "image/png",
]  # fmt: skip
_UPLOAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nGIF89a\r\n--x--'
_TAGS = ['"1"', '"2"', "*", "1", '"x"', 'W/"1"', '"1", "2"', '"' + "9" * 30 + '"']

_PLAIN_TEXTS = ["Water the garden", "x", "Ёжик", "12"]

texts = st.sampled_from(_ODD_TEXTS) | st.text(max_size=20)
_leaves = st.none() | st.booleans() | st.integers() | st.sampled_from(_ODD_NUMBERS) | texts
#: Any JSON, small.
json_values = st.recursive(
    _leaves | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@dataclass(frozen=True)
class Guess:
    """What to send: `address` is the path with its query."""

    address: str
    extra: dict[str, Any]


class Guesser:
    """Makes up requests of one document; `known` maps names to values that mean something."""

    def __init__(self, schema: dict[str, Any], known: dict[str, list[Any]]) -> None:
        self.schema = schema
        self.known = known

    def requests(self, path: str, method: str) -> st.SearchStrategy[Guess]:
        """Requests of one operation."""
        operation = self.schema["paths"][path][method]
        named = {
            where: {each["name"]: each for each in operation.get("parameters", [])
                    if each["in"] == where}
            for where in ("path", "query")
        }  # fmt: skip
        return st.builds(
            Guess,
            address=st.builds(
                lambda values, query: path.format(**values) + query,
                st.fixed_dictionaries({name: self._segment(name) for name in named["path"]}),
                self._query(named["query"]),
            ),
            extra=st.builds(
                lambda body, headers: {**body, "headers": headers},
                self._body(operation.get("requestBody")),
                _headers(),
            ),
        )

    def _segment(self, name: str) -> st.SearchStrategy[str]:
        real = st.sampled_from([str(value) for value in self.known.get(name, [1])])
        odd = texts.map(lambda text: quote(text.encode("utf-8", "surrogatepass"), safe="") or "-")
        return st.one_of(*[real] * 6, st.sampled_from(UNFIT_IDS), odd)

    def _query(self, parameters: dict[str, Any]) -> st.SearchStrategy[str]:
        if not parameters:
            return st.sampled_from(["", "", "", "?x=%00", "?%ff"])
        optional = {name: self._word(name, each["schema"]) for name, each in parameters.items()}
        pairs = st.fixed_dictionaries({}, optional=optional).map(lambda found: [*found.items()])
        twice = pairs.map(lambda found: found + found)
        return st.one_of(*[pairs] * 4, twice).map(_query_string)

    def _word(self, name: str, schema: dict[str, Any]) -> st.SearchStrategy[str]:
        value = self._named(name, schema, odd=False) | self._named(name, schema, odd=True)
        return value.map(lambda found: found if isinstance(found, str) else json.dumps(found))

    def _body(self, described: dict[str, Any] | None) -> st.SearchStrategy[dict[str, Any]]:
        nothing: st.SearchStrategy[dict[str, Any]] = st.just({})
        broken = st.builds(
            lambda data, media: {"data": data, "content_type": media},
            st.sampled_from([*BROKEN_BODIES.values(), _UPLOAD]) | st.binary(max_size=30),
            st.sampled_from(_MEDIA_TYPES),
        )
        if described is None:
            return st.one_of(nothing, nothing, broken)
        content = described["content"]
        schema = content.get("application/json", {}).get("schema", {})
        plain = st.fixed_dictionaries({"json": self._value(schema, odd=False)})
        odd = st.fixed_dictionaries({"json": self._value(schema, odd=True)})
        absurd = st.fixed_dictionaries({"json": json_values})
        return st.one_of(*[plain] * 4, odd, odd, absurd, broken, nothing)

    def _named(self, name: str, schema: dict[str, Any], *, odd: bool) -> st.SearchStrategy[Any]:
        """What means something under this name, else fits the schema; `odd` also neither."""
        fitting = self._value(schema, odd=odd)
        real = st.sampled_from(self.known[name]) if name in self.known else fitting
        return st.one_of(real, fitting, json_values) if odd else real

    def _value(self, schema: dict[str, Any], *, odd: bool) -> st.SearchStrategy[Any]:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self._value(self.schema["components"]["schemas"][name], odd=odd)
        for key in ("allOf", "oneOf", "anyOf"):
            if key in schema:
                return st.one_of([self._value(each, odd=odd) for each in schema[key]])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        kind = schema.get("type")
        if kind == "object":
            return self._object(schema, odd=odd)
        if kind == "array":
            return st.lists(self._value(schema["items"], odd=odd), max_size=3)
        if kind == "integer":
            small = st.integers(schema.get("minimum", 1), schema.get("maximum", 200))
            return small | st.sampled_from(_ODD_NUMBERS) if odd else small
        if kind == "string":
            return texts if odd else st.sampled_from(_PLAIN_TEXTS)
        return st.booleans() if kind == "boolean" else json_values

    def _object(self, schema: dict[str, Any], *, odd: bool) -> st.SearchStrategy[Any]:
        fields = schema.get("properties", {})
        values = {name: self._named(name, inner, odd=odd) for name, inner in fields.items()}
        needed = {name: values[name] for name in schema.get("required", ())}
        others = {name: value for name, value in values.items() if name not in needed}
        return st.fixed_dictionaries(needed, optional=others)


def _headers() -> st.SearchStrategy[dict[str, str]]:
    nothing: st.SearchStrategy[dict[str, str]] = st.just({})
    return st.one_of(
        *[nothing] * 5,
        st.fixed_dictionaries({"If-Match": st.sampled_from(_TAGS)}),
        st.fixed_dictionaries({"If-None-Match": st.sampled_from(_TAGS)}),
        st.fixed_dictionaries({"Accept": st.sampled_from(["text/html", "*/*;q=0", "a"])}),
        st.fixed_dictionaries({"Authorization": st.sampled_from(["Bearer", "basic x", "a\0b"])}),
    )


def _query_string(pairs: list[tuple[str, str]]) -> str:
    encoded = [(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs]
    return f"?{urlencode(encoded)}" if encoded else ""
