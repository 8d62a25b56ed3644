"""/api/{user_id}/tasks"""

from datetime import date

import pytest

from taskhub.testing.factories import make_task, make_user
from taskhub.testing.hostile import BROKEN_BODIES
from tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def path(ann):
    return f"/api/{ann.pk}/tasks"


def titles(response) -> list[str]:
    return [task["title"] for task in response.json()["tasks"]]


# The list


def test_the_list_holds_what_the_caller_wrote_newest_first(todo, ann, path):
    bob = make_user("bob")
    make_task(ann, "First")
    make_task(ann, "Second")
    make_task(bob, "Bob's", assignee=ann, visibility="team")
    assert titles(todo.as_(ann).get(path)) == ["Second", "First"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("all", ["Done", "Doing", "Open"]),
        ("pending", ["Doing", "Open"]),
        ("completed", ["Done"]),
    ],
)
def test_the_counts_are_of_all_tasks_whatever_the_filter(todo, ann, path, status, expected):
    make_task(ann, "Open")
    make_task(ann, "Doing", category="InProgress")
    make_task(ann, "Done", category="Done")
    response = todo.as_(ann).get(f"{path}?status={status}")
    counts = {name: value for name, value in response.json().items() if name != "tasks"}
    assert titles(response) == expected
    assert counts == {"total_count": 3, "completed_count": 1, "pending_count": 2}


def test_nobody_elses_tasks_are_counted(todo, ann, path):
    make_task(make_user("bob"), assignee=ann)
    assert todo.as_(ann).get(path).json() == {
        "tasks": [],
        "total_count": 0,
        "completed_count": 0,
        "pending_count": 0,
    }


def test_titles_sort_from_a_to_z_in_any_case(todo, ann, path):
    for title in ("banana", "Émile", "apple", "Zebra", "Äpfel", "Apple", "élan", "ящик", "Ёлка"):
        make_task(ann, title)
    found = titles(todo.as_(ann).get(f"{path}?sort=title"))
    # Of titles that differ by case alone the newer comes first.
    assert found[:4] == ["Apple", "apple", "banana", "Zebra"]
    assert found[4:] == ["Äpfel", "élan", "Émile", "ящик", "Ёлка"]


def test_equal_titles_are_newest_first(todo, ann, path):
    made = [make_task(ann, "Same").pk for _ in range(3)]
    answer = todo.as_(ann).get(f"{path}?sort=title").json()
    assert [task["id"] for task in answer["tasks"]] == made[::-1]


def test_due_dates_sort_soonest_first_and_none_last(todo, ann, path):
    make_task(ann, "Whenever")
    make_task(ann, "June", due_date=date(2026, 6, 1))
    make_task(ann, "May", due_date=date(2026, 5, 1))
    make_task(ann, "May again", due_date=date(2026, 5, 1))
    make_task(ann, "Some day")
    found = titles(todo.as_(ann).get(f"{path}?sort=due_date"))
    assert found == ["May again", "May", "June", "Some day", "Whenever"]


def test_filter_and_sort_go_together(todo, ann, path):
    make_task(ann, "b", category="Done")
    make_task(ann, "c", category="Done")
    make_task(ann, "a")
    assert titles(todo.as_(ann).get(f"{path}?sort=title&status=completed")) == ["b", "c"]


@pytest.mark.parametrize(
    ("sort", "expected"), [("created", ["a", "c"]), ("title", ["a", "b"]), ("due_date", ["a", "c"])]
)
def test_the_list_ends_at_the_ceiling(todo, ann, path, settings, sort, expected):
    settings.TASKHUB_LIST_CEILING = 2
    for title in ("b", "d", "e", "c", "a"):
        make_task(ann, title)
    response = todo.as_(ann).get(f"{path}?sort={sort}")
    assert titles(response) == expected
    assert response.json()["total_count"] == 5


@pytest.mark.parametrize("name", ["status", "sort"])
@pytest.mark.parametrize("value", ["", "%20", "nothing", "ALL", "Title", "{known}&{name}={known}"])
def test_an_unknown_filter_or_order_is_refused(todo, ann, path, name, value):
    known = {"status": "all", "sort": "title"}[name]
    query = f"{name}={value.format(name=name, known=known)}"
    response = todo.as_(ann).get(f"{path}?{query}")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_input"
    assert set(response.json()["error"]["details"]) == {name}


def test_an_unknown_parameter_is_ignored(todo, ann, path):
    assert todo.as_(ann).get(f"{path}?colour=").status_code == 200


@pytest.mark.parametrize("sort", ["created", "title", "due_date"])
@pytest.mark.parametrize("count", [1, 50])
def test_the_list_takes_two_queries(todo, ann, path, sort, count, django_assert_num_queries):
    for number in range(count):
        make_task(ann, f"Task {number}")
    client = todo.as_(ann)
    # The session and its person; the tasks with their categories, which tell the counts.
    with django_assert_num_queries(2):
        assert len(client.get(f"{path}?sort={sort}").json()["tasks"]) == count


@pytest.mark.parametrize("count", [1, 50])
def test_a_part_of_the_list_takes_three_queries(todo, ann, path, count, django_assert_num_queries):
    for number in range(count):
        make_task(ann, f"Task {number}")
    client = todo.as_(ann)
    # As above; and the counts of both sides.
    with django_assert_num_queries(3):
        answer = client.get(f"{path}?status=completed").json()
    assert (answer["tasks"], answer["total_count"], answer["completed_count"]) == ([], count, 0)


def test_counts_are_those_of_all_tasks_where_the_list_is_cut_off(todo, ann, path, settings):
    settings.TASKHUB_LIST_CEILING = 2
    for category in ("Done", "ToDo", "ToDo"):
        make_task(ann, category=category)
    answer = todo.as_(ann).get(path).json()
    assert len(answer["tasks"]) == 2
    assert (answer["total_count"], answer["completed_count"]) == (3, 1)


# Creating


def test_a_title_is_enough(todo, ann, path):
    answer = todo.as_(ann).post(path, {"title": "  Read mail "}).json()
    task = Task.objects.get(pk=answer["id"])
    assert (answer["title"], answer["description"]) == ("Read mail", "")
    assert (task.author, task.visibility, task.completed) == (ann, "participants", False)


def test_the_longest_texts_are_taken(todo, ann, path):
    body = {"title": "x" * 200, "description": "y" * 1000}
    response = todo.as_(ann).post(path, body)
    assert response.status_code == 201
    assert response.json().items() >= body.items()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", None, "This field may not be null."),
        ("title", 1, "Not a valid string."),
        ("title", " ", "This field may not be blank."),
        ("title", "x" * 201, "Ensure this field has no more than 200 characters."),
        ("description", 1, "Not a valid string."),
        ("description", None, "This field may not be null."),
        ("description", "x" * 1001, "Ensure this field has no more than 1000 characters."),
    ],
)
def test_a_bad_field_is_refused_by_its_name(todo, ann, path, field, value, message):
    response = todo.as_(ann).post(path, {"title": "Read mail"} | {field: value})
    assert response.status_code == 400
    assert response.json() == {
        "error": {"code": "invalid_input", "message": "Invalid input", "details": {field: message}}
    }
    assert not Task.objects.exists()


def test_every_bad_field_has_its_detail(todo, ann, path):
    response = todo.as_(ann).post(path, {"description": 1})
    assert response.json()["error"]["details"] == {
        "title": "This field is required.",
        "description": "Not a valid string.",
    }


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(todo, ann, path, body):
    response = todo.as_(ann).post(path, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_input"


def test_unknown_keys_write_nothing(todo, ann, path):
    body = {"title": "Read mail", "id": 77, "user_id": "77", "completed": True}
    answer = todo.as_(ann).post(path, body).json()
    assert answer["id"] != 77
    assert (answer["user_id"], answer["completed"]) == (str(ann.pk), False)


def test_a_new_task_has_an_etag(todo, ann, path):
    assert todo.as_(ann).post(path, {"title": "Read mail"})["ETag"] == '"1"'
