"""`events/?wait=`: answered when there is something, and no thread held until then."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from accounts import sessions
from taskhub.testing.factories import make_user
from taskhub.testing.processes import SERVE, running, same_hub
from taskhub.testing.sockets import token_of
from tasks.services.tasks import create_task

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


class Reader:
    """Somebody who asks over HTTP."""

    def __init__(self, hub, user):
        self.hub = hub
        self.headers = {"Authorization": f"Bearer {token_of(user)}"}

    def get(self, query=""):
        return self.hub.json("GET", f"/api/v2/events/?{query}", **self.headers)

    def create(self, title, hub=None):
        body, kind = json.dumps({"title": title}), {"Content_Type": "application/json"}
        (hub or self.hub).json("POST", "/zocket/api/v1/tasks", body, **kind, **self.headers)


def titles(page):
    return [each["data"]["task"]["title"] for each in page["results"]]


@pytest.mark.parametrize("writer", [0, 1], ids=["same process", "another process"])
@pytest.mark.parametrize("begin", ["here", "now"])
def test_an_event_ends_the_wait(hubs, writer, begin):
    reader = Reader(hubs[0], make_user())
    query = f"after={reader.get()['next']}&" if begin == "here" else ""
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(reader.get, f"{query}wait=20")
        time.sleep(0.5)
        assert not page.done()
        reader.create("News", hubs[writer])
        assert titles(page.result(10)) == ["News"]


def test_the_wait_ends_with_an_empty_page_and_a_cursor_that_goes_on(hubs):
    user = make_user()
    reader = Reader(hubs[0], user)
    cursor, started = reader.get()["next"], time.monotonic()
    page = reader.get(f"after={cursor}&wait=1")
    assert 0.9 < time.monotonic() - started < 10
    assert (page["results"], page["more"]) == ([], False)
    create_task(actor=user, title="Later")
    assert titles(reader.get(f"after={page['next']}")) == ["Later"]


def test_others_events_do_not_end_the_wait(hubs):
    reader, other = Reader(hubs[0], make_user()), make_user()
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(reader.get, "wait=5")
        time.sleep(0.3)
        create_task(actor=other, title="None of theirs")
        time.sleep(1.0)
        assert not page.done()
        assert titles(page.result(20)) == []


def test_many_who_wait_hold_up_nobody(hubs):
    readers = [Reader(hubs[0], make_user()) for _ in range(40)]
    with ThreadPoolExecutor(len(readers)) as pool:
        pages = [pool.submit(reader.get, "wait=20") for reader in readers]
        time.sleep(1.0)
        started = time.monotonic()
        for reader in readers[:8]:
            assert reader.get()["results"] == []
        assert time.monotonic() - started < 5
        assert not any(page.done() for page in pages)
        readers[0].create("For everyone")
        assert [titles(page.result(15)) for page in pages] == [["For everyone"]] * len(pages)


def test_a_session_that_ends_ends_the_wait_with_a_401(hubs):
    user = make_user()
    reader = Reader(hubs[0], user)
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(reader.get, "wait=20")
        time.sleep(0.5)
        sessions.end_all(user)
        started = time.monotonic()
        assert page.result(10)["status"] == 401
        assert time.monotonic() - started < 5


def test_who_listens_too_often_is_answered_without_hearing(tmp_path):
    own = {**same_hub(), "TASKHUB_SOCKETS_PER_USER": "2"}
    with running(SERVE, tmp_path, **own) as hub, ThreadPoolExecutor(3) as pool:
        reader = Reader(hub, make_user())
        waiting = [pool.submit(reader.get, "wait=6") for _ in range(2)]
        time.sleep(0.5)
        started = time.monotonic()
        assert reader.get("wait=6")["results"] == []
        assert time.monotonic() - started < 4
        assert not any(page.done() for page in waiting)


def test_a_server_that_stops_answers_those_who_wait(tmp_path):
    with running(SERVE, tmp_path, **same_hub()) as hub:
        reader, pages = Reader(hub, make_user()), []
        waiting = threading.Thread(target=lambda: pages.append(reader.get("wait=20")))
        waiting.start()
        time.sleep(0.5)
        assert hub.stop() == 0
        waiting.join(10)
        assert pages[0]["results"] == []
        assert "Traceback" not in hub.log.read_text()


def test_a_caller_who_hangs_up_is_forgotten(hubs):
    user = make_user()
    head = f"Host: localhost\r\nAuthorization: Bearer {token_of(user)}\r\n\r\n"
    request = f"GET /api/v2/events/?wait=20 HTTP/1.1\r\n{head}"
    assert hubs[0].raw(request.encode(), seconds=0.5) == b""
    Reader(hubs[0], user).create("After")
    assert "Traceback" not in hubs[0].log.read_text()
