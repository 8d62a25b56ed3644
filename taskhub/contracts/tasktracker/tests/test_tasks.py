"""/api/v1/tasks/ and /api/v1/tasks/marked-in-tasks/."""

import pytest

from accounts.models import User
from taskhub.rest.fields import instant
from taskhub.testing.factories import make_task, make_user
from tasks.models import Category, Event, Task, TaskStatus

pytestmark = pytest.mark.django_db

TASKS = "/api/v1/tasks/"
MARKED = "/api/v1/tasks/marked-in-tasks/"


def shown(user):
    return {
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "id": user.pk,
        "full_name": user.full_name,
        "avatar": None,
        "about": "",
    }


def ids(response):
    return [task["id"] for task in response.json()["results"]]


def test_a_task_is_answered_as_it_was_made(tasktracker, person):
    author, marked = person("author"), person("marked")
    body = {"title": " Sing ", "description": " Loudly. ", "marked_users": ["MARKED"]}
    response = tasktracker.as_(author).post(TASKS, body)
    task = Task.objects.get()
    assert response.status_code == 201
    assert response["ETag"] == '"1"'
    assert response.json() == {
        "title": "Sing",
        "description": "Loudly.",
        "id": task.pk,
        "author": shown(author),
        "status": {"name": "To do", "slug": "to-do", "id": task.status_id},
        "marked_users": [shown(marked)],
        "created_at": instant(task.created_at),
        "updated_at": instant(task.updated_at),
    }


def test_a_task_needs_no_more_than_a_title(tasktracker, person):
    response = tasktracker.as_(person("author")).post(TASKS, {"title": "Sing", "author": 5})
    body = response.json()
    assert response.status_code == 201
    assert (body["description"], body["marked_users"]) == ("", [])
    assert body["author"]["id"] == person("author").pk
    assert Task.objects.get().visibility == "participants"


def test_a_task_may_begin_with_any_status(tasktracker, person):
    done = TaskStatus.objects.first_of(Category.DONE)
    sent = {"title": "Sing", "status_id": done.pk}
    response = tasktracker.as_(person("author")).post(TASKS, sent)
    assert response.json()["status"] == {"name": "Done", "slug": "done", "id": done.pk}


def test_marked_users_count_once_and_come_by_id(tasktracker, person):
    first, second = person("first"), person("second")
    sent = {"title": "Sing", "marked_users": ["Second", "first", "SECOND"]}
    response = tasktracker.as_(person("author")).post(TASKS, sent)
    assert response.json()["marked_users"] == [shown(first), shown(second)]


def test_an_author_may_be_marked_too(tasktracker, person):
    author = person("author")
    sent = {"title": "Sing", "marked_users": ["author"]}
    assert tasktracker.as_(author).post(TASKS, sent).json()["marked_users"] == [shown(author)]


def test_unknown_names_are_named_each_once(tasktracker, person):
    sent = {"title": "Sing", "marked_users": ["marked", "nobody", "ghost", "nobody"]}
    person("marked")
    response = tasktracker.as_(person("author")).post(TASKS, sent)
    assert response.status_code == 400
    assert response.json() == {
        "marked_users": ['There is no user named "nobody".', 'There is no user named "ghost".']
    }
    assert not Task.objects.exists()


def test_who_is_not_active_cannot_be_marked(tasktracker, person):
    person("deactivated")
    sent = {"title": "Sing", "marked_users": ["deactivated"]}
    response = tasktracker.as_(person("author")).post(TASKS, sent)
    assert response.status_code == 400
    assert response.json() == {"marked_users": ["The account of deactivated is not active."]}


@pytest.mark.parametrize(
    "sent",
    [
        {"title": "x" * 256},
        {"title": " "},
        {"title": None},
        {"title": 5},
        {"title": True},
        {"title": ["x"]},
        {"description": None},
        {"description": 5},
        {"description": "x" * 10_001},
        {"marked_users": None},
        {"marked_users": "marked"},
        {"marked_users": {"marked": True}},
        {"marked_users": [5]},
        {"marked_users": [None]},
        {"marked_users": [["marked"]]},
        {"marked_users": [""]},
        {"marked_users": ["x" * 151]},
        {"marked_users": [f"n{number}" for number in range(1001)]},
        {"status_id": None},
        {"status_id": "1"},
        {"status_id": 1.0},
        {"status_id": True},
        {"status_id": 0},
        {"status_id": -1},
        {"status_id": 4_000_000},
        {"status_id": 2**63 - 1},
        {"status_id": 2**63},
        {"status_id": 10**30},
    ],
    ids=lambda sent: str(sent)[:40],
)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_what_breaks_a_rule_is_a_400_on_its_field(tasktracker, person, method, sent):
    person("marked")
    task = make_task(person("author"))
    path = TASKS if method == "POST" else f"{TASKS}{task.pk}/"
    response = tasktracker.as_(person("author")).request(method, path, {"title": "Sing", **sent})
    body = response.json()
    assert response.status_code == 400
    assert list(body) == list(sent)
    assert all(isinstance(said, str) for said in body[next(iter(sent))])
    assert Task.objects.count() == 1
    assert not Event.objects.exists()


def test_a_title_is_needed(tasktracker, person):
    response = tasktracker.as_(person("author")).post(TASKS, {})
    assert (response.status_code, response.json()) == (400, {"title": ["This field is required."]})


@pytest.mark.parametrize("path", [TASKS, MARKED])
def test_lists_need_a_token(tasktracker, path):
    response = tasktracker.get(path)
    assert response.status_code == 401
    assert response.json() == {"detail": "Authentication credentials were not provided."}


def test_lists_hold_what_they_say_newest_first(tasktracker, person):
    author, marked = person("author"), person("marked")
    mine = [make_task(author, marked=[marked]).pk for _ in range(3)]
    make_task(person("outsider"), assignee=author, visibility="team")
    newest_first = sorted(mine, reverse=True)
    assert ids(tasktracker.as_(author).get(TASKS)) == newest_first
    assert ids(tasktracker.as_(author).get(MARKED)) == []
    assert ids(tasktracker.as_(marked).get(TASKS)) == []
    assert ids(tasktracker.as_(marked).get(MARKED)) == newest_first


@pytest.mark.parametrize("path", [TASKS, MARKED])
def test_lists_come_in_pages(tasktracker, person, path):
    author = person("author")
    made = sorted((make_task(author, marked=[author]).pk for _ in range(3)), reverse=True)
    client = tasktracker.as_(author)
    first, second = (client.get(f"{path}?page={page}&limit=2") for page in (1, 2))
    assert (ids(first), ids(second)) == (made[:2], made[2:])
    past = client.get(f"{path}?page=3&limit=2").json()
    assert past == {"results": [], "page": 3, "pages_count": 2, "limit": 2}


@pytest.mark.parametrize("path", [TASKS, MARKED])
@pytest.mark.parametrize(
    "query", ["page=0", "page=", "page=x", "page=1&page=1", "limit=0", "limit=1001", "limit=%C2%B2"]
)
def test_a_malformed_page_is_a_400(tasktracker, person, path, query):
    response = tasktracker.as_(person("author")).get(f"{path}?{query}")
    assert response.status_code == 400
    assert list(response.json()) == [query.partition("=")[0]]


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("path", [TASKS, MARKED])
def test_a_list_costs_four_queries(tasktracker, person, path, count, django_assert_num_queries):
    author = person("author")
    for number in range(count):
        other = make_user(f"other{number}")
        make_task(other if path == MARKED else author, marked=[author, other])
    client = tasktracker.as_(author)
    # Session and user; tasks with their statuses; marks; people.
    with django_assert_num_queries(4):
        assert len(ids(client.get(path))) == count


def test_a_full_page_costs_a_fifth_query(tasktracker, person, django_assert_num_queries):
    author = person("author")
    for _ in range(5):
        make_task(author, marked=[person("marked")])
    client = tasktracker.as_(author)
    # As above; and how many, once there are more than are shown.
    with django_assert_num_queries(4):
        assert client.get(f"{TASKS}?limit=5").json()["pages_count"] == 1
    with django_assert_num_queries(5):
        assert client.get(f"{TASKS}?limit=2").json()["pages_count"] == 3
    with django_assert_num_queries(4):
        assert client.get(f"{TASKS}?limit=2&page=3").json()["pages_count"] == 3
    with django_assert_num_queries(3):
        assert client.get(f"{TASKS}?limit=2&page=4").json()["pages_count"] == 3


def test_somebody_deleted_is_still_shown_where_they_were_marked(tasktracker, person):
    author, gone = person("author"), person("gone")
    make_task(author, marked=[gone])
    User.objects.filter(pk=gone.pk).update(is_active=False, username="deleted-7")
    task = tasktracker.as_(author).get(TASKS).json()["results"][0]
    assert task["marked_users"][0]["username"] == "deleted-7"
