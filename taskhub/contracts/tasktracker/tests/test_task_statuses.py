"""/api/v1/task-statuses/ and /api/v1/task-statuses/{id}/."""

import pytest

from taskhub.testing.factories import make_task
from taskhub.testing.hostile import UNFIT_IDS
from tasks.models import Category, TaskStatus

pytestmark = pytest.mark.django_db

STATUSES = "/api/v1/task-statuses/"


@pytest.fixture
def status():
    return TaskStatus.objects.create(name="Review", slug="review", position=9)


@pytest.fixture
def superuser(tasktracker, person):
    return tasktracker.as_(person("superuser"))


def path_of(status):
    return f"{STATUSES}{status.pk}/"


def test_statuses_are_listed_by_position_for_everybody(tasktracker, status):
    TaskStatus.objects.filter(slug="done").update(position=99)
    body = tasktracker.with_token("stale").get(STATUSES).json()
    assert [each["slug"] for each in body] == ["to-do", "in-progress", "review", "done"]
    assert body[2] == {"name": "Review", "slug": "review", "id": status.pk}


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_one_query(tasktracker, count, django_assert_num_queries):
    for number in range(count):
        TaskStatus.objects.create(name="Extra", slug=f"extra-{number}")
    with django_assert_num_queries(1):  # statuses
        assert len(tasktracker.get(STATUSES).json()) == 3 + count


def test_a_new_status_is_last_and_in_progress(superuser):
    response = superuser.post(STATUSES, {"name": " In review ", "slug": "in-review"})
    made = TaskStatus.objects.get(slug="in-review")
    assert response.status_code == 201
    assert response.json() == {"name": "In review", "slug": "in-review", "id": made.pk}
    assert made.category == Category.IN_PROGRESS
    assert superuser.get(STATUSES).json()[-1]["id"] == made.pk


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("In review", "in-review"),
        ("На проверке", "на-проверке"),
        ("検討中", "検討中"),
        ("समीक्षा में", "समीक्षा-में"),
        ("!!!", "status"),
        ("Done", "done-2"),
    ],
)
def test_a_missing_slug_is_made_from_the_name(superuser, name, slug):
    response = superuser.post(STATUSES, {"name": name})
    assert response.status_code == 201
    assert response.json()["slug"] == slug


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "name"),
        ({"slug": "x"}, "name"),
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"name": 5}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "x", "slug": ""}, "slug"),
        ({"name": "x", "slug": None}, "slug"),
        ({"name": "x", "slug": 5}, "slug"),
        ({"name": "x", "slug": "two words"}, "slug"),
        ({"name": "x", "slug": "a/b"}, "slug"),
        ({"name": "x", "slug": "x" * 101}, "slug"),
    ],
)
def test_what_breaks_a_rule_is_a_400_on_its_field(superuser, sent, field):
    response = superuser.post(STATUSES, sent)
    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert TaskStatus.objects.count() == 3


def test_a_taken_slug_is_a_400_on_its_field(superuser, status):
    taken = {"slug": ["A status with this slug already exists."]}
    response = superuser.post(STATUSES, {"name": "x", "slug": "done"})
    assert (response.status_code, response.json()) == (400, taken)
    response = superuser.patch(path_of(status), {"slug": "done"})
    assert (response.status_code, response.json()) == (400, taken)


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
@pytest.mark.parametrize(("who", "expected"), [(None, 401), ("author", 403), ("owner", 403)])
def test_only_superusers_write(tasktracker, person, status, method, who, expected):
    client = tasktracker.as_(person(who)) if who else tasktracker
    path = STATUSES if method == "POST" else path_of(status)
    response = client.request(method, path, {"name": 5})
    assert response.status_code == expected
    assert set(response.json()) == {"detail"}
    assert TaskStatus.objects.get(pk=status.pk).name == "Review"


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("status_id", ["4000000", "none"])
def test_who_may_not_write_is_not_told_which_statuses_exist(tasktracker, person, method, status_id):
    response = tasktracker.as_(person("author")).request(method, f"{STATUSES}{status_id}/", {})
    assert response.status_code == 403


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("status_id", [*UNFIT_IDS, "4000000"])
def test_an_unknown_or_unfit_id_is_a_404(superuser, method, status_id):
    response = superuser.request(method, f"{STATUSES}{status_id}/", {})
    assert (response.status_code, response.json()) == (404, {"detail": "Status not found"})


@pytest.mark.parametrize(
    "sent", [{"name": "Checked"}, {"slug": "checked"}, {"slug": "review"}, {}, {"position": 0}]
)
def test_any_subset_changes_alone(superuser, status, sent):
    response = superuser.patch(path_of(status), sent)
    expected = {"name": "Review", "slug": "review", "id": status.pk}
    changed = {key: value for key, value in sent.items() if key in expected}
    assert (response.status_code, response.json()) == (200, {**expected, **changed})
    status.refresh_from_db()
    assert status.position == 9


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": None}, {"slug": ""}, {"slug": "a b"}])
def test_an_update_keeps_the_rules(superuser, status, sent):
    response = superuser.patch(path_of(status), sent)
    assert response.status_code == 400
    assert list(response.json()) == list(sent)


def test_an_unused_status_can_be_deleted(superuser, status):
    response = superuser.delete(path_of(status))
    assert (response.status_code, response.content) == (204, b"")
    assert superuser.delete(path_of(status)).status_code == 404


def test_a_status_in_use_stays(superuser, person, status):
    task = make_task(person("author"), status=status)
    response = superuser.delete(path_of(status))
    assert response.status_code == 409
    said = "The status is in use by tasks and cannot be deleted"
    assert response.json() == {"detail": said}
    task.refresh_from_db()
    assert task.status == status


def test_the_last_status_of_a_category_stays(superuser):
    response = superuser.delete(path_of(TaskStatus.objects.get(slug="done")))
    assert response.status_code == 409
    said = "The last status of its category cannot be deleted or moved to another category"
    assert response.json() == {"detail": said}
