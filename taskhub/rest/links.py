"""Absolute addresses in answers."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from rest_framework.request import Request


def origin(request: HttpRequest) -> str:
    """How addresses of ours begin in what this request is answered."""
    if settings.TASKHUB_PUBLIC_URL != settings.OWN_ADDRESS:
        return str(settings.TASKHUB_PUBLIC_URL)
    return f"{request.scheme}://{request.get_host()}"


def absolute(request: Request | HttpRequest, path: str) -> str:
    """Where this path of ours is reached from outside.

    The configured public address decides; without one, the address that the caller used,
    which need not be the one we believe to listen on.
    """
    if settings.TASKHUB_PUBLIC_URL != settings.OWN_ADDRESS:
        return f"{settings.TASKHUB_PUBLIC_URL}{iri_to_uri(path)}"
    address: str = request.build_absolute_uri(path)
    return address
