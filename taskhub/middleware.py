"""What no view should have to think of."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from corsheaders.middleware import CorsMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts.middleware import BrowserSessionMiddleware
from taskhub import pages
from taskhub.errors import DomainError
from taskhub.rest import multipart

NUL = "\0"
#: Whether a request is a program's and brings no cookie.
PLAIN = "taskhub.plain"


class PlainInputMiddleware:
    """Keeps NUL, which PostgreSQL has no place for, and oversized or broken forms from the pages.

    The contracts' views refuse them themselves, each in its document's words; of theirs
    only cookies go that no server of ours ever set.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse what a page could not handle."""
        for name in [name for name, value in request.COOKIES.items() if NUL in name + value]:
            del request.COOKIES[name]
        for_programs = pages.for_programs(request.path_info)
        request.META[PLAIN] = for_programs and "HTTP_COOKIE" not in request.META
        if not for_programs:
            if request.META.get("taskhub.body_too_large"):
                return pages.too_large(request)
            if "%00" in request.META.get("QUERY_STRING", "") or not _is_whole(request):
                return pages.bad_request(request)
        return self.get_response(request)


def _is_whole(request: HttpRequest) -> bool:
    """Whether Django would read the form as it was meant, and not make something else of it."""
    if request.method != "POST":
        return True
    try:
        if request.content_type == "multipart/form-data":
            multipart.read(request.body, request.META["CONTENT_TYPE"])
        elif request.content_type == "application/x-www-form-urlencoded":
            unquote_to_bytes(request.body).decode()
    except ValueError:
        return False
    return True


class PassedByPrograms:
    """Goes before a middleware that finds nothing to do in a program's request without a cookie.

    Finding that out five times over took a fifth of what a small answer takes.
    """

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        """Answer the request."""
        plain = request.META.get(PLAIN)
        return self.get_response(request) if plain else super().__call__(request)  # type: ignore[misc]


class PageSession(PassedByPrograms, SessionMiddleware):
    """`request.session`."""


class PageAuthentication(PassedByPrograms, AuthenticationMiddleware):
    """`request.user`, by the session."""


class PageBrowserSession(PassedByPrograms, BrowserSessionMiddleware):
    """The same, where the sign-in lives."""


class PageMessages(PassedByPrograms, MessageMiddleware):
    """What the next page is to say."""


class CrossOriginMiddleware(CorsMiddleware):
    """CORS; a request from no other site is only told that it would matter."""

    def __call__(self, request: HttpRequest) -> Any:
        """Answer the request."""
        if request.method == "OPTIONS" or "HTTP_ORIGIN" in request.META:
            return super().__call__(request)
        response: Any = self.get_response(request)
        if "Vary" in response.headers or not self.is_enabled(request):
            self.add_response_headers(request, response)
        else:
            response.headers["Vary"] = "origin"
        return response


class PageMiddleware:
    """Gives pages their language, keeps them out of caches, and words what services refuse.

    Elsewhere it does nothing: programs are answered in English. Stands after whatever finds
    out who is there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; asks who is there, which is free without a cookie."""
        if request.META.get(PLAIN) or not pages.for_people(request.path_info):
            return self.get_response(request)
        language = pages.language_of(request)
        # Afterwards the thread is as it was: its next request may be a program's.
        with translation.override(language):
            response = self._in_words(request, self.get_response(request))
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    @staticmethod
    def _in_words(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Views refuse a method without a word, and browsers then show a page of their own."""
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        told = pages.answer(request, HTTPStatus.METHOD_NOT_ALLOWED)
        told.headers["Allow"] = response.headers["Allow"]
        return told

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """The page for what a service refused and no view worded."""
        if isinstance(exception, DomainError) and pages.for_people(request.path_info):
            return pages.refusal(request, exception)
        return None
