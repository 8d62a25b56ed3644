"""The log: one JSON object a line, written by a thread of its own."""

import atexit
import contextlib
import json
import logging
import queue
import sys
import threading
from datetime import UTC, datetime
from typing import Any, TextIO

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404

# What a caller or a database did to us; the line says so, and no traceback says more.
CALLERS = (BadRequest, Http404, PermissionDenied, SuspiciousOperation)
EXPECTED = (*CALLERS, InterfaceError, OperationalError)
WAITING_LINES = 10_000


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message and the record's own `data`, as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; JSON escapes whatever a caller put into it."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "data", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class CallersFault(logging.Filter):
    """Takes the traceback from entries about what a caller or a dependency did wrong."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; the entry stays."""
        failure = record.exc_info[1] if record.exc_info else None
        if isinstance(failure, EXPECTED):
            record.exc_info = record.exc_text = None
            if isinstance(failure, CALLERS):
                record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.msg, record.args = "%s (%s)", (record.getMessage(), type(failure).__name__)
        return True


class BackgroundHandler(logging.Handler):
    """Writes to stderr from a thread, and drops lines rather than wait for a slow reader.

    Written where they arise, lines into a full pipe would stop the event loop, and with it
    every socket.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: queue.Queue[tuple[TextIO, str]] = queue.Queue(WAITING_LINES)
        self.started = threading.Lock()
        atexit.register(self.drain)

    def emit(self, record: logging.LogRecord) -> None:
        """Hand the finished line over."""
        try:
            line = self.format(record)
        except Exception:  # noqa: BLE001 - logging must not fail its caller
            self.handleError(record)
            return
        if self.started.acquire(blocking=False):
            threading.Thread(target=self._write, name="log", daemon=True).start()
        with contextlib.suppress(queue.Full):
            self.lines.put_nowait((sys.stderr, line))

    def drain(self, seconds: float = 1.0) -> None:
        """Wait a moment until everything is written, at the end of the process."""
        done = threading.Event()
        threading.Thread(target=self._tell_when_written, args=(done,), daemon=True).start()
        done.wait(seconds)

    def _tell_when_written(self, done: threading.Event) -> None:
        self.lines.join()
        done.set()

    def _write(self) -> None:
        while True:
            stream, line = self.lines.get()
            with contextlib.suppress(OSError, ValueError):
                stream.write(f"{line}\n")
                stream.flush()
            self.lines.task_done()
