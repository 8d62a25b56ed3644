"""The base of every contract's views: any exception -> `Failure` -> the contract's own body."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import parse_qsl, unquote_to_bytes

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from rest_framework.exceptions import APIException, MethodNotAllowed, ParseError, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.models import Session, User
from accounts.rows import Person
from taskhub import errors
from taskhub.rest.authentication import required_session, stamped_session
from taskhub.rest.conditional import Revalidation, versions_in
from taskhub.rest.links import absolute
from taskhub.rest.listing import Listing, Row, Show, Wrap, answer, bare
from taskhub.rest.parsing import NO_NUL, refuse_large_body
from taskhub.rest.rendering import JsonRenderer, Response
from taskhub.rest.schema import DialectSchema, Operation
from tasks.errors import VersionMismatch

logger = logging.getLogger("taskhub.errors")

#: Seconds after which a client may ask a server again whose database did not answer.
RETRY_AFTER = 5

_STATUSES: dict[type[Exception], int] = {
    VersionMismatch: 412,
    errors.Invalid: 400,
    errors.Unauthenticated: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.RateLimited: 429,
    Http404: 404,
    PermissionDenied: 403,
    RequestDataTooBig: 413,
    SuspiciousOperation: 400,
    BadRequest: 400,
    MultiPartParserError: 400,
    OperationalError: 503,
    InterfaceError: 503,
}
_MESSAGES = {
    400: "Invalid request",
    403: "You may not do this",
    404: "Not found",
    413: "The request body is too large",
    500: "Something went wrong on our side",
    503: "The service is not available right now, try again later",
}


@dataclass(frozen=True)
class Failure:
    """What went wrong, ready to be worded: `fields` maps names of input to messages."""

    status: int
    message: str
    error: Exception
    fields: Mapping[str, list[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def explanation(self) -> str:
        """One sentence; names each field at fault and why."""
        said = [f"{name}: {' '.join(texts)}" for name, texts in self.fields.items()]
        return "; ".join(said) or self.message


class JsonOnly(BaseContentNegotiation):
    """Answers are JSON whatever `Accept` says: the documents know nothing else."""

    def select_parser(self, request: Request, parsers: Any) -> None:
        """Bodies are read by `taskhub.rest.parsing`, not by DRF."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The JSON renderer."""
        return renderers[0], renderers[0].media_type


_JSON_ONLY = JsonOnly()


class DialectView(APIView):
    """One documented path.

    A contract derives its base view from this one and says how it words a failure (`body`)
    and where its document numbers an error differently (`statuses`).
    """

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    parser_classes = ()
    renderer_classes = (JsonRenderer,)
    content_negotiation_class = JsonOnly
    http_method_names = ("get", "head", "post", "put", "patch", "delete")
    schema = DialectSchema()

    #: Where a document numbers an error otherwise than the rest of TaskHub.
    statuses: ClassVar[Mapping[type[Exception], int]] = {}
    #: The shape of an error body, for the schema.
    error_shape: ClassVar[type[Serializer[Any]]]

    session: Session
    #: Of all that answers about tasks show (`tasks.revision`), where a GET is conditional.
    stamp: str | None = None
    #: Of a GET that is conditional, once its caller is known.
    revalidation: Revalidation | None = None

    def body(self, failure: Failure) -> dict[str, Any]:
        """The failure in the contract's words."""
        raise NotImplementedError

    def error_shape_for(self, status: int) -> type[Serializer[Any]]:
        """The shape of an error body of one status, where a document has several."""
        return self.error_shape

    @classmethod
    def most_bytes(cls) -> int:
        """The most bytes of body that this path takes, whatever the request."""
        return int(settings.TASKHUB_BODY_LIMIT)

    def body_limit(self) -> int:
        """Bytes of body that this request may have."""
        return self.most_bytes()

    @property
    def caller(self) -> User:
        """The person the request was signed in as."""
        return self.session.user

    @property
    def peer(self) -> str:
        """The address at the other end of the connection, as the server settled it."""
        return str(self.request.META.get("REMOTE_ADDR", ""))

    @property
    def user_agent(self) -> str:
        """What the client calls itself, for the list of sign-ins."""
        return str(self.request.META.get("HTTP_USER_AGENT", ""))

    def avatar_url(self, person: Person | User) -> str | None:
        """The absolute address of a person's picture, or None."""
        if not person.avatar:
            return None
        return absolute(self.request, f"{settings.MEDIA_URL}avatars/{person.avatar}")

    def tagged(self, response: Response, version: int) -> Response:
        """The answer with the thing's version as its `ETag`, for a later `If-Match`."""
        response.headers["ETag"] = f'"{version}"'
        return response

    def list_answer(
        self, listing: Listing[Row], show: Show[Row], wrap: Wrap = bare
    ) -> HttpResponseBase:
        """The list as an answer, portion by portion where it is long (`taskhub.rest.listing`)."""
        return answer(listing, show, wrap, self.renderer_classes[0]())

    def expected_version(self) -> frozenset[int] | None:
        """The versions that `If-Match` names (RFC 9110, 13.1.1); None where any will do."""
        return versions_in(self.request.META.get("HTTP_IF_MATCH", ""))

    # The steps of a request, in order.

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        """DRF's view of the request; there is nothing to choose, so nothing is made anew."""
        return Request(request, negotiator=_JSON_ONLY)

    @property
    def default_response_headers(self) -> dict[str, str]:
        """None: they would be for `finalize_response`, which has its own."""
        return {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Method, sane bytes, size, then sign-in: what costs least is refused first."""
        handler = self._handler(request)
        _refuse_broken_address(request._request)
        refuse_large_body(request._request, self.body_limit())
        operation = Operation.of(handler)
        if operation.conditional:
            self.session, self.stamp = stamped_session(request)
            who = self.session.user_id
            self.revalidation = Revalidation(request._request, who, self.stamp)
        elif not operation.public:
            self.session = required_session(request)
        if not operation.public:
            request.user = self.session.user

    def _handler(self, request: Request) -> Callable[..., HttpResponseBase]:
        method = (request.method or "").lower()
        handler = getattr(self, method, None) if method in self.http_method_names else None
        if handler is None:
            raise MethodNotAllowed(request.method or "")
        return handler

    def handle_exception(self, exc: Exception) -> Response:  # type: ignore[override]
        """Any exception as the contract's own answer; logs the unexpected."""
        failure = self.failure_of(exc)
        if failure.status >= 500:
            logger.error("%s %s", self.request.method, self.request.path, exc_info=exc)
        return self.told(failure)

    def told(self, failure: Failure) -> Response:
        """The failure as an answer."""
        return Response(self.body(failure), status=failure.status, headers=dict(failure.headers))

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Tag what can be asked for again, and keep what is somebody's own out of shared caches."""
        if self.revalidation is not None:
            response = self.revalidation.settle(response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    # From an exception to a failure.

    def failure_of(self, exc: Exception) -> Failure:
        """What an exception means to a client."""
        status = self._status_of(exc)
        return Failure(
            status=status,
            message=_message_of(exc, status),
            error=exc,
            fields=_fields_of(exc),
            headers=self._headers_of(exc, status),
        )

    def _status_of(self, exc: Exception) -> int:
        for kind in type(exc).__mro__:
            if kind in self.statuses:
                return self.statuses[kind]
            if kind in _STATUSES:
                return _STATUSES[kind]
        return exc.status_code if isinstance(exc, APIException) else 500

    def _headers_of(self, exc: Exception, status: int) -> dict[str, str]:
        if isinstance(exc, errors.RateLimited):
            return {"Retry-After": str(exc.retry_after)}
        if status == 401:
            return {"WWW-Authenticate": "Bearer"}
        if status == 405:
            return {"Allow": ", ".join(self.allowed_methods)}
        if status == 503:
            return {"Retry-After": str(RETRY_AFTER)}
        return {}


def in_words_of(
    dialect: type[DialectView], request: HttpRequest, error: Exception
) -> HttpResponseBase:
    """What the contract answers to a request that failed before its view; logs nothing."""
    view = dialect()
    view.setup(request)
    return view.finalize_response(view.request, view.told(view.failure_of(error)))


def unknown_path(dialect: type[DialectView]) -> type[DialectView]:
    """A view that answers any method with the contract's 404."""

    def initial(self: DialectView, request: Request, *args: Any, **kwargs: Any) -> None:
        raise errors.NotFound

    return type(f"{dialect.__name__}UnknownPath", (dialect,), {"initial": initial, "schema": None})


def shown_by(
    page: Callable[[HttpRequest], HttpResponseBase], dialect: type[DialectView]
) -> type[DialectView]:
    """A view that answers GET and HEAD as the page does, other methods with the contract's 405."""

    def dispatch(
        self: DialectView, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        is_reading = request.method in ("GET", "HEAD")
        return page(request) if is_reading else dialect.dispatch(self, request, *args, **kwargs)

    # Nobody calls `get`; it is there for `Allow` to name it.
    members = {"dispatch": dispatch, "get": page, "schema": None}
    return type(f"{dialect.__name__}Page", (dialect,), members)


def _refuse_broken_address(request: HttpRequest) -> None:
    # Django replaces what it cannot decode; a client that sent it is told instead.
    query = request.META.get("QUERY_STRING", "")
    if "%" in query or not query.isascii():
        _refuse_broken_query(query)
    if "\x00" in request.path:
        raise ParseError(NO_NUL)


def _refuse_broken_query(query: str) -> None:
    try:
        decoded = unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        raise ParseError("The query string is not valid UTF-8") from None
    if "\x00" in decoded:
        named = (name for name, value in parse_qsl(query) if "\x00" in value)
        broken = [name for name in named if "\x00" not in name]
        raise ValidationError({name: [NO_NUL] for name in broken or ["query"]})


def _message_of(exc: Exception, status: int) -> str:
    if isinstance(exc, errors.DomainError):
        return exc.message
    if isinstance(exc, ValidationError):
        return errors.Invalid.message
    if isinstance(exc, APIException):
        return str(exc.detail)
    return _MESSAGES.get(status, _MESSAGES[500])


def _fields_of(exc: Exception) -> dict[str, list[str]]:
    if isinstance(exc, errors.Invalid):
        return exc.fields
    if not isinstance(exc, ValidationError):
        return {}
    detail = exc.detail
    if isinstance(detail, dict):
        return {str(name): list(_texts(value)) for name, value in detail.items()}
    return {"non_field_errors": list(_texts(detail))}


def _texts(detail: Any) -> list[str]:
    """All messages in DRF's nested lists and dicts, in order, each once."""
    if isinstance(detail, dict):
        nested = [text for value in detail.values() for text in _texts(value)]
    elif isinstance(detail, list):
        nested = [text for value in detail for text in _texts(value)]
    else:
        nested = [str(detail)]
    return list(dict.fromkeys(nested))
