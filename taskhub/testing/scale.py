"""Hubs of any size, made by the database itself: a hundred thousand tasks in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from accounts.models import User
from taskhub.testing.factories import make_user
from tasks.models import Board, Category, Task, TaskStatus

PEOPLE, BOARDS = 100, 200


@dataclass(frozen=True)
class Hub:
    """Who is in it.

    `few` wrote 150 of the first tasks and has part in nothing else; `many` is marked in each
    tenth task, and a member of every second board.
    """

    few: User
    many: User
    board: Board
    tasks: int


def make_hub(tasks: int, *, team: int, open_boards: int = 0) -> Hub:
    """A hub of so many tasks, of which so many in a thousand are the team's.

    Half of the tasks are on boards, two of three have an assignee, each tenth is done and has
    a due date. `open_boards` are how many of the boards everyone may read.
    """
    if connection.vendor == "postgresql":
        _run("SET statement_timeout = 0")
    few, many = make_user("few"), make_user("many")
    people = User.objects.bulk_create(_person(number) for number in range(PEOPLE))
    boards = Board.objects.bulk_create(
        Board(
            name=f"Board {number}", owner=people[number % PEOPLE], is_private=number >= open_boards
        )
        for number in range(BOARDS)
    )
    members = Board.members.through
    members.objects.bulk_create(
        [members(board=board, user=many) for board in boards[1::2]]
        + [members(board=board, user=people[board.pk * 7 % PEOPLE]) for board in boards[::2]],
        ignore_conflicts=True,
    )
    before = Task.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    _insert_tasks(tasks, team, people[0].pk, boards[0].pk)
    first = Task.objects.filter(pk__gt=before).earliest("pk").pk
    Task.objects.filter(pk__in=[first + 4 * number for number in range(150)]).update(
        author=few, visibility="participants", assignee=None, board=None
    )
    _insert_marks(many.pk, first)
    analyse()
    if connection.vendor == "postgresql":
        _run("RESET statement_timeout")
    return Hub(few, many, boards[1], tasks)


def _insert_marks(reader: int, first: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tasks_task_marked_users (task_id, user_id)"
            " SELECT id, %s FROM tasks_task WHERE id >= %s AND MOD(id, 10) = 3",
            [reader, first],
        )


def analyse() -> None:
    """Let the database see how much of what there is."""
    _run("ANALYZE")
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        # Only a vacuumed table can be read by its indexes alone.
        _run("VACUUM ANALYZE tasks_task")


def _person(number: int) -> User:
    name = f"worker-{number}"
    return User(username=name, username_key=name, email=f"{name}@example.com", password="!")


def _insert_tasks(count: int, team: int, person: int, board: int) -> None:
    to_do = TaskStatus.objects.first_of(Category.TO_DO).pk
    done = TaskStatus.objects.first_of(Category.DONE).pk
    _run(
        f"""
        INSERT INTO tasks_task (title, description, status_id, priority, author_id, assignee_id,
            board_id, due_date, visibility, version, position, created_at, updated_at, done_at)
        SELECT 'Task number ' || n, 'What is to be done about ' || n || ', word' || (n % 997),
            CASE WHEN n % 10 = 7 THEN {done} ELSE {to_do} END,
            CASE n % 3 WHEN 0 THEN 'High' WHEN 1 THEN 'Medium' ELSE 'Low' END,
            {person} + n % {PEOPLE},
            CASE WHEN n % 3 = 0 THEN NULL ELSE {person} + (n / {PEOPLE}) % {PEOPLE} END,
            CASE WHEN n % 2 = 0 THEN NULL ELSE {board} + (n / 2) % {BOARDS} END,
            CASE WHEN n % 10 = 7 THEN {_DAY[connection.vendor]} END,
            CASE WHEN n * 7 % 1000 < {team} THEN 'team' ELSE 'participants' END,
            1, -n, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, NULL
        FROM {_SERIES[connection.vendor].format(count=count)}
        """  # noqa: S608 - numbers of our own
    )


_DAY = {
    "postgresql": "DATE '2026-01-01' + n % 365",
    "sqlite": "date('2026-01-01', '+' || (n % 365) || ' days')",
}
_SERIES = {
    "postgresql": "generate_series(1, {count}) AS n",
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count})"
    " SELECT n FROM c)",
}


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
