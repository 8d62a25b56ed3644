"""tasks/{task_id}/analyze/, tasks/{task_id}/suggestions/ and what is under suggestions/."""

import pytest

from suggestions.models import Suggestion
from taskhub.api.serializers import SuggestionOut
from taskhub.testing.documents import shape
from taskhub.testing.factories import make_task
from taskhub.testing.hostile import BROKEN_BODIES, UNFIT_IDS
from taskhub.testing.race import race
from tasks.models import Event, Task

pytestmark = pytest.mark.django_db

STEPS = [
    {"title": title, "description": f"Done when {title} is.", "priority": "High"}
    for title in ("one", "two", "three")
]


@pytest.fixture
def suggestion(person, task):
    return Suggestion.objects.create(
        task=task, user=person("member"), suggestion_text="So", sub_tasks=STEPS
    )


@pytest.fixture
def author(v2, person):
    return v2.as_(person("author"))


def test_a_suggestion_is_shown_with_exactly_the_fields_described(author, suggestion, person):
    answer = author.get(f"/tasks/{suggestion.task_id}/suggestions/").json()
    assert {key: answer[key] for key in ("total", "page", "limit")} == {
        "total": 1,
        "page": 1,
        "limit": 100,
    }
    (shown,) = answer["results"]
    assert set(shown) == set(SuggestionOut().fields)
    assert shown["user"]["id"] == person("member").pk
    assert shown["sub_tasks"] == STEPS
    assert (shown["accepted"], shown["dismissed_at"]) == (False, None)


def test_suggestions_come_in_pages_by_their_ids(author, suggestion):
    more = [
        Suggestion.objects.create(
            task=suggestion.task, user=suggestion.user, suggestion_text=str(number), sub_tasks=[]
        )
        for number in range(2)
    ]
    other = make_task(suggestion.task.author)
    Suggestion.objects.create(task=other, user=suggestion.user, suggestion_text="no")
    path = f"/tasks/{suggestion.task_id}/suggestions/"
    ids = [each["id"] for each in author.get(path).json()["results"]]
    assert ids == [suggestion.pk, *(each.pk for each in more)]
    page = author.get(f"{path}?page=2&limit=2").json()
    assert ([each["id"] for each in page["results"]], page["total"]) == (ids[2:], 3)


def test_the_list_costs_the_same_for_one_and_for_fifty(
    author, suggestion, django_assert_num_queries
):
    path = f"/tasks/{suggestion.task_id}/suggestions/"
    for _ in range(2):
        # The session, the task, its suggestions, who asked for them, and how many there are.
        with django_assert_num_queries(5):
            author.get(path)
        Suggestion.objects.bulk_create(
            Suggestion(task=suggestion.task, user=suggestion.user, suggestion_text="x")
            for _ in range(49)
        )


@pytest.mark.parametrize("query", ["dismissed=maybe", "page=0", "limit=1001", "dismissed="])
def test_a_bad_query_is_refused_by_its_name(author, suggestion, query):
    answer = author.get(f"/tasks/{suggestion.task_id}/suggestions/?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [query.partition("=")[0]]


def test_an_analysis_is_the_one_that_zocket_gives(author, zocket, person, task):
    body = {"description": "1. Write the notes\n2. Tag the commit\n3. Tell support"}
    here = author.post(f"/tasks/{task.pk}/analyze/", body)
    there = zocket.as_(person("author")).post(f"/api/v1/tasks/{task.pk}/analyze", body)
    assert here.status_code == there.status_code == 200
    here, there = here.json(), there.json()
    assert here["analysis"] == there["analysis"]
    for ours, theirs in zip(here["suggestions"], there["suggestions"], strict=True):
        assert set(ours) == set(SuggestionOut().fields)
        assert ours["sub_tasks"] == theirs["sub_tasks"]
    listed = author.get(f"/tasks/{task.pk}/suggestions/").json()["results"]
    assert [each["id"] for each in listed] == [
        each["id"] for each in here["suggestions"] + there["suggestions"]
    ]


def test_the_hourly_budget_is_one_for_both_doors(author, zocket, person, task, settings, limits_on):
    settings.TASKHUB_RATE_ANALYSE = (2, 3600)
    theirs = zocket.as_(person("author"))
    assert theirs.post(f"/api/v1/tasks/{task.pk}/analyze").status_code == 200
    assert author.post(f"/tasks/{task.pk}/analyze/").status_code == 200
    for refused in (
        author.post(f"/tasks/{task.pk}/analyze/"),
        theirs.post(f"/api/v1/tasks/{task.pk}/analyze"),
    ):
        assert refused.status_code == 429
        assert 1 <= int(refused["Retry-After"]) <= 3600


def test_accepting_makes_real_tasks_below_the_task(author, person, suggestion):
    answer = author.post(f"/suggestions/{suggestion.pk}/accept/")
    assert answer.status_code == 200
    answer = answer.json()
    assert answer["suggestion"]["accepted"] is True
    assert [each["title"] for each in answer["tasks"]] == ["one", "two", "three"]
    first = answer["tasks"][0]
    assert first == author.get(f"/tasks/{first['id']}/").json()
    assert first["author"]["id"] == person("author").pk
    assert first["parent_id"] == suggestion.task_id
    assert (first["priority"], first["visibility"]) == ("High", "participants")
    listed = author.get(f"/tasks/{suggestion.task_id}/suggestions/").json()["results"]
    assert listed == [answer["suggestion"]]


def test_who_works_on_the_board_puts_the_sub_tasks_there(v2, person, suggestion):
    client = v2.as_(person("member"))
    made = client.post(f"/suggestions/{suggestion.pk}/accept/").json()["tasks"]
    assert {each["board_id"] for each in made} == {suggestion.task.board_id}


def test_a_choice_is_taken_by_places(author, suggestion):
    answer = author.post(f"/suggestions/{suggestion.pk}/accept/", {"sub_tasks": [2, 0]}).json()
    assert [each["title"] for each in answer["tasks"]] == ["one", "three"]
    again = author.post(f"/suggestions/{suggestion.pk}/accept/", {"sub_tasks": [1]})
    assert again.status_code == 409


@pytest.mark.parametrize(
    "chosen", [[], [3], [-1], ["0"], [True], [0.0], "0", 0, None, {}, [None], [10**30], [[0]]]
)
def test_a_bad_choice_is_refused_and_nothing_made(author, suggestion, chosen):
    answer = author.post(f"/suggestions/{suggestion.pk}/accept/", {"sub_tasks": chosen})
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["sub_tasks"]
    suggestion.refresh_from_db()
    assert not suggestion.accepted
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "body", [body for body in BROKEN_BODIES.values() if body], ids=list(BROKEN_BODIES)[1:]
)
@pytest.mark.parametrize("verb", ["accept", "analyze"])
def test_a_broken_body_is_refused(author, suggestion, verb, body):
    path = (
        f"/suggestions/{suggestion.pk}/accept/"
        if verb == "accept"
        else f"/tasks/{suggestion.task_id}/analyze/"
    )
    answer = author.post(path, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize("unfit", UNFIT_IDS)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/suggestions/{}/accept/"),
        ("POST", "/suggestions/{}/dismiss/"),
        ("POST", "/tasks/{}/analyze/"),
        ("GET", "/tasks/{}/suggestions/"),
    ],
)
def test_what_is_no_id_is_not_found(author, suggestion, method, path, unfit):
    assert author.request(method, path.format(unfit)).status_code == 404


def test_what_was_decided_is_a_conflict(author, suggestion):
    accept, dismiss = (f"/suggestions/{suggestion.pk}/{verb}/" for verb in ("accept", "dismiss"))
    assert author.post(accept).status_code == 200
    for path in (accept, dismiss):
        answer = author.post(path)
        assert answer.status_code == 409
        assert answer.json()["detail"] == "The suggestion has already been accepted"
    assert Task.objects.filter(parent=suggestion.task).count() == 3


def test_what_was_dismissed_is_out_of_the_way(author, suggestion):
    dismissed = author.post(f"/suggestions/{suggestion.pk}/dismiss/")
    assert dismissed.status_code == 200
    assert shape(dismissed.json()["dismissed_at"]) == "instant"
    path = f"/tasks/{suggestion.task_id}/suggestions/"
    assert author.get(path).json()["results"] == []
    assert author.get(f"{path}?dismissed=true").json()["results"] == [dismissed.json()]
    again = author.post(f"/suggestions/{suggestion.pk}/dismiss/")
    assert (again.status_code, again.json()) == (200, dismissed.json())
    late = author.post(f"/suggestions/{suggestion.pk}/accept/")
    assert (late.status_code, late.json()["detail"]) == (409, "The suggestion has been dismissed")


def test_a_reader_is_told_who_may_decide(v2, person, suggestion):
    answer = v2.as_(person("marked")).post(f"/suggestions/{suggestion.pk}/accept/")
    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Only those who may analyze the task")


def test_accepted_sub_tasks_are_there_in_every_contract(
    v2, person, suggestion, zocket, taskora, tasktracker, todo, totask
):
    me = person("owner")
    made = v2.as_(me).post(f"/suggestions/{suggestion.pk}/accept/").json()["tasks"]
    lists = [
        zocket.as_(me).get("/api/v1/tasks").json(),
        taskora.as_(me).get(f"/api/{me.pk}/tasks").json()["data"],
        tasktracker.as_(me).get("/api/v1/tasks/").json()["results"],
        todo.as_(me).get(f"/api/{me.pk}/tasks").json()["tasks"],
    ]
    for listed in lists:
        titles = {int(each["id"]): each["title"] for each in listed}
        assert titles.items() >= {each["id"]: each["title"] for each in made}.items()
    # totask's document knows no tasks: there it is the board that they stand on.
    (board,) = {each["board_id"] for each in made}
    answer = totask.as_(me).put("/users/addToFav", {"boardId": str(board)}).json()
    assert [each["id"] for each in answer["favoriteBoards"]] == [str(board)]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_make_the_tasks_once(author, suggestion):
    answers = race(*[lambda: author.post(f"/suggestions/{suggestion.pk}/accept/")] * 4)
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert Task.objects.filter(parent=suggestion.task).count() == 3
