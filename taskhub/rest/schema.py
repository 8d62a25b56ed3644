"""One OpenAPI document a contract, with exactly its documented operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

import yaml
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from taskhub.rest.conditional import unless_unchanged
from taskhub.rest.fields import MAX_ID, Text

if TYPE_CHECKING:
    from taskhub.rest.routing import Contract

Handler = TypeVar("Handler", bound=Callable[..., Any])

_REASONS = {
    400: "The input breaks a rule",
    401: "Not signed in, or the proof is not good",
    403: "Known, but not allowed",
    404: "There is no such thing",
    409: "It stands against the present state",
    410: "It was there, and is there no more",
    412: "Changed since the version in If-Match",
    413: "The body is too large",
    415: "The body is of another media type",
    429: "Too many attempts; Retry-After says how long to wait",
    500: "Something went wrong on our side",
}
_ID = {"type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_ID}
_UNCHANGED = "The caller has it already: If-None-Match names its present ETag"
_TAG_HEADERS = [
    OpenApiParameter(
        "If-None-Match",
        str,
        OpenApiParameter.HEADER,
        description="The ETag of an answer that the caller still has",
    ),
    OpenApiParameter(
        "ETag",
        str,
        OpenApiParameter.HEADER,
        description="What this answer is to be asked for again with",
        response=[200, 304],
    ),
]


@dataclass(frozen=True)
class ContractInfo:
    """How a contract introduces itself in its schema; `base` is its mount, such as `zocket/`."""

    name: str
    title: str
    version: str
    description: str
    base: str


@dataclass(frozen=True)
class Operation:
    """What one method of a view takes and gives; attached to it by `operation`."""

    summary: str
    answers: Mapping[int, Any]
    request: Any = None
    query: Any = None
    errors: tuple[int, ...] = ()
    public: bool = False
    example: Any = None
    answer: Any = None
    documented: bool = True
    conditional: bool = False
    body_optional: bool = False
    headers: Mapping[str, tuple[type, str]] = field(default_factory=dict)
    path: Mapping[str, type] = field(default_factory=dict)

    @staticmethod
    def of(handler: Callable[..., Any]) -> Operation:
        """The operation of a view's method."""
        described: Operation = handler.operation  # type: ignore[attr-defined]
        return described

    @property
    def statuses(self) -> list[int]:
        """Every error status: those named, and those that follow from the rest."""
        implied = {500}
        implied |= {400} if self.request is not None or self.query is not None else set()
        implied |= {413, 415} if self.request is not None else set()
        implied |= set() if self.public else {401}
        return sorted(implied | set(self.errors))


def operation(
    summary: str, answers: Mapping[int, Any], **more: Any
) -> Callable[[Handler], Handler]:
    """Describe a view's method, for the schema and for `public`.

    `answers` maps statuses to serializers (or None for no body); `request` and `query` are
    serializers, `errors` further statuses, `example` and `answer` the documented bodies,
    `path` the types of path parameters that are no strings, `headers` types and meanings of
    headers that a 200 has. `body_optional` says that a missing body is taken for `{}`, and
    `documented=False` keeps a method that only our decisions name out of the schema.
    `conditional` says of a GET that `tasks.revision` tells of all its answer depends on, but
    for the day: it gets an `ETag` and answers 304.
    """

    def attach(handler: Handler) -> Handler:
        described = Operation(summary, answers, **more)
        served = unless_unchanged(handler) if described.conditional else handler
        served.operation = described  # type: ignore[attr-defined]
        return cast("Handler", served)

    return attach


class DialectSchema(AutoSchema):
    """Reads the operation of a method instead of guessing from the view."""

    @property
    def _operation(self) -> Operation:
        return Operation.of(getattr(self.view, self.method.lower()))

    def is_excluded(self) -> bool:
        """Keep undocumented methods out."""
        return self.method == "HEAD" or not self._operation.documented

    def get_operation_id(self) -> str:
        """The summary in snake case: unique within a contract, kind to code generators."""
        words = "".join(letter if letter.isalnum() else " " for letter in self._operation.summary)
        return "_".join(words.lower().replace("'", "").split())

    def get_summary(self) -> str:
        """The operation's."""
        return self._operation.summary

    def get_description(self) -> str:  # type: ignore[override]
        """None beside the summary."""
        return ""

    def get_tags(self) -> list[str]:
        """The first noun of the path, past what every path begins with."""
        fixed = [part for part in self.path.strip("/").split("/") if "{" not in part]
        nouns = [part for part in fixed if part not in ("api", "v1", "v2")]
        return nouns[:1]

    def get_auth(self) -> list[dict[str, list[str]]]:
        """A bearer token, except on public paths."""
        return [] if self._operation.public else [{"bearer": []}]

    def get_override_parameters(self) -> list[Any]:
        """The query, the path parameters that are no strings, and the headers about a tag."""
        described = self._operation
        path = [
            OpenApiParameter(name, _ID if kind is int else kind, OpenApiParameter.PATH)
            for name, kind in described.path.items()
        ]
        query = [described.query] if described.query is not None else []
        headers = [
            OpenApiParameter(
                name, kind, OpenApiParameter.HEADER, description=meaning, response=[200]
            )
            for name, (kind, meaning) in described.headers.items()
        ]
        return [*path, *query, *headers, *(_TAG_HEADERS if described.conditional else [])]

    def _get_request_body(self, direction: Any = "request") -> Any:
        """The body, required wherever one without any fields would have to be sent, too."""
        body = super()._get_request_body(direction)
        if body is None or self._operation.body_optional:
            return body
        return {**body, "required": True}

    def _map_serializer_field(self, field: Any, direction: Any, *args: Any) -> Any:
        """A field; our texts are empty only where they say so."""
        described = super()._map_serializer_field(field, direction, *args)
        is_filled = isinstance(field, Text) and not field.allow_blank
        return {**described, "minLength": 1} if is_filled else described

    def get_request_serializer(self) -> Any:
        """The operation's."""
        return self._operation.request

    def get_response_serializers(self) -> Any:
        """Its answers, and an error body for each status that can come instead."""
        view: Any = self.view
        refused = {
            status: OpenApiResponse(view.error_shape_for(status), _REASONS.get(status, ""))
            for status in self._operation.statuses
        }
        return {**self._operation.answers, **self._unchanged, **refused}

    @property
    def _unchanged(self) -> dict[int, OpenApiResponse]:
        conditional = self._operation.conditional
        return {304: OpenApiResponse(None, _UNCHANGED)} if conditional else {}

    def get_examples(self) -> list[OpenApiExample]:
        """The documented bodies."""
        described, found = self._operation, []
        if described.example is not None:
            found.append(OpenApiExample("Request", described.example, request_only=True))
        if described.answer is not None:
            statuses = [str(status) for status in described.answers]
            # drf-spectacular makes a list of the example of a list by itself.
            answer = described.answer
            answer = answer[0] if isinstance(answer, list) else answer
            found.append(
                OpenApiExample("Answer", answer, response_only=True, status_codes=statuses)
            )
        return found

    def map_parsers(self) -> list[str]:
        """Bodies are JSON where an operation does not say otherwise."""
        return ["application/json"]

    def map_renderers(self, attribute: str) -> list[str]:
        """Answers are JSON."""
        return ["application/json"] if attribute == "media_type" else []


_generating = Lock()


@cache
def generate(contract: Contract) -> dict[str, Any]:
    """The OpenAPI 3 document of a contract; made once a process."""
    patterns = contract.patterns()
    # drf-spectacular keeps what it is at in the views, which all threads share.
    with _generating:
        schema: dict[str, Any] = SchemaGenerator(patterns=patterns).get_schema(public=True)
    info = contract.info
    schema["info"] = {
        "title": info.title,
        "version": info.version,
        "description": info.description,
    }
    schema["servers"] = [{"url": f"/{info.base}".rstrip("/")}]
    bearer = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    schema.setdefault("components", {})["securitySchemes"] = {"bearer": bearer}
    return schema


def to_yaml(schema: dict[str, Any]) -> str:
    """The document as YAML, in its own order."""
    return yaml.safe_dump(schema, sort_keys=False, allow_unicode=True, width=100)


class SchemaView(View):
    """`/<contract>/schema/`: JSON, or YAML for `?format=yaml` or an `Accept` that asks for it."""

    contract: ClassVar[Any] = None

    def get(self, request: HttpRequest) -> HttpResponse:
        """The contract's OpenAPI document."""
        wanted = request.GET.get("format") or request.headers.get("Accept", "")
        schema = generate(self.contract)
        if "yaml" in wanted:
            return HttpResponse(to_yaml(schema), content_type="application/yaml; charset=utf-8")
        return JsonResponse(schema)


class DocsView(View):
    """`/<contract>/docs/`: Swagger UI, from installed files only."""

    contract: ClassVar[Any] = None

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page; its script reads the schema's address from a data attribute."""
        info = self.contract.info
        address = reverse(f"{info.name}-schema")
        return render(request, "rest/docs.html", {"info": info, "schema_url": address})
