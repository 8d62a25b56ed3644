"""What the palette and single keys ask the server for."""

import pytest
from django.test import Client
from django.urls import reverse

from taskhub.testing.factories import ROLES, make_board, make_task, make_user
from tasks.models import Event, Favourite, Task, TaskStatus, Visibility

READERS = {"author", "assignee", "owner", "member", "marked"}
EDITORS = READERS - {"marked"}


def signed_in(user):
    client = Client(headers={"X-Requested-With": "fetch"})
    client.force_login(user)
    return client


def find(user, text=""):
    answer = signed_in(user).get(reverse("tasks:find"), {"q": text})
    assert answer.status_code == 200, answer.content
    return answer.json()


def quick(user, task, **query):
    return signed_in(user).get(reverse("tasks:task-quick", args=[task.pk]), query)


def save(user, task, **values):
    return signed_in(user).post(reverse("tasks:task-quick", args=[task.pk]), values)


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.mark.parametrize("role", ROLES)
def test_a_task_is_found_by_those_who_may_read_it(person, task, role):
    assert [row[0] for row in find(person(role), task.title[:4])["tasks"]] == (
        [task.pk] if role in READERS else []
    )
    assert bool(find(person(role), f"#{task.pk}")["tasks"]) is (role in READERS)


def test_what_is_open_to_all_is_found_by_all(person, task):
    Task.objects.update(visibility=Visibility.TEAM)
    assert find(person("outsider"), task.title)["tasks"] == [[task.pk, task.title, False]]


def test_all_words_count_in_title_and_description(ann):
    shed = make_task(ann, "Paint the shed", description="Зелёная краска")
    make_task(ann, "Paint the fence")
    assert [row[0] for row in find(ann, "SHED paint")["tasks"]] == [shed.pk]
    assert [row[0] for row in find(ann, "зелёная shed")["tasks"]] == [shed.pk]
    assert find(ann, "paint 100%")["tasks"] == []


def test_few_are_answered_the_newest_first_and_the_number_before_them(ann):
    made = [make_task(ann, f"Task {number}") for number in range(12)]
    found = [row[0] for row in find(ann, "task")["tasks"]]
    assert found == [task.pk for task in reversed(made)][:8]
    numbered = make_task(ann, f"Beside #{made[0].pk}")
    found = [row[0] for row in find(ann, f"#{made[0].pk}")["tasks"]]
    assert found == [made[0].pk, numbered.pk]


def test_boards_are_those_one_works_on_and_favourites_first(ann):
    bob = make_user("bob")
    own, given = make_board(ann, name="B own"), make_board(bob, name="A given", members=[ann])
    star = make_board(bob, name="Star", is_private=False)
    make_board(bob, name="Open", is_private=False)
    make_board(bob, name="Hidden")
    Favourite.objects.create(user=ann, board=star)
    names = [[star.pk, "Star"], [given.pk, "A given"], [own.pk, "B own"]]
    assert find(ann)["boards"] == names
    assert [name for _, name in find(ann, "open")["boards"]] == ["Open"]
    assert find(ann, "hidden")["boards"] == []


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", "<b>", "999999999999999999999", "ы" * 5000])
def test_whatever_is_typed_is_only_words(ann, text):
    make_task(ann, "Paint")
    assert find(ann, text)["tasks"] == []


def test_statements_are_few_however_many_there_are(ann, django_assert_max_num_queries):
    for number in range(30):
        make_task(ann, f"Task {number}", board=make_board(ann, name=f"Board {number}"))
    client = signed_in(ann)
    with django_assert_max_num_queries(7):  # who asks (3), boards, how much there is (2), tasks
        client.get(reverse("tasks:find"), {"q": "task"})
    with django_assert_max_num_queries(4):  # who asks (3), boards
        client.get(reverse("tasks:find"))


def test_searches_are_limited_and_what_is_offered_at_once_is_not(ann, limits_on, settings):
    settings.TASKHUB_RATE_SEARCH = (2, 60)
    client, address = signed_in(ann), reverse("tasks:find")
    answers = [client.get(address, {"q": "a"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    refused = client.get(address, {"q": "a"}).json()
    assert refused == {"said": "That was tried too often. Please wait a little."}
    assert client.get(address).status_code == 200
    people = reverse("tasks:task-quick", args=[make_task(ann).pk])
    assert client.get(people, {"field": "assignee", "q": "a"}).status_code == 429


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("field", ["status", "priority", "assignee"])
def test_choices_are_for_those_who_may_change_the_task(person, task, role, field):
    answer = quick(person(role), task, field=field)
    expected = 200 if role in EDITORS else 403 if role in READERS else 404
    assert answer.status_code == expected
    assert ("choices" in answer.json()) is (role in EDITORS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("values", [{"priority": "High"}, {"assignee": ""}, {"status": "done"}])
def test_who_may_change_the_task_changes_it(person, task, role, values):
    if "status" in values:
        values = {"status": TaskStatus.objects.first_of("Done").pk}
    before = Event.objects.count()
    answer = save(person(role), task, **values)
    assert answer.status_code == (200 if role in EDITORS else 403 if role in READERS else 404)
    assert answer.json()["said"]
    assert Event.objects.count() - before == (role in EDITORS)


def test_the_choices_tell_what_is_so_now(ann):
    bob = make_user("bob")
    task = make_task(ann, board=make_board(ann, members=[bob]), priority="Low", assignee=bob)
    make_user("aaa")
    statuses = quick(ann, task, field="status").json()
    assert statuses["value"] == str(task.status_id)
    assert [label for _, label in statuses["choices"]] == ["To do", "In progress", "Done"]
    priorities = quick(ann, task, field="priority").json()
    assert (priorities["value"], priorities["choices"][0]) == ("Low", ["High", "High"])
    people = quick(ann, task, field="assignee").json()
    assert people["value"] == str(bob.pk)
    names = [label.partition("@")[2] for _, label in people["choices"]]
    assert names == ["ann)", "", "bob)", "aaa)"]
    assert people["choices"][1][0] == ""
    found = quick(ann, task, field="assignee", q="AA").json()["choices"]
    assert [label for _, label in found] == ["Aaa Example (@aaa)"]


def test_the_answer_says_what_is_so_now(ann):
    bob, task = make_user("bob"), make_task(ann, "Paint")
    done = TaskStatus.objects.first_of("Done")
    said = {
        "“Paint” is in Done now.": {"status": done.pk},
        "“Paint”: priority High.": {"priority": "High"},
        "“Paint” is assigned to Bob Example (@bob) now.": {"assignee": bob.pk},
        "“Paint” is assigned to nobody now.": {"assignee": ""},
    }
    for sentence, values in said.items():
        assert save(ann, task, **values).json()["said"] == sentence
    task.refresh_from_db()
    assert (task.status, task.priority, task.assignee) == (done, "High", None)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 422),
        ({"title": "x"}, 422),
        ({"priority": "Urgent"}, 422),
        ({"status": "999"}, 404),
        ({"status": "x"}, 404),
        ({"assignee": "999"}, 422),
        ({"assignee": "me"}, 422),
    ],
)
def test_what_makes_no_sense_changes_nothing(ann, values, status):
    task = make_task(ann)
    answer = save(ann, task, **values)
    assert (answer.status_code, bool(answer.json()["said"])) == (status, True)
    assert not Event.objects.filter(type="task_updated").exists()
    assert quick(ann, task, field="title").status_code == 422


def test_nobody_signed_in_and_no_other_site_gets_in(ann):
    task = make_task(ann)
    for route, args in (("find", []), ("task-quick", [task.pk])):
        assert Client().get(reverse(f"tasks:{route}", args=args)).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)
    address = reverse("tasks:task-quick", args=[task.pk])
    assert strict.post(address, {"priority": "High"}).status_code == 403
