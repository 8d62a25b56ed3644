"""For tests of a contract against its document."""

import re
from typing import Any

from taskhub.rest.routing import Contract
from taskhub.rest.schema import Operation

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_METHODS = ("get", "post", "put", "patch", "delete")


def shape(value: Any) -> Any:
    """The keys and types of a JSON value; two answers of one shape differ in values only.

    A list has the shapes of its members, each once, so that it may be longer or shorter.
    """
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        shapes: list[Any] = []
        for inner in map(shape, value):
            if inner not in shapes:
                shapes.append(inner)
        return shapes
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return "instant"
    return type(value).__name__


def operations(contract: Contract) -> set[tuple[str, str]]:
    """What a contract serves and documents, as `("GET", "/api/tasks/{}")`."""
    return {
        (method.upper(), "/" + re.sub(r"<[^>]+>", "{}", route))
        for route, view in contract.routes
        for method in _METHODS
        if hasattr(view, method) and Operation.of(getattr(view, method)).documented
    }


def schema_operations(schema: dict[str, Any]) -> set[tuple[str, str]]:
    """What an OpenAPI document describes, in the same form."""
    return {
        (method.upper(), re.sub(r"\{[^}]+\}", "{}", path))
        for path, methods in schema["paths"].items()
        for method in methods
    }
