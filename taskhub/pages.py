"""The answers of last resort: what went wrong, to a person as a page, to a program as JSON.

Contracts word their own errors; these are for addresses and failures no contract sees.
"""

import re
import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

# Seconds after which a server without its database is worth another try.
RETRY_AFTER = "5"
SENTENCES = {
    400: "The request could not be understood.",
    403: "You may not do this.",
    404: "There is nothing at this address.",
    413: "What was sent is too large.",
    500: "Something went wrong on our side.",
    503: "TaskHub is out of reach of its data just now. Please try again in a moment.",
}


def for_programs(path: str) -> bool:
    """Whether this address belongs to the contracts and the API."""
    return re.match(settings.PROGRAM_PATHS, path.lstrip("/")) is not None


def answer(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """This status in words; reads neither the database nor the session."""
    title, sentence = HTTPStatus(status).phrase, detail or SENTENCES[status]
    if for_programs(request.path_info):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": sentence}
        response: HttpResponse = JsonResponse(
            problem, status=status, content_type="application/problem+json"
        )
    else:
        # Without the request: its context processors would ask the database who looks on.
        page = render_to_string(f"errors/{status}.html", {"title": title, "sentence": sentence})
        response = HttpResponse(page, status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return answer(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return answer(request, 413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from one of our pages, or is too old."""
    return answer(request, 403, "The form was too old or came from elsewhere. Please try again.")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it is the database that cannot be reached."""
    failure = sys.exception()
    return answer(request, 503 if isinstance(failure, OperationalError | InterfaceError) else 500)
