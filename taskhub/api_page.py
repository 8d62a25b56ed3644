"""/account/api: the doors for programs, shown to people.

`/api` belongs to the contracts, hence the address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from accounts import services, sessions
from accounts.models import User
from taskhub.documents import address_of
from taskhub.rest.routing import Contract


@dataclass(frozen=True)
class Hint:
    """What a contract is for, where its documented paths begin, and one to try."""

    use: Promise
    base: str
    sample: str


#: Whatever has no hint is shown with what its schema says of it.
HINTS = {
    "zocket": Hint(
        _("Tasks of a team with priority, status and assignee, analysis, and live events."),
        "zocket/api",
        "zocket/api/v1/tasks",
    ),
    "taskora": Hint(
        _("Each person's own tasks, every answer in an envelope with a message."),
        "taskora",
        "taskora/api/{me}/tasks",
    ),
    "tasktracker": Hint(
        _("Tasks that mark people, with statuses, comments, and profiles with a picture."),
        "tasktracker",
        "tasktracker/api/v1/tasks/",
    ),
    "totask": Hint(
        _("The life of an account: tokens, passwords, e-mail, people and favourite boards."),
        "totask",
        "totask/users/user",
    ),
    "todo": Hint(
        _("Personal to-dos with a filter, an order and counts."),
        "todo",
        "todo/api/{me}/tasks",
    ),
    "v2": Hint(
        _("TaskHub's own: boards, history, bulk changes, live events, and what no other covers."),
        "api/v2",
        "api/v2/boards/",
    ),
}


@dataclass(frozen=True)
class Door:
    """A contract as the page shows it."""

    name: str
    title: str
    use: str | Promise
    base: str
    document: str | None
    docs: str
    schema: str
    sample: str


class ApiPage(View):
    """/account/api"""

    http_method_names = ("get", "head", "post", "options")
    contracts: Sequence[Contract] = ()

    def get(self, request: HttpRequest) -> HttpResponse:
        """The contracts, and how to talk to each."""
        return self._page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """The same with a token in every line, for whoever is signed in."""
        if not isinstance(request.user, User):
            return redirect(f"{reverse('accounts:sign-in')}?next={request.path}")
        agent = request.META.get("HTTP_USER_AGENT", "")
        grant = services.open_page_token(user=request.user, user_agent=agent)
        return self._page(request, grant)

    def _page(self, request: HttpRequest, grant: sessions.Grant | None = None) -> HttpResponse:
        me = request.user.pk if request.user.is_authenticated else 1
        context: dict[str, Any] = {
            "doors": [door(contract, me) for contract in self.contracts],
            "grant": grant,
            "token": grant.access if grant else "$TOKEN",
        }
        return render(request, "taskhub/api.html", context)


def door(contract: Contract, me: int) -> Door:
    """The contract with its addresses; `me` is whose tasks the line to try asks for."""
    info = contract.info
    hint = HINTS.get(info.name) or Hint(info.description, info.base, f"{info.base}schema/")  # type: ignore[arg-type]
    here = settings.TASKHUB_PUBLIC_URL
    return Door(
        name=info.name,
        title=info.title,
        use=hint.use,
        base=f"{here}/{hint.base.rstrip('/')}",
        document=address_of(f"contracts/{info.name}"),
        docs=reverse(f"{info.name}-docs"),
        schema=reverse(f"{info.name}-schema"),
        sample=f"{here}/{hint.sample.format(me=me)}",
    )
