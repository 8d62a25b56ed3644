"""The server as callers meet it: real processes, plain sockets."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from taskhub.testing.processes import ROOT, ServerProcess, running

pytestmark = pytest.mark.processes
CEILING = 6 * 1024 * 1024
UPGRADE = (
    "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{more}\r\n"
)
SERVE = ["manage.py", "serve"]
BARE_DAPHNE = ["-m", "daphne", "-p", "{port}", "taskhub.asgi:application"]
ECHO = {
    "DJANGO_SETTINGS_MODULE": "taskhub.tests.echo",
    "DATABASE_URL": "",
    "REDIS_URL": "",
    "TASKHUB_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with running(SERVE, tmp_path_factory.mktemp("serve"), **ECHO) as process:
        yield process


@pytest.fixture(scope="module")
def daphne(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with running(BARE_DAPHNE, tmp_path_factory.mktemp("daphne"), **ECHO) as process:
        yield process


@pytest.fixture(params=["server", "daphne"])
def either(request: pytest.FixtureRequest) -> ServerProcess:
    """Our command and Daphne's own: what must hold for both."""
    process: ServerProcess = request.getfixturevalue(request.param)
    return process


def test_body_sent_in_chunks_arrives_whole(either: ServerProcess) -> None:
    answer = either.json("POST", "/api/echo", iter([b"a" * 70_000, b"b" * 70_000]))
    assert (answer["body"], answer["length"]) == (140_000, "140000")


@pytest.mark.parametrize("chunked", [False, True])
def test_body_over_the_ceiling_is_left_out_and_marked(either: ServerProcess, chunked: bool) -> None:
    body = b"x" * (CEILING + 1)
    answer = either.json("POST", "/api/echo", iter([body]) if chunked else body)
    assert (answer["body"], answer["too_large"]) == (0, True)


@pytest.mark.parametrize("expect", ["", "Expect: 100-continue\r\n"])
def test_body_announced_too_large_is_not_waited_for(server: ServerProcess, expect: str) -> None:
    head = (
        f"POST /api/echo HTTP/1.1\r\nHost: localhost\r\n{expect}Content-Length: 9999999999\r\n\r\n"
    )
    started = time.monotonic()
    answer = server.raw(head.encode() + b"x" * 200_000)
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert b'"too_large": true' in answer
    assert b"Connection: close" in answer
    assert time.monotonic() - started < 30  # the body alone would have 60


@pytest.mark.parametrize(
    "form",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "multipart/form-data; =;",
        "application/json; a*=b; a*1=c",
        "application/json; a*=nonsense'x'y",
    ],
)
def test_type_that_is_none_is_left_to_the_application(server: ServerProcess, form: str) -> None:
    assert server.json("POST", "/api/echo", b"{}", Content_Type=form)["length"] == "2"


def test_body_at_the_ceiling_is_taken(either: ServerProcess) -> None:
    answer = either.json("POST", "/api/echo", b"x" * CEILING)
    assert (answer["body"], answer["too_large"]) == (CEILING, False)


def test_page_says_413_for_an_oversized_body(server: ServerProcess) -> None:
    response, body = server.request("POST", "/echo", b"x" * (CEILING + 1))
    assert response.status == 413
    assert b"too large" in body


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("/api/echo%zz", "/api/echo%zz"),
        ("/api/echo%", "/api/echo%"),
        ("/api/echo%ff", "/api/echo%FF"),
        ("/api/echo%00", "/api/echo%00"),
        ("/api/echo%D0%B6", "/api/echoж"),
        # No separator of segments, but a part of one (RFC 3986, 2.2).
        ("/api/echo%2Fx", "/api/echo%2Fx"),
    ],
)
def test_odd_paths_arrive_as_text(either: ServerProcess, sent: str, seen: str) -> None:
    assert either.json("GET", sent)["path"] == seen


@pytest.mark.parametrize("query", ["%00", "a=%ff", "%zz", "=&&=", "a=1;b=%"])
def test_odd_queries_are_no_failure(either: ServerProcess, query: str) -> None:
    response, _ = either.request("GET", f"/api/echo?{query}")
    assert response.status == 200


def test_page_refuses_a_nul_in_the_query(server: ServerProcess) -> None:
    response, _ = server.request("GET", "/echo?q=%00")
    assert response.status == 400
    assert response.headers["Content-Type"].startswith("text/html")


def test_forwarded_address_is_read_from_the_right(either: ServerProcess) -> None:
    answer = either.json(
        "GET",
        "/api/echo",
        X_Forwarded_For="6.6.6.6, 203.0.113.9:4711, 10.1.2.3",
        X_Forwarded_Proto="https",
    )
    assert (answer["peer"], answer["scheme"]) == ("203.0.113.9", "https")
    assert answer["forwarded"] is None


def test_root_path_of_a_caller_is_ignored(either: ServerProcess) -> None:
    answer = either.json("GET", "/api/echo", Daphne_Root_Path="/evil")
    assert (answer["script"], answer["path"]) == ("", "/api/echo")


def test_absolute_address_is_taken_as_clients_of_proxies_send_it(either: ServerProcess) -> None:
    data = b"GET http://localhost/api/echo HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n"
    assert either.raw(data).startswith(b"HTTP/1.1 200")


def test_requests_run_side_by_side_on_four_threads(server: ServerProcess) -> None:
    started = time.monotonic()
    callers = [
        threading.Thread(target=server.request, args=("GET", "/api/slow?seconds=1.5"))
        for _ in range(8)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert 2.9 < time.monotonic() - started < 11  # one after the other: 12
    names = {server.json("GET", "/api/echo")["thread"] for _ in range(20)}
    assert names <= {f"django-{number}" for number in range(4)}


def test_answer_without_a_body_has_no_length(either: ServerProcess) -> None:
    response, body = either.request("GET", "/api/empty")
    assert (response.status, body) == (204, b"")
    assert "Content-Length" not in response.headers
    assert "Date" in response.headers


def test_head_has_the_length_and_no_body(either: ServerProcess) -> None:
    data = b"HEAD /api/echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    head, _, body = either.raw(data).partition(b"\r\n\r\n")
    assert b"Content-Length: " in head
    assert body == b""


def test_streamed_answer_comes_whole_and_from_one_thread(either: ServerProcess) -> None:
    _, body = either.request("GET", "/api/stream?pieces=40")
    assert len(body) == 40 * 64 * 1024
    assert len({part for part in body.split(b".") if part}) == 1


def test_streamed_answer_that_fails_is_cut_and_not_completed(server: ServerProcess) -> None:
    data = b"GET /api/stream?pieces=3&fail HTTP/1.1\r\nHost: localhost\r\n\r\n"
    received = server.raw(data)
    assert received.startswith(b"HTTP/1.1 200")
    assert not received.endswith(b"0\r\n\r\n")


def test_slow_reader_holds_back_the_stream_and_no_thread(server: ServerProcess) -> None:
    readers = [stalled_reader(server) for _ in range(5)]
    time.sleep(0.5)
    assert server.json("GET", "/api/echo")["method"] == "GET"
    assert resident_megabytes(server) < 250
    for reader in readers:
        reader.close()


def stalled_reader(server: ServerProcess) -> socket.socket:
    """A caller that asks for 1.25 GiB and reads none of it."""
    reader = socket.create_connection(("127.0.0.1", server.port))
    reader.sendall(b"GET /api/stream?pieces=20000 HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return reader


def resident_megabytes(server: ServerProcess) -> float:
    status = Path(f"/proc/{server.process.pid}/status")
    if not status.exists():
        pytest.skip("needs /proc")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def test_crash_answers_without_details(either: ServerProcess) -> None:
    response, body = either.request("GET", "/api/crash")
    assert response.status == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert b"secret" not in body


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nBad\x00Name: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nA: \x00\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nA: \x0b\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /?\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
def test_malformed_requests_are_refused(server: ServerProcess, data: bytes) -> None:
    assert server.raw(data, seconds=0.5).startswith(b"HTTP/1.1 400")


LONG = b"a" * 70_000


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: x\r\nHost: a\r\nA: b\r\n\r\nabc", 400),
        (b"nonsense\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /" + LONG + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET /" + LONG, 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + LONG + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 600 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"a: %s\r\n" % LONG[:30_000] * 3 + b"\r\n", 431),
    ],
)
def test_what_no_request_comes_of_is_told_once_and_in_json(
    server: ServerProcess, data: bytes, status: int
) -> None:
    head, _, body = server.raw(data, seconds=0.5).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == status


@pytest.mark.parametrize("length", [15_000, 17_000, 60_000])
def test_long_heads_reach_their_view(server: ServerProcess, length: int) -> None:
    response, _ = server.request("GET", f"/api/echo?a={'a' * length}", X="a" * 1000)
    assert response.status == 200


def test_cookie_that_hides_a_nul_does_not_reach_the_session(server: ServerProcess) -> None:
    cookie = '__Host-taskhub-session="aaaaaaaaaa\\000"; taskhub-session="aaaaaaaaaa\\000"'
    response, _ = server.request("GET", "/echo", Cookie=cookie)
    assert response.status == 200


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/ws/extra", "/%00", "/%ff"])
def test_unknown_socket_paths_are_refused(either: ServerProcess, path: str) -> None:
    answer = either.raw(UPGRADE.format(path=path, more="").encode())
    assert answer.startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    ("broken", "status"),
    [
        (UPGRADE.format(path="/x", more="Sec-WebSocket-Protocol: \xff\r\n"), b"400"),
        (UPGRADE.format(path="/x", more="Sec-WebSocket-Protocol: ,,;\r\n"), b"40"),
        (UPGRADE.format(path="/x", more="Daphne-Root-Path: /evil\r\n"), b"403"),
        (UPGRADE.format(path="/x", more="").replace("13", "99"), b"400"),
        (UPGRADE.format(path="/x", more="").replace("Sec-WebSocket-Key", "X"), b"400"),
        (UPGRADE.format(path="/x", more="").replace("GET", "POST"), b"4"),
    ],
)
def test_odd_handshakes_are_refused(server: ServerProcess, broken: str, status: bytes) -> None:
    answer = server.raw(broken.encode("latin-1"), seconds=1)
    assert answer.startswith(b"HTTP/1.1 " + status)


def test_log_has_a_line_for_a_request_without_its_query(server: ServerProcess) -> None:
    server.request("GET", "/api/echo?token=hush", Authorization="Bearer hush")
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        lines = [line for line in server.entries() if line.get("path") == "/api/echo"]
        if lines:
            break
        time.sleep(0.05)
    assert {"method", "path", "status", "ms", "peer"} <= lines[-1].keys()
    assert "hush" not in server.log.read_text()


def test_nothing_above_has_left_a_traceback_but_the_crashes(server: ServerProcess) -> None:
    """Runs last in this file: the log of all that was thrown at the server."""
    text = server.log.read_text()
    failures = [line for line in server.entries() if "exception" in line]
    assert all("a secret detail" in str(line) or "half way" in str(line) for line in failures)
    assert not [line for line in text.splitlines() if line.startswith("Traceback")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_stops_the_server_cleanly(tmp_path: Path, number: int) -> None:
    with running(SERVE, tmp_path, **ECHO) as server:
        idle = socket.create_connection(("127.0.0.1", server.port))
        idle.sendall(b"GET /half")
        assert server.json("GET", "/api/echo")["method"] == "GET"
        assert server.stop(number) == 0
        assert "Traceback" not in server.log.read_text()


def test_request_in_hand_is_answered_before_the_stop(tmp_path: Path) -> None:
    with running(SERVE, tmp_path, **ECHO) as server:
        statuses: list[int] = []
        caller = threading.Thread(
            target=lambda: statuses.append(server.request("GET", "/api/slow?seconds=1")[0].status)
        )
        caller.start()
        time.sleep(0.4)
        assert server.stop() == 0
        caller.join()
        assert statuses == [200]


def test_stuck_request_does_not_hold_up_the_stop(tmp_path: Path) -> None:
    with running(SERVE, tmp_path, **ECHO) as server:
        caller = socket.create_connection(("127.0.0.1", server.port))
        caller.sendall(b"GET /api/slow?seconds=60 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.4)
        assert server.stop(seconds=12) == 0


def test_taken_port_is_one_sentence_and_a_failure(server: ServerProcess, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        **ECHO,
        "PORT": str(server.port),
        "TASKHUB_DATA_DIR": str(tmp_path),
    }
    second = subprocess.run(
        [sys.executable, *SERVE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert "Cannot listen on 127.0.0.1" in second.stderr
    assert "Traceback" not in second.stderr
