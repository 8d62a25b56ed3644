"""Several clients at one task or board at once: nothing is lost, nothing is half-made."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from taskhub.testing.factories import make_board, make_task, make_user
from tasks.models import Event, Task

pytestmark = pytest.mark.django_db(transaction=True)


def together(*calls: Callable[[], int]) -> list[int]:
    """What the calls give, all started at the same moment in threads of their own."""
    start = Barrier(len(calls))

    def run(call: Callable[[], int]) -> int:
        try:
            start.wait(timeout=10)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def patch(client, task, body, **headers):
    return lambda: client.patch(f"/tasks/{task.pk}/", body, headers=headers).status_code


def test_parallel_changes_of_different_fields_are_all_there(v2):
    author, other = make_user("author"), make_user("other")
    task = make_task(author)
    bodies = [
        {"title": "New"},
        {"description": "Words"},
        {"priority": "High"},
        {"assignee_id": other.pk},
        {"marked_user_ids": [other.pk]},
        {"due_date": "2026-02-28"},
        {"visibility": "team"},
        {"completed": True},
    ]
    client = v2.as_(author)
    assert together(*(patch(client, task, body) for body in bodies)) == [200] * len(bodies)
    answer = client.get(f"/tasks/{task.pk}/").json()
    assert (answer["title"], answer["description"]) == ("New", "Words")
    assert (answer["priority"], answer["due_date"]) == ("High", "2026-02-28")
    assert answer["assignee"]["id"] == answer["marked_users"][0]["id"] == other.pk
    assert (answer["visibility"], answer["completed"]) == ("team", True)
    assert Task.objects.get().version == 1 + len(bodies)
    assert Event.objects.count() == len(bodies)


def test_of_changes_from_one_version_exactly_one_wins(v2):
    author = make_user("author")
    task = make_task(author)
    client = v2.as_(author)
    calls = [patch(client, task, {"title": f"Title {n}"}, **{"If-Match": '"1"'}) for n in range(6)]
    assert sorted(together(*calls)) == [200, *[412] * 5]
    assert Event.objects.count() == 1


def test_of_changes_of_a_board_from_one_version_exactly_one_wins(v2):
    board = make_board(make_user("owner"))
    client, path = v2.as_(board.owner), f"/boards/{board.pk}/"

    def rename(number):
        body, headers = {"name": f"Name {number}"}, {"If-Match": '"1"'}
        return lambda: client.patch(path, body, headers=headers).status_code

    assert sorted(together(*map(rename, range(6)))) == [200, *[412] * 5]
    assert client.get(path)["ETag"] == '"2"'


def test_two_tasks_cannot_be_put_below_each_other_at_once(v2):
    author = make_user("author")
    first, second = make_task(author, "First"), make_task(author, "Second")
    client = v2.as_(author)
    answers = together(
        patch(client, first, {"parent_id": second.pk}),
        patch(client, second, {"parent_id": first.pk}),
    )
    assert sorted(answers) == [200, 400]


def test_moving_to_a_board_that_goes_leaves_the_task_whole(v2):
    author = make_user("author")
    board, task = make_board(author), make_task(author)
    client = v2.as_(author)
    moved, deleted = together(
        patch(client, task, {"board_id": board.pk}),
        lambda: client.delete(f"/boards/{board.pk}/").status_code,
    )
    assert deleted == 204
    assert moved in (200, 400, 404)
    task.refresh_from_db()
    assert task.board_id is None


def test_a_member_added_many_times_at_once_is_a_member_once(v2):
    owner, new = make_user("owner"), make_user("new")
    board = make_board(owner)
    client = v2.as_(owner)

    def add():
        return client.post(f"/boards/{board.pk}/members/", {"user_id": new.pk}).status_code

    assert together(*[add] * 6) == [201] * 6
    assert board.members.count() == 1
