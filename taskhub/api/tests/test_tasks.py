"""tasks/{task_id}/"""

import datetime

import pytest

from taskhub.testing.factories import make_board, make_task, make_user
from tasks.models import Category, Event, Task, TaskStatus
from tasks.services import tasks as services

pytestmark = pytest.mark.django_db


def shown(user):
    return {"id": user.pk, "username": user.username, "full_name": user.full_name}


@pytest.fixture
def change(v2, person, task):
    """PATCH the task as somebody, the author if nobody is named."""

    def send(body, who="author", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return v2.as_(person(who)).patch(f"/tasks/{task.pk}/", body, headers=named)

    return send


def test_a_task_shows_all_there_is(v2, person, task):
    parent = make_task(person("author"), "Above")
    Task.objects.filter(pk=task.pk).update(parent=parent, due_date=datetime.date(2026, 2, 1))
    response = v2.as_(person("author")).get(f"/tasks/{task.pk}/")
    assert response.status_code == 200
    assert response["ETag"].startswith('"1.')
    status = TaskStatus.objects.first_of(Category.TO_DO)
    assert response.json() == {
        "id": task.pk,
        "title": "Write the report",
        "description": "",
        "status": {
            "id": status.pk,
            "name": status.name,
            "slug": status.slug,
            "category": "ToDo",
        },
        "completed": False,
        "priority": "Medium",
        "author": shown(person("author")),
        "assignee": shown(person("assignee")),
        "marked_users": [shown(person("marked"))],
        "board_id": task.board_id,
        "parent_id": parent.pk,
        "due_date": "2026-02-01",
        "visibility": "participants",
        "created_at": task.created_at.isoformat().replace("+00:00", "Z"),
        "updated_at": task.updated_at.isoformat().replace("+00:00", "Z"),
    }


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [
        ("author", 200, 200),
        ("assignee", 200, 200),
        ("owner", 200, 200),
        ("member", 200, 200),
        ("marked", 200, 403),
        ("outsider", 404, 404),
        ("superuser", 404, 404),
    ],
)
def test_who_may_read_and_change_a_task(v2, person, task, who, read, write):
    client = v2.as_(person(who))
    assert client.get(f"/tasks/{task.pk}/").status_code == read
    assert client.patch(f"/tasks/{task.pk}/", {"title": "New"}).status_code == write
    task.refresh_from_db()
    assert task.title == ("New" if write == 200 else "Write the report")
    assert Event.objects.count() == (write == 200)


def test_somebody_who_only_reads_a_team_task_may_not_change_it(change, task):
    Task.objects.filter(pk=task.pk).update(visibility="team")
    response = change({"title": "New"}, "outsider")
    assert response.status_code == 403
    assert response.json()["detail"] == "Not authorized to update this task"


@pytest.mark.parametrize("rows", [1, 50])
def test_reading_costs_five_queries(v2, person, rows, django_assert_num_queries):
    marked = [make_user() for _ in range(rows)]
    task = make_task(person("author"), marked=marked)
    client = v2.as_(person("author"))
    # The session; the task, its marks, the people in it, the statuses.
    with django_assert_num_queries(5):
        answer = client.get(f"/tasks/{task.pk}/")
    assert len(answer.json()["marked_users"]) == rows


@pytest.mark.parametrize("rows", [1, 50])
def test_changing_costs_the_same_for_any_number_of_marks(
    v2, person, rows, django_assert_num_queries
):
    task = make_task(person("author"))
    marked = [make_user().pk for _ in range(rows)]
    client = v2.as_(person("author"))
    # The session, the task, the people to mark; then the service, within a savepoint: lock,
    # status and marks, update, new marks, event; the people and the statuses of the answer.
    with django_assert_num_queries(12):
        answer = client.patch(f"/tasks/{task.pk}/", {"marked_user_ids": marked})
    assert len(answer.json()["marked_users"]) == rows


def test_each_field_can_be_set(change, person, task):
    board = make_board(person("author"))
    parent = make_task(person("author"), "Above")
    done = TaskStatus.objects.first_of(Category.DONE)
    response = change(
        {
            "title": " New title ",
            "description": "New words",
            "status_id": done.pk,
            "priority": "High",
            "assignee_id": person("member").pk,
            "marked_user_ids": [person("outsider").pk, person("outsider").pk],
            "board_id": board.pk,
            "parent_id": parent.pk,
            "due_date": "2026-02-28",
            "visibility": "team",
            "id": 999,
            "author": person("outsider").pk,
        }
    )
    answer = response.json()
    assert response.status_code == 200
    assert response["ETag"] == '"2"'
    assert (answer["id"], answer["author"]) == (task.pk, shown(person("author")))
    assert (answer["title"], answer["description"]) == ("New title", "New words")
    assert (answer["status"]["id"], answer["completed"]) == (done.pk, True)
    assert (answer["priority"], answer["visibility"]) == ("High", "team")
    assert answer["assignee"] == shown(person("member"))
    assert answer["marked_users"] == [shown(person("outsider"))]
    assert (answer["board_id"], answer["parent_id"]) == (board.pk, parent.pk)
    assert answer["due_date"] == "2026-02-28"


def test_what_was_set_is_what_is_read(change, v2, person, task):
    answer = change({"due_date": "2026-02-28", "completed": True})
    read = v2.as_(person("author")).get(f"/tasks/{task.pk}/")
    assert read.json() == answer.json()
    # Both name the version; that of a reading also tells who reads what, and when.
    assert (answer["ETag"], read["ETag"].partition(".")[0]) == ('"2"', '"2')


def test_null_clears_what_can_be_empty(change, task, person):
    parent = make_task(person("author"), "Above")
    change({"description": "x", "parent_id": parent.pk, "due_date": "2026-02-28"})
    cleared = {
        "description": None,
        "assignee_id": None,
        "marked_user_ids": None,
        "board_id": None,
        "parent_id": None,
        "due_date": None,
    }
    answer = change(cleared).json()
    assert answer["description"] == ""
    assert answer["marked_users"] == []
    for field in ("assignee", "board_id", "parent_id", "due_date"):
        assert answer[field] is None


def test_an_empty_change_leaves_no_trace(change, task):
    response = change({})
    assert (response.status_code, response["ETag"]) == (200, '"1"')
    assert not Event.objects.exists()


def test_a_change_writes_one_event_that_names_it(change, person, task):
    change({"title": "New", "due_date": "2026-02-28"})
    event = Event.objects.get()
    assert (event.type, event.actor, event.task_id) == ("task_updated", person("author"), task.pk)
    assert event.payload["changed"] == {
        "title": ["Write the report", "New"],
        "due_date": [None, "2026-02-28"],
    }


def test_leaving_a_board_is_told_to_those_who_lose_the_task(change, person, task):
    change({"board_id": None})
    event = Event.objects.get()
    assert event.former == sorted([person("owner").pk, person("member").pk])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": None}, "title"),
        ({"title": 5}, "title"),
        ({"title": "x" * 256}, "title"),
        ({"description": "x" * 10_001}, "description"),
        ({"description": ["x"]}, "description"),
        ({"status_id": None}, "status_id"),
        ({"status_id": 999_999}, "status_id"),
        ({"status_id": "1"}, "status_id"),
        ({"priority": None}, "priority"),
        ({"priority": "high"}, "priority"),
        ({"priority": ["High"]}, "priority"),
        ({"assignee_id": 999_999}, "assignee_id"),
        ({"assignee_id": True}, "assignee_id"),
        ({"assignee_id": 1.5}, "assignee_id"),
        ({"marked_user_ids": 1}, "marked_user_ids"),
        ({"marked_user_ids": {"1": 1}}, "marked_user_ids"),
        ({"marked_user_ids": ["1"]}, "marked_user_ids"),
        ({"marked_user_ids": [None]}, "marked_user_ids"),
        ({"marked_user_ids": [999_999]}, "marked_user_ids"),
        ({"marked_user_ids": list(range(1, 1_002))}, "marked_user_ids"),
        ({"board_id": 999_999}, "board_id"),
        ({"board_id": 2**63}, "board_id"),
        ({"parent_id": 999_999}, "parent_id"),
        ({"parent_id": -1}, "parent_id"),
        ({"due_date": "2026-02-30"}, "due_date"),
        ({"due_date": "2026-02-28T10:00:00Z"}, "due_date"),
        ({"due_date": 20260228}, "due_date"),
        ({"due_date": ""}, "due_date"),
        ({"visibility": "private"}, "visibility"),
        ({"visibility": None}, "visibility"),
        ({"completed": "true"}, "completed"),
        ({"completed": None}, "completed"),
    ],
)
def test_a_bad_value_is_refused_and_nothing_written(change, task, body, field):
    response = change({"title": "New", **body})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    task.refresh_from_db()
    assert (task.title, task.version) == ("Write the report", 1)
    assert not Event.objects.exists()


@pytest.mark.parametrize("field", ["assignee_id", "marked_user_ids"])
def test_nobody_inactive_is_newly_involved(change, person, field):
    away = person("deactivated").pk
    response = change({field: [away] if field == "marked_user_ids" else away})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]


def test_somebody_involved_before_they_left_stays(change, person):
    person("assignee").is_active = False
    person("assignee").save()
    same = {"assignee_id": person("assignee").pk, "marked_user_ids": [person("marked").pk]}
    assert change({"title": "New", **same}).status_code == 200


def test_a_board_that_cannot_be_seen_is_no_board(change, person):
    hidden = make_board(person("outsider"))
    response = change({"board_id": hidden.pk})
    assert response.status_code == 400
    assert response.json()["errors"] == {"board_id": ["There is no such board."]}


def test_on_an_open_board_only_its_people_put_tasks(change, person):
    board = make_board(person("outsider"), is_private=False)
    assert change({"board_id": board.pk}).status_code == 403
    board.members.add(person("author"))
    assert change({"board_id": board.pk}).status_code == 200


def test_a_board_the_caller_cannot_see_may_be_sent_back(change, task):
    body = {"board_id": task.board_id, "title": "New"}
    assert change(body, "assignee").status_code == 200


def test_a_parent_that_cannot_be_seen_is_no_parent(change, person):
    hidden = make_task(person("outsider"))
    response = change({"parent_id": hidden.pk})
    assert response.json()["errors"] == {"parent_id": ["There is no such parent."]}


def test_no_task_stands_below_itself(change, person, task):
    below = make_task(person("author"), "Below", parent=task)
    lowest = make_task(person("author"), "Lowest", parent=below)
    for parent in (task, below, lowest):
        response = change({"parent_id": parent.pk})
        assert response.status_code == 400
        assert list(response.json()["errors"]) == ["parent_id"]


def test_completing_keeps_the_status_of_a_task_on_the_right_side(change, task):
    late = TaskStatus.objects.create(name="Shipped", slug="shipped", category="Done", position=9)
    Task.objects.filter(pk=task.pk).update(status=late)
    assert change({"completed": True}).json()["status"]["id"] == late.pk
    assert change({"completed": False}).json()["status"]["category"] == "ToDo"
    assert change({"completed": True}).json()["status"]["slug"] == "done"


def test_status_and_side_may_agree_but_not_contradict(change):
    done = TaskStatus.objects.first_of(Category.DONE).pk
    refused = change({"status_id": done, "completed": False})
    assert refused.status_code == 400
    assert list(refused.json()["errors"]) == ["completed"]
    assert change({"status_id": done, "completed": True}).json()["completed"] is True


def test_a_change_from_an_old_version_is_refused(change, task):
    assert change({"title": "First"}, If_Match='"1"').status_code == 200
    stale = change({"title": "Second"}, If_Match='"1"')
    assert stale.status_code == 412
    assert stale.json()["title"] == "Precondition Failed"
    task.refresh_from_db()
    assert task.title == "First"


@pytest.mark.parametrize("tag", ['"x"', 'W/"1"', '"0"', '"99999999999999999999"'])
def test_a_tag_that_was_never_ours_matches_nothing(change, tag):
    assert change({"title": "New"}, If_Match=tag).status_code == 412


def test_any_version_will_do_without_a_tag(change):
    assert change({"title": "New"}, If_Match="*").status_code == 200


def test_a_moderator_has_no_extra_rights_here(change):
    assert change({"title": "New"}, "superuser").status_code == 404


def test_one_service_may_fail_after_the_check_of_the_path(v2, person, task, monkeypatch):
    def vanish(**_):
        Task.objects.all().delete()
        return real(**_)

    real = services.update_task
    monkeypatch.setattr("taskhub.api.views.tasks.update_task", vanish)
    response = v2.as_(person("author")).patch(f"/tasks/{task.pk}/", {"title": "New"})
    assert response.status_code == 404
