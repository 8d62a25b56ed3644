"""Every page there is, in a real browser, holding the longest words that people bring along.

A page that is added to the URLs needs a row here: nothing else has to be said for it to be
looked at with and without script, by axe in both colour schemes, and in a narrow window.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from taskhub import pages
from taskhub.testing.browser import UNWORKED

pytestmark = pytest.mark.processes
NARROW = {"width": 320, "height": 640}
LONG = "Averylongwordwithoutanyblankinit" * 3
TOKEN = "?token=x"
#: What only scripts ask for, and get no page from.
FOR_SCRIPTS = {"tasks:find", "tasks:task-quick"}
#: The pages of whoever is not signed in, by route.
SIGNED_OUT = {
    "home": "",
    "api-page": "",
    "accounts:sign-in": "?next=/boards/",
    "accounts:sign-up": "",
    "accounts:forgot-password": "",
    "accounts:reset-password": TOKEN,
    "accounts:verify-email": TOKEN,
}
#: The pages of somebody signed in, by route: what their addresses are about, and a query.
SIGNED_IN: dict[str, tuple[tuple[str, ...], str]] = {
    "home": ((), ""),
    "api-page": ((), ""),
    "statistics": ((), ""),
    "shortcuts": ((), ""),
    "document": (("document",), ""),
    "offline": (("language",), ""),
    "accounts:profile": ((), ""),
    "accounts:picture": ((), ""),
    "accounts:preferences": ((), ""),
    "accounts:password": ((), ""),
    "accounts:sessions": ((), ""),
    "accounts:delete": ((), ""),
    "tasks:boards": ((), ""),
    "tasks:board": (("board",), ""),
    "tasks:board-column": (("board", "status"), ""),
    "tasks:board-settings": (("board",), "?person=visitor"),
    "tasks:tasks": ((), "?list=team&sort=due"),
    "tasks:task": (("task",), ""),
    "tasks:task-history": (("task",), ""),
    "tasks:task-move": (("task",), ""),
}
#: What only our scripts ask for, and is no page.
FOR_SCRIPTS = {"tasks:find", "tasks:task-quick"}


def routes(patterns: list[URLPattern | URLResolver], inside: str = "") -> Iterator[tuple[str, str]]:
    """The name and the pattern of every address that answers a GET."""
    for each in patterns:
        if isinstance(each, URLResolver):
            names = f"{inside}{each.namespace}:" if each.namespace else inside
            for name, pattern in routes(each.url_patterns, names):
                yield name, f"{each.pattern}{pattern}"
        elif answers_get(each.callback):
            yield f"{inside}{each.name}", str(each.pattern).lstrip("^")


def answers_get(callback):
    view = getattr(callback, "view_class", None)
    return view is None or hasattr(view, "get")


def addresses(made):
    """Where the pages of somebody signed in are."""
    for name, (about, query) in SIGNED_IN.items():
        yield reverse(name, args=[made[each] for each in about]) + query


def fill(window, language="en"):
    """A board, a task and a comment of theirs, all of it long; the numbers they have."""
    page = window.page
    made = {"status": 1, "document": "contracts/zocket", "language": language}
    window.go("/account/profile")
    for field in ("first_name", "last_name"):
        page.fill(f"[name={field}]", LONG)
    page.fill("[name=about]", LONG * 3)
    page.locator("form[action='/account/profile'] button").click()
    window.go("/boards/")
    page.fill("[name=name]", LONG)
    page.fill("[name=description]", LONG * 3)
    page.get_by_role("button", name="Create the board").click()
    made["board"] = re.search(r"/boards/(\d+)/", window.path)[1]
    page.locator(".add summary").first.click()
    page.locator(".add [name=title]").first.fill(LONG)
    page.get_by_role("button", name="Add").first.click()
    page.locator(".task a").first.click()
    made["task"] = re.search(r"/tasks/(\d+)/", window.path)[1]
    page.locator("#edit summary").click()
    page.fill("#edit [name=description]", f"# {LONG}\n\n```\n{LONG}\n```\n\n> {LONG}\n\n- {LONG}")
    page.locator("#edit").get_by_role("button", name="Save").click()
    page.select_option("aside [name=priority]", "High")
    page.fill("aside [name=assignee]", window.name)
    page.fill("aside [name=marked]", window.name)
    page.fill("aside [name=due_date]", "2020-01-01")
    page.get_by_role("button", name="Save the details").click()
    page.fill("#new-part", LONG)
    page.locator(".one-line button").click()
    page.fill("#id_text", f"{LONG}\n\n| a | b |\n|---|---|\n| {LONG} | {LONG} |")
    page.get_by_role("button", name="Comment").click()
    made["comment"] = re.search(r"/comments/(\d+)/edit", page.content())[1]
    return made


def answers(window, made):
    """Sends one form after the other whose answer is a page of its own."""
    page = window.page
    window.go(f"/tasks/{made['task']}/")
    page.get_by_role("button", name="Analyse the task").click()
    yield "To the suggestions"
    window.go(f"/tasks/{made['task']}/")
    page.fill("#id_text", " ")
    page.get_by_role("button", name="Comment").click()
    yield "Back to the task"
    window.go("/tasks/")
    page.locator("tbody [name=task]").first.check()
    page.select_option("#change [name=priority]", "Low")
    page.get_by_role("button", name="Change them").click()
    yield "Back to the list"
    window.go("/boards/")
    page.fill("[name=name]", " ")
    page.get_by_role("button", name="Create the board").click()
    yield "Boards"
    assert window.go(f"/tasks/{made['task']}/undo").status == 405
    yield "To the start page"


def test_every_page_has_its_row():
    found = {
        name
        for name, pattern in routes(get_resolver().url_patterns)
        if pages.for_people(f"/{pattern}")
    }
    assert found == set(SIGNED_OUT) | set(SIGNED_IN) | FOR_SCRIPTS


def test_every_page_of_somebody_signed_in(visitor):
    window = visitor()
    window.sign_up(f"a-very-long-user-name-without-any-blank-in-it-at-all{id(window)}")
    for address in addresses(fill(window)):
        window.page.set_viewport_size({"width": 1280, "height": 800})
        assert window.go(address).status == 200, address
        assert window.path == address
        window.check_access()
        window.check_width()
        window.page.set_viewport_size(NARROW)
        window.check_width()


def test_every_page_of_somebody_signed_in_without_script(visitor):
    window = visitor(java_script_enabled=False, viewport=NARROW, locale="ru-RU")
    window.sign_up()
    window.go("/account/profile")
    window.page.select_option("[name=language]", "en")
    window.page.locator("form[action='/account/preferences'] button").click()
    made = fill(window, "ru")
    window.go("/account/profile")
    window.page.select_option("[name=language]", "ru")
    window.page.locator("form[action='/account/preferences'] button").click()
    for address in addresses(made):
        assert window.go(address).status == 200, address
        assert window.page.locator("h1").inner_text()
        assert window.page.locator("html").get_attribute("lang") == "ru"
        window.check_width()


def test_every_page_that_answers_a_form(visitor):
    window = visitor()
    window.sign_up()
    for link in answers(window, fill(window)):
        window.page.set_viewport_size({"width": 1280, "height": 800})
        assert window.page.get_by_role("link", name=link).first.is_visible()
        window.check_access()
        window.page.set_viewport_size(NARROW)
        window.check_width()


@pytest.mark.parametrize("script", [True, False])
def test_every_page_of_a_stranger(visitor, script):
    window = visitor(java_script_enabled=script)
    for name, query in SIGNED_OUT.items():
        address = reverse(name) + query
        window.page.set_viewport_size({"width": 1280, "height": 800})
        assert window.go(address).status == 200, address
        assert window.path == address
        if script:
            window.check_access()
        window.page.set_viewport_size(NARROW)
        window.check_width()


@pytest.mark.parametrize("status", sorted(pages.WORDS))
@pytest.mark.parametrize("locale", ["en-GB", "ru-RU"])
def test_every_failure_has_a_page(visitor, status, locale):
    window = visitor(locale=locale, viewport=NARROW, **UNWORKED)
    request = RequestFactory().get("/", headers={"Accept-Language": locale})
    told = pages.answer(request, status, wait=30)
    headers = {"Content-Type": "text/html; charset=utf-8"}
    window.page.route(
        "**/failed",
        lambda route: route.fulfill(status=status, headers=headers, body=told.content),
    )
    assert window.go("/failed").status == status
    assert window.page.locator("html").get_attribute("lang") == locale[:2]
    window.check_access()
    window.check_width()
