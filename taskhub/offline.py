"""What a browser shows where the network or this server is away.

A service worker keeps one page, with its style and scripts, and answers with it where a
navigation fails. It is the same page for everybody: rendered for nobody, fetched without
cookies, and nothing else is kept (docs/security.md).
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from taskhub import pages

_PART = re.compile(rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"]+)"')


@require_safe
def offline_page(request: HttpRequest, language: str) -> HttpResponse:
    """/offline/<language>"""
    response = HttpResponse(_page(_known(language)))
    response.headers["Content-Language"] = language
    return _asked_anew(response)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """/offline-worker.js?language=…: at the root, for that is how far a worker reaches."""
    script = _worker(_known(request.GET.get("language", "en")))
    return _asked_anew(HttpResponse(script, content_type="text/javascript; charset=utf-8"))


def _asked_anew(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-cache"
    return response


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


@cache
def _page(language: str) -> str:
    # Without a request: nothing in it is anybody's.
    with translation.override(language):
        return render_to_string("taskhub/offline.html", {"own": _address(language)})


@cache
def _worker(language: str) -> str:
    page = _page(language)
    parts = sorted(set(_PART.findall(page)))
    context = {
        "name": f"offline-{_fingerprint(page, parts)}",
        "page": _address(language),
        "parts": parts,
        "apart": [settings.PROGRAM_PATHS, f"^{pages.APART.pattern}"],
    }
    return render_to_string("taskhub/offline-worker.js", context)


def _address(language: str) -> str:
    return reverse("offline", args=[language])


def _fingerprint(page: str, parts: list[str]) -> str:
    """Another one as soon as the page or any part of it is: the worker is then installed anew."""
    told = hashlib.sha256(page.encode())
    for part in parts:
        # Collected files have a fingerprint in their names, and need not be found.
        file = finders.find(part.removeprefix(settings.STATIC_URL))
        if file:
            told.update(Path(file).read_bytes())
    return told.hexdigest()[:16]
