import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taskhub.testing.factories import make_board, make_task, make_user
from tasks.models import Category, Task, TaskStatus


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def bob(db):
    return make_user("bob")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def shown(user, **query):
    response = signed_in(user).get(reverse("tasks:tasks"), query)
    assert response.status_code == 200
    return response.content.decode()


def titles(user, **query):
    return "".join(re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', shown(user, **query)))


def bulk(user, **data):
    return signed_in(user).post(reverse("tasks:bulk"), data)


def test_nobody_signed_in_is_sent_to_sign_in(client, db):
    assert client.get(reverse("tasks:tasks")).status_code == 302
    assert client.post(reverse("tasks:bulk"), {"task": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("which", "found"),
    [("mine", "A"), ("assigned", "B"), ("marked", "C"), ("team", "EDCBA"), ("nonsense", "A")],
)
def test_each_list_has_its_tasks_and_none_out_of_sight(ann, bob, which, found):
    make_task(ann, "A")
    make_task(bob, "B", assignee=ann)
    make_task(bob, "C", marked=[ann])
    make_task(bob, "D", visibility="team")
    make_task(bob, "E", board=make_board(bob, is_private=False))
    make_task(bob, "F")
    assert titles(ann, list=which) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", "DCBA"),
        ("oldest", "ABCD"),
        ("changed", "BDCA"),
        ("due", "CADB"),
        ("priority", "BDAC"),
        ("status", "DCBA"),
        ("title", "ABCD"),
        ("'; --", "DCBA"),
        ("", "DCBA"),
    ],
)
def test_a_list_is_sorted(ann, sort, order):
    today = timezone.localdate()
    soon, later = today, today + datetime.timedelta(days=3)
    make_task(ann, "A", due_date=later)
    make_task(ann, "B", priority="High", updated_at=timezone.now() + datetime.timedelta(hours=1))
    make_task(ann, "C", due_date=soon, priority="Low")
    make_task(ann, "D")
    if sort == "status":
        Task.objects.filter(title="A").update(status=TaskStatus.objects.first_of("Done"))
    assert titles(ann, sort=sort) == order


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "open"}, "BA"),
        ({"q": "b", "status": "open"}, "B"),
        ({"status": "99999999999999999999"}, "CBA"),
        ({"page": "99999999999999999999"}, "CBA"),
        ({"page": "-1"}, "CBA"),
        ({"person": "none"}, "CBA"),
    ],
)
def test_a_list_is_filtered_by_its_url(ann, query, found):
    make_task(ann, "A")
    make_task(ann, "B")
    make_task(ann, "C", category=Category.DONE)
    assert titles(ann, **query) == found


def test_a_list_comes_in_pages_of_the_same_cost(ann):
    def cost():
        client = signed_in(ann)
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("tasks:tasks"))
        return len(caught)

    board = make_board(ann)
    make_task(ann, board=board, assignee=ann)
    first = cost()
    for number in range(60):
        make_task(ann, f"[{number}]", board=board, assignee=ann, marked=[ann])
    assert cost() <= first
    assert "Page 1 of 2" in shown(ann)
    assert titles(ann, page="2").endswith("[0]Write the report")
    assert "sort=oldest&amp;page=2" in shown(ann, sort="oldest")


@pytest.mark.parametrize("which", ["mine", "assigned", "marked", "team"])
def test_an_empty_list_says_so(ann, which):
    assert 'class="empty"' in shown(ann, list=which)
    assert "No task fits" in shown(ann, list=which, q="x")


def test_a_task_is_added_by_its_title(ann):
    response = signed_in(ann).post(reverse("tasks:tasks"), {"title": " New "})
    assert response.url == f"/tasks/{Task.objects.get(title='New').pk}/"
    signed_in(ann).post(reverse("tasks:tasks"), {"title": ""})
    assert Task.objects.count() == 1


def test_what_is_chosen_is_changed_with_an_outcome_for_each(ann, bob):
    mine, theirs = make_task(ann, "Mine"), make_task(bob, "Theirs", visibility="team")
    hidden = make_task(bob, "Hidden")
    response = bulk(
        ann,
        task=[mine.pk, theirs.pk, hidden.pk],
        act="change",
        status=TaskStatus.objects.first_of("Done").pk,
        priority="High",
        assignee="bob",
        due_date="2026-03-01",
        next="/tasks/?list=team",
    )
    told = response.content.decode()
    assert "1 of 3 tasks went well." in told
    assert "You may not do this with the task." in told
    assert "Task not found." in told
    assert "Hidden" not in told
    assert 'href="/tasks/?list=team"' in told
    mine.refresh_from_db()
    assert (mine.completed, mine.priority, mine.assignee) == (True, "High", bob)
    assert mine.due_date == datetime.date(2026, 3, 1)
    theirs.refresh_from_db()
    assert theirs.version == 1


def test_assignee_and_date_are_taken_away(ann, bob):
    task = make_task(ann, assignee=bob, due_date=datetime.date(2026, 3, 1))
    bulk(ann, task=task.pk, act="change", assignee="-", no_due_date="on")
    task.refresh_from_db()
    assert (task.assignee, task.due_date) == (None, None)


def test_chosen_tasks_are_deleted_by_who_is_sure(ann, bob):
    mine, theirs = make_task(ann, "Mine"), make_task(bob, "Theirs", assignee=ann)
    assert bulk(ann, task=mine.pk, act="delete").status_code == 302
    assert Task.objects.count() == 2
    told = bulk(ann, task=[mine.pk, theirs.pk], act="delete", sure="on").content.decode()
    assert "You may not do this with the task." in told
    assert list(Task.objects.all()) == [theirs]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"task": "x", "priority": "High"},
        {"task": "1"},
        {"task": "1", "priority": "Urgent"},
        {"task": "1", "assignee": "ghost"},
        {"task": "1", "due_date": "2026-02-30"},
        {"task": [str(n) for n in range(1, 300)], "priority": "High"},
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(ann, data):
    task = make_task(ann)
    data = {**data, "task": str(task.pk)} if data.get("task") == "1" else data
    assert bulk(ann, **{"act": "change", **data}).status_code == 302
    assert Task.objects.get().version == 1


def test_cross_site_forms_are_refused(ann):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    task = make_task(ann)
    data = {"task": task.pk, "act": "delete", "sure": "on"}
    assert client.post(reverse("tasks:bulk"), data).status_code == 403
    assert client.post(reverse("tasks:tasks"), {"title": "x"}).status_code == 403


def test_user_text_is_escaped(ann):
    task = make_task(ann, "<script>alert(1)</script>", board=make_board(ann, "<b>bold</b>"))
    assert "<script>alert" not in shown(ann)
    assert "<b>bold" not in shown(ann)
    response = bulk(ann, task=task.pk, act="change", priority="Low")
    assert "<script>alert" not in response.content.decode()


def test_a_built_in_status_is_read_in_ones_language_and_ones_own_as_it_is(ann):
    TaskStatus.objects.create(name="Boards", slug="boards", category="ToDo", position=9)
    make_task(ann)
    page = signed_in(ann).get("/tasks/", headers={"Accept-Language": "ru"}).content.decode()
    assert "Сделать</span>" in page
    assert ">Boards</option>" in page
