"""Analyses with a language model configured, as the service gives them."""

import json
import logging
import time

import pytest
from django.db import connection

from suggestions import services
from suggestions.analysis import analyse
from suggestions.llm import Reason, Unavailable, model, note
from suggestions.models import Suggestion
from suggestions.services import analyse_task
from suggestions.tests.conftest import KEY
from taskhub.testing.factories import make_comment, make_task, make_user
from taskhub.testing.llm import GOOD, fails, says
from tasks import events
from tasks.errors import NotYourTask, TaskNotFound
from tasks.models import Event, Task


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def mine(ann):
    return make_task(ann, title="Plan the party", description="- invite\n- cook\n- clean up")


def test_the_models_answer_is_stored_and_told(ann, mine, server):
    text, (suggestion,) = analyse_task(actor=ann, task=mine)
    assert text == GOOD["analysis"]
    stored = Suggestion.objects.get()
    assert (stored.suggestion_text, stored.sub_tasks) == (GOOD["suggestion"], GOOD["sub_tasks"])
    assert not stored.accepted
    told = Event.objects.get()
    assert (told.type, told.payload["suggestion"]["id"]) == (
        events.SUGGESTION_CREATED,
        suggestion.pk,
    )


FAULTS = {
    Reason.FAILED: fails(500),
    Reason.RESTING: fails(429, Retry_After="30"),
    Reason.REFUSED: says(None, refusal="No."),
    Reason.UNUSABLE: says("No JSON today."),
    Reason.SLOW: lambda handler: time.sleep(1.5),
}


@pytest.mark.parametrize("reason", FAULTS, ids=lambda reason: reason.value)
def test_where_the_model_fails_the_planner_answers_and_says_so(ann, mine, server, settings, reason):
    settings.TASKHUB_LLM_TIMEOUT = 1.0
    server.script = [FAULTS[reason]]
    text, suggestions = analyse_task(actor=ann, task=mine)
    own = analyse(mine)
    assert text == f"{note(reason, 'en')}\n\n{own.text}"
    assert [each.sub_tasks for each in suggestions] == [p.sub_tasks for p in own.suggestions]


def test_it_says_so_in_the_language_of_the_task(ann, server):
    server.script = [fails(500)]
    task = make_task(ann, title="Собрать коробки", description="Подписать каждую.")
    text, _ = analyse_task(actor=ann, task=task)
    assert text.startswith("Языковая модель сейчас недоступна;")


def test_without_a_model_nothing_is_said_of_one(ann, mine):
    text, _ = analyse_task(actor=ann, task=mine)
    assert text == analyse(mine).text


def test_nothing_but_the_task_and_what_the_caller_adds_leaves_the_machine(ann, mine, server):
    other = make_task(ann, title="Plan the secret party", parent=mine, category="Done")
    make_comment(mine, ann, "A private word")
    bob = make_user("bob", first_name="Robert")
    Task.objects.filter(pk=mine.pk).update(assignee=bob)
    analyse_task(actor=ann, task=mine, description="for ten people", context="in May")
    sent = json.dumps(server.heard[0].body)
    assert other.title not in sent
    for private in ("private word", ann.email, ann.username, ann.last_name, "bob", "Robert"):
        assert private not in sent
    data = json.loads(server.heard[0].messages[1]["content"][len("<task>") : -len("</task>")])
    assert data == {
        "title": mine.title,
        "description": mine.description,
        "priority": "Medium",
        "more_description": "for ten people",
        "background": "in May",
    }


def test_what_the_model_writes_is_only_text(ann, mine, server):
    wild = "<script>alert(1)</script> {{ task.delete }} '; DROP TABLE tasks_task; --"
    step = {"title": wild, "description": wild, "priority": "High"}
    said = {"analysis": wild, "suggestion": wild, "sub_tasks": [step], "accepted": True}
    server.script = [says(said)]
    text, (suggestion,) = analyse_task(actor=ann, task=mine)
    suggestion.refresh_from_db()
    assert (text, suggestion.suggestion_text) == (wild, wild)
    assert suggestion.sub_tasks == [step]
    assert not suggestion.accepted
    assert list(Task.objects.all()) == [mine]


@pytest.mark.django_db(transaction=True)
def test_nobodys_connection_waits_for_the_model(server, monkeypatch):
    ann = make_user("ann")
    mine = make_task(ann)
    held = []
    ask = model.Model.analyse

    def watched(self, *args):
        held.append(connection.connection)
        return ask(self, *args)

    monkeypatch.setattr(model.Model, "analyse", watched)
    analyse_task(actor=ann, task=mine)
    assert held == [None]
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize("lost", ["task", "right"])
def test_what_is_lost_while_the_model_thinks_is_not_written_to(ann, mine, monkeypatch, lost):
    bob = make_user("bob")
    Task.objects.update(assignee=bob)

    class Thinking:
        def analyse(self, *args):
            found = Task.objects.all()
            found.delete() if lost == "task" else found.update(assignee=None)
            raise Unavailable(Reason.SLOW, "no answer in time")

    monkeypatch.setattr(services.llm, "configured", Thinking)
    with pytest.raises((TaskNotFound, NotYourTask)):
        analyse_task(actor=bob, task=mine)
    assert not Suggestion.objects.exists()
    assert not Event.objects.exists()


ECHO = "what-the-endpoint-repeats"
TALKATIVE = [
    says(GOOD),
    says(ECHO),
    fails(401, f'{{"error": {{"message": "Incorrect API key: {ECHO}"}}}}'.encode()),
    fails(400, ECHO.encode()),
    fails(302, Location=f"http://127.0.0.1/{ECHO}"),
    fails(429, Retry_After=ECHO),
    lambda handler: handler.wfile.write(f"220 {ECHO}\r\n".encode()),
    lambda handler: handler.give(200, b"x", Content_Length=f"5{ECHO}"),
]


@pytest.mark.parametrize("reply", TALKATIVE)
def test_the_key_and_the_answer_are_in_no_log(ann, mine, server, caplog, capfd, reply):
    loggers = ("httpx2", "httpcore2.connection", "httpcore2.http11", "")
    for name in loggers:
        caplog.set_level(logging.DEBUG, name)
    server.script = [reply]
    text, _ = analyse_task(actor=ann, task=mine)
    assert KEY not in text
    assert caplog.records
    output = "".join(capfd.readouterr())
    assert KEY not in output
    for record in caplog.records:
        assert KEY not in f"{record.getMessage()} {vars(record)}"
        if not record.name.startswith("httpcore2"):  # whose debug lines show received headers
            assert ECHO not in f"{record.getMessage()} {vars(record)}"
