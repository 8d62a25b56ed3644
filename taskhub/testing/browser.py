"""Pages in a real browser: Debian's Chromium, driven by Playwright, against our own server.

The server has a database file of its own, so nothing here depends on a test's transaction:
each test signs up whomever it needs.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from taskhub.testing.processes import ROOT, ServerProcess, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Request, Response, Route

PASSWORD = "tall oak tree by the sea"
#: Whatever the machine's settings are: a file, one process, no limits.
SURROUNDINGS = {
    "DATABASE_URL": "",
    "REDIS_URL": "",
    "TASKHUB_ENV": "embedded",
    "TASKHUB_PUBLIC_URL": "",
    "TASKHUB_RATE_LIMITS": "off",
    "EMAIL_URL": "consolemail://",
}
#: Options of a window whose requests a test answers in the server's stead (`Page.route`): past
#: a service worker it does not see them.
UNWORKED = {"service_workers": "block"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"]
_NO_FAULTS = ("Failed to load resource", "Service Worker registration blocked by Playwright")
# What must be there for a page to be whole; a page's own status is its test's business.
_PARTS = {"stylesheet", "script", "image", "font"}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_numbers = itertools.count(1)


class Visitor:
    """Somebody at a browser window, who notices what nobody should get to see."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        self.name = ""
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def go(self, path: str) -> Response:
        """Open this path."""
        response = self.page.goto(self.address + path)
        assert response is not None
        return response

    def intercept(self, pattern: str, handle: Callable[[Route], object]) -> None:
        """Have requests like this answered by the test, from the page as it is now on.

        The page is loaded anew: Chromium lets requests of a page that was still arriving
        when it was told to pause them go past.
        """
        self.page.unroute_all()
        self.page.route(pattern, handle)
        self.page.reload()

    @property
    def path(self) -> str:
        """Where the window is."""
        return self.page.url.removeprefix(self.address)

    def sign_up(self, name: str = "") -> str:
        """Make an account and be signed in to it; its user name."""
        self.name = name or f"visitor{next(_numbers)}of{os.getpid()}"
        self.go("/account/sign-up")
        self.page.fill("[name=email]", f"{self.name}@example.com")
        self.page.fill("[name=password]", PASSWORD)
        self.page.fill("[name=username]", self.name)
        self.page.click("main form button[type=submit]")
        assert self.path == "/"
        return self.name

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in to an account that is there."""
        self.go("/account/sign-in")
        self.page.fill("[name=email]", email)
        self.page.fill("[name=password]", password)
        self.page.click("main form button[type=submit]")

    def check_access(self) -> None:
        """The page as it is now is usable by everybody, in both colour schemes (axe)."""
        from axe_playwright_python.sync_playwright import Axe

        options: dict[str, Any] = {
            "resultTypes": ["violations"],
            "runOnly": {"type": "tag", "values": _RULES},
        }
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = Axe().run(self.page, options=options)
            assert not found.violations_count, f"{self.path}, {scheme}\n{found.generate_report()}"

    def check_width(self) -> None:
        """Nothing sticks out of the window to the side."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.path} is {wide} pixels too wide"

    def _said(self, kind: str, text: str) -> None:
        # That some address answered 4xx is said by the browser itself, and judged below.
        if kind in {"error", "warning"} and not text.startswith(_NO_FAULTS):
            self.faults.append(f"console: {text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in _PARTS:
            self.faults.append(f"{response.status}: {response.url}")


def make_board(window: Visitor, *titles: str, name: str = "Plans") -> str:
    """A board of theirs with these cards in its first column, the first at the top; its path."""
    window.go("/boards/")
    window.page.fill("[name=name]", name)
    window.page.get_by_role("button", name="Create the board").click()
    for title in reversed(titles):
        add(window, title)
    return window.path.partition("?")[0]


def add(window: Visitor, title: str, column: int = 0) -> None:
    """Put a card at the top of this column of the board that is open."""
    part = window.page.locator(".column").nth(column)
    if part.locator(".add[open]").count() == 0:
        part.locator(".add summary").click()
    part.locator("[name=title]").fill(title)
    part.get_by_role("button", name="Add").click()
    card(window, title).wait_for()


def card(window: Visitor, title: str, column: int | None = None) -> Locator:
    """The card of this title, wherever it is or in this column only."""
    page = window.page
    where = page if column is None else page.locator(".column").nth(column)
    return where.locator(".task", has_text=title)


@contextmanager
def site(folder: Path, *, demo: bool = False, **more: str) -> Iterator[ServerProcess]:
    """Our server with a fresh database, with the sample people in it for `demo`."""
    surroundings = {**SURROUNDINGS, "TASKHUB_DATA_DIR": str(folder / "data"), **more}
    for command in (["migrate", "--no-input"], *([["demo"]] if demo else [])):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            cwd=ROOT,
            env={**os.environ, **surroundings},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    with running(["manage.py", "serve"], folder, **surroundings) as server:
        yield server


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; skips the test where there is none."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One server for all browser tests of this run."""
    with site(tmp_path_factory.mktemp("site")) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a module: while it runs, no other event loop can."""
    with chromium() as running_browser:
        yield running_browser


@pytest.fixture
def visitor(browser: Browser, live_site: ServerProcess) -> Iterator[Callable[..., Visitor]]:
    """Opens windows: `visitor()`, `visitor(java_script_enabled=False)`, …

    The options are those of a Playwright context. After the test each window's faults are
    looked at: errors on the console, parts that are missing, requests to other hosts.
    """
    opened: list[Visitor] = []

    def open_window(**options: Any) -> Visitor:
        context = browser.new_context(**{"locale": "en-GB", **options})
        context.set_default_timeout(30_000)
        address = f"http://127.0.0.1:{live_site.port}"
        opened.append(Visitor(context.new_page(), address))
        return opened[-1]

    yield open_window
    for each in opened:
        each.page.context.close()
    faults = [fault for each in opened for fault in each.faults]
    assert not faults, "\n".join(faults)
