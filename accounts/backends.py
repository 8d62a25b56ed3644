"""How Django's own sign-in, the admin's, finds out who somebody is."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts import services
from accounts.errors import InvalidCredentials
from accounts.models import User
from taskhub.errors import RateLimited


class SharedBudgetBackend(ModelBackend):
    """Address and password, out of the same budget of failures as every other door.

    Past it nobody is signed in, and `request.sign_in_wait` says for how many seconds;
    `BrowserSessionMiddleware` makes a 429 of it.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The person; None for any that may not come in. Without a request not limited."""
        email = kwargs.get("email") if username is None else username
        if email is None or password is None:
            return None
        peer = None if request is None else str(request.META.get("REMOTE_ADDR", ""))
        try:
            return services.check_credentials(email=email, password=password, peer=peer)
        except InvalidCredentials:
            return None
        except RateLimited as error:
            if request is not None:
                request.sign_in_wait = error.retry_after  # type: ignore[attr-defined]
            raise PermissionDenied from error

    async def aauthenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The same; Django's own would go around the budget."""
        return await sync_to_async(self.authenticate)(request, username, password, **kwargs)
