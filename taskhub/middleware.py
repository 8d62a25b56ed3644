"""What no view should have to think of."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from taskhub import pages

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
