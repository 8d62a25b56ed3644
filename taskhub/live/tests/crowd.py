"""A crowd of sockets, a crowd of writers, and what each socket should have heard."""

import asyncio
import json
import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any, Self

from django.db import connection
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from accounts.models import User
from taskhub.live import cursors
from taskhub.testing.sockets import token_of
from tasks import events
from tasks.events import EventRow
from tasks.models import Task, Visibility
from tasks.services import tasks as service

LAST = "The last of all"
#: Seconds in which everything must have arrived after the last write.
PATIENCE = 30.0


@dataclass
class Client:
    """One socket after another of somebody's; what they heard, in order."""

    user: User
    path: str
    token: str
    cursor: str | None = None
    heard: list[Any] = field(default_factory=list)
    opened: int = 0
    broken: int = 0
    finished: bool = False

    @property
    def resumes(self) -> bool:
        """Whether this kind of socket can go on where it was."""
        return self.path.endswith("stream")


class Crowd:
    """Listens in a thread and a loop of its own."""

    def __init__(self, hubs: list[Any], users: list[User], each: int, *, restless: bool) -> None:
        self.hubs = hubs
        self.restless = restless
        self.position = events.last_id()
        self.clients = [
            Client(
                user,
                "/api/v2/events/stream" if number % 2 else "/api/v1/ws",
                token_of(user),
                cursors.write(user.pk, self.position).decode() if number % 2 else None,
            )
            for user in users
            for number in range(each)
        ]
        self._chance = random.Random(3)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._listen()))

    def __enter__(self) -> Self:
        self._thread.start()
        deadline = time.monotonic() + PATIENCE
        while not all(client.opened for client in self.clients):
            assert time.monotonic() < deadline, "Not all sockets opened"
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(PATIENCE)

    async def _listen(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(3 * PATIENCE), asyncio.TaskGroup() as group:
                for number, client in enumerate(self.clients):
                    group.create_task(self._follow(client, number))

    async def _follow(self, client: Client, number: int) -> None:
        while not client.finished:
            # The last one is never killed: sockets that cannot resume stay there.
            hub = self.hubs[number % len(self.hubs)] if client.resumes else self.hubs[-1]
            number += 1
            query = f"?after={client.cursor}" if client.resumes else ""
            url = f"ws://127.0.0.1:{hub.port}{client.path}{query}"
            named = {"Authorization": f"Bearer {client.token}"}
            try:
                # Unbounded, or a client that closes waits for frames that it does not take.
                async with connect(
                    url, additional_headers=named, proxy=None, max_queue=None
                ) as socket:
                    client.opened += 1
                    await self._hear(client, socket)
            except (ConnectionClosed, InvalidHandshake, OSError, TimeoutError):
                client.broken += 1
                if not client.resumes:
                    return
                await asyncio.sleep(0.1)

    async def _hear(self, client: Client, socket: Any) -> None:
        patience = self._chance.randint(5, 60) if self.restless and client.resumes else None
        async for raw in socket:
            frame = json.loads(raw)
            client.heard.append(frame)
            client.cursor = frame.get("id", client.cursor)
            if LAST in raw:
                client.finished = True
                return
            if patience is not None:
                patience -= 1
                if patience < 0:
                    return


class Writers:
    """Eight at once: four over HTTP at any server, four by the services themselves."""

    def __init__(self, hubs: list[Any], users: list[User], boards: list[Any], changes: int) -> None:
        self.hubs = hubs
        self.users = users
        self.boards = boards
        self.done = 0
        self.problems: list[BaseException] = []
        self._tokens = {user.pk: token_of(user) for user in users}
        self._threads = [
            threading.Thread(target=self._write, args=(number, changes // 8)) for number in range(8)
        ]

    def start(self) -> None:
        """Begin to write."""
        for thread in self._threads:
            thread.start()

    def await_half(self, total: int) -> None:
        """Return when half of the changes are made."""
        while self.done < total // 2 and not self.problems:
            time.sleep(0.01)

    def finish(self) -> None:
        """Wait for all of them, and write what everybody hears last."""
        for thread in self._threads:
            thread.join()
        assert self.problems == []
        service.create_task(actor=self.users[0], title=LAST, visibility=Visibility.TEAM)

    def _write(self, number: int, changes: int) -> None:
        chance = random.Random(number)
        own: list[int] = []
        write = self._by_http if number % 2 else self._by_service
        try:
            for _ in range(changes):
                write(chance, self.users[number % len(self.users)], own)
                self.done += 1
                time.sleep(chance.uniform(0, 0.004))
        except BaseException as problem:
            self.problems.append(problem)
            raise
        finally:
            connection.close()

    def _by_service(self, chance: random.Random, actor: User, own: list[int]) -> None:
        if not own or chance.random() < 0.3:
            board = chance.choice([None, *self.boards])
            task = service.create_task(
                actor=actor,
                title=f"{chance.random()}",
                assignee=chance.choice([None, *self.users]),
                marked=chance.sample(self.users, chance.randint(0, 2)),
                board=board if board and board.owner_id == actor.pk else None,
                visibility=chance.choice(Visibility.values),
            )
            own.append(task.pk)
            return
        task = Task(pk=chance.choice(own))
        if chance.random() < 0.1:
            own.remove(task.pk)
            service.delete_task(actor=actor, task=task)
            return
        changes: dict[str, Any] = {"title": f"{chance.random()}"}
        if chance.random() < 0.5:
            changes["assignee"] = chance.choice([None, *self.users])
        if chance.random() < 0.5:
            changes["visibility"] = chance.choice(Visibility.values)
        service.update_task(actor=actor, task=task, changes=changes)

    def _by_http(self, chance: random.Random, actor: User, own: list[int]) -> None:
        if not own or chance.random() < 0.3:
            body = {"title": f"{chance.random()}", "assigned_to": chance.choice(self.users).pk}
            own.append(self._call(chance, actor, "POST", "/zocket/api/v1/tasks", body)["id"])
            return
        changes: dict[str, Any] = {"title": f"{chance.random()}"}
        changes["visibility"] = chance.choice(Visibility.values)
        changes["assignee_id"] = chance.choice([None, *(user.pk for user in self.users)])
        self._call(chance, actor, "PATCH", f"/api/v2/tasks/{chance.choice(own)}/", changes)

    def _call(self, chance: random.Random, actor: User, method: str, path: str, body: Any) -> Any:
        named = {
            "Authorization": f"Bearer {self._tokens[actor.pk]}",
            "Content-Type": "application/json",
        }
        # Whoever's server is killed asks another; perhaps it was done already, once.
        for _ in range(100):
            link = HTTPConnection("127.0.0.1", chance.choice(self.hubs).port, timeout=20)
            try:
                link.request(method, path, json.dumps(body), named)
                response = link.getresponse()
                answer = json.loads(response.read())
            except (OSError, HTTPException):
                time.sleep(0.05)
                continue
            finally:
                link.close()
            assert response.status in (200, 201), answer
            return answer
        raise AssertionError("No server answers")


def readers_told(task: dict[str, Any], boards: dict[int, set[int]]) -> set[int] | None:
    """Who may read a task that looks like this, by the table of the contracts; None: all."""
    if task["visibility"] == "team":
        return None
    named = {task["author_id"], task["assignee_id"], *task["marked_ids"]} - {None}
    return named | boards.get(task["board_id"], set())


def expected(
    rows: list[EventRow], user: int, boards: dict[int, set[int]]
) -> list[tuple[int, str, int]]:
    """What this user should hear, from what the tasks looked like and not from the audiences."""
    seen: set[int] = set()
    heard = []
    for row in rows:
        readers = readers_told(row.payload["task"], boards)
        if readers is None or user in readers:
            heard.append((row.id, row.type, row.task_id))
            seen.add(row.task_id)
        elif row.task_id in seen and row.type != events.TASK_CREATED:
            heard.append((row.id, events.TASK_DELETED, row.task_id))
            seen.discard(row.task_id)
    return heard


def log_after(position: int) -> list[EventRow]:
    """All rows behind this one."""
    rows: list[EventRow] = []
    while portion := events.rows_after(rows[-1].id if rows else position):
        rows += portion
    return rows
