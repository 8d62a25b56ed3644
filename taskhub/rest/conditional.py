"""Conditional requests (RFC 9110, 13): what has not changed is not sent, and mostly not read.

A tag is `"<seal>.<print>"`, for one task `"<version>.<seal>.<print>"`. The seal is made of the
stamp of all that answers about tasks show (`tasks.revision`), so that a caller who shows the
present one is answered before anything is read. The print is made of the answer: after a
change elsewhere it tells that this answer is still the same, though that took reading it. A
long list goes out while it is read and has no print. `If-Match` looks at the version alone.

Both are keyed, and bind what else decides about an answer: who asks, for which address, which
release answers, and how it is set up. A tag is good only where it was given: to have one is
to have passed every check of the same request at the same stamp (docs/decisions/0008).
"""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from functools import cache, wraps
from pathlib import Path
from typing import Any

import django
import orjson
import rest_framework
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from taskhub.rest.links import origin

#: What a client may keep for itself, as long as it asks each time whether it still holds.
CACHING = "private, no-cache"

#: Headers that belong to an answer as its body does.
_TELLING = ("X-Total-Count", "Link")
_TAG = re.compile(r'(W/)?"([^"]*)"')
_SEPARATOR = "."
# Tags are compared letter by letter (8.8.3.2), so there is one way to write a version.
_VERSIONED = re.compile(
    r'(?:^|,)[ \t]*"([1-9][0-9]{0,18})(?:(?:\.[A-Za-z0-9_-]{16}){2})?"[ \t]*(?=,|$)'
)
#: The code that has a say in an answer.
_SOURCES = (
    "taskhub/*.py",
    "taskhub/rest/*.py",
    "taskhub/api/**/*.py",
    "taskhub/contracts/**/*.py",
    "accounts/*.py",
    "comments/*.py",
    "suggestions/*.py",
    "tasks/*.py",
)


class Revalidation:
    """One GET of tasks: what its tag will be, and whether the caller holds the answer already."""

    def __init__(self, request: HttpRequest, caller: int, stamp: str) -> None:
        """`stamp` was read before anything that the answer will show."""
        self._shown = request.META.get("HTTP_IF_NONE_MATCH", "").strip()
        self._circumstances = "\0".join(
            (
                str(caller),
                # Answers hold addresses of ours, which begin so.
                origin(request),
                request.META["PATH_INFO"],
                request.META["QUERY_STRING"],
                str(settings.TASKHUB_LIST_CEILING),
            )
        ).encode()
        # The day: what counts as due or late may change with it.
        moment = f"{stamp}\0{timezone.now().date()}".encode()
        self._seal = _keyed(b"seal", moment, self._circumstances)

    def unchanged(self) -> HttpResponse | None:
        """A 304 for a caller whose tag bears the present seal; reads nothing."""
        for tag in _tags(self._shown):
            if self._seal in tag.split(_SEPARATOR):
                return _not_modified(tag)
        return None

    def settle(self, response: Any) -> Any:
        """The answer with its tag, or a 304 where the caller has shown that it holds it."""
        if response.status_code != 200:
            return response
        tag = self._tag_of(response)
        if self._shown and self._is_shown(tag):
            return _not_modified(tag)
        response.headers["ETag"] = f'"{tag}"'
        response.headers["Cache-Control"] = CACHING
        return response

    def _is_shown(self, tag: str) -> bool:
        return self._shown == "*" or _lasting(tag) in map(_lasting, _tags(self._shown))

    def _tag_of(self, response: Any) -> str:
        version = response.headers.get("ETag", "").strip('"')
        parts = [version, self._seal] if version else [self._seal]
        if not response.streaming:
            parts.append(self._print_of(response))
        return _SEPARATOR.join(parts)

    def _print_of(self, response: Any) -> str:
        told = (response.headers.get(name, "").encode() for name in _TELLING)
        return _keyed(b"print", self._circumstances, *told, response.content)


def unless_unchanged(handler: Callable[..., Any]) -> Callable[..., Any]:
    """The method of a `DialectView`, not called for a caller who holds its answer already."""

    @wraps(handler)
    def get(view: Any, *args: Any, **kwargs: Any) -> Any:
        unchanged = view.revalidation.unchanged()
        return handler(view, *args, **kwargs) if unchanged is None else unchanged

    return get


def versions_in(header: str) -> frozenset[int] | None:
    """The versions that an `If-Match` names (RFC 9110, 13.1.1); None where any will do.

    A weak tag and one of a form that we never give name none.
    """
    if header.strip() in ("", "*"):
        return None
    return frozenset(map(int, _VERSIONED.findall(header)))


def _tags(header: str) -> Iterable[str]:
    """The tags of an `If-None-Match`, weak or not: it compares them all the same (13.1.2)."""
    return [text for _, text in _TAG.findall(header)]


def _lasting(tag: str) -> list[str]:
    """What of a tag stays when something else changes: all but the seal."""
    *before, _, last = ["", *tag.split(_SEPARATOR)]
    return [*before, last]


def _not_modified(tag: str) -> HttpResponse:
    response = HttpResponse(status=304, headers={"ETag": f'"{tag}"', "Cache-Control": CACHING})
    del response.headers["Content-Type"]
    return response


def _keyed(*parts: bytes) -> str:
    """Sixteen letters, 96 bits, that only this server makes of these parts."""
    # No part but the last, an answer's content, holds a NUL.
    digest = hmac.digest(_key(settings.SECRET_KEY), b"\0".join(parts), hashlib.sha256)
    return urlsafe_b64encode(digest[:12]).decode()


@cache
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"taskhub.tags" + _release(), hashlib.sha256)


@cache
def _release() -> bytes:
    """What makes answers look as they do: our own code, and the libraries that write them.

    A number to be raised by hand would be forgotten once, and a client would then keep an
    answer in yesterday's form.
    """
    digest = hashlib.sha256()
    digest.update(f"{django.VERSION}{rest_framework.VERSION}{orjson.__version__}".encode())
    for pattern in _SOURCES:
        for file in sorted(Path(settings.BASE_DIR).glob(pattern)):
            if "tests" not in file.parts:
                digest.update(file.read_bytes())
    return digest.digest()
