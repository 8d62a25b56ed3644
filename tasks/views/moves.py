"""Moving one task: the card's menu as a page, and what dragging and keys send."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taskhub.errors import DomainError, Invalid
from tasks import policy
from tasks.errors import NotYourTask
from tasks.forms import as_id, status_of
from tasks.history import status_name
from tasks.models import Task, TaskStatus
from tasks.services.moves import move_task
from tasks.views.base import Page, answered, ours


class TaskMove(Page):
    """/tasks/{id}/move"""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The columns to choose from."""
        task = self.task(pk)
        if not policy.may_update(self.user, task):
            raise NotYourTask("update")
        context = {
            "task": task,
            "statuses": TaskStatus.objects.order_by("position", "id"),
            "next": ours(request.GET.get("next", ""), self.home(task)),
        }
        return self.show("tasks/move.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The move; a script is told in JSON what came of it."""
        try:
            task = self.task(pk)
            moved = self.moved(task)
        except DomainError as error:
            if self.by_script:
                return answered(error)
            raise
        sentence = _("“%(title)s” is in %(column)s now.") % {
            "title": moved.title,
            "column": status_name(moved.status.name),
        }
        if self.by_script:
            return JsonResponse({"said": sentence, "version": moved.version})
        self.say(sentence)
        return self.back(self.home(task))

    def moved(self, task: Task) -> Task:
        """The task at its new place."""
        sent = self.request.POST
        status = status_of(sent.get("status", ""))
        if status is None:
            raise Invalid({"status": [_("Choose a column.")]})
        before = self.neighbour(sent.get("before", ""))
        after = self.neighbour(sent.get("after", ""))
        if sent.get("place") == "bottom":
            column = Task.objects.visible_to(self.user).filter(board=task.board_id, status=status)
            after = column.exclude(pk=task.pk).top_first().last()
        return move_task(actor=self.user, task=task, status=status, before=before, after=after)

    def neighbour(self, text: str) -> Task | None:
        """The card that a script names, if they may see it."""
        pk = as_id(text)
        return Task.objects.visible_to(self.user).filter(pk=pk).first() if pk else None

    def home(self, task: Task) -> str:
        """Where the card is: its board, or its own page."""
        # A board may be out of their sight while a task on it is not.
        if task.board_id and policy.works_on_board(self.user, task.board_id):
            return reverse("tasks:board", args=[task.board_id])
        return reverse("tasks:task", args=[task.pk])
