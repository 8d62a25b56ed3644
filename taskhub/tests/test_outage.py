"""PostgreSQL goes away and comes back, behind a running server."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection

from taskhub.testing.processes import ServerProcess, running

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
THREADS = 4
SIGN_IN = json.dumps({"email": "nobody@example.org", "password": "wrong password"})


class Wire:
    """A TCP way to the database that the test can cut, or let fall silent."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.ends: list[socket.socket] = []
        self.up = True
        self.silent = False
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self.up = False
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.ends.clear()

    def _accept(self) -> None:
        while True:
            near, _ = self.listener.accept()
            if not self.up:
                near.close()
                continue
            far = self._far_end()
            self.ends += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _far_end(self) -> socket.socket:
        host, port = self.target
        if not host.startswith("/"):
            return socket.create_connection(self.target)
        end = socket.socket(socket.AF_UNIX)
        end.connect(f"{host}/.s.PGSQL.{port}")
        return end

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while part := source.recv(65536):
                if not self.silent:
                    target.sendall(part)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire() -> Wire:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server to lose")
    connection.ensure_connection()
    info = connection.connection.info
    return Wire(info.host, info.port)


@pytest.fixture
def server(wire: Wire, tmp_path: Path) -> Iterator[ServerProcess]:
    info = connection.connection.info
    secret = f":{info.password}" if info.password else ""
    url = f"postgres://{info.user}{secret}@127.0.0.1:{wire.port}/{info.dbname}"
    own = {"DATABASE_URL": url, "REDIS_URL": "", "TASKHUB_RATE_LIMITS": "off"}
    with running(["manage.py", "serve"], tmp_path, **own) as process:
        yield process


def meet_every_thread(server: ServerProcess, wire: Wire) -> None:
    """Let each of the four threads have a connection of its own, which it then keeps."""
    end = time.monotonic() + 30
    while sum(each.fileno() >= 0 for each in wire.ends) < 2 * THREADS:
        assert time.monotonic() < end
        callers = [threading.Thread(target=sign_in, args=(server,)) for _ in range(2 * THREADS)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()


def sign_in(server: ServerProcess) -> tuple[int, str | None]:
    """Status and Retry-After of a refused sign-in, which reads the database."""
    response, _ = server.request(
        "POST", "/zocket/api/auth/signin", SIGN_IN, Content_Type="application/json"
    )
    return response.status, response.headers["Retry-After"]


def test_lost_database_is_503_and_its_return_needs_no_restart(
    server: ServerProcess, wire: Wire
) -> None:
    meet_every_thread(server, wire)
    wire.cut()
    status, retry_after = sign_in(server)
    assert (status, bool(retry_after)) == (503, True)
    assert server.request("GET", "/readyz")[0].status == 503
    assert server.request("GET", "/healthz")[0].status == 200
    wire.up = True
    assert [sign_in(server)[0] for _ in range(8)] == [401] * 8
    assert server.request("GET", "/readyz")[0].status == 200


def test_connections_that_died_while_idle_cost_no_request(
    server: ServerProcess, wire: Wire
) -> None:
    meet_every_thread(server, wire)
    wire.cut()
    wire.up = True
    time.sleep(0.2)
    assert [sign_in(server)[0] for _ in range(8)] == [401] * 8
    assert "Traceback" not in server.log.read_text()


def test_silent_database_is_noticed_while_every_thread_waits_for_it(
    server: ServerProcess, wire: Wire
) -> None:
    meet_every_thread(server, wire)
    wire.silent = True
    told: list[int] = []
    waiting = [
        threading.Thread(target=lambda: told.append(sign_in(server)[0]), daemon=True)
        for _ in range(THREADS)
    ]
    for each in waiting:
        each.start()
    time.sleep(0.3)
    started = time.monotonic()
    assert server.request("GET", "/healthz")[0].status == 200
    assert server.request("GET", "/readyz")[0].status == 503
    assert time.monotonic() - started < 10
    assert server.stop(seconds=30) == 0
    for each in waiting:
        each.join(timeout=5)
    assert told == [500] * THREADS
