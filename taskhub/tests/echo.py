"""A settings file and a few views that show what the server makes of a request."""

import threading
import time
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from taskhub.settings import *  # noqa: F403

ROOT_URLCONF = "taskhub.tests.echo"
handler400 = "taskhub.pages.bad_request"
handler404 = "taskhub.pages.not_found"
handler500 = "taskhub.pages.server_error"


@csrf_exempt
def echo(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        {
            "method": request.method,
            "path": request.path_info,
            "body": len(request.body),
            "length": request.META["CONTENT_LENGTH"],
            "too_large": request.META.get("taskhub.body_too_large", False),
            "peer": request.META["REMOTE_ADDR"],
            "scheme": request.scheme,
            "forwarded": request.META.get("HTTP_X_FORWARDED_FOR"),
            "script": request.META["SCRIPT_NAME"],
            "thread": threading.current_thread().name,
        }
    )


def slow(request: HttpRequest) -> HttpResponse:
    time.sleep(float(request.GET["seconds"]))
    return HttpResponse("done")


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


def crash(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret detail")


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(pieces(int(request.GET["pieces"]), "fail" in request.GET))


def pieces(count: int, fail: bool) -> Iterator[bytes]:
    for number in range(count):
        if fail and number == count - 1:
            raise RuntimeError("half way")
        yield threading.current_thread().name.encode().ljust(64 * 1024, b".")


urlpatterns = [
    re_path(r"^api/slow$", slow),
    re_path(r"^api/empty$", empty),
    re_path(r"^api/crash$", crash),
    re_path(r"^api/stream$", stream),
    re_path(r"^(?:api/)?echo", echo),
]
