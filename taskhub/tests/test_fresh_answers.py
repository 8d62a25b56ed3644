"""No answer is ever taken for unchanged that has changed, whatever is done and however at once."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import services as accounts
from accounts import sessions
from accounts.models import User
from comments import services as comments
from comments.models import Comment
from suggestions import services as suggestions
from suggestions.models import Suggestion
from taskhub.errors import DomainError
from taskhub.testing.factories import make_board, make_comment, make_task, make_user
from taskhub.testing.readings import LIST, addresses
from tasks.models import Board, Category, Task, TaskStatus
from tasks.services import boards, many, moves, statuses, tasks, undo


@dataclass
class Hub:
    """People, boards and tasks, and what each reader still has of every answer."""

    people: list[User]
    task: Task
    said: Comment
    board: Board
    held: dict[tuple[int, str], list[tuple[str, bytes]]] = field(default_factory=dict)
    http: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def __post_init__(self) -> None:
        opened = [sessions.open_session(user=each, door="test", refreshable=False)
                  for each in self.people[:4]]  # fmt: skip
        self.tokens = [grant.access for grant in opened]
        self.watched = (self.task.pk, self.said.pk)

    def send(self, method: str, who: int, path: str, **headers: str) -> Any:
        """A request as one of the first four people."""
        token = self.tokens[who % len(self.tokens)]
        return self.http.generic(
            method, path, headers={"Authorization": f"Bearer {token}", **headers}
        )

    def look(self) -> None:
        """Ask for everything with every tag that was ever given, and compare with the truth."""
        for who in range(len(self.tokens)):
            for path in addresses(self.people[who].pk, *self.watched).values():
                self.compare(who, path)

    def compare(self, who: int, path: str) -> None:
        """A 304 names a tag whose answer is today's; where today's is held, it is a 304."""
        known = dict(self.held.get((who, path), []))
        asked = self.send("GET", who, path, **{"If-None-Match": ", ".join([*known, '"x"'])})
        if asked.status_code == 304:
            truth = self.send("GET", who, path)
            assert truth.status_code == 200, path
            assert not asked.content
            assert known.get(asked["ETag"], told_by(truth)) == told_by(truth), path
            assert told_by(truth) in known.values(), path
        elif asked.status_code == 200:
            assert told_by(asked) not in known.values(), path
            self.held.setdefault((who, path), []).append((asked["ETag"], told_by(asked)))


def told_by(response: Any) -> bytes:
    """All that an answer says."""
    return bytes(response.content) + response.headers.get("Link", "").encode()


def doings(hub: Hub) -> dict[str, Callable[[User, User, int], Any]]:
    """What may be done, as `(actor, somebody, number)`; through services and through doors."""
    task, people = hub.task, hub.people
    root = people[3]

    def update(actor: User, **changes: Any) -> Any:
        return tasks.update_task(actor=actor, task=task, changes=changes)

    def person(actor: User, **changes: str) -> Any:
        return accounts.update_user(actor=actor, user=actor, changes=changes)

    def status(number: int) -> TaskStatus:
        every = list(TaskStatus.objects.order_by("id"))
        return every[number % len(every)]

    def suggestion(number: int) -> Suggestion:
        every = list(Suggestion.objects.order_by("id")) or [Suggestion(pk=0, task=task)]
        return every[number % len(every)]

    def last_comment() -> Comment:
        return Comment.objects.order_by("-id").first() or hub.said

    def patch(actor: User, path: str, body: str, method: str = "PATCH") -> None:
        who = people.index(actor) if actor in people[:4] else 0
        hub.http.generic(
            method,
            path,
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {hub.tokens[who]}"},
        )

    return {
        "title": lambda a, b, n: update(a, title=f"Title {n}"),
        "same title": lambda a, b, n: update(a, title=task.title),
        "mark": lambda a, b, n: update(a, marked=[b]),
        "unmark": lambda a, b, n: update(a, marked=[]),
        "assign": lambda a, b, n: update(a, assignee=b),
        "nobody's": lambda a, b, n: update(a, assignee=None),
        "team": lambda a, b, n: update(a, visibility="team"),
        "private": lambda a, b, n: update(a, visibility="participants"),
        "on board": lambda a, b, n: update(a, board=hub.board),
        "off board": lambda a, b, n: update(a, board=None),
        "toggle": lambda a, b, n: tasks.set_completed(actor=a, task=task, completed=None),
        "status": lambda a, b, n: update(a, status=status(n)),
        "create": lambda a, b, n: tasks.create_task(
            actor=a, title=f"New {n}", assignee=b, visibility="team" if n % 2 else "participants"
        ),
        "another": lambda a, b, n: tasks.create_task(actor=a, title=f"New {n}", marked=[b]),
        "delete": lambda a, b, n: tasks.delete_task(actor=a, task=Task.objects.order_by("-id")[0]),
        "undo": lambda a, b, n: undo.undo_last_change(actor=a, task=task),
        "move": lambda a, b, n: moves.move_task(actor=a, task=task, status=status(n)),
        "many": lambda a, b, n: many.change_tasks(
            actor=a, task_ids=Task.objects.values_list("pk", flat=True), changes={"priority": "Low"}
        ),
        "comment": lambda a, b, n: comments.create_comment(actor=a, task=task, text=f"Text {n}"),
        "edit comment": lambda a, b, n: comments.update_comment(
            actor=last_comment().author, comment=last_comment(), text=f"Text {n}"
        ),
        "delete comment": lambda a, b, n: comments.delete_comment(
            actor=last_comment().author, comment=last_comment()
        ),
        "analyse": lambda a, b, n: suggestions.analyse_task(actor=a, task=task),
        "accept": lambda a, b, n: suggestions.accept_suggestion(actor=a, suggestion=suggestion(n)),
        "dismiss": lambda a, b, n: suggestions.dismiss_suggestion(
            actor=a, suggestion=suggestion(n)
        ),
        "open board": lambda a, b, n: boards.update_board(
            actor=hub.board.owner, board=hub.board, changes={"is_private": n % 2 == 0}
        ),
        "member": lambda a, b, n: boards.add_member(
            actor=hub.board.owner, board=hub.board, user=b
        ),
        "no member": lambda a, b, n: boards.remove_member(
            actor=hub.board.owner, board=hub.board, user=b
        ),
        "delete board": lambda a, b, n: boards.delete_board(
            actor=hub.board.owner, board=hub.board
        ),
        "new status": lambda a, b, n: statuses.create_status(actor=root, name=f"Status {n}"),
        "status' name": lambda a, b, n: statuses.update_status(
            actor=root, status=status(n), changes={"name": f"Status {n}", "slug": f"status-{n}"}
        ),
        "status' side": lambda a, b, n: statuses.update_status(
            actor=root, status=status(n), changes={"category": Category.values[n % 3]}
        ),
        "delete status": lambda a, b, n: statuses.delete_status(
            actor=root, status=status(n), move_to=status(n + 1)
        ),
        "user name": lambda a, b, n: person(a, username=f"{a.username[:20]}{n}"),
        "name": lambda a, b, n: person(a, first_name=f"Name {n}"),
        "about": lambda a, b, n: person(a, about=f"About {n}"),
        "picture": lambda a, b, n: User.objects.filter(pk=a.pk).update(avatar=f"{n}.webp"),
        "no picture": lambda a, b, n: accounts.remove_avatar(actor=a, user=a),
        "sign-in": lambda a, b, n: sessions.open_session(user=a, door="test", refreshable=False),
        "deactivate": lambda a, b, n: accounts.deactivate_user(actor=root, user=people[4]),
        "delete person": lambda a, b, n: accounts.delete_user(actor=root, user=people[5]),
        "zocket": lambda a, b, n: patch(
            a, f"{LIST}/{task.pk}", f'{{"title": "By PUT {n}", "assigned_to": {b.pk}}}', "PUT"
        ),
        "tasktracker": lambda a, b, n: patch(
            a, f"/tasktracker/api/v1/tasks/{task.pk}/", f'{{"marked_users": ["{b.username}"]}}',
            "PUT",
        ),
        "v2": lambda a, b, n: patch(
            a, f"/api/v2/tasks/{task.pk}/", f'{{"description": "{n}", "completed": true}}'
        ),
        "profile": lambda a, b, n: patch(
            a, "/tasktracker/api/v1/users/me/", f'{{"last_name": "Of {n}"}}'
        ),
    }  # fmt: skip


def a_hub() -> Hub:
    """Four who read, and two of whom the others see the last."""
    names = ("author", "marked", "member", "root", "leaver", "gone")
    people = [make_user(name, is_superuser=name == "root") for name in names]
    board = make_board(people[2], members=[people[0]])
    task = make_task(
        people[0], board=board, assignee=people[5], marked=[people[0], people[1], people[4]]
    )
    return Hub(people, task, make_comment(task, people[1]), board)


#: Of all doings; the first test sees that none is left out.
NAMES = (
    "title",
    "same title",
    "mark",
    "unmark",
    "assign",
    "nobody's",
    "team",
    "private",
    "on board",
    "off board",
    "toggle",
    "status",
    "create",
    "another",
    "delete",
    "undo",
    "move",
    "many",
    "comment",
    "edit comment",
    "delete comment",
    "analyse",
    "accept",
    "dismiss",
    "open board",
    "member",
    "no member",
    "delete board",
    "new status",
    "status' name",
    "status' side",
    "delete status",
    "user name",
    "name",
    "about",
    "picture",
    "no picture",
    "sign-in",
    "deactivate",
    "delete person",
    "zocket",
    "tasktracker",
    "v2",
    "profile",
)

steps = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 4), st.integers(0, 5), st.integers(0, 50)),
    min_size=4,
    max_size=6,
)


@pytest.mark.django_db
@given(steps=steps)
@settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_304_is_ever_stale(steps):
    """After every change each reader asks for every answer with every tag they were given."""
    with transaction.atomic():
        hub = a_hub()
        every = doings(hub)
        hub.look()
        for name, actor, somebody, number in steps:
            try:
                with transaction.atomic():
                    every[name](
                        User.objects.get(pk=hub.people[actor].pk),
                        User.objects.get(pk=hub.people[somebody].pk),
                        number,
                    )
            except DomainError:
                pass
            hub.look()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_each_thing_that_can_be_done_leaves_no_304_stale():
    """The same for every change by itself, whatever chance leaves out."""
    with transaction.atomic():
        hub = a_hub()
        every = doings(hub)
        assert set(every) == set(NAMES)
        # There is something to undo, something to decide about, and a status to spare.
        for category in Category.values:
            statuses.create_status(actor=hub.people[3], name=category, category=category)
        tasks.update_task(actor=hub.people[0], task=hub.task, changes={"title": "Second"})
        suggestions.analyse_task(actor=hub.people[0], task=hub.task)
        hub.look()
        held = copy.deepcopy(hub.held)
        # The task's own status, which is the first, and another one.
        both = [
            (name, number) for name in NAMES for number in ((0, 1) if "status" in name else (1,))
        ]
        for name, number in both:
            hub.held = copy.deepcopy(held)
            with transaction.atomic():
                every[name](hub.people[0], hub.people[1], number)
                hub.look()
                transaction.set_rollback(True)
        transaction.set_rollback(True)
