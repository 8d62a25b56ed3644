"""Lists of tasks, and changing many of them at once."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rows import read_people, shown_name
from taskhub.errors import DomainError, Invalid
from tasks.cards import cards_of
from tasks.filters import ORDERS, Filter
from tasks.forms import BulkForm, ListForm, TitleForm, as_id
from tasks.history import status_name
from tasks.models import Board, Task
from tasks.newest import count_now, newest_ids, readable
from tasks.queries import TaskQuerySet
from tasks.rows import StatusRow, statuses
from tasks.services.many import MOST, Outcome, change_tasks, delete_tasks
from tasks.services.tasks import create_task
from tasks.views.base import Page, sentence_of

ROWS = 50
#: People that the fields offer.
OFFERED = 200
#: The lists, by the word in their URLs.
LISTS = {
    "mine": gettext_lazy("My tasks"),
    "assigned": gettext_lazy("Assigned to me"),
    "marked": gettext_lazy("Marked in"),
    "team": gettext_lazy("Team"),
}
_NAMES = ("q", "person", "priority", "due", "status", "sort")


class ListPage(Page):
    """A page about a list of tasks."""

    def listed(self, which: str) -> TaskQuerySet:
        """The tasks of this list, all of which they may read."""
        if which == "assigned":
            return Task.objects.filter(assignee=self.user)
        if which == "marked":
            return Task.objects.marking(self.user)
        return readable(self.user) if which == "team" else Task.objects.authored_by(self.user)

    def choices(self, known: dict[int, StatusRow]) -> list[tuple[str, str]]:
        """The statuses to choose from."""
        return [(str(pk), status_name(status.name)) for pk, status in known.items()]


class EverythingInPages(Paginator):
    """All that somebody may read, the newest first, counted and found as `tasks.newest` does."""

    def __init__(self, user: User) -> None:
        super().__init__(Task.objects.none(), ROWS)
        self._user = user

    @cached_property
    def count(self) -> int:
        """How many tasks they are."""
        return count_now(self._user)

    def page(self, number: Any) -> "DjangoPage[Any]":
        """One page of them."""
        number = self.validate_number(number)
        start = (number - 1) * ROWS
        ids = newest_ids(self._user, slice(start, start + ROWS))
        found = Task.objects.visible_to(self._user).filter(pk__in=ids)
        return DjangoPage(found.newest_first(), number, self)


class TaskList(ListPage):
    """/tasks/"""

    def get(self, request: HttpRequest) -> HttpResponse:
        """One of the lists: filtered, sorted, a page of it."""
        which = request.GET.get("list", "mine")
        which = which if which in LISTS else "mine"
        wanted = self.wanted()
        page = self.pages(which, wanted).get_page(as_id(request.GET.get("page", "")) or 1)
        known, people = (
            statuses(),
            read_people(User.objects.active().order_by("username_key")[:OFFERED]),
        )
        cards = cards_of(page.object_list, self.viewer())  # type: ignore[arg-type]
        given = {name: request.GET.get(name, "") for name in _NAMES}
        query = urlencode({name: value for name, value in given.items() if value})
        names = [(str(person.id), shown_name(person)) for person in people]
        context: dict[str, Any] = {
            "which": which,
            "title": LISTS[which],
            "lists": LISTS.items(),
            "page": page,
            "rows": self.rows(cards, known),
            "wanted": wanted,
            "query": query,
            "here": request.get_full_path(),
            "people": people,
            "filter": ListForm(request.GET, people=names, statuses=self.choices(known)),
            "bulk": BulkForm(statuses=self.choices(known), prefix=""),
        }
        return self.show("tasks/list.html", context)

    def pages(self, which: str, wanted: Filter) -> "Paginator[Any]":
        """The list, filtered and sorted, in pages."""
        order = ORDERS.get(self.request.GET.get("sort", ""), ORDERS["newest"])
        if which == "team" and not wanted and order is ORDERS["newest"]:
            return EverythingInPages(self.user)
        found = wanted.of(self.listed(which), self.today)
        return Paginator(found.order_by(*order), ROWS)

    def rows(self, cards: list[Any], known: dict[int, StatusRow]) -> list[dict[str, Any]]:
        """The cards with the names of their statuses and boards; one statement."""
        ids = {card.row.board_id for card in cards if card.row.board_id}
        boards = Board.objects.visible_to(self.user).filter(pk__in=ids)
        names = dict(boards.values_list("pk", "name")) if ids else {}
        return [
            {
                "card": card,
                "status": known[card.row.status_id],
                "board": names.get(card.row.board_id, ""),
            }
            for card in cards
        ]

    def post(self, request: HttpRequest) -> HttpResponse:
        """A new task, by its title alone; its page takes the rest."""
        form = TitleForm(request.POST)
        try:
            if not form.is_valid():
                raise Invalid({"title": [str(text) for text in form.errors["title"]]})
            task = create_task(actor=self.user, title=form.cleaned_data["title"])
        except DomainError as error:
            self.say_refused(error)
            return self.back(reverse("tasks:tasks"))
        self.say(_("“%(title)s” was added.") % {"title": task.title})
        return HttpResponseRedirect(reverse("tasks:task", args=[task.pk]))


class TaskBulk(ListPage):
    """/tasks/bulk"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Changes or deletes the chosen tasks, and tells what became of each."""
        chosen = [pk for text in request.POST.getlist("task") if (pk := as_id(text))]
        if not chosen:
            return self.refused(_("Choose at least one task."))
        if len(chosen) > MOST:
            return self.refused(_("That is more than can be changed at once."))
        if request.POST.get("act") == "delete":
            if request.POST.get("sure") != "on":
                return self.refused(_("Tick that you are sure, then delete."))
            outcomes = delete_tasks(actor=self.user, task_ids=chosen)
            return self.told(outcomes, deleted=True)
        form = BulkForm(request.POST, statuses=self.choices(statuses()))
        try:
            changes = form.changes() if form.is_valid() else {}
        except Invalid as error:
            return self.refused(sentence_of(error))
        if not changes:
            wrong = [str(text) for texts in form.errors.values() for text in texts]
            return self.refused(" ".join(wrong) or _("Say what is to be changed."))
        outcomes = change_tasks(actor=self.user, task_ids=chosen, changes=changes)
        return self.told(outcomes, deleted=False)

    def refused(self, sentence: str) -> HttpResponse:
        """Back to the list, with a sentence about what is missing."""
        self.say_refused(Invalid(message=sentence))
        return self.back(reverse("tasks:tasks"))

    def told(self, outcomes: list[Outcome], *, deleted: bool) -> HttpResponse:
        """The page with an outcome for each task."""
        rows = [
            {"outcome": each, "sentence": sentence_of(each.error) if each.error else ""}
            for each in outcomes
        ]
        context = {
            "rows": rows,
            "deleted": deleted,
            "well": sum(each.error is None for each in outcomes),
            "next": self.back(reverse("tasks:tasks")).url,
        }
        return self.show("tasks/bulk.html", context)
