"""A model that is slow does not make the server slow."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from taskhub.testing.llm import GOOD, completion, fake_model
from taskhub.testing.processes import running

pytestmark = pytest.mark.processes
SECONDS = 3.0
PERSON = {
    "email": "ann@example.com",
    "password": "tea-for-two-people",
    "first_name": "Ann",
    "last_name": "Example",
}
MIGRATE_AND_SERVE = """
import os
from django.core.management import execute_from_command_line as run
os.environ["DJANGO_SETTINGS_MODULE"] = "taskhub.settings"
run(["manage.py", "migrate", "--no-input", "--verbosity", "0"])
run(["manage.py", "serve"])
"""


@pytest.fixture
def server(tmp_path):
    """Our server, on a database of its own, before a model that takes its time."""

    def slow(handler):
        time.sleep(SECONDS)
        handler.give(200, completion(GOOD))

    with fake_model(slow) as model:
        environment = {
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "TASKHUB_LLM_URL": model.url,
            "TASKHUB_LLM_MODEL": "slow",
        }
        with running(["-c", MIGRATE_AND_SERVE], tmp_path, **environment) as process:
            yield process


def call(server, method, path, body=None, token=""):
    headers = {"Content-Type": "application/json"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    response, content = server.request(
        method, path, None if body is None else json.dumps(body), **headers
    )
    return response.status, json.loads(content)


def test_everybody_else_is_served_while_the_model_thinks(server):
    _, signed = call(server, "POST", "/zocket/api/auth/signup", PERSON)
    token = signed["token"]
    _, task = call(server, "POST", "/zocket/api/v1/tasks", {"title": "Release"}, token)
    path = f"/zocket/api/v1/tasks/{task['id']}/analyze"

    def timed(method, where):
        started = time.monotonic()
        status, answer = call(server, method, where, None, token)
        return time.monotonic() - started, status, answer

    with ThreadPoolExecutor(8) as pool:
        analyses = [pool.submit(timed, "POST", path) for _ in range(6)]
        time.sleep(1.2)
        others = list(pool.map(lambda _: timed("GET", "/zocket/api/v1/tasks"), range(10)))
        results = [each.result() for each in analyses]
    assert {status for _, status, _ in results + others} == {200}
    assert max(seconds for seconds, *_ in others) < 2.5
    texts = [answer["analysis"] for *_, answer in results]
    assert texts.count(GOOD["analysis"]) == 2
    assert sum(text.startswith("The language model is busy") for text in texts) == 4
