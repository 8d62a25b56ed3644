"""Conditional requests: what has not changed is not sent again, and what comes before that."""

import datetime
from functools import partial

import pytest
from django.test import RequestFactory
from django.utils import timezone

from accounts import services as accounts
from accounts import sessions
from taskhub.rest import conditional, listing
from taskhub.rest.conditional import Revalidation, versions_in
from taskhub.rest.schema import Operation, generate
from taskhub.testing.clients import ContractClient
from taskhub.testing.factories import make_comment, make_task
from taskhub.testing.readings import LIST, addresses, get
from taskhub.urls import CONTRACTS
from tasks.services import tasks

# Which paths


def shapes_in(schema, described, seen):
    """Every object schema that an answer is made of."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name in seen:
            return
        seen.add(name)
        schema = described[name]
    yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("allOf", ())]
    for each in [*inner, schema["items"]] if "items" in schema else inner:
        yield from shapes_in(each, described, seen)


def shows_tasks(operation, described):
    """Whether a 200 of it has objects that are tasks: an id, a title, and whether it is done."""
    content = operation["responses"].get("200", {}).get("content", {})
    for media in content.values():
        for shape in shapes_in(media["schema"], described, set()):
            names = set(shape.get("properties", ()))
            if {"id", "title"} <= names and names & {"status", "completed"}:
                return True
    return False


def test_every_reading_of_tasks_is_conditional():
    found = set()
    for contract in CONTRACTS:
        schema = generate(contract)
        for path, methods in schema["paths"].items():
            if "get" in methods and shows_tasks(methods["get"], schema["components"]["schemas"]):
                assert "304" in methods["get"]["responses"], (contract.name, path)
                found.add((contract.name, path))
    assert len(found) >= 10


def test_what_is_conditional_says_so_in_its_document():
    for contract in CONTRACTS:
        for route, view in contract.routes:
            handler = getattr(view, "get", None)
            if handler is None or not Operation.of(handler).documented:
                continue
            path = "/" + route.replace("<str:", "{").replace(">", "}")
            documented = generate(contract)["paths"][path]["get"]
            named = {each["name"] for each in documented.get("parameters", ())}
            assert Operation.of(handler).conditional == ("304" in documented["responses"])
            assert Operation.of(handler).conditional == ("If-None-Match" in named)


# One answer


@pytest.fixture
def said(task, person):
    """A comment on the task."""
    return make_comment(task, person("marked"))


@pytest.fixture
def readings(root, person, task, said):
    """The author's client, and every conditional path that answers them 200, by name."""
    author = person("author")
    tasks.update_task(actor=author, task=task, changes={"marked": [author, person("marked")]})
    return root.as_(author), addresses(author.pk, task.pk, said.pk)


def test_an_answer_that_has_not_changed_is_a_304(readings):
    client, paths = readings
    for name, path in paths.items():
        first = get(client, path)
        assert first.status_code == 200, name
        assert first["Cache-Control"] == "private, no-cache", name
        again = get(client, path, first["ETag"])
        assert (again.status_code, again.content) == (304, b""), name
        assert again["ETag"] == first["ETag"], name
        assert again["Cache-Control"] == "private, no-cache", name
        assert "Content-Type" not in again.headers, name


def test_it_takes_one_statement_that_of_signing_in(readings, django_assert_num_queries):
    client, paths = readings
    for path in paths.values():
        tag = get(client, path)["ETag"]
        with django_assert_num_queries(1):
            assert get(client, path, tag).status_code == 304


def test_a_change_elsewhere_sends_nothing_again(readings, person, make_other):
    client, paths = readings
    tags = {path: get(client, path)["ETag"] for path in paths.values()}
    make_other()
    for path, tag in tags.items():
        again = get(client, path, tag)
        assert (again.status_code, again.content) == (304, b""), path
        assert again["ETag"] != tag
        # The new tag is the cheap one from here on.
        assert get(client, path, again["ETag"])["ETag"] == again["ETag"]


@pytest.fixture
def make_other(person):
    """Something that the author's answers do not show."""
    return partial(tasks.create_task, actor=person("outsider"), title="Private")


def test_head_has_the_headers_of_get(readings):
    client, paths = readings
    for path in paths.values():
        whole, head = get(client, path), get(client, path, method="HEAD")
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
        assert get(client, path, whole["ETag"], method="HEAD").status_code == 304
        assert get(client, path, head["ETag"]).status_code == 304


@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', '{}, "x"', ' "a" ,W/{}', '"a,b",{}'])
def test_any_of_several_tags_will_do_strong_or_weak(readings, form):
    client, paths = readings
    tag = get(client, paths["v2 task"])["ETag"]
    assert get(client, paths["v2 task"], form.format(tag)).status_code == 304


def test_an_asterisk_is_any_answer_that_there_is(readings):
    client, paths = readings
    for path in paths.values():
        assert get(client, path, "*").status_code == 304
    assert get(client, "/api/v2/tasks/9999/", "*").status_code == 404


@pytest.mark.parametrize("tag", ['"1"', "1", '""', '"."', '"1.."', '"', '"x.y.z"', ",,", "é"])
def test_a_tag_that_was_never_given_is_good_for_nothing(readings, tag):
    client, paths = readings
    for path in paths.values():
        assert get(client, path, tag).status_code == 200


def test_a_tag_is_good_for_one_caller_address_and_host(root, readings, person, task):
    client, paths = readings
    every = {name: get(client, path)["ETag"] for name, path in paths.items()}
    assert len(set(every.values())) == len(every)
    other = root.as_(person("marked"))
    assert get(other, LIST, every["zocket list"]).status_code == 200
    assert get(client, f"{LIST}?page=1", every["zocket list"]).status_code == 200
    assert get(client, "/api/v1/tasks", every["zocket list"]).status_code == 200
    headers = {"If-None-Match": every["zocket list"], "Host": "127.0.0.1"}
    assert client.request("GET", LIST, headers=headers).status_code == 200
    assert get(client, LIST, every["zocket list"]).status_code == 304


def test_another_session_of_the_same_person_holds_the_same(root, readings, person):
    client, _ = readings
    tag = get(client, LIST)["ETag"]
    assert get(root.as_(person("author")), LIST, tag).status_code == 304


@pytest.fixture(params=["release", "key", "ceiling", "day"])
def circumstance(request, monkeypatch, settings):
    """Changes something else that decides about answers, when it is called."""
    later = timezone.now() + datetime.timedelta(days=1)
    changes = {
        "release": lambda: monkeypatch.setattr(conditional, "_release", lambda: b"another"),
        "key": lambda: setattr(settings, "SECRET_KEY", "another" * 9),
        "ceiling": lambda: setattr(settings, "TASKHUB_LIST_CEILING", 7),
        "day": lambda: monkeypatch.setattr(conditional.timezone, "now", lambda: later),
    }
    return changes[request.param]


def test_another_circumstance_makes_another_seal(circumstance):
    before = seal_of(LIST)
    circumstance()
    conditional._key.cache_clear()
    assert seal_of(LIST) != before
    conditional._key.cache_clear()


def seal_of(path):
    return Revalidation(RequestFactory().get(path), 1, "1/1")._seal


def test_the_release_is_what_the_code_says(settings, tmp_path):
    conditional._release.cache_clear()
    ours = conditional._release()
    settings.BASE_DIR = tmp_path
    (tmp_path / "tasks").mkdir()
    seen = {ours}
    for text in ("one", "two"):
        (tmp_path / "tasks" / "rows.py").write_text(text)
        conditional._release.cache_clear()
        seen.add(conditional._release())
    conditional._release.cache_clear()
    assert len(seen) == 3


# What comes before a tag


def test_who_is_not_signed_in_any_more_gets_a_401(readings):
    client, _ = readings
    tag = get(client, LIST)["ETag"]
    sessions.end(sessions.authenticate(client.token))
    assert get(client, LIST, tag).status_code == 401
    assert get(client, LIST, "*").status_code == 401
    assert get(ContractClient(""), LIST, tag).status_code == 401


def test_refusals_have_no_tag_and_stay_out_of_caches(readings, person):
    client, _ = readings
    other = person("outsider").pk
    refused = {
        f"/taskora/api/{other}/tasks": 403,
        f"/todo/api/{other}/tasks": 403,
        f"{LIST}?limit=0": 400,
        f"{LIST}/9999": 404,
        f"{LIST}/x": 400,
    }
    for path, status in refused.items():
        for tag in (None, "*", get(client, LIST)["ETag"]):
            response = get(client, path, tag)
            assert response.status_code == status, path
            assert "ETag" not in response.headers
            assert response["Cache-Control"] == "no-store"


def test_a_task_lost_to_sight_is_refused_to_who_holds_it(root, person, task, said):
    client = root.as_(person("marked"))
    paths = addresses(person("marked").pk, task.pk, said.pk)
    held = {name: get(client, paths[name]) for name in ("zocket task", "tasktracker task")}
    tasks.update_task(actor=person("author"), task=task, changes={"marked": []})
    lost = {name: get(client, paths[name], held[name]["ETag"]).status_code for name in held}
    assert lost == {"zocket task": 404, "tasktracker task": 403}


# Long lists


def test_a_long_list_has_a_tag_before_it_is_read(root, person, monkeypatch, make_other):
    monkeypatch.setattr(listing.Listing, "PORTION", 3)
    author = person("author")
    for number in range(8):
        make_task(author, f"Task {number}")
    client = root.as_(author)
    first = get(client, LIST)
    assert "." not in first["ETag"]
    assert get(client, LIST, first["ETag"]).status_code == 304
    make_other()
    assert get(client, LIST, first["ETag"]).status_code == 200


# If-Match


SEAL = "abcdefgh-_ABC123"


@pytest.mark.parametrize(
    ("header", "versions"),
    [
        ("", None),
        ("*", None),
        ('"3"', {3}),
        (f'"3.{SEAL}.{SEAL}"', {3}),
        (f'"1", "3.{SEAL}.{SEAL}" ,"x"', {1, 3}),
        (f'"1",\t"3.{SEAL}.{SEAL}","2"', {1, 2, 3}),
        # None of these was ever given out.
        ('"03"', set()),
        ('"3.junk"', set()),
        ('"3."', set()),
        (f'"3.{SEAL}"', set()),
        (f'"3.{SEAL}.{SEAL}.{SEAL}"', set()),
        (f'"3.{SEAL}.{SEAL[1:]}"', set()),
        (f'"3.{SEAL}.{SEAL[1:]}!"', set()),
        ('" 3"', set()),
        ('"٣"', set()),
        ('w/"3"', set()),
        ('x"3"', set()),
        ('"3"x', set()),
        ('"3" "4"', set()),
        ('W/"3"', set()),
        ('W/"3", "4"', {4}),
        ("3", set()),
        ('"x"', set()),
        ('"0"', set()),
        ('"-3"', set()),
        (f'"{"9" * 30}"', set()),
    ],
)
def test_if_match_names_versions(header, versions):
    assert versions_in(header) == versions


def writes(task, me):
    return {
        "zocket": ("PUT", f"/zocket/api/v1/tasks/{task}", {"title": "New"}),
        "taskora": ("PUT", f"/taskora/api/{me}/tasks/{task}", {"title": "New"}),
        "taskora, complete": ("PATCH", f"/taskora/api/{me}/tasks/{task}/complete", {}),
        "todo": ("PUT", f"/todo/api/{me}/tasks/{task}", {"title": "New"}),
        "tasktracker": ("PUT", f"/tasktracker/api/v1/tasks/{task}/", {"title": "New"}),
        "v2": ("PATCH", f"/api/v2/tasks/{task}/", {"title": "New"}),
        "zocket, delete": ("DELETE", f"/zocket/api/v1/tasks/{task}", {}),
    }


@pytest.mark.parametrize("door", writes(0, 0))
def test_the_tag_of_a_reading_guards_a_writing(root, person, task, door):
    author = person("author")
    client = root.as_(author)
    tag = get(client, f"/api/v2/tasks/{task.pk}/")["ETag"]
    # A change of the person is none of the task: nobody's work would be lost.
    accounts.update_user(actor=author, user=author, changes={"first_name": "Other"})
    method, path, body = writes(task.pk, author.pk)[door]
    for refused in (f"W/{tag}", '"9.x.y", "7"'):
        answer = client.request(method, path, body, headers={"If-Match": refused})
        assert answer.status_code == 412, refused
    answer = client.request(method, path, body, headers={"If-Match": f'"9", {tag}'})
    assert answer.status_code == 200
    answer = client.request(method, path, body, headers={"If-Match": tag})
    assert answer.status_code in (404, 412)


def test_the_tag_of_a_writing_guards_the_next(root, person, task):
    client, path = root.as_(person("author")), f"/api/v2/tasks/{task.pk}/"
    tag = client.patch(path, {"title": "One"})["ETag"]
    answer = client.patch(path, {"title": "Two"}, headers={"If-Match": tag})
    assert answer.status_code == 200
    # It does not know whose names the answer shows: for reading it is good for nothing.
    assert get(client, path, answer["ETag"]).status_code == 200
