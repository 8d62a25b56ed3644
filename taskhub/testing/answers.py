"""Answers held against the OpenAPI document of the operation that gave them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import Resolver404
from jsonschema import FormatChecker
from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from jsonschema.validators import Draft202012Validator

from taskhub.rest.routing import Contract
from taskhub.rest.schema import Operation, generate

#: What any path may answer, whatever its operation: its address, its body or our database is
#: broken. The body is the contract's error all the same.
EVERYWHERE = frozenset({400, 413, 503})

_formats = FormatChecker(formats=())
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@_formats.checks("date-time")
def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or bool(_INSTANT.fullmatch(value))


@_formats.checks("date")
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(_DAY.fullmatch(value))


@_formats.checks("uri")
def _is_absolute(value: object) -> bool:
    return not isinstance(value, str) or value.startswith(("http://", "https://"))


def check(response: Any) -> None:
    """Fail unless the response is one that its contract's document describes.

    Looks at operations of contracts only; other responses, 405s among them, pass.
    """
    found = _operation_of(response)
    if found is None:
        return
    contract, route, method = found
    documented = _documented(contract, route, method)
    status = response.status_code
    where = f"{method.upper()} /{contract.info.base}{route}: {status}"
    described = documented.get(status)
    if described is None:
        assert status in EVERYWHERE, f"{where} is not documented, only {sorted(documented)}"
        described = _anywhere(contract, status) or documented[500]
    if described.validator is None:
        assert response.content == b"", f"{where} has a body"
        return
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    assert kind == described.media_type, f"{where} is {kind}"
    problem = best_match(described.validator.iter_errors(json.loads(response.content)))
    assert problem is None, f"{where}: {problem.message} at {problem.json_path}"


@dataclass(frozen=True)
class _Answer:
    """What a document says of one status; without a validator there is no body."""

    media_type: str = ""
    validator: Validator | None = None


def _operation_of(response: Any) -> tuple[Contract, str, str] | None:
    try:
        # Reading it resolves the path anew, which fails for one that nobody serves.
        view: Any = getattr(response.resolver_match.func, "cls", None)
    except Resolver404:
        return None
    contract = _contracts().get(view)
    method = response.request["REQUEST_METHOD"].lower()
    if contract is None or not _is_documented(view, method):
        return None
    path = response.resolver_match.route.strip("/")
    routes = [route for route, own in contract.routes if own is view]
    # A view has one route or several; of those the path ends like one, whatever its base.
    fitting = [route for route in routes if f"/{path}".endswith(f"/{route.strip('/')}")]
    return contract, max(fitting, key=len), method


def _is_documented(view: type, method: str) -> bool:
    handler = getattr(view, method, None)
    operation = getattr(handler, "operation", None)
    return isinstance(operation, Operation) and operation.documented


@cache
def _contracts() -> dict[type, Contract]:
    from taskhub.urls import CONTRACTS

    return {view: contract for contract in CONTRACTS for _route, view in contract.routes}


@cache
def _documented(contract: Contract, route: str, method: str) -> Mapping[int, _Answer]:
    path = "/" + route.replace("<str:", "{").replace(">", "}")
    responses = generate(contract)["paths"][path][method]["responses"]
    return {int(status): _answer(contract, answer) for status, answer in responses.items()}


@cache
def _anywhere(contract: Contract, status: int) -> _Answer | None:
    """The body that the contract gives this status at whichever operation names it."""
    operations = (each for path in generate(contract)["paths"].values() for each in path.values())
    named = (each["responses"].get(str(status)) for each in operations)
    answer = next(filter(None, named), None)
    return _answer(contract, answer) if answer else None


def _answer(contract: Contract, answer: dict[str, Any]) -> _Answer:
    if "content" not in answer:
        return _Answer()
    ((media_type, media),) = answer["content"].items()
    return _Answer(media_type, _validator(contract, media["schema"]))


def _validator(contract: Contract, schema: Any) -> Validator:
    components = _strict(generate(contract)["components"])
    whole = {**_strict(schema), "components": components}
    return Draft202012Validator(whole, format_checker=_formats)


def _strict(schema: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema; objects have their documented keys and no others."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = dict(_translated(schema))
    if schema.get("type") == "object" and "properties" in schema:
        inner.setdefault("additionalProperties", False)
    if schema.get("nullable") is True:
        return {"anyOf": [inner, {"type": "null"}]}
    return inner


def _translated(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in schema.items():
        # Examples are data, not schemas; `nullable` is said by the caller.
        if key not in ("nullable", "example", "examples"):
            yield key, _strict(value)
