"""Tasks, statuses, boards and the event log in the admin."""

import pytest

from taskhub.errors import NotAllowed
from taskhub.testing.admin import make_admin
from taskhub.testing.factories import make_board, make_comment, make_task, make_user
from tasks.models import Board, Category, Event, Favourite, Task, TaskStatus
from tasks.services import boards, tasks

pytestmark = pytest.mark.django_db

TASKS, STATUSES, BOARDS, EVENTS = "tasks/task/", "tasks/taskstatus/", "tasks/board/", "tasks/event/"


@pytest.fixture
def boss():
    return make_admin()


@pytest.fixture
def first():
    return TaskStatus.objects.first_of(Category.TO_DO)


def page_of(thing, verb="change"):
    return f"tasks/{thing._meta.model_name}/{thing.pk}/{verb}/"


def last_event():
    return Event.objects.order_by("id").last()


# Lists.


def populate(rows):
    for _ in range(rows):
        one, other = make_user(), make_user()
        board = make_board(one, members=[other])
        parent = make_task(one)
        status = TaskStatus.objects.create(name="More", slug=f"more-{one.pk}")
        task = make_task(
            one, assignee=other, board=board, parent=parent, status=status, marked=[other]
        )
        Favourite.objects.create(user=one, board=board)
        Event.objects.create(type="task_created", actor=one, task_id=task.pk)


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        # Signing in takes three; then the count and the page of rows.
        (TASKS, 6),  # the statuses to filter by
        (STATUSES, 5),
        (BOARDS, 5),
        (EVENTS, 5),
    ],
)
def test_a_list_costs_the_same_for_any_number(boss, page, queries, rows, django_assert_num_queries):
    populate(rows)
    with django_assert_num_queries(queries):
        assert len(boss.get(page).context["cl"].result_list) >= rows


@pytest.mark.parametrize("rows", [1, 50])
def test_a_page_costs_the_same_for_any_number(boss, rows, django_assert_max_num_queries):
    people = [make_user() for _ in range(rows)]
    task = make_task(boss.user, marked=people)
    board = make_board(boss.user, members=people)
    # Signing in takes three; the task, its author, its marks twice (ids, then names), its
    # status, and the content type, which is kept.
    with django_assert_max_num_queries(9):
        assert boss.get(page_of(task)).status_code == 200
    # The board with its counts, its owner, its members twice.
    with django_assert_max_num_queries(8):
        assert boss.get(page_of(board)).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"q": "report"},
        {"q": "writer"},
        {"priority__exact": "Medium", "visibility__exact": "participants"},
        {"status__category__exact": "ToDo"},
    ],
)
def test_a_task_is_found(boss, query):
    task = make_task(make_user("writer"), "Write the report")
    make_task(make_user(), "Else", category="Done", priority="High", visibility="team")
    page = boss.get(TASKS, **query)
    assert list(page.context["cl"].result_list) == [task]


def test_every_relation_is_completed_not_listed(boss):
    person, board = make_user("somebody"), make_board(boss.user, "Garden")
    task = make_task(boss.user, "Dig")
    page = boss.get(page_of(task)).content.decode()
    assert "Garden" not in page
    assert "somebody" not in page
    for field, term, found in (
        ("assignee", "someb", person.pk),
        ("marked_users", "someb", person.pk),
        ("board", "gard", board.pk),
        ("parent", "dig", task.pk),
        ("status", "done", TaskStatus.objects.first_of("Done").pk),
    ):
        query = {"app_label": "tasks", "model_name": "task", "field_name": field, "term": term}
        answer = boss.get("autocomplete/", **query).json()
        assert [each["id"] for each in answer["results"]] == [str(found)]


# Tasks.


def test_a_new_task_is_the_admins_with_its_event(boss, first):
    board = make_board(make_user(), "Not mine")
    marked = make_user()
    answer = boss.submit(
        f"{TASKS}add/", title="Dig", board=board.pk, marked_users=[marked.pk], due_date="2026-02-28"
    )
    assert answer.status_code == 302
    task = Task.objects.get()
    assert (task.author, task.status, task.board) == (boss.user, first, board)
    assert list(task.marked_users.all()) == [marked]
    assert (last_event().type, last_event().actor) == ("task_created", boss.user)


def test_what_was_edited_is_written_with_its_event(boss):
    board = make_board(make_user(), "Not mine")
    task = make_task(make_user(), "Dig", marked=[make_user()])
    assignee, marked = make_user(), make_user()
    answer = boss.submit(
        page_of(task),
        title="Dig deep",
        description="One\r\nTwo",
        status=TaskStatus.objects.first_of("Done").pk,
        assignee=assignee.pk,
        marked_users=[marked.pk],
        board=board.pk,
    )
    assert answer.status_code == 302
    task.refresh_from_db()
    assert (task.title, task.description, task.completed) == ("Dig deep", "One\nTwo", True)
    assert (task.assignee, task.board, task.version) == (assignee, board, 2)
    assert list(task.marked_users.all()) == [marked]
    event = Event.objects.get()
    assert (event.type, event.actor) == ("task_updated", boss.user)
    told = {"title", "description", "status", "category", "assignee", "marked", "board"}
    assert set(event.payload["changed"]) == told


def test_an_untouched_form_leaves_no_trace(boss):
    task = make_task(make_user(), description="One\nTwo", marked=[make_user()])
    assert boss.submit(page_of(task)).status_code == 302
    task.refresh_from_db()
    assert task.version == 1
    assert not Event.objects.exists()


def test_an_old_form_overwrites_only_what_was_edited(boss):
    task, marked = make_task(make_user(), "Dig"), make_user()
    shown = boss.get(page_of(task))
    tasks.update_task(
        actor=task.author, task=task, changes={"title": "Dig deep", "marked": [marked]}
    )
    boss.resubmit(page_of(task), shown, priority="High")
    task.refresh_from_db()
    assert (task.title, task.priority) == ("Dig deep", "High")
    assert list(task.marked_users.all()) == [marked]


def test_null_is_sent_by_emptying(boss):
    board = make_board(make_user())
    task = make_task(make_user(), assignee=make_user(), board=board, parent=make_task(make_user()))
    boss.submit(page_of(task), assignee="", board="", parent="", marked_users=[])
    task.refresh_from_db()
    assert (task.assignee, task.board, task.parent) == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 256}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"description": "x" * 10_001}, "description"),
        ({"status": ""}, "status"),
        ({"status": "999999"}, "status"),
        ({"priority": "Urgent"}, "priority"),
        ({"due_date": "soon"}, "due_date"),
        ({"board": "x"}, "board"),
        ({"board": "9" * 30}, "board"),
        ({"parent": "٣"}, "parent"),
        ({"marked_users": ["x"]}, "marked_users"),
        ({"marked_users": ["9" * 30]}, "marked_users"),
        ({"marked_users": ["999999"]}, "marked_users"),
    ],
)
def test_a_bad_change_is_refused_in_the_form(boss, changes, field):
    task = make_task(make_user())
    answer = boss.submit(page_of(task), **changes)
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    assert not Event.objects.exists()


def test_what_a_service_refuses_stands_in_the_form(boss):
    away = make_user(is_active=False)
    task = make_task(make_user())
    below = make_task(make_user(), parent=task)
    for changes, field in (
        ({"assignee": away.pk}, "assignee"),
        ({"marked_users": [away.pk]}, "marked_users"),
        ({"parent": below.pk}, "parent"),
        ({"parent": task.pk}, "parent"),
    ):
        answer = boss.submit(page_of(task), title="New", **changes)
        assert answer.status_code == 200
        assert list(answer.context["adminform"].form.errors) == [field]
    task.refresh_from_db()
    assert task.version == 1


def test_a_deleted_task_is_told_and_its_sub_tasks_stay(boss):
    task = make_task(make_user())
    below = make_task(make_user(), parent=task)
    make_comment(task, task.author)
    assert "sub-tasks stay" in boss.get(page_of(task, "delete")).content.decode()
    boss.post(page_of(task, "delete"), post="yes")
    below.refresh_from_db()
    assert below.parent is None
    told = list(Event.objects.order_by("id").values_list("type", "actor_id"))
    assert told == [("task_updated", boss.user.pk), ("task_deleted", boss.user.pk)]


def test_many_tasks_are_deleted_with_an_event_each(boss):
    some = [make_task(make_user()) for _ in range(3)]
    boss.choose(TASKS, "delete_selected", *some, post="yes")
    assert not Task.objects.exists()
    assert Event.objects.filter(type="task_deleted", actor=boss.user).count() == 3


@pytest.mark.parametrize("odd", ["x", "", "-1", "9" * 30, "٣", "1.5"])
def test_an_odd_choice_of_rows_is_no_failure(boss, odd):
    for page in (TASKS, EVENTS, "accounts/session/", "accounts/user/"):
        answer = boss.post(page, action="delete_selected", _selected_action=[odd], index="0")
        assert answer.status_code in (200, 302)


def test_an_odd_hidden_value_is_no_failure(boss):
    task = make_task(make_user(), marked=[make_user()])
    for name in ("board", "marked_users", "due_date", "status", "priority"):
        answer = boss.submit(page_of(task), **{f"initial-{name}": "9" * 30})
        assert answer.status_code in (200, 302)


def test_a_task_leads_to_its_events(boss):
    task = make_task(make_user())
    tasks.update_task(actor=task.author, task=task, changes={"title": "New"})
    make_event = Event.objects.create(type="task_created", task_id=task.pk + 1)
    page = boss.get(page_of(task)).content.decode()
    address = f"/admin/{EVENTS}?task_id__exact={task.pk}"
    assert address in page
    found = boss.http.get(address).context["cl"].result_list
    assert make_event not in found
    assert [event.task_id for event in found] == [task.pk]


# Statuses.


def test_a_new_status_finds_slug_and_place_itself(boss):
    assert boss.submit(f"{STATUSES}add/", name="На проверке").status_code == 302
    status = TaskStatus.objects.get(name="На проверке")
    assert (status.slug, status.category) == ("на-проверке", Category.IN_PROGRESS)
    assert status.position == max(TaskStatus.objects.values_list("position", flat=True))


def test_a_status_is_changed_and_told_for_its_tasks(boss, first):
    task = make_task(make_user())
    TaskStatus.objects.create(name="Later", slug="later", category="ToDo")
    boss.submit(page_of(first), name="Doing", category="InProgress")
    first.refresh_from_db()
    assert (first.name, first.category) == ("Doing", "InProgress")
    event = Event.objects.get()
    assert (event.task_id, event.actor) == (task.pk, boss.user)
    assert event.payload["changed"] == {"category": ["ToDo", "InProgress"]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"slug": "done"}, "slug"),
        ({"slug": "not a slug"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"position": "-1"}, "position"),
        ({"position": ""}, "position"),
        ({"category": "Done"}, "__all__"),
    ],
)
def test_a_bad_status_is_refused_in_the_form(boss, first, changes, field):
    answer = boss.submit(page_of(first), **changes)
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors


def test_the_admin_takes_slugs_of_any_script(boss, first):
    boss.submit(page_of(first), slug="समीक्षा-में")
    assert TaskStatus.objects.get(pk=first.pk).slug == "समीक्षा-में"
    boss.submit(f"{STATUSES}add/", name="กำลังตรวจ")
    assert TaskStatus.objects.latest("pk").slug == "กำลังตรวจ"


def test_the_order_is_changed_in_the_list(boss):
    ids = list(TaskStatus.objects.values_list("pk", flat=True))
    places = {f"form-{number}-position": str(9 - number) for number in range(len(ids))}
    boss.submit(STATUSES, _save="Save", **places)
    assert list(TaskStatus.objects.values_list("pk", flat=True)) == ids[::-1]


def test_a_refusal_in_the_list_is_told_and_nothing_written(boss, monkeypatch):
    def refuse(**_):
        raise NotAllowed("Not today.")

    monkeypatch.setattr("tasks.admin.statuses.update_status", refuse)
    answer = boss.submit(STATUSES, _save="Save", **{"form-0-position": "7"})
    assert boss.messages(answer) == ["Not today."]


def test_a_status_in_use_goes_when_its_tasks_have_a_place(boss):
    used = TaskStatus.objects.create(name="Review", slug="review")
    target = TaskStatus.objects.first_of(Category.DONE)
    task = make_task(make_user(), status=used)
    asked = boss.get(page_of(used, "delete")).content.decode()
    assert "1 task has the status" in asked
    assert f'value="{used.pk}"' not in asked
    for choice in ({}, {"move_to": ""}, {"move_to": str(used.pk)}, {"move_to": "999999"}):
        assert boss.post(page_of(used, "delete"), **choice).status_code == 200
    assert not Event.objects.exists()
    answer = boss.post(page_of(used, "delete"), move_to=target.pk)
    assert boss.messages(answer) == ["The status “Review” was deleted."]
    task.refresh_from_db()
    assert task.status == target
    assert (last_event().type, last_event().actor) == ("task_updated", boss.user)
    assert not TaskStatus.objects.filter(slug="review").exists()


def test_a_status_nobody_uses_goes_at_a_click(boss):
    unused = TaskStatus.objects.create(name="Review", slug="review")
    assert "No task has the status" in boss.get(page_of(unused, "delete")).content.decode()
    boss.post(page_of(unused, "delete"))
    assert not TaskStatus.objects.filter(slug="review").exists()


def test_the_last_status_of_a_category_stays(boss, first):
    answer = boss.post(page_of(first, "delete"))
    assert answer.status_code == 200
    assert "last status of its category" in answer.content.decode()
    assert TaskStatus.objects.filter(pk=first.pk).exists()


def test_statuses_are_not_deleted_by_the_dozen(boss, first):
    boss.choose(STATUSES, "delete_selected", first, post="yes")
    assert TaskStatus.objects.filter(pk=first.pk).exists()


# Boards.


def test_a_new_board_is_the_admins(boss):
    member = make_user()
    boss.submit(f"{BOARDS}add/", name="Garden", members=[member.pk])
    board = Board.objects.get()
    assert (board.owner, board.is_private) == (boss.user, True)
    assert list(board.members.all()) == [member]


def test_a_board_is_changed_and_told_for_its_tasks(boss):
    old, new = make_user(), make_user()
    board = make_board(make_user(), members=[old])
    task = make_task(board.owner, board=board)
    boss.submit(page_of(board), name="Garden", members=[new.pk])
    board.refresh_from_db()
    assert board.name == "Garden"
    assert list(board.members.all()) == [new]
    told = list(Event.objects.order_by("id"))
    assert {(event.task_id, event.actor) for event in told} == {(task.pk, boss.user)}
    assert told[0].former == [old.pk]
    assert new.pk in told[-1].audience


def test_a_deleted_board_leaves_its_tasks(boss):
    board = make_board(make_user())
    task = make_task(board.owner, board=board)
    boss.post(page_of(board, "delete"), post="yes")
    task.refresh_from_db()
    assert task.board is None
    assert (last_event().task_id, last_event().actor) == (task.pk, boss.user)


def test_somebody_inactive_does_not_become_a_member(boss):
    board = make_board(make_user())
    answer = boss.submit(page_of(board), members=[make_user(is_active=False).pk])
    assert "members" in answer.context["adminform"].form.errors
    assert not board.members.exists()


def test_a_board_shows_how_many_like_it(boss):
    board = make_board(make_user(), members=[make_user(), make_user()])
    for _ in range(3):
        Favourite.objects.create(user=make_user(), board=board)
    make_task(board.owner, board=board)
    row = boss.get(BOARDS).context["cl"].result_list[0]
    assert (row.member_count, row.task_count, row.favourite_count) == (2, 1, 3)
    assert "Favourite of" in boss.get(page_of(board)).content.decode()


# The log.


@pytest.fixture
def event(boss):
    payload = {"task": {"title": "<b>Dig</b>"}}
    return Event.objects.create(type="task_created", actor=boss.user, task_id=7, payload=payload)


def test_an_event_is_read_escaped(boss, event):
    page = boss.get(page_of(event)).content.decode()
    assert "&lt;b&gt;Dig&lt;/b&gt;" in page
    assert "<b>Dig" not in page


def test_an_event_says_who_heard_of_it(boss, event):
    Event.objects.update(audience=None, former=[3, 5])
    page = boss.get(page_of(event)).content.decode()
    assert "everyone signed in" in page
    assert "users 3, 5" in page


def test_nobody_writes_in_the_log(boss, event):
    assert boss.get(f"{EVENTS}add/").status_code == 403
    assert boss.post(page_of(event), type="x").status_code == 403
    assert boss.post(page_of(event, "delete"), post="yes").status_code == 403
    boss.choose(EVENTS, "delete_selected", event, post="yes")
    event.refresh_from_db()
    assert event.type == "task_created"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "7"}, 1),
        ({"q": "8"}, 0),
        ({"q": "seven"}, 0),
        ({"q": "٧"}, 0),
        ({"q": "9" * 40}, 0),
        ({"type": "task_created"}, 1),
        ({"type": "task_deleted"}, 0),
    ],
)
def test_events_are_found_by_task_and_type(boss, event, query, found):
    assert len(boss.get(EVENTS, **query).context["cl"].result_list) == found


# What the services say to it.


def test_moderating_takes_a_superuser(person, task):
    board = task.board
    for call in (
        lambda: tasks.create_task(actor=person("outsider"), title="x", moderating=True),
        lambda: tasks.update_task(actor=person("author"), task=task, changes={}, moderating=True),
        lambda: tasks.delete_task(actor=person("author"), task=task, moderating=True),
        lambda: boards.update_board(
            actor=person("owner"), board=board, changes={}, moderating=True
        ),
        lambda: boards.delete_board(actor=person("owner"), board=board, moderating=True),
    ):
        with pytest.raises(NotAllowed):
            call()
