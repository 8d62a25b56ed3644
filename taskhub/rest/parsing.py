"""Bodies read strictly: one reader for JSON, one for forms, the same for every contract.

security.md, "Input": a size limit before anything else, UTF-8 only, no NaN or infinities, no
duplicate keys, no NUL or lone surrogate anywhere, a bounded depth; whatever breaks a rule is
a 4xx before a validator or the database sees it.
"""

import json
from collections.abc import Iterable, Mapping
from math import isinf
from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest
from rest_framework.exceptions import (
    APIException,
    ParseError,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.request import Request

from taskhub.rest import multipart

DEPTH = 32
NO_NUL = "Null characters are not allowed."
#: Room for the multipart frame and the small fields beside an uploaded picture.
UPLOAD_FRAME = 65_536


class PayloadTooLarge(APIException):
    """The body is larger than this path takes (RFC 9110, 15.5.14)."""

    status_code = 413
    default_detail = "The request body is too large"
    default_code = "payload_too_large"


class Unstorable(ParseError):
    """A text holds what no database column does."""


def refuse_large_body(request: HttpRequest, limit: int) -> None:
    """Refuse by announced length; raises `PayloadTooLarge`.

    The server measures the real length and sets the header by it, so that an announced
    length is the real one by the time it is read here.
    """
    if request.META.get("taskhub.body_too_large") or body_length(request) > limit:
        raise PayloadTooLarge


def body_length(request: HttpRequest) -> int:
    """Bytes of body that came with the request; 0 for none."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    if not (text.isascii() and text.isdigit()):
        raise ParseError("The Content-Length header is malformed")
    return int(text)


def has_body(request: Request) -> bool:
    """Whether the client sent any body."""
    return body_length(request._request) > 0


def read_bytes(request: Request) -> bytes:
    """The whole body as it came."""
    body: bytes = request._request.read()
    return body


def content_type(request: Request) -> tuple[str, str]:
    """Media type and charset of the body, both in lower case; empty where not given."""
    media, _, parameters = request._request.META.get("CONTENT_TYPE", "").partition(";")
    charset = ""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip(' "').lower()
    return media.strip().lower(), charset


def read_object(request: Request, media_types: Iterable[str] = ("application/json",)) -> Any:
    """The JSON object in the body.

    Raises `UnsupportedMediaType` for another type of body, `ParseError` for an empty or a
    malformed one and for JSON that is no object.
    """
    if not has_body(request):
        raise ParseError("A JSON body is required")
    media, charset = content_type(request)
    if media not in media_types or charset not in ("", "utf-8", "utf8"):
        raise UnsupportedMediaType(media or "none", "Send the body as application/json in UTF-8")
    value = decode(read_bytes(request))
    if not isinstance(value, dict):
        raise ParseError("The body must be a JSON object")
    return value


def decode(body: bytes) -> Any:
    """Strict JSON; raises `ParseError` with a sentence that says what is wrong."""
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
        if isinstance(value, dict):
            _check_fields(value)
        else:
            _check(value, DEPTH)
    except UnicodeDecodeError:
        raise ParseError("The body is not valid UTF-8") from None
    except RecursionError:
        raise ParseError("The JSON is nested too deeply") from None
    except ValueError:
        # Python's own wording names columns and, for long numbers, interpreter settings.
        raise ParseError("The body is not valid JSON") from None
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError("A key occurs twice in one JSON object")
    return found


def _no_constant(_: str) -> NoReturn:
    raise ParseError("NaN and Infinity are not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ParseError("A number is out of range")
    return number


def _check_fields(fields: Mapping[str, Any]) -> None:
    """Refuse a field by its name: a client that is told which one can mend it."""
    for name, value in fields.items():
        refuse_unstorable(name)
        try:
            _check(value, DEPTH - 1)
        except Unstorable as problem:
            raise ValidationError({name: [str(problem.detail)]}) from None


def _check(value: Any, depth: int) -> None:
    if isinstance(value, str):
        refuse_unstorable(value)
    elif isinstance(value, (dict, list)):
        if depth == 0:
            raise ParseError("The JSON is nested too deeply")
        children = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        for child in children:
            _check(child, depth - 1)


def refuse_unstorable(text: str) -> None:
    """Refuse what no database column holds: NUL, and halves of surrogate pairs."""
    if "\x00" in text:
        raise Unstorable(NO_NUL)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Unstorable("The text is not valid Unicode.")


def read_multipart(request: Request) -> multipart.Form:
    """The form in a multipart body; raises `ParseError` for one that cannot be read whole."""
    declared = request._request.META.get("CONTENT_TYPE", "")
    try:
        form = multipart.read(read_bytes(request), declared)
    except ValueError:
        raise ParseError("The multipart body is malformed") from None
    _check_fields(form.texts)
    return form


def upload_limit() -> int:
    """Bytes that a path taking a picture accepts."""
    return int(settings.TASKHUB_AVATAR_LIMIT) + UPLOAD_FRAME
