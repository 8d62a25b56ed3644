"""/api/v1/tasks/:id"""

import pytest

from taskhub.testing.factories import make_task, make_user
from taskhub.testing.hostile import BROKEN_BODIES, UNFIT_IDS
from tasks.models import Task, TaskStatus

pytestmark = pytest.mark.django_db

ALL = ["author", "assignee", "owner", "member", "marked", "outsider"]
NOT_FOUND = {"error": "Task not found"}


def path(task: Task) -> str:
    return f"/api/v1/tasks/{task.pk}"


# Reading


@pytest.mark.parametrize("who", ALL[:-1])
def test_whoever_may_read_the_task_reads_it(zocket, person, task, who):
    response = zocket.as_(person(who)).get(path(task))
    assert response.status_code == 200
    assert response.json()["id"] == task.pk


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_task_one_may_not_read_is_not_found(zocket, person, task, method):
    response = zocket.as_(person("outsider")).request(method, path(task), {})
    assert response.status_code == 404
    assert response.json() == NOT_FOUND


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("number", [987_654, 2**63 - 1])
def test_an_unknown_task_is_not_found(zocket, person, method, number):
    response = zocket.as_(person("author")).request(method, f"/api/v1/tasks/{number}", {})
    assert response.status_code == 404
    assert response.json() == NOT_FOUND


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("unfit", UNFIT_IDS)
def test_what_is_no_id_is_said_to_be_none(zocket, person, method, unfit):
    client = zocket.as_(person("author"))
    response = client.request(method, f"/api/v1/tasks/{unfit}", data=b"{")
    assert response.status_code == 400
    assert response.json() == {"error": "Invalid task ID"}


def test_reading_takes_two_queries(zocket, person, task, django_assert_num_queries):
    client = zocket.as_(person("member"))
    # The session and its person; the task, as far as it may be read.
    with django_assert_num_queries(2):
        client.get(path(task))


# Changing


@pytest.mark.parametrize(
    ("who", "status"),
    [("author", 200), ("assignee", 200), ("owner", 403), ("member", 403), ("marked", 403)],
)
def test_author_and_assignee_change_a_task(zocket, person, task, who, status):
    response = zocket.as_(person(who)).put(path(task), {"title": "Changed"})
    task.refresh_from_db()
    assert response.status_code == status
    assert (task.title == "Changed") == (status == 200)


def test_a_reader_of_the_teams_is_refused_before_the_body_is_read(zocket, person):
    task = make_task(person("author"), visibility="team")
    client = zocket.as_(person("outsider"))
    response = client.put(path(task), data=b"{", content_type="application/json")
    assert response.status_code == 403
    assert response.json() == {"error": "Not authorized to update this task"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Changed"),
        ("description", ""),
        ("priority", "Low"),
        ("status", "Done"),
        ("assigned_to", None),
    ],
)
def test_any_field_can_be_changed_alone(zocket, person, task, field, value):
    client = zocket.as_(person("author"))
    before = client.get(path(task)).json()
    after = client.put(path(task), {field: value}).json()
    changed = {name for name in before if before[name] != after[name]}
    assert after[field] == value
    assert changed <= {field, "updated_at"}


def test_an_empty_object_changes_nothing(zocket, person, task):
    client = zocket.as_(person("author"))
    before = client.get(path(task)).json()
    response = client.put(path(task), {})
    assert response.status_code == 200
    assert response.json() == before


def test_writing_the_category_it_is_in_leaves_a_custom_status_alone(zocket, person, task):
    review = TaskStatus.objects.create(name="In review", slug="in-review", category="InProgress")
    Task.objects.filter(pk=task.pk).update(status=review)
    zocket.as_(person("author")).put(path(task), {"status": "InProgress", "title": "Changed"})
    task.refresh_from_db()
    assert (task.status, task.title) == (review, "Changed")


def test_writing_another_category_takes_its_first_status(zocket, person, task):
    zocket.as_(person("author")).put(path(task), {"status": "Done"})
    task.refresh_from_db()
    assert task.status == TaskStatus.objects.first_of("Done")


@pytest.mark.parametrize("nobody", [0, None])
def test_zero_and_null_take_the_task_from_its_assignee(zocket, person, task, nobody):
    response = zocket.as_(person("author")).put(path(task), {"assigned_to": nobody})
    assert response.json()["assigned_to"] is None


@pytest.mark.parametrize("number", [987_654, 2**63 - 1])
def test_an_unknown_assignee_is_refused(zocket, person, task, number):
    response = zocket.as_(person("author")).put(path(task), {"assigned_to": number})
    assert response.status_code == 400
    assert response.json() == {
        "error": "Invalid request body",
        "message": "assigned_to: There is no such user.",
    }


def test_a_task_whose_assignee_was_deactivated_can_be_sent_back_whole(zocket, person, task):
    client = zocket.as_(person("author"))
    gone = person("assignee")
    gone.is_active = False
    gone.save()
    whole = client.get("/api/v1/tasks").json()[0]
    response = client.put(path(task), whole | {"title": "Changed"})
    assert response.status_code == 200
    assert response.json().items() >= {"title": "Changed", "assigned_to": gone.pk}.items()


def test_a_deactivated_person_is_not_assigned_anew(zocket, person, task):
    bob = make_user("bob", is_active=False)
    response = zocket.as_(person("author")).put(path(task), {"assigned_to": bob.pk})
    assert response.status_code == 400
    assert response.json()["message"].startswith("assigned_to: ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", 7),
        ("title", "x" * 256),
        ("description", None),
        ("priority", "Urgent"),
        ("status", None),
        ("assigned_to", "2"),
        ("assigned_to", False),
        ("assigned_to", 10**30),
    ],
)
def test_a_bad_field_is_refused_and_changes_nothing(zocket, person, task, field, value):
    body = {"title": "Changed", field: value}
    response = zocket.as_(person("author")).put(path(task), body)
    task.refresh_from_db()
    assert response.status_code == 400
    assert response.json()["message"].startswith(f"{field}: ")
    assert task.title != "Changed"


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(zocket, person, task, body):
    client = zocket.as_(person("author"))
    response = client.put(path(task), data=body, content_type="application/json")
    assert response.status_code == 400
    assert set(response.json()) == {"error", "message"}


def test_who_gives_a_task_away_and_cannot_read_it_any_more_is_answered(zocket, person, task):
    response = zocket.as_(person("assignee")).put(
        path(task), {"assigned_to": person("outsider").pk}
    )
    assert response.status_code == 200
    assert response.json()["assigned_to"] == person("outsider").pk


@pytest.mark.parametrize(
    ("tag", "status"), [('"1"', 200), ("*", 200), ('"2"', 412), ('"elsewhere"', 412)]
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_version_that_is_not_the_present_one_is_refused(
    zocket, person, task, method, tag, status
):
    client = zocket.as_(person("author"))
    response = client.request(method, path(task), {"title": "New"}, headers={"If-Match": tag})
    assert response.status_code == status
    assert status == 200 or set(response.json()) == {"error"}


def test_the_etag_follows_the_changes(zocket, person, task):
    client = zocket.as_(person("author"))
    assert client.get(path(task))["ETag"].startswith('"1.')
    assert client.put(path(task), {"title": "Changed"})["ETag"] == '"2"'


# Deleting


@pytest.mark.parametrize(
    ("who", "status"),
    [("author", 200), ("assignee", 403), ("owner", 403), ("member", 403), ("marked", 403)],
)
def test_only_the_author_deletes_a_task(zocket, person, task, who, status):
    response = zocket.as_(person(who)).delete(path(task))
    assert response.status_code == status
    assert Task.objects.exists() == (status == 403)
    if status == 403:
        assert response.json() == {"error": "Not authorized to delete this task"}


def test_a_deleted_task_is_gone(zocket, person, task):
    client = zocket.as_(person("author"))
    client.delete(path(task))
    response = client.get(path(task))
    assert response.status_code == 404
    assert response.json() == NOT_FOUND
