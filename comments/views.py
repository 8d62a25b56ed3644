"""Comments on a task's page, and the forms that write, change and delete them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rows import people
from comments import policy
from comments.errors import CommentNotFound, NotYourComment
from comments.forms import CommentForm
from comments.models import Comment
from comments.rows import read_rows
from comments.services import create_comment, delete_comment, update_comment
from taskhub.errors import Invalid
from tasks.models import Task
from tasks.views.base import Page

#: Comments that a task's page shows, and those it shows when it is asked for all.
LATEST, MOST = 30, 1000


def panel(request: HttpRequest, task: Task) -> SafeString:
    """The comments of a task that whoever asks may read, the oldest first; three statements."""
    assert isinstance(request.user, User)
    every = Comment.objects.filter(task_id=task.pk)
    number = every.count()
    most = MOST if request.GET.get("comments") == "all" else LATEST
    rows = read_rows(every.order_by("-id")[:most])[::-1]
    authors = people({row.author_id for row in rows})
    told = [
        {
            "row": row,
            "author": authors[row.author_id],
            "own": row.author_id == request.user.pk,
            "edited": row.updated_at > row.created_at,
        }
        for row in rows
    ]
    context = {
        "task": task,
        "comments": told,
        "number": number,
        "earlier": number - len(rows) if most == LATEST else 0,
        "form": CommentForm(),
    }
    return render_to_string("comments/_panel.html", context, request)


class CommentPage(Page):
    """A page about one comment, or a new one."""

    http_method_names = ("post", "options")

    def home(self, task_id: int, comment_id: int | None = None) -> HttpResponseRedirect:
        """The comment where it stands on its task's page."""
        part = f"comment-{comment_id}" if comment_id else "comments"
        return HttpResponseRedirect(f"{reverse('tasks:task', args=[task_id])}#{part}")

    def comment(self, pk: int) -> Comment:
        """A comment of theirs on a task they may read; two statements."""
        seen = Comment.objects.visible_to(self.user).select_related("task")
        found = seen.filter(pk=pk).first()
        if found is None:
            raise CommentNotFound
        if not policy.may_change(self.user, found):
            raise NotYourComment("update")
        return found

    def refused(self, form: CommentForm, task: Task) -> HttpResponse:
        """The form again, with what was typed and what is wrong with it."""
        return self.show("comments/edit.html", {"form": form, "task": task}, 422)


class CommentList(CommentPage):
    """/tasks/{id}/comments"""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A new comment."""
        task, form = self.task(pk), CommentForm(request.POST)
        if form.is_valid():
            try:
                made = create_comment(actor=self.user, task=task, text=form.cleaned_data["text"])
            except Invalid as error:
                form.refuse(error)
            else:
                return self.home(pk, made.pk)
        return self.refused(form, task)


class CommentEdit(CommentPage):
    """/comments/{id}/edit"""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The comment with another text."""
        comment, form = self.comment(pk), CommentForm(request.POST)
        if form.is_valid():
            try:
                update_comment(actor=self.user, comment=comment, text=form.cleaned_data["text"])
            except Invalid as error:
                form.refuse(error)
            else:
                return self.home(comment.task_id, comment.pk)
        return self.refused(form, comment.task)


class CommentDelete(CommentPage):
    """/comments/{id}/delete"""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The comment goes."""
        comment = self.comment(pk)
        delete_comment(actor=self.user, comment=comment)
        self.say(_("The comment was deleted."))
        return self.home(comment.task_id)
