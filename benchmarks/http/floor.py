"""The floor: a bare ASGI application that reads, writes and checks nothing.

Prepared narrow queries over kept connections, orjson, and no framework. Like any ASGI
application it does not block the event loop: PostgreSQL is asked through psycopg's asynchronous
connection, SQLite in a thread. It serves the documents of two contracts, without asking who
calls:

- `/nested`: tasktracker's tasks, with status, author, marked users and comments;
- `/flat`: zocket's tasks, one row each.
"""

import asyncio
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import orjson

from taskhub.sqlite import register

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PERSON = "SELECT id, username, first_name, last_name, avatar, about FROM accounts_user WHERE id IN "
TASK = (
    "SELECT t.id, t.title, t.description, t.author_id, t.created_at, t.updated_at, s.id, s.name, "
    "s.slug FROM tasks_task t JOIN tasks_taskstatus s ON s.id = t.status_id "
)
FLAT = (
    "SELECT t.id, t.title, t.description, t.priority, s.category, t.assignee_id, t.author_id, "
    "t.created_at, t.updated_at FROM tasks_task t JOIN tasks_taskstatus s ON s.id = t.status_id "
)
MARKS = "SELECT task_id, user_id FROM tasks_task_marked_users WHERE task_id IN "
COMMENTS = "SELECT id, text, author_id, created_at FROM comments_comment WHERE task_id = %s"
UPDATE = (
    "UPDATE tasks_task SET title = %s, version = version + 1, updated_at = %s WHERE id = %s "
    "RETURNING description, priority, status_id, author_id, assignee_id, created_at"
)
INSERT = (
    "INSERT INTO tasks_task (title, description, status_id, priority, author_id, visibility, "
    "version, position, created_at, updated_at) VALUES (%s, %s, 1, 'Medium', %s, "
    "'participants', 1, 0, %s, %s) RETURNING id"
)
MARK = "INSERT INTO tasks_task_marked_users (task_id, user_id) VALUES (%s, %s)"


class PostgreSQL:
    """One kept connection, each statement prepared once."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @classmethod
    async def connect(cls, url: str) -> "PostgreSQL":
        import psycopg

        return cls(await psycopg.AsyncConnection.connect(url, autocommit=True, prepare_threshold=0))

    async def rows(self, sql: str, params: Any = ()) -> list[Any]:
        return await (await self.connection.execute(sql, params)).fetchall()

    async def run(self, sql: str, params: Any = ()) -> None:
        await self.connection.execute(sql, params)

    async def among(self, sql: str, ids: list[int]) -> list[Any]:
        """Rows whose id is one of these."""
        return await self.rows(sql.replace(" IN ", " = ANY(%s)"), [ids])

    async def answer(self, work: Any) -> Any:
        return await work


class SQLite:
    """One kept connection; it blocks, so that all requests' work is done in one thread.

    In several, writers would now and then find the database locked.
    """

    thread = ThreadPoolExecutor(1)

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @classmethod
    async def connect(cls, url: str) -> "SQLite":
        path = urlsplit(url).path
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        # The index of searches calls one of them with every text that is written.
        register(connection)
        return cls(connection)

    async def rows(self, sql: str, params: Any = ()) -> list[Any]:
        return self.connection.execute(sql.replace("%s", "?"), params).fetchall()

    async def run(self, sql: str, params: Any = ()) -> None:
        self.connection.execute(sql.replace("%s", "?"), params)

    async def among(self, sql: str, ids: list[int]) -> list[Any]:
        return await self.rows(f"{sql}({','.join('?' * len(ids))})", ids)

    async def answer(self, work: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.thread, finished, work)


def finished(work: Any) -> Any:
    """The outcome of a coroutine that never waits."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("It waited")


class Pool:
    """As many connections as there are callers at a time."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.kind = SQLite if url.startswith("sqlite") else PostgreSQL
        self.free: list[Any] = []

    async def take(self) -> Any:
        return self.free.pop() if self.free else await self.kind.connect(self.url)


pool = Pool(os.environ["FLOOR_DATABASE"])


def instant(value: Any) -> str:
    return str(value).replace(" ", "T")[:26] + "Z"


async def people(database: Any, ids: set[int]) -> dict[int, dict[str, Any]]:
    return {
        row[0]: {
            "username": row[1],
            "first_name": row[2],
            "last_name": row[3],
            "id": row[0],
            "full_name": f"{row[2]} {row[3]}",
            "avatar": row[4] or None,
            "about": row[5],
        }
        for row in await database.among(PERSON, list(ids))
    }


async def nested(database: Any, rows: list[Any]) -> list[dict[str, Any]]:
    marks: dict[int, list[int]] = {}
    for task_id, user_id in await database.among(MARKS, [row[0] for row in rows]):
        marks.setdefault(task_id, []).append(user_id)
    known = await people(database, {row[3] for row in rows}.union(*marks.values()))
    return [
        {
            "title": row[1],
            "description": row[2],
            "id": row[0],
            "author": known[row[3]],
            "status": {"name": row[7], "slug": row[8], "id": row[6]},
            "marked_users": [known[user_id] for user_id in marks.get(row[0], ())],
            "created_at": instant(row[4]),
            "updated_at": instant(row[5]),
        }
        for row in rows
    ]


def flat(row: Any) -> dict[str, Any]:
    return {
        "id": row[0],
        "title": row[1],
        "description": row[2],
        "priority": row[3],
        "status": row[4],
        "assigned_to": row[5],
        "created_by": row[6],
        "created_at": instant(row[7]),
        "updated_at": instant(row[8]),
    }


async def nested_list(database: Any, author: int, given: Any) -> Any:
    rows = await database.rows(
        f"{TASK}WHERE t.author_id = %s ORDER BY t.id DESC LIMIT 100", [author]
    )
    return {"results": await nested(database, rows), "page": 1, "pages_count": 1, "limit": 100}


async def nested_get(database: Any, task: int, given: Any) -> Any:
    document = (await nested(database, await database.rows(f"{TASK}WHERE t.id = %s", [task])))[0]
    said = await database.rows(COMMENTS, [task])
    return {**document, "comments": [{"id": row[0], "text": row[1]} for row in said]}


async def nested_update(database: Any, task: int, given: Any) -> Any:
    await database.rows(UPDATE, [given["title"], datetime.now(UTC).isoformat(), task])
    return (await nested(database, await database.rows(f"{TASK}WHERE t.id = %s", [task])))[0]


async def nested_create(database: Any, author: int, given: Any) -> Any:
    now = datetime.now(UTC).isoformat()
    names = given["marked_users"]
    await database.run("BEGIN")
    keys = ",".join(["%s"] * len(names))
    found = await database.rows(
        f"SELECT id FROM accounts_user WHERE username_key IN ({keys})", names
    )
    values = [given["title"], given["description"], author, now, now]
    task = (await database.rows(INSERT, values))[0][0]
    for row in found:
        await database.run(MARK, [task, row[0]])
    document = (await nested(database, await database.rows(f"{TASK}WHERE t.id = %s", [task])))[0]
    await database.run("COMMIT")
    return document


async def flat_get(database: Any, task: int, given: Any) -> Any:
    return flat((await database.rows(f"{FLAT}WHERE t.id = %s", [task]))[0])


async def flat_update(database: Any, task: int, given: Any) -> Any:
    now = datetime.now(UTC).isoformat()
    row = (await database.rows(UPDATE, [given["title"], now, task]))[0]
    return flat([task, given["title"], row[0], row[1], "ToDo", row[4], row[3], row[5], now])


async def flat_create(database: Any, author: int, given: Any) -> Any:
    now = datetime.now(UTC).isoformat()
    title, description = given["title"], given["description"]
    task = (await database.rows(INSERT, [title, description, author, now, now]))[0][0]
    return flat([task, title, description, "Medium", "ToDo", None, author, now, now])


ANSWERS: dict[tuple[str, str], tuple[int, Any]] = {
    ("GET", "nested-list"): (200, nested_list),
    ("GET", "nested"): (200, nested_get),
    ("PUT", "nested"): (200, nested_update),
    ("POST", "nested"): (201, nested_create),
    ("GET", "flat"): (200, flat_get),
    ("PUT", "flat"): (200, flat_update),
    ("POST", "flat"): (201, flat_create),
}


async def application(scope: Any, receive: Any, send: Any) -> None:
    """`/<what>/<id of a task or an author>`"""
    _, what, number = scope["path"].split("/")
    body = (await receive())["body"]
    status, answer = ANSWERS[scope["method"], what]
    database = await pool.take()
    given = orjson.loads(body) if body else None
    content = orjson.dumps(await database.answer(answer(database, int(number), given)))
    pool.free.append(database)
    headers = [(b"Content-Type", b"application/json")]
    headers.append((b"Content-Length", str(len(content)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
