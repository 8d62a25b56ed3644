"""`events/`: the log as one person may read it, by cursor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.services import create_comment
from taskhub.api.events import EventOut
from taskhub.live import reading
from taskhub.testing.factories import make_board, make_user
from tasks import events
from tasks.models import Visibility
from tasks.services.tasks import create_task, delete_task, update_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db):
    return make_user("ada")


@pytest.fixture
def client(v2, ada):
    return v2.as_(ada)


def here(client):
    """The cursor of this moment."""
    return client.get("/events/").json()["next"]


def after(client, cursor, more=""):
    return client.get(f"/events/?after={cursor}{more}").json()


def test_without_a_cursor_it_begins_now(client, ada):
    create_task(actor=ada, title="Before")
    page = client.get("/events/").json()
    assert (page["results"], page["more"]) == ([], False)
    task = create_task(actor=ada, title="After")
    assert [each["task"] for each in after(client, page["next"])["results"]] == [task.pk]


def test_an_event_says_who_did_what_to_which_task(client, ada):
    cursor = here(client)
    board = make_board(ada)
    task = create_task(actor=ada, title="One", board=board)
    update_task(actor=ada, task=task, changes={"title": "Two", "completed": True})
    created, updated = after(client, cursor)["results"]
    assert set(created) == set(EventOut().fields)
    assert (created["type"], created["actor"], created["task"]) == ("task_created", ada.pk, task.pk)
    assert created["data"]["task"]["title"] == "One"
    assert created["data"]["task"]["board_id"] == board.pk
    assert updated["data"]["changed"] == ["category", "status", "title"]
    assert updated["data"]["task"]["completed"] is True
    assert updated["at"].endswith("Z")


def test_every_kind_of_event_is_told(client, ada):
    cursor = here(client)
    task = create_task(actor=ada, title="One")
    create_comment(actor=ada, task=task, text="Hello")
    client.post(f"/tasks/{task.pk}/analyze/")
    delete_task(actor=ada, task=task)
    told = after(client, cursor)["results"]
    kinds = [each["type"] for each in told]
    assert kinds[:2] == ["task_created", "comment_created"]
    assert "suggestion_created" in kinds
    assert kinds[-1] == "task_deleted"
    assert told[1]["data"]["comment"]["text"] == "Hello"


def test_the_cursor_of_each_event_goes_on_behind_it(client, ada):
    cursor = here(client)
    ids = [create_task(actor=ada, title=f"{number}").pk for number in range(5)]
    seen = []
    while True:
        page = after(client, cursor, "&limit=2")
        seen += [each["task"] for each in page["results"]]
        cursor = page["next"]
        if not page["more"]:
            break
        assert cursor == page["results"][-1]["id"]
    assert seen == ids


def test_others_events_are_passed_over(client, v2, ada):
    bob = make_user("bob")
    cursor, of_bob = here(client), here(v2.as_(bob))
    hidden = create_task(actor=bob, title="Hidden")
    shown = create_task(actor=bob, title="Shown", visibility=Visibility.TEAM)
    assert [each["task"] for each in after(client, cursor)["results"]] == [shown.pk]
    both = after(v2.as_(bob), of_bob)["results"]
    assert [each["task"] for each in both] == [hidden.pk, shown.pk]


def test_who_loses_sight_hears_that_the_task_is_gone_and_nothing_else(client, ada):
    bob = make_user("bob")
    task = create_task(actor=bob, title="x", assignee=ada)
    cursor = here(client)
    update_task(actor=bob, task=task, changes={"assignee": None, "title": "Secret"})
    (told,) = after(client, cursor)["results"]
    assert {**told, "id": "", "at": ""} == {
        "id": "", "type": "task_deleted", "task": task.pk, "actor": None, "at": "", "data": None,
    }  # fmt: skip


def test_who_gains_sight_is_not_told_what_was_before(client, ada):
    bob = make_user("bob")
    task = create_task(actor=bob, title="Old secret")
    cursor = here(client)
    update_task(actor=bob, task=task, changes={"assignee": ada, "title": "New"})
    answer = client.get(f"/events/?after={cursor}")
    assert answer.json()["results"][0]["data"]["changed"] == ["assignee", "title"]
    assert b"Old secret" not in answer.content


def test_a_cursor_is_worthless_to_somebody_else(client, v2):
    answer = v2.as_(make_user("bob")).get(f"/events/?after={here(client)}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == ["after"]


@pytest.mark.parametrize(
    "query",
    [
        "after=", "after=x", "after=5", "after=%00", "after=a&after=b", "limit=0", "limit=1001",
        "limit=x", "limit=", "wait=31", "wait=-1", "wait=x", "wait=1.5", "after=%D0%96",
    ],
)  # fmt: skip
def test_a_wrong_query_is_a_problem(client, query):
    answer = client.get(f"/events/?{query}")
    assert answer.status_code == 400
    assert answer.json()["status"] == 400


def test_a_cursor_older_than_the_log_is_gone_and_says_where_to_go_on(client, ada):
    cursor = here(client)
    create_task(actor=ada, title="Pruned")
    events.prune(timezone.now() + timedelta(days=1))
    answer = client.get(f"/events/?after={cursor}")
    assert answer.status_code == 410
    assert answer.headers["Content-Type"] == "application/problem+json"
    task = create_task(actor=ada, title="Kept")
    assert [each["task"] for each in after(client, answer.json()["next"])["results"]] == [task.pk]


def test_a_log_full_of_others_events_is_read_in_bounded_steps(client, ada, monkeypatch):
    monkeypatch.setattr(reading, "MOST", events.PORTION)
    bob, cursor = make_user("bob"), here(client)
    for number in range(events.PORTION + 1):
        create_task(actor=bob, title=f"{number}")
    mine = create_task(actor=ada, title="Mine")
    first = after(client, cursor)
    assert (first["results"], first["more"]) == ([], True)
    assert [each["task"] for each in after(client, first["next"])["results"]] == [mine.pk]


def test_what_is_read_later_is_for_those_who_may_read_it_then(client, ada):
    bob = make_user("bob")
    cursor = here(client)
    task = create_task(actor=bob, title="Secret", assignee=ada)
    create_comment(actor=bob, task=task, text="Secret")
    update_task(actor=bob, task=task, changes={"assignee": None})
    answer = client.get(f"/events/?after={cursor}")
    assert b"Secret" not in answer.content
    (told,) = answer.json()["results"]
    assert (told["type"], told["actor"], told["data"]) == ("task_deleted", None, None)


def test_pages_go_on_behind_what_is_not_told(client, ada):
    bob, cursor = make_user("bob"), here(client)
    task = create_task(actor=bob, title="Secret", assignee=ada)
    mine = [create_task(actor=ada, title=f"{number}").pk for number in range(3)]
    update_task(actor=bob, task=task, changes={"assignee": None})
    seen = []
    for _ in range(4):
        page = after(client, cursor, "&limit=1")
        seen += [each["task"] for each in page["results"]]
        cursor = page["next"]
    assert seen == [*mine, task.pk]
    assert after(client, cursor)["results"] == []


def test_a_page_costs_four_queries(client, ada, django_assert_num_queries):
    cursor = here(client)
    for number in range(20):
        create_task(actor=ada, title=f"{number}")
    # The sign-in, the rows, who may read their tasks, where the log begins.
    with django_assert_num_queries(4):
        after(client, cursor)
