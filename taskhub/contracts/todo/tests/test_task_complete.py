"""/api/{user_id}/tasks/{id}/complete"""

import pytest

from taskhub.testing.factories import make_task, make_user
from taskhub.testing.hostile import BROKEN_BODIES, UNFIT_IDS
from tasks.models import TaskStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def path(ann):
    return f"/api/{ann.pk}/tasks/{make_task(ann).pk}/complete"


@pytest.mark.parametrize(
    "extra", [{}, {"json": {}}, {"data": b"", "content_type": "application/json"}]
)
def test_without_a_wanted_side_the_task_is_toggled(todo, ann, path, extra):
    client = todo.as_(ann)
    answers = [client.patch(path, **extra).json()["completed"] for _ in range(3)]
    assert answers == [True, False, True]


@pytest.mark.parametrize("wanted", [True, False])
def test_the_wanted_side_is_reached_and_kept(todo, ann, path, wanted):
    client = todo.as_(ann)
    answers = [client.patch(path, {"completed": wanted}).json() for _ in range(2)]
    assert [answer["completed"] for answer in answers] == [wanted, wanted]
    assert answers[0] == answers[1]


def test_completing_and_reopening_take_the_first_status_of_a_category(todo, ann, path):
    client, task = todo.as_(ann), ann.authored_tasks.get()
    for wanted, category in ((True, "Done"), (False, "ToDo")):
        client.patch(path, {"completed": wanted})
        task.refresh_from_db()
        assert task.status == TaskStatus.objects.first_of(category)


@pytest.mark.parametrize("value", ["true", 1, 0, None, [], "yes"])
def test_what_is_no_boolean_is_refused(todo, ann, path, value):
    response = todo.as_(ann).patch(path, {"completed": value})
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_input"
    assert response.json()["error"]["details"].keys() == {"completed"}


@pytest.mark.parametrize(
    "body", [body for body in BROKEN_BODIES.values() if body], ids=list(BROKEN_BODIES)[1:]
)
def test_a_broken_body_is_refused(todo, ann, path, body):
    response = todo.as_(ann).patch(path, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_input"


@pytest.mark.parametrize("number", [*UNFIT_IDS, "987654"])
def test_a_task_that_is_not_there_is_not_found(todo, ann, number):
    response = todo.as_(ann).patch(f"/api/{ann.pk}/tasks/{number}/complete")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("who", ["assignee", "owner", "member", "marked", "outsider"])
def test_a_task_that_somebody_else_wrote_is_not_found(todo, person, task, who):
    caller = person(who)
    response = todo.as_(caller).patch(f"/api/{caller.pk}/tasks/{task.pk}/complete")
    assert response.status_code == 404


def test_a_version_that_is_not_the_present_one_is_refused(todo, ann, path):
    response = todo.as_(ann).patch(path, headers={"If-Match": '"7"'})
    assert response.status_code == 412
    assert response.json()["error"]["code"] == "precondition_failed"
