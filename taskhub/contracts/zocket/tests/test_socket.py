"""`/api/v1/ws`: the documented frames, to those who may read the task and to nobody else."""

import json

import pytest
from websockets.exceptions import InvalidStatus

from suggestions.services import analyse_task
from taskhub.contracts.zocket.consumers import DocumentedFrames
from taskhub.live.wire import payload_of
from taskhub.testing.factories import make_user
from taskhub.testing.sockets import listen, token_of
from tasks import events
from tasks.models import Visibility
from tasks.services.boards import add_member, create_board, remove_member
from tasks.services.tasks import create_task, delete_task, update_task

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
WS = "/api/v1/ws"


@pytest.fixture
def ear(hubs):
    """A socket of somebody's on the first server."""
    open_ears = []

    def open_one(user, path=WS, **more):
        open_ears.append(listen(hubs[0], path, token_of(user), **more))
        return open_ears[-1]

    yield open_one
    for each in open_ears:
        each.close()


def call(hub, method, path, user, body=None):
    raw = None if body is None else json.dumps(body)
    token = f"Bearer {token_of(user)}"
    return hub.json(method, path, raw, Content_Type="application/json", Authorization=token)


@pytest.mark.parametrize("writer", [0, 1], ids=["same process", "another process"])
def test_a_task_is_told_as_the_document_gives_it(hubs, ear, writer):
    author, hub = make_user(), hubs[writer]
    listener = ear(make_user())
    created = call(hub, "POST", "/api/v1/tasks", author, {"title": "Ж", "assigned_to": author.pk})
    assert listener.next() == {"type": "task_created", "data": created}
    path = f"/api/v1/tasks/{created['id']}"
    updated = call(hub, "PUT", path, author, {"status": "Done"})
    assert updated["status"] == "Done"
    assert listener.next() == {"type": "task_updated", "data": updated}
    assert call(hub, "GET", path, author) == updated
    call(hub, "DELETE", path, author)
    assert listener.next() == {"type": "task_deleted", "data": created["id"]}


def test_each_suggestion_is_told_as_analyze_gives_it(hubs, ear):
    author = make_user()
    task = create_task(actor=author, title="Plan the release and write notes", visibility="team")
    listener = ear(make_user())
    answer = call(hubs[0], "POST", f"/api/v1/tasks/{task.pk}/analyze", author)
    told = listener.frames(len(answer["suggestions"]))
    expected = [{"type": "suggestion_created", "data": each} for each in answer["suggestions"]]
    assert told == expected != []


def test_comments_are_none_of_its_events(hubs, ear):
    author = make_user()
    task = create_task(actor=author, title="x")
    listener = ear(author)
    token = f"Bearer {token_of(author)}"
    body = json.dumps({"text": "hello"})
    path = f"/tasktracker/api/v1/task-comments/{task.pk}/"
    hubs[0].json("POST", path, body, Content_Type="application/json", Authorization=token)
    delete_task(actor=author, task=task)
    assert listener.next()["type"] == "task_deleted"


def test_only_readers_hear_of_a_task(ear):
    author, marked, outsider = make_user(), make_user(), make_user()
    ears = [ear(author), ear(marked), ear(outsider)]
    mine = create_task(actor=author, title="Hidden", marked=[marked])
    open_one = create_task(actor=author, title="Open", visibility=Visibility.TEAM)
    heard = [each.next()["data"]["id"] for each in ears]
    assert heard == [mine.pk, mine.pk, open_one.pk]


def test_who_gains_sight_gets_the_task_and_who_loses_it_hears_that_it_is_gone(ear):
    author, friend = make_user(), make_user()
    listener = ear(friend)
    task = create_task(actor=author, title="Secret")
    update_task(actor=author, task=task, changes={"assignee": friend})
    assert listener.next()["type"] == "task_updated"
    update_task(actor=author, task=task, changes={"assignee": None, "title": "More secret"})
    assert listener.next() == {"type": "task_deleted", "data": task.pk}


def test_a_board_member_who_is_removed_loses_its_tasks(ear):
    owner, member = make_user(), make_user()
    board = create_board(actor=owner, name="Plans")
    task = create_task(actor=owner, title="x", board=board)
    listener = ear(member)
    add_member(actor=owner, board=board, user=member)
    assert listener.next()["type"] == "task_updated"
    remove_member(actor=owner, board=board, user=member)
    assert listener.next() == {"type": "task_deleted", "data": task.pk}


def test_what_clients_say_is_let_pass(ear):
    author = make_user()
    listener = ear(author)
    for said in ("hello", "{}", '{"type": "task_created"}', "[" * 500):
        listener.say(said)
    create_task(actor=author, title="x")
    assert listener.next()["type"] == "task_created"


def test_bytes_are_refused_with_the_code_that_says_so(hubs, ear):
    listener = ear(make_user())
    listener.say(b"\x00\xff")
    assert listener.closed_with() == 1003
    assert not [entry for entry in hubs[0].entries() if "exception" in entry]


@pytest.mark.parametrize("path", [WS, f"/zocket{WS}", f"/zocket{WS}/"])
def test_it_is_served_on_the_root_and_under_its_base(ear, path):
    author = make_user()
    listener = ear(author, path)
    create_task(actor=author, title="x")
    assert listener.next()["type"] == "task_created"


@pytest.mark.parametrize("path", [f"{WS}/", f"/todo{WS}", "/zocket/ws"])
def test_it_is_served_nowhere_else(ear, path):
    with pytest.raises(InvalidStatus) as refused:
        ear(make_user(), path)
    assert refused.value.response.status_code == 403


def test_a_suggestion_in_the_log_has_all_that_the_document_shows(person, task):
    analyse_task(actor=person("author"), task=task)
    rows = [row for row in events.rows_after(0) if row.type == events.SUGGESTION_CREATED]
    frame = DocumentedFrames().told(rows[-1])
    assert set(json.loads(payload_of(frame.head))["data"]) == {
        "id", "task_id", "user_id", "suggestion_text", "sub_tasks", "accepted", "created_at",
    }  # fmt: skip
