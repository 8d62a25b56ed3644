"""/api/v1/tasks/{task_id}/."""

import pytest

from accounts.models import User
from taskhub.testing.factories import make_comment, make_task, make_user
from taskhub.testing.hostile import UNFIT_IDS
from tasks.models import Category, Event, Task, TaskStatus

pytestmark = pytest.mark.django_db

ACTORS = ["author", "marked", "assignee", "owner", "member", "outsider", "superuser"]


def path_of(task):
    return f"/api/v1/tasks/{task.pk}/"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("who", ACTORS)
def test_author_and_marked_read_and_the_author_writes(tasktracker, person, task, method, who):
    allowed = {"GET": ("author", "marked")}.get(method, ("author",))
    expected = {"GET": 200, "PUT": 200, "DELETE": 204}[method] if who in allowed else 403
    client = tasktracker.as_(person(who))
    body = {"title": "Sing"} if method == "PUT" else {}
    response = client.request(method, path_of(task), body)
    assert response.status_code == expected
    assert Event.objects.exists() == (method != "GET" and expected != 403)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_task_of_the_whole_team_stays_closed_here(tasktracker, person, method):
    task = make_task(person("author"), visibility="team")
    response = tasktracker.as_(person("outsider")).request(method, path_of(task))
    assert response.status_code == 403
    said = "You do not have permission to perform this action."
    assert response.json() == {"detail": said}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("task_id", [*UNFIT_IDS, "9223372036854775807", "4000000"])
def test_an_unknown_or_unfit_id_is_a_404(tasktracker, person, task, method, task_id):
    client = tasktracker.as_(person("author"))
    response = client.request(method, f"/api/v1/tasks/{task_id}/")
    assert (response.status_code, response.json()) == (404, {"detail": "Task not found"})


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_task_needs_a_token_before_all_else(tasktracker, task, method):
    for task_id in (task.pk, 4_000_000, "abc"):
        response = tasktracker.request(method, f"/api/v1/tasks/{task_id}/")
        assert response.status_code == 401


def test_comments_come_oldest_first_without_updated_at(tasktracker, person, task):
    first = make_comment(task, person("marked"), "First")
    second = make_comment(task, person("owner"), "Second")
    said = tasktracker.as_(person("author")).get(path_of(task)).json()["comments"]
    assert [comment["id"] for comment in said] == [first.pk, second.pk]
    assert set(said[0]) == {"text", "id", "author", "created_at"}
    assert [comment["author"]["username"] for comment in said] == ["marked", "owner"]


@pytest.mark.parametrize("count", [1, 50])
def test_a_task_costs_four_queries(tasktracker, person, count, django_assert_num_queries):
    others = [make_user(f"other{number}") for number in range(count)]
    task = make_task(person("author"), marked=others)
    for other in others:
        make_comment(task, other)
    client = tasktracker.as_(person("author"))
    # Session and user; the task with its status and marks; comments; people.
    with django_assert_num_queries(4):
        assert len(client.get(path_of(task)).json()["comments"]) == count


@pytest.mark.parametrize(
    ("sent", "changed"),
    [
        ({"title": " Sing "}, {"title": "Sing"}),
        ({"description": "Loudly."}, {"description": "Loudly."}),
        ({"description": ""}, {"description": ""}),
        ({"marked_users": []}, {"marked_users": []}),
    ],
)
def test_any_subset_changes_alone(tasktracker, person, task, sent, changed):
    Task.objects.update(description="Softly.")
    client = tasktracker.as_(person("author"))
    before = client.get(path_of(task)).json()
    response = client.put(path_of(task), sent)
    assert response.status_code == 200
    assert response["ETag"] == '"2"'
    after = response.json()
    assert after.pop("updated_at") > before.pop("updated_at")
    before.pop("comments")
    assert after == {**before, **changed}


def test_nothing_changes_for_an_empty_object(tasktracker, person, task):
    client = tasktracker.as_(person("author"))
    before = client.get(path_of(task)).json()
    response = client.put(path_of(task), {})
    assert {**response.json(), "comments": []} == before
    assert not Event.objects.exists()


def test_marked_users_replace_the_set(tasktracker, person, task):
    person("new")
    client = tasktracker.as_(person("author"))
    body = client.put(path_of(task), {"marked_users": ["NEW", "new"]}).json()
    assert [user["username"] for user in body["marked_users"]] == ["new"]
    assert tasktracker.as_(person("marked")).get(path_of(task)).status_code == 403
    assert tasktracker.as_(person("new")).get(path_of(task)).status_code == 200


def test_who_is_marked_already_may_have_gone_inactive(tasktracker, person, task):
    User.objects.filter(pk=person("marked").pk).update(is_active=False)
    person("new")
    client = tasktracker.as_(person("author"))
    response = client.put(path_of(task), {"marked_users": ["marked", "new"]})
    assert response.status_code == 200
    assert [user["username"] for user in response.json()["marked_users"]] == ["marked", "new"]


def test_an_unknown_name_changes_nothing(tasktracker, person, task):
    sent = {"title": "Sing", "marked_users": ["nobody"]}
    response = tasktracker.as_(person("author")).put(path_of(task), sent)
    said = ['There is no user named "nobody".']
    assert (response.status_code, response.json()) == (400, {"marked_users": said})
    assert not Event.objects.exists()


def test_a_status_is_set_by_its_id(tasktracker, person, task):
    done = TaskStatus.objects.first_of(Category.DONE)
    client = tasktracker.as_(person("author"))
    body = client.put(path_of(task), {"status_id": done.pk}).json()
    assert body["status"] == {"name": "Done", "slug": "done", "id": done.pk}


def test_an_unknown_status_is_a_400_on_its_field(tasktracker, person, task):
    response = tasktracker.as_(person("author")).put(path_of(task), {"status_id": 4_000_000})
    assert (response.status_code, response.json()) == (400, {"status_id": ["No such status."]})


def test_who_may_not_write_is_told_before_the_body_is_read(tasktracker, person, task):
    response = tasktracker.as_(person("marked")).put(path_of(task), {"title": 5})
    assert response.status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize(("tag", "refused"), [('"1"', False), ("*", False), ('"7"', True)])
def test_a_stale_version_is_a_412(tasktracker, person, task, method, tag, refused):
    client = tasktracker.as_(person("author"))
    response = client.request(method, path_of(task), {}, headers={"If-Match": tag})
    assert (response.status_code == 412) == refused
    if refused:
        assert response.json() == {"detail": "The task has changed since you read it"}


def test_a_deleted_task_is_gone_with_its_comments(tasktracker, person, task, comment):
    client = tasktracker.as_(person("author"))
    response = client.delete(path_of(task))
    assert (response.status_code, response.content) == (204, b"")
    assert client.get(path_of(task)).status_code == 404
    assert client.get(f"/api/v1/task-comments/{comment.pk}/").status_code == 404
