"""The pages of one task: reading it, changing it, its parts, its history."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rows import Person, people, read_people
from taskhub.errors import DomainError, Invalid
from tasks import policy
from tasks.cards import cards_of
from tasks.errors import NotYourTask, VersionMismatch
from tasks.forms import (
    DetailsForm,
    MergingForm,
    TextForm,
    TitleForm,
    as_id,
    names_in,
    people_named,
    status_of,
)
from tasks.history import FIELD_NAMES, history_before, history_of, status_name
from tasks.models import Board, Task, TaskStatus
from tasks.rows import marks_of
from tasks.services.tasks import create_task, delete_task, set_completed, update_task
from tasks.services.undo import last_change, undo_last_change
from tasks.views.base import Page, sentence_of
from tasks.views.panels import panels

#: What is offered to choose from, and how much of the past a task's page shows.
OFFERED = 200
PARTS = 200
PAST = 5
#: Times that a change is tried when others change the task in the same moment.
ATTEMPTS = 3


class TaskPage(Page):
    """A page of one task, which whoever asks may read."""

    def address(self, pk: int, part: str = "") -> str:
        """The task's own page."""
        return reverse("tasks:task", args=[pk]) + (f"#{part}" if part else "")

    def shown(
        self, task: Task, *, form: MergingForm | None = None, status: int = 200, **more: Any
    ) -> HttpResponse:
        """The page; a form that was refused stands in it with what is wrong."""
        values = Values.of(task, self.user)
        may_update = policy.may_update(self.user, task)
        context: dict[str, Any] = {
            "task": task,
            "values": values,
            "may_update": may_update,
            "may_delete": policy.may_delete(self.user, task),
            "parts": cards_of(self.parts(task), self.viewer(task.board_id)),
            "past": history_of(task, self.user)[:PAST],
            "panels": panels(self.request, task),
            "today": self.today,
            **more,
        }
        if may_update:
            context |= self.forms(task, values, form)
            context["undoable"] = last_change(task)
        return self.show("tasks/task.html", context, status)

    def parts(self, task: Task) -> Any:
        """Its sub-tasks, as far as they may read them, the oldest first."""
        return Task.objects.visible_to(self.user).filter(parent=task).order_by("id")[:PARTS]

    def forms(self, task: Task, values: "Values", form: MergingForm | None) -> dict[str, Any]:
        """The forms, and what they offer to choose from."""
        own = values.as_written()
        text = form if isinstance(form, TextForm) else TextForm(initial=own)
        details = form if isinstance(form, DetailsForm) else None
        details = details or DetailsForm(initial=own, choices=self.choices(task, values))
        known = User.objects.active().order_by("username_key")[:OFFERED]
        near = Task.objects.visible_to(self.user).filter(board=task.board_id).exclude(pk=task.pk)
        return {
            "text_form": text,
            "details_form": details,
            "editing": form is text and form.is_bound,
            "offered_people": read_people(known),
            "offered_parents": near.newest_first().values_list("pk", "title")[:50],
        }

    def choices(self, task: Task, values: "Values") -> dict[str, list[tuple[str, Any]]]:
        """The statuses, and the boards that the task may stand on; two statements."""
        statuses = TaskStatus.objects.order_by("position", "id").values_list("pk", "name")
        boards = Board.objects.worked_by(self.user).order_by("name", "id")
        offered = dict(boards.values_list("pk", "name")[:OFFERED])
        if task.board_id and task.board_id not in offered:
            offered[task.board_id] = values.board
        return {
            "status": [(str(pk), status_name(name)) for pk, name in statuses],
            "board": [("", _("none")), *((str(pk), name) for pk, name in offered.items())],
        }


class Values:
    """A task's values as its page shows them and its forms write them."""

    def __init__(self, task: Task, marked: list[Person], named: dict[int, Person]) -> None:
        self.task = task
        self.marked = marked
        self.author = named.get(task.author_id)
        self.assignee = named.get(task.assignee_id) if task.assignee_id else None
        self.board = ""
        self.board_seen = False
        self.parent = ""

    @classmethod
    def of(cls, task: Task, reader: User) -> "Values":
        """What the reader may know of them; four statements at most."""
        marked = marks_of(task)
        named = people({task.author_id, *marked, *([task.assignee_id] if task.assignee_id else [])})
        values = cls(task, [named[pk] for pk in marked], named)
        if task.board_id:
            seen = Board.objects.visible_to(reader).filter(pk=task.board_id)
            name = seen.values_list("name", flat=True).first()
            values.board_seen = name is not None
            values.board = name or _("a board you cannot see")
        if task.parent_id:
            above = Task.objects.visible_to(reader).filter(pk=task.parent_id)
            values.parent = above.values_list("title", flat=True).first() or ""
        return values

    def as_written(self) -> dict[str, Any]:
        """By the names of the forms' fields, as a form would send them."""
        task = self.task
        marked = sorted((person.username for person in self.marked), key=str.casefold)
        return {
            "title": task.title,
            "description": task.description,
            "status": str(task.status_id),
            "priority": task.priority,
            "assignee": self.assignee.username if self.assignee else "",
            "marked": ", ".join(marked),
            "due_date": task.due_date,
            "board": str(task.board_id or ""),
            "parent": str(task.parent_id or ""),
            "visibility": task.visibility,
        }


class TaskDetail(TaskPage):
    """/tasks/{id}/"""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The task."""
        return self.shown(self.task(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Changes what was changed on the page, or shows what stands against it."""
        task = self.task(pk)
        if not policy.may_update(self.user, task):
            raise NotYourTask("update")
        form = self.sent_form(task)
        if not form.is_valid():
            return self.shown(task, form=form, status=422)
        for _attempt in range(ATTEMPTS):
            clashes = self.clashes(form, task)
            if clashes:
                form.show_afresh(Values.of(task, self.user).as_written())
                return self.shown(task, form=form, clashes=clashes, status=409)
            try:
                self.change(task, form)
            except VersionMismatch:
                task = self.task(pk)
            except DomainError as error:
                form.refuse(error)
                return self.shown(task, form=form, status=422)
            else:
                return HttpResponseRedirect(self.address(pk))
        raise VersionMismatch

    def sent_form(self, task: Task) -> MergingForm:
        """The form that was sent, one of the page's two."""
        if "title" in self.request.POST:
            return TextForm(self.request.POST)
        choices = self.choices(task, Values.of(task, self.user))
        return DetailsForm(self.request.POST, choices=choices)

    def clashes(self, form: MergingForm, task: Task) -> list[dict[str, Any]]:
        """Fields that somebody else has changed since, and to something else than this form."""
        now = Values.of(task, self.user).as_written()
        return [
            {"field": FIELD_NAMES[name], "theirs": self.in_words(name, now[name], form)}
            for name in form.changed_data
            if now[name] not in (form.seen(name), form.cleaned_data[name])
        ]

    def in_words(self, name: str, value: Any, form: MergingForm) -> Any:
        """A value as it is shown; a choice by its label."""
        offered = getattr(form.fields[name], "choices", None)
        return dict(offered).get(value, value) if offered else value

    def change(self, task: Task, form: MergingForm) -> None:
        """Sends on what differs from what the page showed."""
        sent = {name: form.cleaned_data[name] for name in form.changed_data}
        if not sent:
            return
        changes = {name: self.meant(name, value) for name, value in sent.items()}
        update_task(actor=self.user, task=task, changes=changes, version=task.version)
        self.say(_("The task was changed."))

    def meant(self, name: str, value: Any) -> Any:
        """The thing or the people that a form's text names."""
        if name in {"assignee", "marked"}:
            found = people_named(names_in(value))
            if name == "marked":
                return found
            if len(found) > 1:
                raise Invalid({"assignee": [_("A task has one assignee at most.")]})
            return found[0] if found else None
        if name == "status":
            return status_of(value)
        if name == "board":
            return Board.objects.filter(pk=as_id(value) or 0).first() if value else None
        if name == "parent" and value:
            parent = Task.objects.visible_to(self.user).filter(pk=as_id(value) or 0).first()
            if parent is None:
                raise Invalid({"parent": [_("There is no task with this number.")]})
            return parent
        return value if name != "parent" else None


class TaskAct(TaskPage):
    """A button on a task's page."""

    http_method_names = ("post", "options")

    def act(self, task: Task) -> str | None:
        """Do it; where to go next, if not back to the task."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, or say at the top of the page what stands against it."""
        task = self.task(pk)
        try:
            elsewhere = self.act(task)
        except (Invalid, VersionMismatch) as error:
            self.say_refused(error)
            elsewhere = None
        return HttpResponseRedirect(elsewhere) if elsewhere else self.back(self.address(pk))


class TaskComplete(TaskAct):
    """/tasks/{id}/complete"""

    def act(self, task: Task) -> None:
        """Done, or to be done again."""
        wanted = self.request.POST.get("wanted") == "1"
        set_completed(actor=self.user, task=task, completed=wanted)


class TaskParts(TaskAct):
    """/tasks/{id}/parts"""

    def act(self, task: Task) -> str:
        """A new sub-task, seen by the same people."""
        if not policy.may_update(self.user, task):
            raise NotYourTask("update")
        form = TitleForm(self.request.POST)
        if not form.is_valid():
            raise Invalid({"title": [str(text) for text in form.errors["title"]]})
        board = task.board if policy.works_on_board(self.user, task.board_id) else None
        create_task(
            actor=self.user,
            title=form.cleaned_data["title"],
            parent=task,
            board=board,
            visibility=task.visibility,
        )
        return self.address(task.pk, "parts")


class TaskUndo(TaskAct):
    """/tasks/{id}/undo"""

    def act(self, task: Task) -> None:
        """The task as it was before its last change."""
        version = as_id(self.request.POST.get("version", ""))
        try:
            undo_last_change(actor=self.user, task=task, version=version)
        except DomainError as error:
            self.say(sentence_of(error), messages.ERROR)
        else:
            self.say(_("The last change was undone."))


class TaskDelete(TaskAct):
    """/tasks/{id}/delete"""

    def act(self, task: Task) -> str:
        """The task goes, its sub-tasks stay."""
        delete_task(actor=self.user, task=task)
        self.say(_("“%(title)s” was deleted.") % {"title": task.title})
        seen = Board.objects.visible_to(self.user).filter(pk=task.board_id or 0)
        if seen.exists():
            return reverse("tasks:board", args=[task.board_id])
        return reverse("tasks:tasks")


class TaskHistory(TaskPage):
    """/tasks/{id}/history"""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What happened to it, in portions."""
        task = self.task(pk)
        before = as_id(request.GET.get("before", ""))
        entries, earlier = history_before(task, self.user, before)
        context = {"task": task, "entries": entries, "earlier": earlier}
        return self.show("tasks/history.html", context)
