"""How the databases find what lists show, in a hub of a hundred thousand tasks.

No list reads tasks from end to end, and none sorts more than it shows.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.models import Comment
from taskhub.live import cursors
from taskhub.testing.clients import ContractClient
from taskhub.testing.scale import BOARDS, Hub, analyse, make_hub
from tasks.filters import ORDERS
from tasks.models import Event, Task

TASKS = 100_000
#: What one of the lists below may bring at most.
PAGE = 100

#: By name: who asks, and where.
PROGRAMS = {
    "zocket": "/zocket/api/v1/tasks?limit=100",
    "zocket, its fifth page": "/zocket/api/v1/tasks?limit=100&page=5",
    "taskora": "/taskora/api/{me}/tasks",
    "taskora, open": "/taskora/api/{me}/tasks?completed=false",
    "todo": "/todo/api/{me}/tasks",
    "tasktracker": "/tasktracker/api/v1/tasks/?limit=50",
    "tasktracker, marked": "/tasktracker/api/v1/tasks/marked-in-tasks/?limit=50",
    "taskora, done": "/taskora/api/{me}/tasks?completed=true",
    "todo, done": "/todo/api/{me}/tasks?status=completed",
    "todo by due date": "/todo/api/{me}/tasks?sort=due_date",
    "todo by title": "/todo/api/{me}/tasks?sort=title",
    "tasktracker, its fifth page": "/tasktracker/api/v1/tasks/?limit=50&page=5",
    "a task": "/zocket/api/v1/tasks/{task}",
    "a task with its comments": "/tasktracker/api/v1/tasks/{own}/",
    "its suggestions": "/api/v2/tasks/{task}/suggestions/",
    "boards": "/api/v2/boards/",
    "members": "/api/v2/boards/{board}/members/",
    "events": "/api/v2/events/?limit=100&after={cursor}",
}
PAGES = {
    "mine": "/tasks/?list=mine",
    "assigned": "/tasks/?list=assigned",
    "marked": "/tasks/?list=marked",
    "a board": "/boards/{board}/",
    "a column": "/boards/{board}/columns/1/",
    "a column from a card on": "/boards/{board}/columns/1/?after={card}",
    "boards": "/boards/",
    "home, its news": "/",
    "a task, its comments and history": "/tasks/{task}/",
    "history": "/tasks/{task}/history",
    **{f"{which}, page 3": f"/tasks/?list={which}&page=3" for which in ("mine", "team")},
    **{f"mine by {order}": f"/tasks/?list=mine&sort={order}" for order in ORDERS},
    "search in mine": "/tasks/?list=mine&q=word17",
    "search in all": "/tasks/?list=team&q=word17",
    "the palette": "/tasks/find?q=word17",
}
#: Of everything that somebody sees, where that is little.
ALL_OF_LITTLE = {
    **{f"all by {order}": f"/tasks/?list=team&sort={order}" for order in ORDERS},
    **{
        f"all with {given}": f"/tasks/?list=team&{given}"
        for given in ("due=overdue", "due=none", "priority=High", "status=open", "person={me}")
    },
}


#: The tables that grow with what people do.
LARGE = [model._meta.db_table for model in (Task, Event, Comment)]


@pytest.fixture
def hub(db: None) -> Hub:
    """Nearly everything in it is private; an event for each task, some with a comment."""
    hub = make_hub(TASKS, team=1)
    _talk(hub.many.pk)
    return hub


_MINUTES = {
    "postgresql": "timestamptz '2025-01-01' + id * interval '1 minute'",
    "sqlite": "datetime('2025-01-01', '+' || id || ' minutes')",
}


def _talk(who: int) -> None:
    then = _MINUTES[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tasks_event (type, actor_id, task_id, payload, audience, former,"
            f" created_at) SELECT 'task_created', {who}, id, '{{}}', '[]', '[]', {then}"
            " FROM tasks_task ORDER BY id"
        )
        cursor.execute(
            "INSERT INTO comments_comment (task_id, author_id, text, created_at, updated_at)"
            f" SELECT id, {who}, 'So be it', {then}, {then} FROM tasks_task WHERE MOD(id, 5) = 0"
        )
        cursor.execute("UPDATE tasks_task SET parent_id = id - 1 WHERE MOD(id, 50) = 0")
    analyse()


def test_lists_are_read_by_their_indexes(hub: Hub, settings: Any) -> None:
    settings.TASKHUB_LIST_CEILING = PAGE
    worker = User.objects.get(username="worker-7")
    # One sees little of it, one a third, one what comes of working in it.
    wrong = [*wrong_in(hub, hub.few), *wrong_in(hub, hub.many, much=True), *wrong_in(hub, worker)]
    wrong += wrong_by_due_date(worker)
    assert not wrong, "\n".join(wrong)


def wrong_in(hub: Hub, reader: User, *, much: bool = False) -> Iterator[str]:
    """What is wrong with how the lists of this reader are found."""
    program, browser = ContractClient("").as_(reader), Client()
    browser.force_login(reader)
    words = words_for(hub, reader)
    pages = PAGES if much else {**PAGES, **ALL_OF_LITTLE}
    for paths, get in ((PROGRAMS, program.get), (pages, browser.get)):
        for name, path in paths.items():
            for fault in faults(get, path.format(**words), much=much):
                yield f"{name}, for {reader.username}: {fault}"


def words_for(hub: Hub, reader: User) -> dict[str, Any]:
    """What stands in the paths."""
    tasks = Task.objects.newest_first().values_list("pk", flat=True)
    seen = tasks.visible_to(reader)[0]
    own = tasks.authored_by(reader).first() or seen
    column = Task.objects.filter(board=hub.board, status=1).top_first()
    card = column.values_list("pk", flat=True)[100]
    cursor = cursors.write(reader.pk, Event.objects.earliest("pk").pk).decode()
    words = {"me": reader.pk, "board": hub.board.pk, "task": seen, "own": own}
    return {**words, "card": card, "cursor": cursor}


def faults(get: Callable[[str], Any], path: str, *, much: bool) -> Iterator[str]:
    """What is wrong with the statements behind this answer."""
    with CaptureQueriesContext(connection) as queries:
        status = get(path).status_code
    if status not in (200, 403, 404):
        yield f"{status}"
    for sql in {query["sql"] for query in queries}:
        if not sql.startswith("SELECT") or not any(f'"{table}"' in sql for table in LARGE):
            continue
        # How many there are in all is told exactly: for who sees much it takes looking at much.
        if not (much and "COUNT(" in sql):
            judge = on_postgresql if connection.vendor == "postgresql" else on_sqlite
            yield from (f"{fault} in {sql}" for fault in judge(sql))


def wrong_by_due_date(worker: User) -> Iterator[str]:
    """What is wrong, if one's own tasks are sorted that an index has in this order."""
    with CaptureQueriesContext(connection) as queries:
        ContractClient("").as_(worker).get(f"/todo/api/{worker.pk}/tasks?sort=due_date")
    by_due = [query["sql"] for query in queries if "NULLS LAST" in query["sql"]]
    words = "QUERY PLAN" if connection.vendor == "sqlite" else ""
    plan = str([explained(words, sql) for sql in by_due])
    if "task_by_due" not in plan:
        yield plan


def explained(words: str, sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {words} {sql}")
        return cursor.fetchall()


def on_postgresql(sql: str) -> Iterator[str]:
    ((plan,),) = explained("(ANALYZE, FORMAT JSON)", sql)
    yield from below((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])


def below(node: dict[str, Any]) -> Iterator[str]:
    table, kind = node.get("Relation Name"), node["Node Type"]
    if table in LARGE:
        if kind == "Seq Scan":
            yield "a sequential scan"
        elif looked_at(node) > MOST:
            yield f"{looked_at(node)} rows looked at"
    if kind == "Sort" and node["Actual Rows"] > MOST:
        yield f"a sort of {node['Actual Rows']} rows"
    for each in node.get("Plans", ()):
        yield from below(each)


#: A page for each reason to see a task, of which each board is one.
MOST = (4 + BOARDS) * PAGE


def looked_at(node: dict[str, Any]) -> int:
    """How many rows a node has had in its hands."""
    dropped = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int((node["Actual Rows"] + dropped) * node["Actual Loops"])


def on_sqlite(sql: str) -> Iterator[str]:
    for *_, step in explained("QUERY PLAN", sql):
        if step in [f"SCAN {table}" for table in LARGE]:
            yield f"“{step}”"
    if (steps := steps_of(sql)) > MOST * 20:
        yield f"{steps} steps"


def steps_of(sql: str) -> int:
    """How many instructions of its machine SQLite takes."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1_000
        return 0

    connection.connection.set_progress_handler(count, 1_000)
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.fetchall()
    connection.connection.set_progress_handler(None, 0)
    return taken
