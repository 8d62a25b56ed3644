"""Is it alive, and can it work: the two questions a supervisor asks."""

import concurrent.futures
import logging
import threading
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from taskhub import pages

logger = logging.getLogger(__name__)

PATIENCE = 2.0


class Probe:
    """One dependency's question, asked in a thread of its own.

    A database that hangs does not refuse, it says nothing; so the asking waits for a time
    only, and while one question is open no second one is put.
    """

    def __init__(self, question: Callable[[], object]) -> None:
        self.question = question
        self.lock = threading.Lock()
        self.open: concurrent.futures.Future[bool] | None = None

    def passes(self, seconds: float = PATIENCE) -> bool:
        """Whether the dependency answers in time."""
        with self.lock:
            if self.open is None or self.open.done():
                self.open = concurrent.futures.Future()
                threading.Thread(target=self._ask, args=(self.open,), daemon=True).start()
            asked = self.open
        try:
            return asked.result(seconds)
        except TimeoutError:
            return False

    def _ask(self, asked: concurrent.futures.Future[bool]) -> None:
        try:
            self.question()
        except Exception as failure:  # noqa: BLE001 - whatever it is, the dependency is down
            logger.warning("Not ready: %s", type(failure).__name__)
            asked.set_result(False)
        else:
            asked.set_result(True)
        finally:
            connections.close_all()


def ask_database() -> None:
    """One trivial query on a new connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def ask_redis() -> None:
    """One PING."""
    from redis import Redis  # seven megabytes, where there is one to ask

    with Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS) as client:
        client.ping()


def looking_only(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """The view for GET and HEAD, kept in no cache; other methods are a 405 in JSON."""

    # Nothing is changed here: whoever sends something is to hear that, not of a form's token.
    @csrf_exempt
    @never_cache
    @wraps(view)
    def look(request: HttpRequest) -> HttpResponse:
        if request.META.get("taskhub.body_too_large"):
            return pages.too_large(request)
        if request.method in {"GET", "HEAD"}:
            return view(request)
        refused = pages.answer(request, HTTPStatus.METHOD_NOT_ALLOWED, "Ask with GET or HEAD.")
        refused.headers["Allow"] = "GET, HEAD"
        return refused

    return look


database = Probe(ask_database)
broker = Probe(ask_redis)


@looking_only
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is up; asks nobody else."""
    return JsonResponse({"status": "ok"})


@looking_only
def readyz(request: HttpRequest) -> HttpResponse:
    """Each dependency with its state; 503 when one is down."""
    probes = {"database": database} | ({"redis": broker} if settings.REDIS_URL else {})
    passed = {name: probe.passes() for name, probe in probes.items()}
    ready = all(passed.values())
    states = {name: "ok" if good else "down" for name, good in passed.items()}
    body = {"status": "ok" if ready else "unavailable", **states}
    return JsonResponse(
        body, status=200 if ready else 503, headers={} if ready else {"Retry-After": "5"}
    )
