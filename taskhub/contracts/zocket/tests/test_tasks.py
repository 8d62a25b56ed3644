"""/api/v1/tasks"""

import pytest

from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.hostile import BROKEN_BODIES
from tasks.models import Task, TaskStatus
from tasks.services import tasks

pytestmark = pytest.mark.django_db

PATH = "/api/v1/tasks"


@pytest.fixture
def ann():
    return make_user("ann")


# The list


@pytest.mark.parametrize("who", ["author", "assignee", "owner", "member", "marked"])
def test_the_list_holds_what_the_caller_may_read(zocket, person, task, who):
    assert [found["id"] for found in zocket.as_(person(who)).get(PATH).json()] == [task.pk]


def test_the_list_holds_nothing_that_the_caller_may_not_read(zocket, person, task):
    assert zocket.as_(person("outsider")).get(PATH).json() == []


def test_tasks_of_the_team_and_of_open_boards_are_everyones(zocket, person):
    author = person("author")
    team = make_task(author, visibility="team")
    open_board = make_task(author, board=make_board(author, is_private=False))
    found = zocket.as_(person("outsider")).get(PATH).json()
    assert [each["id"] for each in found] == [open_board.pk, team.pk]


def test_the_list_names_the_assignee_and_nobody_else(zocket, ann):
    bob = make_user("bob", last_name="Sharma")
    make_task(ann, assignee=bob)
    make_task(ann)
    answer = zocket.as_(ann).get(PATH).json()
    assert [each["assigned_to_name"] for each in answer] == ["", "Bob Sharma"]
    assert [each["assigned_to"] for each in answer] == [None, bob.pk]


def test_a_custom_status_shows_as_its_category(zocket, ann):
    status = TaskStatus.objects.create(name="In review", slug="in-review", category="InProgress")
    make_task(ann, status=status)
    assert zocket.as_(ann).get(PATH).json()[0]["status"] == "InProgress"


def test_an_empty_list_has_its_headers_too(zocket, ann):
    response = zocket.as_(ann).get(PATH)
    assert response.json() == []
    assert response["X-Total-Count"] == "0"
    assert 'rel="first"' in response["Link"]
    assert 'rel="next"' not in response["Link"]


def test_pages_follow_one_another(zocket, ann):
    made = [make_task(ann, f"Task {number}").pk for number in range(5)]
    client = zocket.as_(ann)
    pages = [client.get(f"{PATH}?page={number}&limit=2") for number in (1, 2, 3, 4)]
    found = [[task["id"] for task in page.json()] for page in pages]
    assert found == [made[:2:-1], made[2:0:-1], made[:1], []]
    assert {page["X-Total-Count"] for page in pages} == {"5"}


def test_links_start_with_the_public_address_where_one_is_set(zocket, ann, settings):
    settings.TASKHUB_PUBLIC_URL = "https://tasks.example.org"
    link = zocket.as_(ann).get(PATH)["Link"]
    assert link.startswith(f"<https://tasks.example.org/zocket{PATH}?page=1&")


def test_links_lead_to_the_neighbours(zocket, ann):
    for number in range(5):
        make_task(ann, f"Task {number}")
    link = zocket.as_(ann).get(f"{PATH}?page=2&limit=2")["Link"]
    base = f"http://testserver/zocket{PATH}"
    assert link.split(", ") == [
        f'<{base}?page=1&limit=2>; rel="first"',
        f'<{base}?page=1&limit=2>; rel="prev"',
        f'<{base}?page=3&limit=2>; rel="next"',
        f'<{base}?page=3&limit=2>; rel="last"',
    ]


def test_without_a_limit_the_list_ends_at_the_ceiling_and_says_so(zocket, ann, settings):
    settings.TASKHUB_LIST_CEILING = 2
    for number in range(3):
        make_task(ann, f"Task {number}")
    response = zocket.as_(ann).get(PATH)
    assert len(response.json()) == 2
    assert response["X-Total-Count"] == "3"
    assert f'<http://testserver/zocket{PATH}?page=2&limit=2>; rel="next"' in response["Link"]


def test_a_list_that_fits_under_the_ceiling_exactly_has_no_next(zocket, ann, settings):
    settings.TASKHUB_LIST_CEILING = 2
    make_task(ann, "One")
    make_task(ann, "Two")
    response = zocket.as_(ann).get(PATH)
    assert len(response.json()) == 2
    assert 'rel="next"' not in response["Link"]


@pytest.mark.parametrize("name", ["page", "limit"])
@pytest.mark.parametrize(
    "value", ["", "%20", "0", "-1", "+1", "1.5", "ten", "%D9%A1", "1&{name}=2", "1" * 20]
)
def test_a_bad_page_or_limit_is_refused(zocket, ann, name, value):
    response = zocket.as_(ann).get(f"{PATH}?{name}={value.format(name=name)}")
    assert response.status_code == 400
    assert response.json()["error"] == "Invalid request body"
    assert response.json()["message"].startswith(f"{name}: ")


def test_a_limit_over_the_ceiling_is_refused(zocket, ann):
    response = zocket.as_(ann).get(f"{PATH}?limit=10001")
    assert response.status_code == 400
    assert response.json()["message"] == "limit: Ensure this value is at most 10000."


def test_the_farthest_page_is_empty(zocket, ann):
    make_task(ann)
    response = zocket.as_(ann).get(f"{PATH}?page=9223372036854775807&limit=10000")
    assert response.status_code == 200
    assert response.json() == []
    assert response["X-Total-Count"] == "1"


@pytest.mark.parametrize("query", ["page=%00", "page=%ff", "x=%00"])
def test_bytes_that_are_no_text_are_refused(zocket, ann, query):
    response = zocket.as_(ann).get(f"{PATH}?{query}")
    assert response.status_code == 400
    assert set(response.json()) == {"error", "message"}


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_takes_three_queries(zocket, ann, count, django_assert_num_queries):
    for number in range(count):
        make_task(ann, f"Task {number}", assignee=make_user(f"user{number}"))
    client = zocket.as_(ann)
    # The session and its person; the tasks with their categories; the assignees.
    with django_assert_num_queries(3):
        assert len(client.get(PATH).json()) == count


def test_a_full_page_takes_a_fourth_query(zocket, ann, django_assert_num_queries):
    for number in range(3):
        make_task(ann, f"Task {number}", assignee=ann)
    client = zocket.as_(ann)
    # The session; the tasks; the assignees; how many tasks there are beyond this page.
    with django_assert_num_queries(4):
        client.get(f"{PATH}?limit=2")


# Creating


def test_a_title_is_enough(zocket, ann):
    answer = zocket.as_(ann).post(PATH, {"title": "  Read mail "}).json()
    task = Task.objects.get(pk=answer["id"])
    assert (
        answer.items()
        >= {
            "title": "Read mail",
            "description": "",
            "priority": "Medium",
            "status": "ToDo",
            "assigned_to": None,
            "created_by": ann.pk,
        }.items()
    )
    assert task.visibility == "team"


@pytest.mark.parametrize("status", ["ToDo", "InProgress", "Done"])
def test_a_task_begins_in_the_first_status_of_a_category(zocket, ann, status):
    answer = zocket.as_(ann).post(PATH, {"title": "Read mail", "status": status}).json()
    assert answer["status"] == status
    expected = TaskStatus.objects.first_of(status)
    assert Task.objects.get(pk=answer["id"]).status_id == expected.pk


@pytest.mark.parametrize("nobody", [0, None])
def test_zero_and_null_assign_to_nobody(zocket, ann, nobody):
    response = zocket.as_(ann).post(PATH, {"title": "Read mail", "assigned_to": nobody})
    assert response.status_code == 201
    assert response.json()["assigned_to"] is None


@pytest.mark.parametrize("number", [987_654, 2**63 - 1])
def test_an_unknown_assignee_is_refused(zocket, ann, number):
    response = zocket.as_(ann).post(PATH, {"title": "Read mail", "assigned_to": number})
    assert response.status_code == 400
    assert response.json() == {
        "error": "Invalid request body",
        "message": "assigned_to: There is no such user.",
    }


def test_a_deactivated_assignee_is_refused(zocket, ann):
    bob = make_user("bob", is_active=False)
    response = zocket.as_(ann).post(PATH, {"title": "Read mail", "assigned_to": bob.pk})
    assert response.status_code == 400
    assert response.json()["message"].startswith("assigned_to: ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 1),
        ("title", None),
        ("title", "   "),
        ("title", "x" * 256),
        ("description", 1),
        ("description", "x" * 10_001),
        ("description", None),
        ("priority", "high"),
        ("priority", 1),
        ("priority", ""),
        ("priority", ["High"]),
        ("status", "Doing"),
        ("status", True),
        ("assigned_to", "1"),
        ("assigned_to", True),
        ("assigned_to", 1.5),
        ("assigned_to", -1),
        ("assigned_to", 2**63),
        ("assigned_to", 10**30),
    ],
)
def test_a_bad_field_is_refused_by_its_name(zocket, ann, field, value):
    response = zocket.as_(ann).post(PATH, {"title": "Read mail"} | {field: value})
    assert response.status_code == 400
    assert response.json()["error"] == "Invalid request body"
    assert response.json()["message"].startswith(f"{field}: ")
    assert not Task.objects.exists()


def test_the_longest_texts_are_taken(zocket, ann):
    body = {"title": "x" * 255, "description": "y" * 10_000}
    response = zocket.as_(ann).post(PATH, body)
    assert response.status_code == 201
    assert response.json().items() >= body.items()


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(zocket, ann, body):
    response = zocket.as_(ann).post(PATH, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"] == "Invalid request body"


def test_unknown_keys_write_nothing(zocket, ann):
    body = {"title": "Read mail", "id": 77, "created_by": 77, "assigned_to_name": "x", "board": 1}
    answer = zocket.as_(ann).post(PATH, body).json()
    assert answer["id"] != 77
    assert answer["created_by"] == ann.pk


def test_a_fault_of_the_server_is_worded_as_documented(zocket, ann, monkeypatch):
    def fail(**fields):
        raise ZeroDivisionError

    monkeypatch.setattr(tasks, "create_task", fail)
    response = zocket.as_(ann).post(PATH, {"title": "Read mail"})
    assert response.status_code == 500
    assert response.json() == {"error": "Failed to create task"}


def test_a_new_task_has_an_etag(zocket, ann):
    assert zocket.as_(ann).post(PATH, {"title": "Read mail"})["ETag"] == '"1"'
