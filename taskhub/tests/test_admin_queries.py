"""The admin's lists with queries and forms that no link and no browser of ours sends."""

from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models

from comments.models import Comment
from suggestions.models import Suggestion
from taskhub.testing.admin import make_admin
from taskhub.testing.factories import make_board, make_comment, make_task, make_user
from tasks.models import Event, TaskStatus

HUGE = "9" * 30
LISTS = list(admin.site._registry)
MOMENTS = [
    ("year", "99999999999"), ("year", "0"), ("year", "10000"), ("year", "-1"), ("year", HUGE),
    ("iso_year", HUGE), ("month", HUGE), ("hour", HUGE), ("date", "0000-00-00"),
    ("date__year", "99999999999"), ("gte", "0001-01-01 00:00:00+14:00"),
    ("lt", "9999-12-31 23:59:59-14:00"), ("gte", "soon"), ("regex", "("), ("bogus", "1"),
]  # fmt: skip
KEYS = [("in", HUGE), ("in", "x"), ("gt", HUGE), ("regex", "("), ("iregex", "[")]
TEXTS = [("regex", "("), ("iregex", "*"), ("length__gt", HUGE), ("search", "x"), ("in", "a,b")]
DOCUMENTS = [("contains", "{"), ("gt", "5"), ("x__regex", "("), ("has_key", "x"), ("x", HUGE)]


@pytest.fixture
def boss(db):
    return make_admin()


@pytest.fixture
def rows(boss):
    """One of everything that such a query could look at."""
    task = make_task(boss.user, board=make_board(boss.user))
    make_comment(task, boss.user)
    Suggestion.objects.create(task=task, user=boss.user, suggestion_text="x", sub_tasks=[])
    Event.objects.create(type="task_created", actor=boss.user, task_id=task.pk)
    Group.objects.create(name="Helpers")


def address(model):
    return f"{model._meta.app_label}/{model._meta.model_name}/"


def lookups(model):
    for field in model._meta.concrete_fields:
        kinds = {
            models.DateTimeField: MOMENTS,
            models.DateField: MOMENTS,
            models.AutoField: KEYS,
            models.ForeignKey: KEYS,
            models.IntegerField: KEYS,
            models.CharField: TEXTS,
            models.TextField: TEXTS,
            models.JSONField: DOCUMENTS,
        }
        for kind, wanted in kinds.items():
            if isinstance(field, kind):
                yield from ((f"{field.name}__{lookup}", value) for lookup, value in wanted)


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_what_no_database_looks_up_is_refused(boss, rows, model):
    """Django's own answer is a redirect to the whole list, or a 400."""
    for query in lookups(model):
        answer = boss.get(address(model), **dict([query]))
        assert answer.status_code in (200, 302, 400), query
        assert answer.status_code != 302 or answer.url.endswith("?e=1"), query


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("odd", [{"p": HUGE}, {"o": HUGE}, {"q": HUGE}, {"q": "9" * 5000}])
def test_odd_pages_orders_and_searches_are_no_failure(boss, rows, model, odd):
    assert boss.get(address(model), **odd).status_code in (200, 302)


def test_a_year_past_all_calendars_leads_to_the_whole_list(boss):
    answer = boss.get("tasks/task/", created_at__year="99999999999")
    assert (answer.status_code, answer.url) == (302, "/admin/tasks/task/?e=1")


def test_an_action_on_a_list_that_cannot_be_looked_up_changes_nothing(boss, rows):
    comment = Comment.objects.get()
    query = urlencode({"created_at__year": HUGE})
    answer = boss.choose(f"comments/comment/?{query}", "delete_selected", comment, post="yes")
    assert answer.url == "/admin/comments/comment/?e=1"
    assert Comment.objects.exists()


# Forms.


@pytest.mark.parametrize("odd", [HUGE, "x", "", "-1", "٣"])
@pytest.mark.parametrize("page", ["add/", "{pk}/change/"])
def test_a_permission_that_no_row_can_be_is_a_forms_error(boss, page, odd):
    group = Group.objects.create(name="Helpers")
    page = f"auth/group/{page.format(pk=group.pk)}"
    answer = boss.submit(page, name="Others", permissions=[odd])
    assert list(answer.context["adminform"].form.errors) == ["permissions"]


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_an_odd_choice_of_rows_is_no_failure_in_any_list(boss, rows, model):
    for action in ("delete_selected", "deactivate", "end"):
        answer = boss.post(address(model), action=action, _selected_action=[HUGE], index="0")
        assert answer.status_code in (200, 302, 403), action


@pytest.mark.parametrize("odd", [HUGE, "x", "", "-1"])
def test_a_row_that_is_none_is_a_lists_error(boss, odd):
    answer = boss.submit(
        "tasks/taskstatus/", **{"form-0-id": odd, "form-0-position": "7", "_save": ""}
    )
    assert answer.status_code == 200
    assert "Please correct the error" in answer.content.decode()
    assert not TaskStatus.objects.filter(position=7).exists()


@pytest.mark.parametrize("text", ["description", "comment", "board", "about"])
def test_line_ends_count_as_programs_count_them(boss, text):
    """A browser sends each as two characters."""
    task = make_task(boss.user)
    longest = 2_000 if text == "about" else 10_000
    page, name = {
        "description": (f"tasks/task/{task.pk}/change/", "description"),
        "comment": (f"comments/comment/{make_comment(task, boss.user).pk}/change/", "text"),
        "board": (f"tasks/board/{make_board(boss.user).pk}/change/", "description"),
        "about": (f"accounts/user/{make_user().pk}/change/", "about"),
    }[text]
    sent = "a\r\n" * (longest // 2 - 1) + "b"
    answer = boss.submit(page, **{name: sent})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert boss.get(page).context["original"].__dict__[name] == sent.replace("\r\n", "\n")
    answer = boss.submit(page, **{name: "b" * (longest + 1)})
    assert list(answer.context["adminform"].form.errors) == [name]
