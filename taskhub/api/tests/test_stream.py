"""`events/stream`: what was missed, then what comes; pings, subscriptions, bad manners."""

from datetime import timedelta

import pytest
from django.utils import timezone
from websockets.exceptions import InvalidStatus

from comments.services import create_comment
from taskhub.testing.factories import make_board, make_user
from taskhub.testing.sockets import listen, token_of
from tasks import events
from tasks.services.boards import update_board
from tasks.services.tasks import create_task, delete_task, update_task

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
STREAM = "/api/v2/events/stream"


@pytest.fixture
def ada(db):
    return make_user("ada")


@pytest.fixture
def stream(hubs):
    """A stream of somebody's, behind a cursor or from now on."""
    opened = []

    def open_one(user, query="", hub=0):
        opened.append(listen(hubs[hub], f"{STREAM}{query}", token_of(user)))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


def cursor_of(hub, user):
    token = f"Bearer {token_of(user)}"
    return hub.json("GET", "/api/v2/events/", Authorization=token)["next"]


def test_frames_are_what_the_path_gives(hubs, stream, ada):
    cursor = cursor_of(hubs[0], ada)
    ear = stream(ada)
    task = create_task(actor=ada, title="Ж")
    update_task(actor=ada, task=task, changes={"title": "Two"})
    create_comment(actor=ada, task=task, text="Hello")
    delete_task(actor=ada, task=task)
    token = f"Bearer {token_of(ada)}"
    told = hubs[1].json("GET", f"/api/v2/events/?after={cursor}", Authorization=token)["results"]
    assert ear.frames(4) == told
    assert [each["type"] for each in told] == [
        "task_created", "task_updated", "comment_created", "task_deleted",
    ]  # fmt: skip


def test_first_comes_what_was_missed_then_what_happens(hubs, stream, ada):
    cursor = cursor_of(hubs[0], ada)
    missed = [create_task(actor=ada, title=f"{number}").pk for number in range(450)]
    ear = stream(ada, f"?after={cursor}")
    live = [create_task(actor=ada, title=f"{number}").pk for number in range(5)]
    assert [each["task"] for each in ear.frames(455)] == missed + live


def test_every_cursor_goes_on_where_its_frame_was(stream, ada):
    ear = stream(ada)
    ids = [create_task(actor=ada, title=f"{number}").pk for number in range(6)]
    frames = ear.frames(6)
    ear.close()
    for place, frame in enumerate(frames[:-1]):
        again = stream(ada, f"?after={frame['id']}", hub=place % 2)
        assert [each["task"] for each in again.frames(5 - place)] == ids[place + 1 :]


def test_a_cursor_older_than_the_log_gets_a_resync_and_goes_on(hubs, stream, ada):
    cursor = cursor_of(hubs[0], ada)
    create_task(actor=ada, title="Pruned")
    events.prune(timezone.now() + timedelta(days=1))
    create_task(actor=ada, title="Read by whoever reads the tasks anew")
    ear = stream(ada, f"?after={cursor}")
    resync = ear.next()
    assert resync["type"] == "resync"
    task = create_task(actor=ada, title="Live")
    assert ear.next()["task"] == task.pk
    again = stream(ada, f"?after={resync['id']}")
    assert again.next()["task"] == task.pk


def test_who_loses_sight_hears_no_more_than_that(stream, ada):
    bob = make_user("bob")
    task = create_task(actor=bob, title="x", assignee=ada)
    ear = stream(ada)
    update_task(actor=bob, task=task, changes={"assignee": None, "title": "Secret"})
    told = ear.next()
    assert (told["type"], told["task"]) == ("task_deleted", task.pk)
    assert (told["data"], told["actor"]) == (None, None)


def test_who_lost_sight_meanwhile_is_not_told_what_was_before(hubs, stream, ada):
    bob = make_user("bob")
    cursor = cursor_of(hubs[0], ada)
    task = create_task(actor=bob, title="Secret", assignee=ada)
    create_comment(actor=bob, task=task, text="Secret")
    deleted = create_task(actor=bob, title="Deleted", assignee=ada)
    update_task(actor=bob, task=task, changes={"assignee": None})
    delete_task(actor=bob, task=deleted)
    ear = stream(ada, f"?after={cursor}")
    last = create_task(actor=ada, title="Last")
    told = [(each["type"], each["task"], each["data"] is None) for each in ear.frames(4)]
    assert told == [
        ("task_created", deleted.pk, False),
        ("task_deleted", task.pk, True),
        ("task_deleted", deleted.pk, False),
        ("task_created", last.pk, False),
    ]


def test_a_ping_is_answered(stream, ada):
    ear = stream(ada)
    ear.say({"type": "ping"})
    assert ear.next() == {"type": "pong"}
    ear.connection.ping().wait(10)


def test_a_subscription_narrows_to_a_task(stream, ada):
    one, two = (create_task(actor=ada, title=title) for title in ("One", "Two"))
    ear = stream(ada)
    ear.say({"type": "subscribe", "task": two.pk})
    assert ear.next() == {"type": "subscribed", "board": None, "task": two.pk}
    update_task(actor=ada, task=one, changes={"title": "x"})
    update_task(actor=ada, task=two, changes={"title": "y"})
    assert ear.next()["task"] == two.pk
    ear.say({"type": "subscribe", "board": None, "task": None})
    assert ear.next()["type"] == "subscribed"
    update_task(actor=ada, task=one, changes={"title": "z"})
    assert ear.next()["task"] == one.pk


def test_a_subscription_narrows_to_a_board_and_to_what_leaves_it(stream, ada):
    board, other = make_board(ada), make_board(ada)
    ear = stream(ada)
    ear.say({"type": "subscribe", "board": board.pk})
    ear.next()
    create_task(actor=ada, title="Elsewhere", board=other)
    task = create_task(actor=ada, title="Here", board=board)
    create_comment(actor=ada, task=task, text="Of the board, too")
    task.board_id = board.pk
    update_task(actor=ada, task=task, changes={"board": other})
    update_task(actor=ada, task=task, changes={"title": "Gone from here"})
    last = create_task(actor=ada, title="Last", board=board)
    told = [(each["type"], each["task"]) for each in ear.frames(4)]
    assert told == [
        ("task_created", task.pk),
        ("comment_created", task.pk),
        ("task_updated", task.pk),
        ("task_created", last.pk),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "", "x", "[]", "5", "null", "{}", '{"type": 5}', '{"type": "task_created"}', "[" * 2000,
        '{"type": "ping", "type": "ping"}', '{"a": NaN}', '"\\ud800"',
        '{"type": "subscribe", "task": "1"}',
        '{"type": "subscribe", "task": true}', '{"type": "subscribe", "board": 0}',
        '{"type": "subscribe", "board": 9223372036854775808}', '{"type": "subscribe", "task": 1.0}',
    ],
)  # fmt: skip
def test_nonsense_is_answered_and_survived(stream, ada, said):
    ear = stream(ada)
    ear.say(said)
    assert ear.next()["type"] == "error"
    ear.say({"type": "ping"})
    assert ear.next() == {"type": "pong"}


@pytest.mark.parametrize("query", ["?after=", "?after=x", "?after=a&after=b", "?after=%00"])
def test_a_wrong_cursor_is_told_and_ends_the_stream(stream, ada, query):
    ear = stream(ada, query)
    assert ear.next()["type"] == "error"
    assert ear.closed_with() == 4400


def test_a_cursor_is_worthless_to_somebody_else(hubs, stream, ada):
    ear = stream(make_user("bob"), f"?after={cursor_of(hubs[0], ada)}")
    assert ear.next()["type"] == "error"
    assert ear.closed_with() == 4400


def test_nobody_is_let_in_without_credentials(hubs, ada):
    for query in ("", f"?token={token_of(ada)}", f"?access_token={token_of(ada)}"):
        with pytest.raises(InvalidStatus) as refused:
            listen(hubs[0], f"{STREAM}{query}")
        assert refused.value.response.status_code == 403


def test_a_browser_shows_its_token_as_a_subprotocol(hubs, ada):
    ear = listen(hubs[0], STREAM, subprotocols=["bearer", token_of(ada)])
    assert ear.connection.subprotocol == "bearer"
    task = create_task(actor=ada, title="x")
    assert ear.next()["task"] == task.pk
    ear.close()


def test_nothing_of_all_this_left_a_traceback(hubs):
    """Runs last in this file."""
    assert all("Traceback" not in hub.log.read_text() for hub in hubs)


def test_only_pages_hear_that_something_without_events_was_changed(hubs, ada):
    board = make_board(ada)
    page, program = (
        listen(hubs[0], STREAM, token_of(ada), subprotocols=offered)
        for offered in (["taskhub"], [])
    )
    create_task(actor=ada, title="First")
    assert program.next()["type"] == "task_created"
    # The first may still be of what was changed before they came.
    for name in ("One", "Two", "Three"):
        update_board(actor=ada, board=board, changes={"name": name})
        while (told := page.next())["type"] != "changed":
            pass
    assert told == {"type": "changed", "about": ["boards"]}
    create_task(actor=ada, title="Last")
    assert program.next()["data"]["task"]["title"] == "Last"
