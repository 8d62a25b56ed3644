"""Lines of the log are written by a thread: all of them, in order, and never waited for."""

import io
import logging
import sys
import threading
import time

import pytest

from taskhub import logs
from taskhub.logs import BackgroundHandler


def record(text):
    return logging.LogRecord("test", logging.INFO, __file__, 1, text, None, None)


@pytest.fixture
def stream(monkeypatch):
    """Called in the test itself: pytest puts its own stream there for each phase."""

    def install():
        written = io.StringIO()
        monkeypatch.setattr(sys, "stderr", written)
        return written

    return install


def test_lines_are_written_in_order_and_whole(stream):
    written = stream()
    handler = BackgroundHandler()
    for number in range(1000):
        handler.emit(record(f"line {number}"))
    handler.drain(5)
    assert written.getvalue().splitlines() == [f"line {number}" for number in range(1000)]


def test_lines_of_all_threads_are_written(stream):
    written = stream()
    handler = BackgroundHandler()

    def work(name):
        for number in range(200):
            handler.emit(record(f"{name} {number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    handler.drain(5)
    lines = written.getvalue().splitlines()
    assert len(lines) == 800
    assert [line for line in lines if line.startswith("a")] == [f"a {n}" for n in range(200)]


class Stuck(io.StringIO):
    """A pipe that nobody reads."""

    def __init__(self):
        super().__init__()
        self.free = threading.Event()

    def write(self, text):
        self.free.wait(10)
        return super().write(text)


def test_a_reader_that_does_not_read_costs_lines_and_no_time(monkeypatch):
    stuck = Stuck()
    monkeypatch.setattr(sys, "stderr", stuck)
    monkeypatch.setattr(logs, "WAITING_LINES", 5)
    handler = BackgroundHandler()
    for number in range(50):
        handler.emit(record(f"line {number}"))
    handler.drain(0.05)  # gives up
    stuck.free.set()
    handler.drain(5)
    assert 5 <= len(stuck.getvalue().splitlines()) < 50


def test_nothing_logged_is_nothing_to_wait_for():
    started = time.monotonic()
    BackgroundHandler().drain(5)
    assert time.monotonic() - started < 4
