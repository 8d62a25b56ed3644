"""A change at the very moment of a reading is never taken for none."""

import json
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from accounts import services as accounts
from taskhub.rest.conditional import Revalidation
from taskhub.testing.clients import ContractClient
from taskhub.testing.factories import make_board, make_comment, make_task, make_user
from taskhub.testing.race import race
from taskhub.testing.readings import addresses, get
from tasks.models import TaskStatus
from tasks.services import boards, statuses, tasks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author():
    return make_user("author", is_superuser=True)


@pytest.fixture
def task(author):
    board = make_board(author)
    return make_task(author, board=board, marked=[author, make_user("marked")])


@pytest.fixture
def paths(author, task):
    return addresses(author.pk, task.pk, make_comment(task, author).pk)


def writers(author, task):
    """A change of each kind that the stamp learns of in a way of its own."""
    return {
        "task": partial(tasks.update_task, actor=author, task=task, changes={"title": "New"}),
        "name": partial(
            accounts.update_user, actor=author, user=author, changes={"last_name": "New"}
        ),
        "status": partial(
            statuses.update_status,
            actor=author,
            status=TaskStatus.objects.get(pk=task.status_id),
            changes={"name": "New"},
        ),
        "board": partial(
            boards.update_board, actor=author, board=task.board, changes={"is_private": False}
        ),
    }


every_kind = pytest.mark.parametrize("kind", ["task", "name", "status", "board"])


def elsewhere(do: Callable[[], Any]) -> Any:
    """What this does in a thread, and on a connection, of its own."""
    [outcome] = race(do)
    assert not isinstance(outcome, Exception), outcome
    return outcome


@every_kind
@pytest.mark.parametrize("moment", ["unchanged", "settle"])
def test_a_change_during_a_reading(root, author, task, paths, monkeypatch, kind, moment):
    """Once right after the stamp was read, once right after the tasks were."""
    client, original = root.as_(author), getattr(Revalidation, moment)
    write = writers(author, task)[kind]
    left = [write]

    def meanwhile(self: Revalidation, *args: Any) -> Any:
        if left:
            elsewhere(left.pop())
        return original(self, *args)

    before = {path: get(client, path) for path in paths.values()}
    for path in paths.values():
        with monkeypatch.context() as patched:
            patched.setattr(Revalidation, moment, meanwhile)
            held = get(client, path)
        truth, again = get(client, path), get(client, path, held["ETag"])
        assert (again.status_code == 304) == (truth.content == held.content), path
        older = get(client, path, before[path]["ETag"])
        assert (older.status_code == 304) == (truth.content == before[path].content), path
        assert not left


@every_kind
def test_a_change_that_is_in_flight(root, author, task, paths, kind):
    client, begun, end = root.as_(author), threading.Event(), threading.Event()
    write = writers(author, task)[kind]

    def slowly() -> None:
        with transaction.atomic():
            write()
            begun.set()
            assert end.wait(30)

    def reader() -> dict[str, Any]:
        assert begun.wait(30)
        try:
            return {path: get(client, path) for path in paths.values()}
        finally:
            end.set()

    _, held = race(slowly, reader)
    for path, seen in held.items():
        truth, again = get(client, path), get(client, path, seen["ETag"])
        assert (again.status_code == 304) == (truth.content == seen.content), path
    told = {path: get(client, path).content != seen.content for path, seen in held.items()}
    assert any(told.values()) == (kind != "board")


def test_writers_at_once_each_read_what_they_wrote(root):
    """Whoever has written is never told that nothing has changed, whatever others do."""
    people = [make_user(f"person{number}") for number in range(4)]
    clients = {user.pk: root.as_(user) for user in people}
    path = "/tasktracker/api/v1/tasks/"

    def work(user: Any) -> int:
        client, unchanged = clients[user.pk], 0
        task = tasks.create_task(actor=user, title="First")
        for number in range(8):
            tag = get(client, path)["ETag"]
            unchanged += get(client, path, tag).status_code == 304
            if number % 2:
                changes = {"first_name": f"Name {number}"}
                accounts.update_user(actor=user, user=user, changes=changes)
            else:
                tasks.update_task(actor=user, task=task, changes={"title": f"Title {number}"})
            seen = get(client, path, tag)
            assert seen.status_code == 200
            assert f" {number}" in json.dumps(seen.json())
        return unchanged

    # Each list is its author's own: what the others do changes nothing in it.
    assert race(*(partial(work, user) for user in people)) == [8] * 4


def test_a_304_over_the_wire_has_neither_body_nor_length(hubs, author, task):
    client = ContractClient("").as_(author)
    ask = f"GET /zocket/api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n"  # noqa: E501
    close = "Connection: close\r\n\r\n"
    head = hubs[0].raw((ask + close).encode()).partition(b"\r\n\r\n")[0].decode()
    [tag] = [line.partition(": ")[2] for line in head.splitlines() if line.startswith("ETag")]
    # Both processes are one hub: what one gave is good at the other.
    twice = f"{ask}If-None-Match: {tag}\r\n\r\n{ask}If-None-Match: {tag}\r\n{close}"
    one, other, rest = hubs[1].raw(twice.encode()).decode().split("\r\n\r\n")
    assert rest == ""
    for answer in (one, other):
        assert answer.startswith("HTTP/1.1 304")
        names = {line.partition(":")[0].lower() for line in answer.splitlines()[1:]}
        assert {"etag", "cache-control"} <= names
        assert not names & {"content-length", "content-type", "transfer-encoding"}
