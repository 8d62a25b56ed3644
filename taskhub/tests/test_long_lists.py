"""Lists that are read and sent portion by portion."""

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F

from accounts import sessions
from accounts.models import User
from taskhub.rest import listing
from taskhub.rest.listing import Listing
from taskhub.testing.factories import make_task, make_user
from taskhub.testing.processes import SERVE, ServerProcess, running, same_hub
from tasks.models import Task, TaskStatus

ROWS = 10_000
TASKS = "/zocket/api/v1/tasks"


# What it says, with portions of a few rows.


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def few(monkeypatch):
    """Three rows a portion, two of them encoded at a time."""
    monkeypatch.setattr(Listing, "PORTION", 3)
    monkeypatch.setattr(listing, "BITE", 2)


def make_tasks(ann, count=11):
    """Tasks whose titles, dates and people are in no order, with awkward texts."""
    people = [None, ann, make_user("bob", last_name="Ж\u2028")]
    return [
        make_task(
            ann,
            f"{'Ää😀zZ'[number % 5]} \u2028 [] {number}",
            due_date=f"2026-01-{20 - number:02}" if number % 3 else None,
            assignee=people[number % 3],
            visibility="team",
        )
        for number in range(count)
    ]


LISTS = {
    "zocket": TASKS,
    "zocket, a page": f"{TASKS}?page=2&limit=5",
    "people": "/zocket/api/v1/user",
    "taskora": "/taskora/api/{me}/tasks",
    "taskora, open": "/taskora/api/{me}/tasks?completed=false",
    "todo": "/todo/api/{me}/tasks",
    "todo by title": "/todo/api/{me}/tasks?sort=title",
    "todo by date": "/todo/api/{me}/tasks?sort=due_date&status=pending",
}


@pytest.mark.parametrize("path", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("count", [3, 4, 11])
@pytest.mark.parametrize("ceiling", [5, 10_000])
def test_a_long_list_is_the_same_bytes_as_a_short_one(
    root, ann, path, count, ceiling, settings, monkeypatch
):
    settings.TASKHUB_LIST_CEILING = ceiling
    make_tasks(ann, count)
    for number in range(count):
        make_user(f"reader{number}")
    client, path = root.as_(ann), path.format(me=ann.pk)
    whole = client.get(path)
    monkeypatch.setattr(Listing, "PORTION", 3)
    monkeypatch.setattr(listing, "BITE", 2)
    pieces = client.get(path)
    assert pieces.content == whole.content
    length = whole.headers.pop("Content-Length")
    assert pieces.headers.pop("Content-Length", length) == length
    # Nobody has read all of it when the tag goes out.
    tags = [str(each.headers.pop("ETag", "")).rstrip("\"')") for each in (whole, pieces)]
    assert tags[0].startswith(tags[1])
    assert pieces.headers == whole.headers


def streamed(client, path=TASKS):
    """The pieces of a list that is about to be sent."""
    headers = {"Authorization": f"Bearer {client.token}"}
    return iter(client.http.get(path, headers=headers).streaming_content)


def ids_in(pieces):
    return [task["id"] for task in json.loads(b"".join(pieces))]


def test_what_goes_meanwhile_is_left_out_and_nothing_comes_twice(root, ann, few):
    made = make_tasks(ann)
    bob = make_user("bert")
    pieces = streamed(root.as_(bob))
    begun = [next(pieces)]
    newest_first = [task.pk for task in reversed(made)]
    gone, hidden, done = newest_first[7], newest_first[8], newest_first[9]
    Task.objects.filter(pk=gone).delete()
    Task.objects.filter(pk=hidden).update(visibility="participants")
    Task.objects.filter(pk=done).update(title="Changed")
    late = make_task(ann, visibility="team")
    whole = b"".join([*begun, *pieces])
    found = ids_in([whole])
    assert found == [pk for pk in newest_first if pk not in (gone, hidden)]
    assert late.pk not in found
    assert b'"title":"Changed"' in whole


def test_everything_may_go_meanwhile(root, ann, few):
    make_tasks(ann)
    pieces = streamed(root.as_(ann))
    begun = [next(pieces)]
    Task.objects.all().delete()
    # What was read before they went.
    assert len(ids_in([*begun, *pieces])) == 4


def test_a_portion_takes_two_statements_at_most(root, ann, few, django_assert_num_queries):
    make_tasks(ann)
    client = root.as_(ann)
    # The session; four rows; all ids; the assignees among the first three.
    with django_assert_num_queries(4):
        pieces = streamed(client)
    # Three portions more, the first of them with a row that is there already; every
    # assignee is known by now.
    with django_assert_num_queries(3):
        assert len(ids_in(pieces)) == 11


def test_a_failure_with_the_first_rows_is_still_an_answer(root, ann, few, monkeypatch):
    make_tasks(ann)
    monkeypatch.setattr("taskhub.contracts.zocket.views.people", lambda ids: 1 / 0)
    client = root.as_(ann)
    assert client.get(TASKS).status_code == 500


# What it takes, on a server.


@pytest.fixture
def many(transactional_db) -> Iterator[User]:
    """Somebody with ten thousand tasks of two thousand letters each."""
    ann = make_user("ann")
    status = TaskStatus.objects.first_of("ToDo")
    each = [
        Task(
            author=ann, assignee=ann, status=status, title=f"Task {number}", description="ж" * 2000
        )
        for number in range(ROWS)
    ]
    Task.objects.bulk_create(each, batch_size=500)
    return ann


@pytest.fixture
def server(many: User, tmp_path: Path) -> Iterator[ServerProcess]:
    with running(SERVE, tmp_path, **same_hub()) as server:
        yield server


def token_of(user: User) -> str:
    return sessions.open_session(user=user, door="test", refreshable=False).access


@contextmanager
def asking(server: ServerProcess, user: User, path: str = TASKS) -> Iterator[HTTPResponse]:
    """An answer whose body is still to be read."""
    wire = HTTPConnection("127.0.0.1", server.port, timeout=60)
    wire.request("GET", path, headers={"Authorization": f"Bearer {token_of(user)}"})
    with wire.getresponse() as response:
        yield response
    wire.close()


def kilobytes(server: ServerProcess, name: str) -> int:
    """`VmRSS`, what the process holds; `VmHWM`, the most that it ever did."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(name))
    return int(line.split()[1])


@pytest.mark.processes
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    "path", [TASKS, "/taskora/api/{me}/tasks", "/todo/api/{me}/tasks?sort=title"]
)
def test_ten_thousand_rows_take_less_than_sixty_megabytes(server, many, path):
    path = path.format(me=many.pk)
    with asking(server, many, f"{TASKS}?limit=1") as response:
        response.read()
    before = kilobytes(server, "VmRSS")
    with asking(server, many, path) as response:
        size = 0
        while part := response.read(65536):
            size += len(part)
    assert size > ROWS * 4000
    assert kilobytes(server, "VmHWM") - before < 60 * 1024


@pytest.mark.processes
def test_a_list_that_fails_on_the_way_is_never_taken_for_whole(server, many):
    table = Task._meta.db_table
    with asking(server, many) as response:
        begun = response.read(1024)
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
        try:
            with pytest.raises((IncompleteRead, ConnectionResetError)):
                response.read()
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE elsewhere RENAME TO {table}")
    assert begun.startswith(b'[{"id":')
    with asking(server, many, f"{TASKS}?limit=1") as response:
        assert len(json.load(response)) == 1


@pytest.mark.processes
def test_slow_readers_hold_back_neither_threads_nor_the_database(server, many):
    readers = []
    for _ in range(5):
        reader = socket.create_connection(("127.0.0.1", server.port))
        head = f"GET {TASKS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token_of(many)}"
        reader.sendall(f"{head}\r\n\r\n".encode())
        assert reader.recv(12) == b"HTTP/1.1 200"
        readers.append(reader)
    assert Task.objects.update(version=F("version") + 1) == ROWS
    with asking(server, many, f"{TASKS}?limit=1") as response:
        assert len(json.load(response)) == 1
    for reader in readers:
        reader.close()
