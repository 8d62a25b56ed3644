"""What is asked: a hub with people and tasks, and the requests of each contract."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.http.client import Maker, request

TASKS = 100
CONNECTIONS = 4
PASSWORD = "a benchmark's own password"
#: So much that a list of a hundred nested tasks has some 83 kB.
DESCRIPTION = "What there is to do, and why it cannot wait for very much longer. " * 4


class People:
    """A reader with a hundred tasks, a writer, a superuser, and a team around them."""

    def __init__(self) -> None:
        from taskhub.testing.factories import make_board, make_task, make_user
        from tasks.models import Task, TaskStatus

        self.team = [make_user(f"colleague{number}", about="Works here") for number in range(20)]
        self.reader = make_user("reader", password=PASSWORD)
        self.writer = make_user("writer", password=PASSWORD)
        self.boss = make_user("boss", password=PASSWORD, is_superuser=True)
        statuses = list(TaskStatus.objects.all())
        around = itertools.cycle(self.team)
        for number in range(1000):
            make_task(next(around), f"Somebody else's task {number}", description=DESCRIPTION)
        self.tasks = [
            make_task(
                self.reader,
                f"Task number {number}",
                description=DESCRIPTION,
                status=statuses[number % len(statuses)],
                assignee=self.team[number % 20],
                marked=[next(around), next(around)],
            ).pk
            for number in range(TASKS)
        ]
        self.boards = [make_board(self.reader, f"Board {number}").pk for number in range(TASKS)]
        self.changed = [
            make_task(self.writer, "Now this", description=DESCRIPTION, marked=self.team[:2]).pk
            for _ in range(CONNECTIONS)
        ]
        self.todo = TaskStatus.objects.first_of("ToDo")
        self.task_model = Task

    def doomed_tasks(self, count: int) -> list[int]:
        """Tasks of the writer's that are there to be deleted."""
        made = [
            self.task_model(author=self.writer, title=f"Short-lived {number}", status=self.todo)
            for number in range(count)
        ]
        return [task.pk for task in self.task_model.objects.bulk_create(made)]

    def doomed_boards(self, count: int) -> list[int]:
        """Boards of the writer's that are there to be deleted."""
        from tasks.models import Board

        made = [Board(owner=self.writer, name=f"Board {number}") for number in range(count)]
        return [board.pk for board in Board.objects.bulk_create(made)]


@dataclass(frozen=True)
class Operation:
    """One thing that is asked of one server: `makers` gives each connection its requests."""

    server: str
    surface: str
    name: str
    status: int
    makers: Callable[[], list[Maker]]

    @property
    def key(self) -> str:
        return f"{self.surface} {self.name}"

    @property
    def is_list_of_tasks(self) -> bool:
        """Whether its answer has a tag that stands for all tasks shown."""
        return self.server == "TaskHub" and self.name == "list" and self.surface != "totask"


def same(made: bytes) -> Callable[[], list[Maker]]:
    """Every connection asks the same all the time."""
    return lambda: [lambda: made] * CONNECTIONS


def in_turn(made: list[bytes]) -> Callable[[], list[Maker]]:
    """Every connection asks for one after the other."""

    def makers() -> list[Maker]:
        return [itertools.cycle(made).__next__ for _ in range(CONNECTIONS)]

    return makers


def each_its_own(made: list[list[bytes]]) -> Callable[[], list[Maker]]:
    """Each connection has requests of its own."""

    def makers() -> list[Maker]:
        return [itertools.cycle(own).__next__ for own in made]

    return makers


def used_up(make: Callable[[], list[bytes]]) -> Callable[[], list[Maker]]:
    """Every request is made once; `make` gives new ones for each burst."""

    def makers() -> list[Maker]:
        left: Iterator[bytes] = iter(make())
        return [lambda: next(left, None)] * CONNECTIONS

    return makers


def said(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()


@dataclass(frozen=True)
class Paths:
    """Where a contract has its tasks."""

    listed: str
    one: str
    method: str = "PUT"
    deleted: int = 200
    limit: str = ""


class Requests:
    """All operations, for a hub of these people; tokens are the servers' own."""

    def __init__(self, people: People, doomed: int, simple_token: Callable[[str], str]) -> None:
        from accounts import sessions

        self.people, self.doomed = people, doomed
        grants = {
            user.username: sessions.open_session(user=user, door="benchmark", refreshable=False)
            for user in (people.reader, people.writer, people.boss)
        }
        self.tokens = {name: f"Bearer {grant.access}" for name, grant in grants.items()}
        self.simple_token = simple_token

    def all(self, baselines: list[str]) -> list[Operation]:
        reader, writer = self.people.reader.pk, self.people.writer.pk
        found = [
            *self.sign_ins(),
            *self.tasks("zocket", Paths("/zocket/api/v1/tasks", "/zocket/api/v1/tasks/{}")),
            *self.tasks(
                "taskora",
                Paths(f"/taskora/api/{reader}/tasks", "/taskora/api/{user}/tasks/{}"),
            ),
            *self.tasks(
                "todo",
                Paths(f"/todo/api/{reader}/tasks", "/todo/api/{user}/tasks/{}"),
            ),
            *self.tasks(
                "tasktracker",
                Paths("/tasktracker/api/v1/tasks/", "/tasktracker/api/v1/tasks/{}/", deleted=204),
                marked=True,
            ),
            *self.totask(),
            *self.v2(),
            *self.floor(reader, writer),
        ]
        for baseline in baselines:
            found += self.baseline(baseline)
        return found

    def sign_ins(self) -> list[Operation]:
        body = said({"email": self.people.reader.email, "password": PASSWORD})
        paths = {
            "zocket": "/zocket/api/auth/signin",
            "taskora": "/taskora/api/auth/login",
            "tasktracker": "/tasktracker/api/v1/auth/login/",
            "totask": "/totask/auth/login",
        }
        return [
            Operation("TaskHub", surface, "sign-in", 200, same(request("POST", path, body)))
            for surface, path in paths.items()
        ]

    def tasks(self, surface: str, paths: Paths, marked: bool = False) -> list[Operation]:
        people, told = self.people, self._told(marked)
        read, write = self._as("reader"), self._as("writer")
        reader, writer = str(people.reader.pk), str(people.writer.pk)
        writers_list = paths.listed.replace(f"/{reader}/", f"/{writer}/")
        limit = "?limit=100" if surface == "zocket" else ""
        one = paths.one.replace("{user}", reader)
        own = paths.one.replace("{user}", writer)

        def hub(name: str, status: int, makers: Callable[[], list[Maker]]) -> Operation:
            return Operation("TaskHub", surface, name, status, makers)

        def deletions() -> list[bytes]:
            doomed = people.doomed_tasks(self.doomed)
            return [request("DELETE", own.format(pk), **write) for pk in doomed]

        return [
            hub("list", 200, same(request("GET", paths.listed + limit, **read))),
            hub(
                "get", 200, in_turn([request("GET", one.format(pk), **read) for pk in people.tasks])
            ),
            hub("update", 200, each_its_own(self._updates(paths.method, own, write))),
            hub("create", 201, same(request("POST", writers_list, told, **write))),
            hub("delete", paths.deleted, used_up(deletions)),
        ]

    def totask(self) -> list[Operation]:
        boss, own = self._as("boss"), self._as("writer")
        one = f"/totask/users/{self.people.writer.pk}"
        renamed = [
            [request("PUT", one, said({"name": f"Writer {letter}"}), **own) for letter in "AB"]
        ]
        listed = request("GET", "/totask/users?limit=100", **boss)
        return [
            Operation("TaskHub", "totask", "list", 200, same(listed)),
            Operation("TaskHub", "totask", "get", 200, same(request("GET", one, **own))),
            Operation("TaskHub", "totask", "update", 200, each_its_own(renamed)),
        ]

    def v2(self) -> list[Operation]:
        read, write, people = self._as("reader"), self._as("writer"), self.people
        board = said({"name": "A new board", "description": DESCRIPTION})

        def deletions() -> list[bytes]:
            doomed = people.doomed_boards(self.doomed)
            return [request("DELETE", f"/api/v2/boards/{pk}/", **write) for pk in doomed]

        def hub(name: str, status: int, makers: Callable[[], list[Maker]]) -> Operation:
            return Operation("TaskHub", "v2", name, status, makers)

        one = "/api/v2/tasks/{}/"
        gets = [request("GET", one.format(pk), **read) for pk in people.tasks]
        return [
            hub("list of boards", 200, same(request("GET", "/api/v2/boards/", **read))),
            hub("get", 200, in_turn(gets)),
            hub("update", 200, each_its_own(self._updates("PATCH", one, write))),
            hub("create board", 201, same(request("POST", "/api/v2/boards/", board, **write))),
            hub("delete board", 204, used_up(deletions)),
        ]

    def floor(self, reader: int, writer: int) -> list[Operation]:
        people = self.people

        def bare(surface: str, name: str, status: int, makers: Any) -> Operation:
            return Operation("floor", f"floor {surface}", name, status, makers)

        found = [bare("nested", "list", 200, same(request("GET", f"/nested-list/{reader}")))]
        for kind in ("nested", "flat"):
            one = f"/{kind}/{{}}"
            told = self._told(kind == "nested")
            gets = [request("GET", one.format(pk)) for pk in people.tasks]
            found += [
                bare(kind, "get", 200, in_turn(gets)),
                bare(kind, "update", 200, each_its_own(self._updates("PUT", one, {}))),
                bare(kind, "create", 201, same(request("POST", one.format(writer), told))),
            ]
        return found

    def baseline(self, server: str) -> list[Operation]:
        read = {"Authorization": f"Bearer {self.simple_token(self.people.reader.email)}"}
        write = {"Authorization": f"Bearer {self.simple_token(self.people.writer.email)}"}
        told = json.loads(self._told(True))
        told["marked"] = told.pop("marked_users")
        one = "/tasks/{}/"

        def plain(name: str, status: int, makers: Any) -> Operation:
            return Operation(server, server, name, status, makers)

        return [
            plain("list", 200, same(request("GET", "/tasks/", **read))),
            plain(
                "get",
                200,
                in_turn([request("GET", one.format(pk), **read) for pk in self.people.tasks]),
            ),
            plain("update", 200, each_its_own(self._updates("PATCH", one, write))),
            plain("create", 201, same(request("POST", "/tasks/", said(told), **write))),
        ]

    def unchanged(self, operation: Operation, tag_of: Callable[[bytes], str]) -> Operation:
        """The same list once more, by somebody who has it; each burst has a fresh tag."""

        def makers() -> list[Maker]:
            listed = operation.makers()[0]()
            assert listed is not None
            head, end, _ = listed.partition(b"\r\n\r\n")
            asked = head + f"\r\nIf-None-Match: {tag_of(listed)}".encode() + end
            return same(asked)()

        return Operation("TaskHub", operation.surface, "unchanged list", 304, makers)

    def _told(self, marked: bool) -> bytes:
        body: dict[str, Any] = {"title": "A new task", "description": DESCRIPTION}
        if marked:
            body["marked_users"] = [user.username for user in self.people.team[:2]]
        return said(body)

    def _updates(self, method: str, one: str, write: dict[str, str]) -> list[list[bytes]]:
        bodies = [said({"title": title}) for title in ("Now this", "Now that")]
        return [
            [request(method, one.format(pk), body, **write) for body in bodies[::-1]]
            for pk in self.people.changed
        ]

    def _as(self, name: str) -> dict[str, str]:
        return {"Authorization": self.tokens[name]}
