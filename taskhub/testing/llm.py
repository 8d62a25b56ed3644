"""A language model for tests: a real HTTP server that speaks OpenAI's chat completions."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Handler"], None]

#: An answer as it should be.
GOOD: dict[str, Any] = {
    "analysis": "This is a release. Complexity: medium.",
    "suggestion": "A release in two steps.",
    "sub_tasks": [
        {"title": "Write the notes", "description": "Support has read them.", "priority": "High"},
        {"title": "Tag the commit", "description": "The tag is pushed.", "priority": "Low"},
    ],
}


class Handler(BaseHTTPRequestHandler):
    """Hears a request and gives the next reply of the script."""

    server: FakeModel

    def do_POST(self) -> None:
        """Note what came; the last reply is given for ever."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.heard.append(Heard(self.path, dict(self.headers), json.loads(body)))
            script = self.server.script
            reply = script.pop(0) if len(script) > 1 else script[0]
        with suppress(ConnectionError):
            reply(self)

    def do_GET(self) -> None:
        """Nobody should come by this way: a redirect was followed."""
        self.server.heard.append(Heard(self.path, dict(self.headers), {}))
        self.give(200, b"{}")

    def give(self, status: int, body: bytes, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Silence."""


class Heard:
    """One request: its path, headers and JSON body."""

    def __init__(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> None:
        self.path = path
        self.headers = headers
        self.body = body

    @property
    def messages(self) -> list[dict[str, str]]:
        """The conversation."""
        messages: list[dict[str, str]] = self.body["messages"]
        return messages


class FakeModel(ThreadingHTTPServer):
    """The server; `script` holds the replies to come, `heard` the requests that came."""

    daemon_threads = True
    # A test does not wait for a reply that is slow on purpose.
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.heard: list[Heard] = []
        self.script: list[Reply] = [says(GOOD)]

    @property
    def url(self) -> str:
        """What TASKHUB_LLM_URL is set to."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silence: clients hang up in these tests."""


@contextmanager
def fake_model(*replies: Reply) -> Iterator[FakeModel]:
    """A running server that gives these replies."""
    server = FakeModel()
    server.script = list(replies) or server.script
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def completion(content: Any, *, finish: str = "stop", **message: Any) -> bytes:
    """The envelope around what a model says; what is no text is said as JSON."""
    said = content if isinstance(content, str) or content is None else json.dumps(content)
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": said, **message},
    }
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


def says(content: Any, **more: Any) -> Reply:
    """The reply in which the model says this."""
    return lambda handler: handler.give(200, completion(content, **more))


def fails(status: int, body: bytes = b'{"error": {"message": "no"}}', **headers: str) -> Reply:
    """The reply of an endpoint in trouble."""
    return lambda handler: handler.give(status, body, **headers)
