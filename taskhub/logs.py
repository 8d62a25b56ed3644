"""The log: one JSON object a line, written by a thread of its own."""

import atexit
import contextlib
import json
import logging
import sys
import threading
import time
from collections import deque
from datetime import UTC, datetime
from typing import Any, TextIO

import orjson
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404

# What a caller or a database did to us; the line says so, and no traceback says more.
CALLERS = (BadRequest, Http404, PermissionDenied, SuspiciousOperation)
EXPECTED = (*CALLERS, InterfaceError, OperationalError)
WAITING_LINES = 10_000

# No line says where in the code, in which thread or process it arose: finding that out takes
# longer than writing it (Python's logging HOWTO, "Optimization").
logging._srcfile = None
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


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
        return encoded(line)


def encoded(line: dict[str, Any]) -> str:
    """The line as JSON in ASCII, which stderr takes whatever its encoding is."""
    try:
        text = orjson.dumps(line, default=str, option=_AS_TEXT)
    except TypeError:  # halves of surrogate pairs, and numbers that only Python has
        text = b"\xff"
    return text.decode() if text.isascii() else json.dumps(line, default=str)


_AS_TEXT = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


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
    every socket. The first line is written at once, and what comes in the next moment
    together: a thread that wakes for each line takes as long as a small request does.
    """

    #: Seconds in which lines are gathered.
    PAUSE = 0.02

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[tuple[TextIO, str]] = deque()
        self.started = threading.Lock()
        self.wanted = threading.Event()
        self.written = threading.Condition()
        self.unwritten = 0
        atexit.register(self.drain)

    def emit(self, record: logging.LogRecord) -> None:
        """Hand the finished line over."""
        try:
            line = self.format(record)
        except Exception:  # noqa: BLE001 - logging must not fail its caller
            self.handleError(record)
            return
        if self.started.acquire(blocking=False):
            threading.Thread(target=self._run, name="log", daemon=True).start()
        if len(self.lines) < WAITING_LINES:
            self.lines.append((sys.stderr, line))
        if not self.wanted.is_set():
            self.wanted.set()

    def drain(self, seconds: float = 1.0) -> None:
        """Wait a moment until everything is written, at the end of the process."""
        with self.written:
            self.written.wait_for(lambda: not self.lines and not self.unwritten, seconds)

    def _run(self) -> None:
        while True:
            self.wanted.wait()
            self.wanted.clear()
            self._write()
            time.sleep(self.PAUSE)

    def _write(self) -> None:
        self.unwritten = 1  # before the lines are taken: `drain` must see one or the other
        texts: dict[TextIO, list[str]] = {}
        while self.lines:
            stream, line = self.lines.popleft()
            texts.setdefault(stream, []).append(f"{line}\n")
        for stream, lines in texts.items():
            with contextlib.suppress(OSError, ValueError):
                stream.write("".join(lines))
                stream.flush()
        with self.written:
            self.unwritten = 0
            self.written.notify_all()
