"""Breaks of the connection, and what comes afterwards: nothing is missed, nothing is lost."""

import os
import re
import subprocess
import sys

import pytest

from taskhub.testing.browser import SURROUNDINGS, add, card
from taskhub.testing.processes import ROOT
from taskhub.tests.test_browser_live import apart, pair, state, surroundings

__all__ = ["surroundings"]
pytestmark = pytest.mark.processes


def cut(window):
    """Pull the plug of this window."""
    window.page.context.set_offline(True)
    state(window, "offline")


def mend(window):
    window.page.context.set_offline(False)
    state(window, "live")


def listen(window):
    """The sockets that it opens from now on, as their addresses and what comes in on them."""
    opened = []

    def note(socket):
        frames = []
        socket.on("framereceived", lambda frame: frames.append(frame))
        opened.append((socket.url, frames))

    window.page.on("websocket", note)
    return opened


def hear(window, frames, words, seconds=20):
    """Wait until a frame says so."""
    for _ in range(seconds * 10):
        if any(words in frame for frame in frames):
            return
        window.page.wait_for_timeout(100)
    raise AssertionError(frames)


def forgive(window):
    """That a socket could not be opened meanwhile is said by the browser, and meant here."""
    window.faults = [fault for fault in window.faults if "WebSocket" not in fault]


def cursor(window):
    return window.page.evaluate("JSON.parse(sessionStorage.getItem('live'))[1]")


def test_a_cut_is_told_and_what_was_missed_comes_after_it(visitor):
    one, two, _path = pair(visitor)
    add(one, "Beta")
    card(two, "Beta").wait_for()
    reached, sockets = cursor(two), listen(two)
    cut(two)
    assert two.page.locator("#live").inner_text() == "Offline"
    add(one, "Gamma")
    two.page.wait_for_timeout(500)
    assert card(two, "Gamma").count() == 0
    mend(two)
    card(two, "Gamma").wait_for()
    # It goes on where it was; what it missed is told once more.
    address, frames = sockets[-1]
    assert re.search(r"[?&]after=([^&]+)", address)[1] == reached
    hear(two, frames, "Gamma")
    forgive(two)


def test_a_move_while_cut_off_goes_back_and_says_why(visitor):
    one, two, _path = pair(visitor)
    cut(two)
    card(two, "Alpha").locator("a").first.focus()
    two.page.keyboard.press("Shift+ArrowRight")
    two.page.locator("#said", has_text="“Alpha” stays where it was.").wait_for()
    card(two, "Alpha", 0).wait_for()
    mend(two)
    two.page.keyboard.press("Shift+ArrowRight")
    card(one, "Alpha", 1).wait_for()
    forgive(two)


def test_what_is_typed_outlives_a_cut(visitor):
    one, two, _path = pair(visitor)
    for window in (one, two):
        card(window, "Alpha").locator("a").first.click()
        state(window, "live")
    two.page.locator("#edit summary").click()
    two.page.fill("#edit [name=description]", "Half a sen")
    cut(two)
    one.page.locator("#edit summary").click()
    one.page.fill("#edit [name=title]", "Alpha the second")
    one.page.locator("#edit").get_by_role("button", name="Save").click()
    mend(two)
    two.page.get_by_role("heading", name="Alpha the second").wait_for()
    two.page.keyboard.type("tence")
    assert two.page.input_value("#edit [name=description]") == "Half a sentence"
    two.page.locator("#edit").get_by_role("button", name="Save").click()
    one.page.locator(".prose", has_text="Half a sentence").wait_for()
    # The other field was not theirs: it keeps what the first wrote.
    assert one.page.locator("h1").inner_text() == "Alpha the second"
    forgive(two)


def test_a_cursor_older_than_the_log_reads_everything_anew(browser, tmp_path, surroundings):
    with apart(browser, tmp_path, surroundings) as (_server, visitor, windows):
        one, two, _path = pair(visitor)
        add(one, "Beta")
        card(two, "Beta").wait_for()
        sockets = listen(two)
        cut(two)
        add(one, "Gamma")
        prune(tmp_path, surroundings)
        mend(two)
        card(two, "Gamma").wait_for()
        hear(two, sockets[-1][1], '"resync"')
        add(one, "Delta")
        card(two, "Delta").wait_for()
        forgive(two)
        for window in windows:
            window.page.context.close()
    assert [fault for each in windows for fault in each.faults] == []


def prune(folder, surroundings):
    """Forget every event of that site."""
    words = (
        "from django.utils import timezone; from tasks import events; events.prune(timezone.now())"
    )
    own = {**SURROUNDINGS, "TASKHUB_DATA_DIR": str(folder / "data"), **surroundings}
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", words]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **own}, check=True, capture_output=True)
