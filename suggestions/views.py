"""Suggestions on a task's page, and the forms that ask for, accept and dismiss them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.rows import people
from suggestions.errors import SuggestionNotFound
from suggestions.forms import AnalyseForm
from suggestions.models import Suggestion
from suggestions.rows import read_rows
from suggestions.services import accept_suggestion, analyse_task, dismiss_suggestion
from taskhub.errors import Conflict, Invalid, RateLimited
from tasks.forms import as_id
from tasks.models import Task
from tasks.policy import may_analyse
from tasks.views.base import Page, sentence_of

#: Suggestions that a task's page shows, the newest.
LATEST = 20


def panel(request: HttpRequest, task: Task) -> SafeString:
    """The open suggestions for a task that whoever asks may read; three statements."""
    assert isinstance(request.user, User)
    may = may_analyse(request.user, task)
    rows = read_rows(Suggestion.objects.filter(task_id=task.pk).open().order_by("-id")[:LATEST])
    if not rows and not may:
        return SafeString("")
    authors = people({row.user_id for row in rows})
    context = {
        "task": task,
        "may": may,
        "suggestions": [{"row": row, "author": authors[row.user_id]} for row in rows],
        "form": AnalyseForm(),
    }
    return render_to_string("suggestions/_panel.html", context, request)


class SuggestionPage(Page):
    """Something done with the suggestions of a task."""

    http_method_names = ("post", "options")

    def home(self, task_id: int) -> HttpResponseRedirect:
        """The suggestions on the task's page."""
        return HttpResponseRedirect(f"{reverse('tasks:task', args=[task_id])}#suggestions")

    def suggestion(self, pk: int) -> Suggestion:
        """A suggestion for a task they may read; one statement."""
        found = Suggestion.objects.visible_to(self.user).filter(pk=pk).first()
        if found is None:
            raise SuggestionNotFound
        return found


class Analyse(SuggestionPage):
    """/tasks/{id}/analyse"""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What can be said about the task; its suggestions are on its page from now on."""
        task, form = self.task(pk), AnalyseForm(request.POST)
        text = form.cleaned_data["context"] if form.is_valid() else ""
        try:
            if form.errors:
                raise Invalid({"context": [str(each) for each in form.errors["context"]]})
            said, made = analyse_task(actor=self.user, task=task, context=text)
        except (Invalid, RateLimited) as error:
            self.say_refused(error)
            return self.home(pk)
        number = len(made)
        told = ngettext(
            "There is %(number)s suggestion.", "There are %(number)s suggestions.", number
        )
        context = {"task": task, "said": said, "told": told % {"number": number}}
        return self.show("suggestions/analysis.html", context)


class Accept(SuggestionPage):
    """/suggestions/{id}/accept"""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The ticked sub-tasks become tasks."""
        found = self.suggestion(pk)
        # Counted from 1 in the form, for 0 is no id.
        chosen = [place - 1 for text in request.POST.getlist("part") if (place := as_id(text))]
        try:
            made = accept_suggestion(actor=self.user, suggestion=found, chosen=chosen)
        except (Invalid, Conflict) as error:
            self.say(sentence_of(error), messages.ERROR)
            return self.home(found.task_id)
        number = len(made)
        told = ngettext("%(number)s sub-task was made.", "%(number)s sub-tasks were made.", number)
        self.say(told % {"number": number})
        return self.home(found.task_id)


class Dismiss(SuggestionPage):
    """/suggestions/{id}/dismiss"""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The suggestion is out of the way."""
        found = self.suggestion(pk)
        try:
            dismiss_suggestion(actor=self.user, suggestion=found)
        except Conflict as error:
            self.say_refused(error)
        else:
            self.say(_("The suggestion was dismissed."))
        return self.home(found.task_id)
