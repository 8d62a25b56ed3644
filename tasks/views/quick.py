"""What the command palette and single keys ask for; each answer is JSON for our script."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from accounts import limits
from accounts.models import User
from accounts.rows import Person, read_people
from accounts.validation import is_storable
from taskhub.errors import DomainError, Invalid
from tasks import policy
from tasks.errors import NotYourTask, StatusNotFound
from tasks.forms import PRIORITIES, as_id, status_of
from tasks.history import WORDS, status_name
from tasks.models import Board, Category, Favourite, Task
from tasks.newest import readable
from tasks.queries import BoardQuerySet
from tasks.rows import statuses
from tasks.search import LONGEST, words
from tasks.services.tasks import update_task
from tasks.views.base import Page, answered

#: Tasks and boards that a search finds, boards and people offered without one.
FOUND = 8
BOARDS = 200
PEOPLE = 50
#: What can be changed by a key.
FIELDS = ("status", "priority", "assignee")


class QuickPage(Page):
    """Something that only scripts ask for: what services refuse is worded in JSON as well."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The answer."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except DomainError as error:
            return answered(error)

    def sought(self) -> str:
        """What is looked for, which is limited; raises `RateLimited`."""
        text = self.request.GET.get("q", "").strip()[:LONGEST]
        if text:
            limits.take("SEARCH", str(self.user.pk))
        return text


class Find(QuickPage):
    """/tasks/find"""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Their boards; or tasks and boards that speak of `q`, as far as they may read them."""
        text = self.sought()
        if not text:
            return JsonResponse({"boards": self.boards(), "tasks": []})
        found = self.boards_called(text)
        return JsonResponse({"boards": found, "tasks": self.tasks(text)})

    def boards(self) -> list[tuple[int, str]]:
        """Boards they work on and favourites, these first; one statement."""
        seen = Board.objects.visible_to(self.user)
        worked = Board.objects.worked_by(self.user).values("pk")
        mine = Favourite.objects.filter(user=self.user, board=OuterRef("pk"))
        seen = seen.annotate(is_favourite=Exists(mine))
        seen = seen.filter(Q(is_favourite=True) | Q(pk__in=worked))
        return _named(seen.order_by("-is_favourite", "name", "id"), BOARDS)

    def boards_called(self, text: str) -> list[tuple[int, str]]:
        """Boards whose name holds all these words; one statement."""
        if not is_storable(text):
            return []
        seen = Board.objects.visible_to(self.user)
        for word in words(text):
            seen = seen.filter(name__icontains=word)
        return _named(seen.order_by("name", "id"), FOUND)

    def tasks(self, text: str) -> list[tuple[int, str, bool]]:
        """The task with this number, then those with all these words.

        Two statements, and those of `newest.readable`.
        """
        seen = readable(self.user)
        found = list(self.rows(seen.holding(text).newest_first()))
        pk = as_id(text.removeprefix("#"))
        numbered = list(self.rows(seen.filter(pk=pk))) if pk else []
        return list(dict.fromkeys([*numbered, *found]))[:FOUND]

    def rows(self, tasks: Any) -> list[tuple[int, str, bool]]:
        """Number, title, and whether it is done; one statement."""
        rows = tasks.values_list("pk", "title", "status__category")[:FOUND]
        return [(pk, title, category == Category.DONE) for pk, title, category in rows]


def _named(boards: BoardQuerySet, most: int) -> list[tuple[int, str]]:
    return list(boards.values_list("pk", "name")[:most])


class TaskQuick(QuickPage):
    """/tasks/{id}/quick: one field of a task."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What `field` may be: value and label of each choice, and the value it has."""
        task = self.task(pk)
        if not policy.may_update(self.user, task):
            raise NotYourTask("update")
        offered = {"status": self.statuses, "priority": self.priorities, "assignee": self.people}
        choices = offered.get(request.GET.get("field", ""))
        if choices is None:
            raise Invalid(message=_("Say what is to be changed."))
        now = {"status": task.status_id, "priority": task.priority, "assignee": task.assignee_id}
        value = now[request.GET["field"]]
        return JsonResponse({"value": str(value or ""), "choices": choices(task)})

    def statuses(self, task: Task) -> list[tuple[str, str]]:
        """All of them; one statement."""
        return [(str(pk), status_name(status.name)) for pk, status in statuses().items()]

    def priorities(self, task: Task) -> list[tuple[str, str]]:
        """The most pressing first."""
        return [(value, str(label)) for value, label in PRIORITIES]

    def people(self, task: Task) -> list[tuple[str, str]]:
        """Whom it could be given to: themselves, nobody, the board's people, then others."""
        text, active = self.sought(), User.objects.active().order_by("username_key")
        if text:
            found = active.name_containing(text) | active.username_containing(text)
            return list(map(_choice, read_people(found[:PEOPLE])))
        near = active.filter(Q(boards=task.board_id) | Q(owned_boards=task.board_id))
        close = read_people(near.distinct()[:PEOPLE]) if task.board_id else []
        everyone = [Person.of(self.user), *close, *read_people(active[:PEOPLE])]
        me, *others = dict.fromkeys(everyone)
        return [_choice(me), ("", _("Nobody")), *map(_choice, others)]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Changes the one field that is sent; the answer says so in a sentence."""
        field = next((name for name in FIELDS if name in request.POST), None)
        if field is None:
            raise Invalid(message=_("Say what is to be changed."))
        task = self.task(pk)
        value = self.meant(field, request.POST[field])
        task = update_task(actor=self.user, task=task, changes={field: value})
        return JsonResponse({"said": self.sentence(task, field), "version": task.version})

    def meant(self, field: str, text: str) -> Any:
        """The status or the person with the id that is sent, or the text as it is."""
        if field == "priority":
            return text
        if field == "status":
            status = status_of(text)
            if status is None:
                raise StatusNotFound
            return status
        return self.person(text) if text else None

    def person(self, text: str) -> User:
        """Somebody who may sign in, by their id."""
        found = User.objects.active().filter(pk=as_id(text) or 0).first()
        if found is None:
            raise Invalid({"assignee": [_("There is no such person.")]})
        return found

    def sentence(self, task: Task, field: str) -> str:
        """What the task is like now."""
        if field == "status":
            values = {"title": task.title, "column": _(task.status.name)}
            return _("“%(title)s” is in %(column)s now.") % values
        if field == "priority":
            values = {"title": task.title, "priority": str(WORDS[task.priority])}
            return _("“%(title)s”: priority %(priority)s.") % values
        if task.assignee is None:
            return _("“%(title)s” is assigned to nobody now.") % {"title": task.title}
        values = {"title": task.title, "person": _choice(Person.of(task.assignee))[1]}
        return _("“%(title)s” is assigned to %(person)s now.") % values


def _choice(person: Person) -> tuple[str, str]:
    """Their id, and how they are told from others of the same name."""
    name = person.full_name
    return str(person.id), f"{name} (@{person.username})" if name else f"@{person.username}"
