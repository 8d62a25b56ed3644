"""The frame of the pages, and the answers of last resort.

What went wrong is said to a person as a page, to a program as JSON. Contracts word their
own errors, also those that come up before their views are reached; the rest is for addresses
of no contract, and for what services refuse to pages.
"""

import re
import sys
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taskhub.errors import (
    Conflict,
    DomainError,
    Invalid,
    NotAllowed,
    NotFound,
    RateLimited,
    Unauthenticated,
)
from taskhub.rest.dialect import in_words_of
from taskhub.rest.routing import view_at

# Seconds after which a server without its database is worth another try.
RETRY_AFTER = "5"
#: What a page says of each status: its title and a sentence.
WORDS: dict[int, tuple[Promise, Promise]] = {
    400: (_("That was not understood"), _("The request could not be understood.")),
    401: (_("Sign in first"), _("Only somebody who is signed in may see this.")),
    403: (_("Not allowed"), _("You may not do this.")),
    404: (_("Not found"), _("There is nothing at this address, or nothing that you may see.")),
    405: (
        _("Nothing to look at"),
        _("This address only takes what a form sends. Go back to the page that it is on."),
    ),
    409: (_("Overtaken"), _("Somebody else was faster. Look at it as it is now and try again.")),
    413: (_("Too large"), _("What was sent is too large.")),
    429: (_("Too many attempts"), _("That was tried too often. Please wait a little.")),
    500: (_("Something went wrong"), _("Something went wrong on our side.")),
    503: (
        _("Out of reach"),
        _("TaskHub is out of reach of its data just now. Please try again in a moment."),
    ),
}
#: What of a refusal is told by which status, in the order it is looked up.
STATUSES: dict[type[DomainError], int] = {
    Invalid: 400,
    Unauthenticated: 401,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    RateLimited: 429,
}
#: Neither a contract's nor a page: what serves files, machines, or has a look of its own.
APART = re.compile(r"(admin|static|media|healthz|readyz|offline-worker\.js)(/|$)")


@dataclass(frozen=True)
class Entry:
    """A place in the navigation: `route` is a URL's name, `section` where its pages begin."""

    label: Promise
    route: str
    section: str

    def shown_at(self, path: str) -> dict[str, Any]:
        """The entry as the frame of the page at this path shows it."""
        address = reverse(self.route)
        within = path.startswith(self.section) if self.section != "/" else path == "/"
        current = "page" if path == address else "true" if within else ""
        return {"label": self.label, "address": address, "current": current}


#: The main navigation of somebody signed in, in its order.
NAVIGATION = (
    Entry(_("Home"), "home", "/"),
    Entry(_("Boards"), "tasks:boards", "/boards/"),
    Entry(_("Tasks"), "tasks:tasks", "/tasks/"),
    Entry(_("Statistics"), "statistics", "/statistics/"),
)


def for_programs(path: str) -> bool:
    """Whether this address belongs to the contracts and the API."""
    return re.match(settings.PROGRAM_PATHS, path.lstrip("/")) is not None


def for_people(path: str) -> bool:
    """Whether this address is a page's (or nobody's), with our frame and in their language."""
    return not for_programs(path) and APART.match(path.lstrip("/")) is None


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, what base.html needs to know of whoever looks."""
    if not for_people(request.path_info):
        return {}
    person = request.user if request.user.is_authenticated else None
    entries = NAVIGATION if person else ()
    return {
        "frame": {
            "person": person,
            "theme": person.theme if person else "",
            "navigation": [entry.shown_at(request.path_info) for entry in entries],
        }
    }


def language_of(request: HttpRequest) -> str:
    """What to speak to whoever asks: their profile's language, else their browser's."""
    chosen = request.user.language if request.user.is_authenticated else ""
    return chosen or translation.get_language_from_request(request)


def answer(
    request: HttpRequest, status: int, detail: str | Promise = "", wait: int = 0
) -> HttpResponse:
    """This status in words; `wait` is in seconds. Reads neither the database nor the session."""
    if for_programs(request.path_info):
        response = _problem(status, detail)
    else:
        response = HttpResponse(_page(request, status, detail, wait), status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE or wait:
        response.headers["Retry-After"] = str(wait) if wait else RETRY_AFTER
    return response


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page for what a service refused."""
    status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 400)
    wait = error.retry_after if isinstance(error, RateLimited) else 0
    return answer(request, status, wait=wait)


def _problem(status: int, detail: str | Promise) -> HttpResponse:
    # English, whoever asks: this is for programs.
    with translation.override(None):
        title, sentence = HTTPStatus(status).phrase, detail or str(WORDS[status][1])
    problem = {"type": "about:blank", "title": title, "status": status, "detail": sentence}
    return JsonResponse(problem, status=status, content_type="application/problem+json")


def _page(request: HttpRequest, status: int, detail: str | Promise, wait: int) -> str:
    # Who looks on is said only where it was found out before: finding out asks the database.
    known = hasattr(request, "_cached_user") and status < HTTPStatus.INTERNAL_SERVER_ERROR
    with translation.override(_language_without_asking(request)):
        title, sentence = WORDS[status]
        context = {"title": title, "sentence": detail or sentence, "wait": wait}
        return render_to_string("errors/error.html", context, request if known else None)


def _language_without_asking(request: HttpRequest) -> str:
    user = getattr(request, "_cached_user", None)
    return getattr(user, "language", "") or translation.get_language_from_request(request)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """400."""
    return _failed(request, 400, exception)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """403."""
    return _failed(request, 403, exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """404."""
    return _failed(request, 404, exception)


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return answer(request, 413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from one of our pages, or is too old."""
    return answer(request, 403, _("The form was too old or came from elsewhere. Please try again."))


def server_error(request: HttpRequest) -> HttpResponseBase:
    """500, or 503 when it is the database that cannot be reached."""
    failure = sys.exception()
    lost = isinstance(failure, OperationalError | InterfaceError)
    return _failed(request, 503 if lost else 500, failure)


def _failed(request: HttpRequest, status: int, error: BaseException | None) -> HttpResponseBase:
    """What a contract says of the error at its addresses; elsewhere this status in words."""
    if isinstance(error, Exception) and for_programs(request.path_info):
        view = view_at(request.path_info)
        if view is not None:
            return in_words_of(view, request, error)
    return answer(request, status)
