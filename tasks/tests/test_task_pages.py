import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.services import delete_user
from taskhub.testing.factories import ROLES, make_board, make_comment, make_task, make_user
from tasks.models import Event, Task, TaskStatus
from tasks.services.tasks import create_task, update_task

HOSTILE = "<script>alert(1)</script>\"'&{{ 7|add:7 }}"
MAY_UPDATE = {"author", "assignee", "owner", "member"}


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def mine(ann):
    return create_task(actor=ann, title="Write the report", description="**Now**")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, name, *args, status=200, **query):
    response = signed_in(user).get(reverse(f"tasks:{name}", args=args), query)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def send(user, route, /, *args, **data):
    return signed_in(user).post(reverse(f"tasks:{route}", args=args), data)


def details(user, task):
    """The details form as a browser would send it back untouched."""
    html = page(user, "task", task.pk).split("<aside")[1]
    found = dict(re.findall(r'<input[^>]*? name="([\w-]+)"(?:[^>]*? value="([^"]*)")?', html))
    for name, options in re.findall(r'<select name="([\w-]+)".*?>(.*?)</select>', html, re.DOTALL):
        found[name] = re.search(r'value="([^"]*)" selected', options).group(1)
    found.pop("csrfmiddlewaretoken")
    return found


def texts(task, **changes):
    """Title and description as a browser would send them, with these changes."""
    shown = {"title": task.title, "description": task.description}
    return {**{f"initial-{name}": value for name, value in shown.items()}, **shown, **changes}


# Who gets to see and do what


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_it_and_who_gets_forms(person, task, role):
    shown = page(person(role), "task", task.pk, status=404 if role == "outsider" else 200)
    if role != "outsider":
        assert task.title in shown
    assert ("Save the details" in shown) is (role in MAY_UPDATE)
    assert ("Delete for good" in shown) is (role == "author")
    page(person(role), "task-history", task.pk, status=404 if role == "outsider" else 200)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("task", {"title": "Other", "initial-title": "Write the report"}),
        ("task-complete", {"wanted": "1"}),
        ("task-parts", {"title": "A part"}),
    ],
)
def test_who_may_update_does(person, task, role, name, data):
    response = send(person(role), name, task.pk, **data)
    may = role in MAY_UPDATE
    assert response.status_code == (302 if may else 404 if role == "outsider" else 403)
    assert Event.objects.exists() is may


@pytest.mark.parametrize("role", ROLES)
def test_only_the_author_deletes(person, task, role):
    response = send(person(role), "task-delete", task.pk)
    expected = {"author": 302, "outsider": 404}.get(role, 403)
    assert response.status_code == expected
    assert Task.objects.exists() is (role != "author")


def test_nobody_signed_in_is_sent_to_sign_in(client, mine):
    for name in ("task", "task-history"):
        assert client.get(reverse(f"tasks:{name}", args=[mine.pk])).status_code == 302
    for name in ("task", "task-complete", "task-parts", "task-undo", "task-delete"):
        assert client.post(reverse(f"tasks:{name}", args=[mine.pk])).status_code == 302
    assert Task.objects.get().version == 1


def test_cross_site_forms_are_refused(ann, mine):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    for name in ("task", "task-complete", "task-parts", "task-undo", "task-delete"):
        response = client.post(reverse(f"tasks:{name}", args=[mine.pk]), {"title": "x"})
        assert response.status_code == 403
    assert Task.objects.get().version == 1


def test_a_board_and_a_parent_out_of_sight_are_not_named(ann):
    bob = make_user("bob")
    board = make_board(bob, "Secret plans")
    parent = make_task(bob, "Secret parent")
    task = make_task(bob, board=board, parent=parent, assignee=ann)
    make_task(bob, "Secret part", parent=task)
    shown = page(ann, "task", task.pk)
    assert "Secret" not in shown
    assert "a board you cannot see" in shown


def test_user_text_does_no_harm(ann):
    board = make_board(ann, HOSTILE)
    parent = make_task(ann, HOSTILE)
    task = make_task(
        ann, HOSTILE, description=f"{HOSTILE} [x](javascript:alert(1))", board=board, parent=parent
    )
    make_task(ann, HOSTILE, parent=task)
    update_task(actor=ann, task=task, changes={"title": f"{HOSTILE} again"})
    for shown in (page(ann, "task", task.pk), page(ann, "task-history", task.pk)):
        assert "<script>alert" not in shown
        assert 'href="javascript' not in shown


def test_markdown_is_rendered(ann, mine):
    assert "<p><strong>Now</strong></p>" in page(ann, "task", mine.pk)


def test_the_queries_do_not_grow(ann, mine):
    def cost():
        client = signed_in(ann)
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("tasks:task", args=[mine.pk]))
        return len(caught)

    make_task(ann, "Part", parent=mine)
    make_comment(mine, ann)
    update_task(actor=ann, task=mine, changes={"assignee": make_user("bob")})
    first = cost()
    for number in range(20):
        make_task(ann, f"Part {number}", parent=mine)
        make_comment(mine, ann)
        update_task(actor=ann, task=mine, changes={"title": f"Title {number}"})
    assert cost() <= first + 1


# Changing it


def test_title_and_description_are_changed(ann, mine):
    data = texts(mine, title="Other", description="a\r\nb")
    assert send(ann, "task", mine.pk, **data).url == f"/tasks/{mine.pk}/"
    mine.refresh_from_db()
    assert (mine.title, mine.description) == ("Other", "a\nb")


def test_every_detail_is_changed(ann, mine):
    bob, zoe = make_user("bob"), make_user("Zoe")
    board, parent = make_board(ann), make_task(ann, "Parent")
    done = TaskStatus.objects.first_of("Done")
    data = details(ann, mine) | {
        "status": done.pk,
        "priority": "High",
        "assignee": "@BOB",
        "marked": "zoe, bob,zoe",
        "due_date": "2026-03-01",
        "board": board.pk,
        "parent": f"#{parent.pk}",
        "visibility": "team",
    }
    assert send(ann, "task", mine.pk, **data).status_code == 302
    mine.refresh_from_db()
    assert (mine.status, mine.priority, mine.assignee) == (done, "High", bob)
    assert set(mine.marked_users.all()) == {bob, zoe}
    assert mine.due_date == datetime.date(2026, 3, 1)
    assert (mine.board, mine.parent, mine.visibility) == (board, parent, "team")


def test_every_detail_is_taken_away_again(ann, mine):
    bob = make_user("bob")
    given = {"assignee": bob, "marked": [bob], "due_date": datetime.date(2026, 3, 1)}
    update_task(actor=ann, task=mine, changes={**given, "parent": make_task(ann, "Parent")})
    emptied = dict.fromkeys(("assignee", "marked", "due_date", "parent"), "")
    send(ann, "task", mine.pk, **details(ann, mine) | emptied)
    mine.refresh_from_db()
    assert (mine.assignee, mine.due_date, mine.parent) == (None, None, None)
    assert not mine.marked_users.exists()


def test_whoever_has_gone_since_does_not_stand_in_the_way(ann, mine):
    bob = make_user("bob")
    update_task(actor=ann, task=mine, changes={"assignee": bob, "marked": [bob, ann]})
    delete_user(actor=bob, user=bob)
    data = details(ann, mine) | {"priority": "High", "marked": details(ann, mine)["marked"]}
    assert send(ann, "task", mine.pk, **data).status_code == 302
    mine.refresh_from_db()
    assert (mine.priority, mine.assignee_id) == ("High", bob.pk)
    other = create_task(actor=ann, title="Other")
    data = details(ann, other) | {"assignee": details(ann, mine)["assignee"]}
    assert send(ann, "task", other.pk, **data).status_code == 422


def test_what_is_sent_untouched_changes_nothing(ann, mine):
    send(ann, "task", mine.pk, **details(ann, mine))
    send(ann, "task", mine.pk, **texts(mine))
    assert Task.objects.get().version == 1


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("assignee", "nobody-at-all", "There is nobody called nobody-at-all."),
        ("assignee", "ann, bob", "one assignee"),
        ("assignee", "deactivated", "not active"),
        ("marked", "ann, ghost", "There is nobody called ghost."),
        ("due_date", "2026-02-30", "valid date"),
        ("parent", "x", "not the number"),
        ("parent", "9999999999999999999", "not the number"),
        ("parent", "4242424", "no task with this number"),
        ("priority", "Urgent", "valid choice"),
        ("status", "4242424", "valid choice"),
        ("board", "4242424", "valid choice"),
        ("visibility", "world", "valid choice"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(ann, mine, field, value, told):
    make_user("bob")
    make_user("deactivated", is_active=False)
    response = send(ann, "task", mine.pk, **details(ann, mine) | {field: value})
    assert response.status_code == 422
    assert told in response.content.decode()
    assert Task.objects.get(pk=mine.pk).version == 1


def test_a_title_that_does_not_fit_keeps_what_was_typed(ann, mine):
    data = texts(mine, title="", description="Long thoughts")
    response = send(ann, "task", mine.pk, **data)
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Long thoughts</textarea>" in shown
    assert '<details class="edit" id="edit" open>' in shown


def test_a_board_one_does_not_work_on_is_not_offered(ann, mine):
    board = make_board(make_user("bob"), "Open one", is_private=False)
    data = details(ann, mine) | {"board": board.pk}
    assert send(ann, "task", mine.pk, **data).status_code == 422


# Two at once


def test_two_people_who_change_different_fields_do_not_meet(ann, mine):
    data = texts(mine, description="My words")
    update_task(actor=ann, task=mine, changes={"title": "Their title", "priority": "High"})
    assert send(ann, "task", mine.pk, **data).status_code == 302
    mine.refresh_from_db()
    assert (mine.title, mine.description) == ("Their title", "My words")


def test_the_second_of_two_is_shown_both_versions(ann, mine):
    data = texts(mine, description="My words")
    update_task(actor=ann, task=mine, changes={"description": "Their <b>words</b>"})
    response = send(ann, "task", mine.pk, **data)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Description, their version" in shown
    assert "Their &lt;b&gt;words&lt;/b&gt;</dd>" in shown
    assert "My words</textarea>" in shown
    assert Task.objects.get().description == "Their <b>words</b>"


def test_saving_again_after_both_were_shown_takes_ones_own(ann, mine):
    data = texts(mine, description="My words")
    update_task(actor=ann, task=mine, changes={"description": "Their words"})
    send(ann, "task", mine.pk, **data)
    again = data | {"initial-description": "Their words"}
    assert send(ann, "task", mine.pk, **again).status_code == 302
    assert Task.objects.get().description == "My words"
    assert "Their words" in page(ann, "task-history", mine.pk)


def test_the_same_change_twice_is_no_clash(ann, mine):
    data = details(ann, mine) | {"priority": "High"}
    update_task(actor=ann, task=mine, changes={"priority": "High"})
    assert send(ann, "task", mine.pk, **data).status_code == 302


def test_a_clash_of_choices_is_told_in_words(ann, mine):
    data = details(ann, mine) | {"status": TaskStatus.objects.first_of("Done").pk}
    update_task(actor=ann, task=mine, changes={"category": "InProgress"})
    shown = send(ann, "task", mine.pk, **data).content.decode()
    assert "Status, their version" in shown
    assert '<dd class="theirs">In progress</dd>' in shown


# Its buttons


def test_it_is_completed_and_reopened(ann, mine):
    assert "Mark as done" in page(ann, "task", mine.pk)
    send(ann, "task-complete", mine.pk, wanted="1")
    assert Task.objects.get().completed
    assert "Reopen" in page(ann, "task", mine.pk)
    send(ann, "task-complete", mine.pk, wanted="0")
    assert not Task.objects.get().completed


def test_a_part_is_added_where_the_task_is(ann):
    task = make_task(ann, board=make_board(ann), visibility="team")
    assert send(ann, "task-parts", task.pk, title="A part").url == f"/tasks/{task.pk}/#parts"
    part = Task.objects.get(parent=task)
    assert (part.board, part.visibility) == (task.board, "team")
    assert "A part" in page(ann, "task", task.pk)
    send(ann, "task-parts", task.pk, title=" ")
    assert Task.objects.filter(parent=task).count() == 1


@pytest.mark.parametrize("odd", ["abc", "\0", "-1", "2026-13-99", "\ufffd\ufffe", "9" * 30])
@pytest.mark.parametrize(
    "name",
    ["status", "priority", "assignee", "marked", "due_date", "board", "parent", "visibility"],
)
def test_what_no_page_has_shown_is_no_failure(ann, mine, name, odd):
    """The hidden field that says what the page showed is the sender's, too."""
    typed = {"due_date": "2026-12-01"} if name == "due_date" else {}
    response = send(ann, "task", mine.pk, **{**details(ann, mine), **typed, f"initial-{name}": odd})
    assert response.status_code in (302, 422)


@pytest.mark.parametrize("due_date", ["2026-12-01", "abc"])
def test_a_date_that_no_page_has_shown_is_refused_once_at_its_field(ann, mine, due_date):
    sent = {**details(ann, mine), "initial-due_date": "abc", "due_date": due_date}
    response = send(ann, "task", mine.pk, **sent)
    assert response.status_code == 422
    assert response.context["details_form"].errors == {"due_date": ["Enter a valid date."]}


def test_the_last_change_is_undone(ann, mine):
    assert "Undo" not in page(ann, "task", mine.pk)
    update_task(actor=ann, task=mine, changes={"title": "Other"})
    assert "Undo" in page(ann, "task", mine.pk)
    send(ann, "task-undo", mine.pk, version="2")
    assert Task.objects.get().title == "Write the report"
    client = signed_in(ann)
    client.post(reverse("tasks:task-undo", args=[mine.pk]), {"version": "2"})
    shown = client.get(reverse("tasks:task", args=[mine.pk])).content.decode()
    assert "The task has changed since you read it" in shown


def test_a_deleted_task_leads_to_its_board(ann):
    task = make_task(ann, board=make_board(ann))
    assert send(ann, "task-delete", task.pk).url == f"/boards/{task.board_id}/"
    assert send(ann, "task-delete", make_task(ann).pk).url == "/tasks/"


def test_the_history_is_told_in_portions(ann, mine):
    for number in range(60):
        update_task(actor=ann, task=mine, changes={"title": f"Title {number}"})
    shown = page(ann, "task-history", mine.pk)
    assert "<del>Title 58</del> → <ins>Title 59</ins>" in shown
    before = re.search(r"\?before=(\d+)", shown).group(1)
    earlier = page(ann, "task-history", mine.pk, before=before)
    assert "created the task" in earlier
    assert "Earlier" not in earlier
