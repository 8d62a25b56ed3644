"""/: what this is, or what waits for whoever is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The start page."""
    return render(request, "taskhub/home.html")
