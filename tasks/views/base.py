"""What the pages of tasks, comments and suggestions have in common."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views import View

from accounts import limits
from accounts.models import User
from taskhub.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, RateLimited
from tasks.cards import Viewer
from tasks.errors import NotYourTask, TaskNotFound
from tasks.filters import Filter
from tasks.forms import FilterForm
from tasks.models import Task
from tasks.policy import works_on_board

_STATUSES = {NotAllowed: 403, NotFound: 404, Conflict: 409, Invalid: 422, RateLimited: 429}


class Page(LoginRequiredMixin, View):
    """A page of somebody signed in; what services refuse and no view words, the frame does."""

    request: HttpRequest

    @property
    def user(self) -> User:
        """Whoever asks."""
        assert isinstance(self.request.user, User)
        return self.request.user

    @property
    def today(self) -> datetime.date:
        """The day it is."""
        return timezone.localdate()

    def viewer(self, board_id: int | None = None) -> Viewer:
        """Whoever asks, as cards know them; one statement if there is a board."""
        return Viewer(self.user, self.today, works_on_board(self.user, board_id))

    def task(self, pk: int) -> Task:
        """A task that they may read, with its status and board; one statement."""
        seen = Task.objects.visible_to(self.user).select_related("status", "board")
        found = seen.filter(pk=pk).first()
        if found is None:
            raise TaskNotFound
        return found

    def wanted(self) -> Filter:
        """The filter that the URL names; looking for words is limited: raises `RateLimited`."""
        found = FilterForm.read(self.request.GET)
        if found.text:
            limits.take("SEARCH", str(self.user.pk))
        return found

    def show(
        self, template: str, context: Mapping[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        """The page."""
        return render(self.request, template, dict(context or {}), status=status)

    def back(self, default: str) -> HttpResponseRedirect:
        """To where the form says it came from, if that is one of our pages."""
        return HttpResponseRedirect(ours(self.request.POST.get("next", ""), default))

    def say(self, sentence: str, level: int = messages.SUCCESS) -> None:
        """A sentence for the top of the next page."""
        messages.add_message(self.request, level, sentence)

    def say_refused(self, error: DomainError) -> None:
        """What stood against it, for the top of the next page."""
        self.say(sentence_of(error), messages.ERROR)

    @property
    def by_script(self) -> bool:
        """Whether one of our scripts asks, which wants a short answer instead of a page."""
        return self.request.headers.get("X-Requested-With") == "fetch"


def ours(address: str, default: str) -> str:
    """The address, if it is a path on this server; else the other one."""
    fine = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if fine else default


def answered(error: DomainError) -> JsonResponse:
    """What stood against it, for a script to show and to say."""
    status = next((code for kind, code in _STATUSES.items() if isinstance(error, kind)), 400)
    return JsonResponse({"said": sentence_of(error)}, status=status)


def sentence_of(error: DomainError) -> str:
    """The error as a sentence in the reader's language, as far as the catalog knows it."""
    if isinstance(error, NotYourTask):
        return gettext("You may not do this with the task.")
    if isinstance(error, RateLimited):
        return gettext("That was tried too often. Please wait a little.")
    texts = [error.message]
    if isinstance(error, Invalid) and error.fields:
        texts = [text for messages in error.fields.values() for text in messages]
    return " ".join(f"{gettext(text).rstrip('.')}." for text in texts)
