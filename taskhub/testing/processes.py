"""Servers in processes of their own, for tests of what only a real one shows."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from taskhub.testing import leaks

ROOT = Path(__file__).resolve().parent.parent.parent
SERVE = ["manage.py", "serve"]

# A shell's background job ignores Ctrl-C, and so would every server that its tests start.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


class ServerProcess:
    """A running server: its port, its log, and plain ways to talk to it."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    def request(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        """One request on a connection of its own; an iterable body is sent in chunks."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=named)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response, content

    def json(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The decoded answer."""
        return json.loads(self.request(method, path, body, **headers)[1])

    def raw(self, data: bytes, seconds: float = 5.0) -> bytes:
        """What comes back for these bytes until the connection closes or falls silent."""
        received = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(data)
            with suppress(TimeoutError, ConnectionResetError):
                while part := connection.recv(65536):
                    received += part
        return received

    def entries(self) -> list[dict[str, Any]]:
        """The log so far."""
        lines = self.log.read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def stop(self, number: int = signal.SIGTERM, seconds: float = 10.0) -> int:
        """Signal the process and wait for its exit code."""
        self.process.send_signal(number)
        return self.process.wait(seconds)


@contextmanager
def running(command: list[str], folder: Path, **environment: str) -> Iterator[ServerProcess]:
    """Start this command (`{port}` filled in), wait until it answers, stop it at the end.

    It listens on a free port, or on the `PORT` of the environment.
    """
    port, log = int(environment.get("PORT", 0)) or free_port(), folder / "log"
    own = {"TASKHUB_DATA_DIR": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *(part.format(port=port) for part in command)],
            cwd=ROOT,
            env={**os.environ, **own, **environment, "PORT": str(port)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = ServerProcess(process, port, log)
    try:
        await_answer(server)
        yield server
    finally:
        process.kill()
        process.wait()
    leaks.check(map(str, server.entries()))


def same_hub() -> dict[str, str]:
    """The environment of a server that shares this test's database and key."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{config['NAME']}"
    else:
        secret = f":{quote(config['PASSWORD'], safe='')}" if config["PASSWORD"] else ""
        who = f"{quote(config['USER'], safe='')}{secret}@" if config["USER"] else ""
        port = f":{config['PORT']}" if config["PORT"] else ""
        url = f"postgres://{who}{config['HOST']}{port}/{config['NAME']}"
    return {
        "DATABASE_URL": url,
        "SECRET_KEY": settings.SECRET_KEY,
        "TASKHUB_RATE_LIMITS": "off",
    }


def await_answer(server: ServerProcess, seconds: float = 30.0) -> None:
    """Return when the port is open; fail with the log when the process ends instead."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise RuntimeError(server.log.read_text())
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not start in time")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
