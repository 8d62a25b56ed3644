"""The Content-Security-Policy header, under the names Django 6 gives it.

To be deleted on that upgrade: settings.SECURE_CSP, `request.csp_nonce` and the template
variable `csp_nonce` are then Django's own.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject, empty

HEADER = "Content-Security-Policy"
NONCE = "<CSP_NONCE_SENTINEL>"


class ContentSecurityPolicyMiddleware:
    """Puts the policy on every answer that does not bring one of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.plain = build(settings.SECURE_CSP, None)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with a nonce in the policy only where a page has asked for it."""
        nonce = SimpleLazyObject(lambda: secrets.token_urlsafe(16))
        request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        if HEADER not in response.headers:
            response.headers[HEADER] = self.policy(nonce)
        return response

    def policy(self, nonce: Any) -> str:
        """The header's value."""
        unused = nonce._wrapped is empty
        return self.plain if unused else build(settings.SECURE_CSP, str(nonce))


def build(policy: Mapping[str, Sequence[str]], nonce: str | None) -> str:
    """The directives as one line; without a nonce its place stays empty."""
    parts = []
    for directive, sources in policy.items():
        filled = (f"'nonce-{nonce}'" if source == NONCE else source for source in sources)
        kept = (
            word for word, source in zip(filled, sources, strict=True) if nonce or source != NONCE
        )
        parts.append(" ".join([directive, *kept]))
    return "; ".join(parts)


def csp_nonce(request: HttpRequest) -> dict[str, Any]:
    """The template variable `csp_nonce`; absent where no middleware ran."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
