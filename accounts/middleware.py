"""Signed-in browsers are sessions like all others, and end like them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts import sessions
from accounts.errors import InvalidCredentials
from accounts.models import Session, User

#: Where the cookie's session keeps the id of ours.
SESSION_ID = "taskhub_session"


class BrowserSessionMiddleware:
    """Signs a browser out whose session has ended; stands after AuthenticationMiddleware.

    Looks only when the user is asked for: requests with a bearer token pay nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        request.user = SimpleLazyObject(partial(live_user, request))  # type: ignore[assignment]
        request.auser = partial(_live_user_later, request)
        response = self.get_response(request)
        wait = getattr(request, "sign_in_wait", None)
        if wait is not None and response.status_code == 200:
            # The form again, with its error; the status tells programs what it was.
            response.status_code = 429
            response.headers["Retry-After"] = str(wait)
        return response


async def _live_user_later(request: HttpRequest) -> User | AnonymousUser:
    return await sync_to_async(live_user)(request)


def live_user(request: HttpRequest) -> User | AnonymousUser:
    """Whom the cookie names, if their session lives; else nobody, and the cookie is void.

    Three queries, and one a minute: the cookie's session, the user, ours and its last use.
    """
    user = get_user(request)
    if isinstance(user, AnonymousUser):
        return user
    session_id = request.session.get(SESSION_ID)
    if session_id is not None and sessions.touch(session_id, user):
        return user
    # Not logout(): it would ask for request.user, which is what is being found out.
    request.session.flush()
    request._cached_user = AnonymousUser()  # type: ignore[attr-defined]
    return AnonymousUser()


def open_session(sender: type[User], request: HttpRequest, user: User, **_: Any) -> None:
    """Receiver of `user_logged_in`: a signed-in browser gets a session."""
    close_session(sender, request, user)
    try:
        session = sessions.open_browser_session(
            user=user,
            lifetime=request.session.get_expiry_age(),
            user_agent=request.META.get("HTTP_USER_AGENT", ""),
        )
    except InvalidCredentials:
        return  # the password changed a moment ago; without a session nobody is signed in
    request.session[SESSION_ID] = str(session.pk)


def close_session(sender: type[User], request: HttpRequest, user: User | None, **_: Any) -> None:
    """Receiver of `user_logged_out`: the browser's session ends."""
    session_id = request.session.pop(SESSION_ID, None)
    session = Session.objects.filter(pk=session_id).first() if session_id else None
    if session is not None:
        sessions.end(session)
