"""What no view should have to think of."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from taskhub import pages
from taskhub.errors import DomainError

NUL = "\0"


class PlainInputMiddleware:
    """Keeps NUL, which PostgreSQL has no place for, and oversized bodies from the pages.

    The contracts' views refuse both themselves, each in its document's words; of theirs
    only cookies go that no server of ours ever set.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse what a page could not handle."""
        for name in [name for name, value in request.COOKIES.items() if NUL in name + value]:
            del request.COOKIES[name]
        if not pages.for_programs(request.path_info):
            if request.META.get("taskhub.body_too_large"):
                return pages.too_large(request)
            if "%00" in request.META.get("QUERY_STRING", ""):
                return pages.bad_request(request)
        return self.get_response(request)


class PageMiddleware:
    """Gives pages their language, keeps them out of caches, and words what services refuse.

    Elsewhere it does nothing: programs are answered in English. Stands after whatever finds
    out who is there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; asks who is there, which is free without a cookie."""
        if not pages.for_people(request.path_info):
            return self.get_response(request)
        language = pages.language_of(request)
        # Afterwards the thread is as it was: its next request may be a program's.
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """The page for what a service refused and no view worded."""
        if isinstance(exception, DomainError) and pages.for_people(request.path_info):
            return pages.refusal(request, exception)
        return None
