"""Two people side by side: what one changes, the other sees without asking."""

import os
import re
from contextlib import contextmanager

import psycopg
import pytest

from taskhub.testing.browser import PASSWORD, SURROUNDINGS, Visitor, add, card, make_board, site
from taskhub.testing.processes import running

pytestmark = pytest.mark.processes


def state(window, name, seconds=20):
    """The footer says so."""
    window.page.locator(f"#live[data-state={name}]").wait_for(timeout=seconds * 1000)


def pair(visitor, **options):
    """Two windows of people who share an open board with the card Alpha; its path."""
    one, two = visitor(**options), visitor(**options)
    for window in (one, two):
        window.sign_up()
    path = make_board(one, "Alpha")
    one.go(f"{path}settings?person={two.name}")
    one.page.get_by_role("button", name=re.compile("^Add")).click()
    for window in (one, two):
        window.go(path)
        state(window, "live")
    return one, two, path


def counts(window):
    return window.page.locator("[data-count]").all_inner_texts()


def bearer(window):
    """The headers of a program of theirs, at zocket's door."""
    request = window.page.context.request
    told = request.post(
        f"{window.address}/zocket/api/auth/signin",
        data={"email": f"{window.name}@example.com", "password": PASSWORD},
    )
    assert told.ok, told.text()
    return {"Authorization": f"Bearer {told.json()['token']}"}


def test_cards_appear_and_move_for_the_other(visitor):
    one, two, _path = pair(visitor)
    first = two.page.locator(".task").first
    first.evaluate("card => { card.seen = true }")
    add(one, "Beta")
    card(two, "Beta").wait_for()
    state(one, "live")
    card(one, "Alpha").locator("a").first.focus()
    one.page.keyboard.press("Shift+ArrowRight")
    card(two, "Alpha", 1).wait_for()
    assert counts(two)[:2] == counts(one)[:2] == ["1", "1"]
    # It is the same element, and so is what it holds.
    assert card(two, "Alpha").evaluate("card => card.seen")
    one.page.wait_for_timeout(1000)
    assert one.page.evaluate("document.activeElement.textContent") == "Alpha"
    assert card(one, "Alpha").count() == card(one, "Beta").count() == 1
    # What came in can be moved as well.
    assert card(two, "Beta").get_attribute("draggable") == "true"


def test_a_task_page_keeps_up_and_keeps_what_is_typed(visitor):
    one, two, _path = pair(visitor)
    for window in (one, two):
        card(window, "Alpha").locator("a").first.click()
        state(window, "live")
    two.page.fill("#id_text", "I am still wri")
    two.page.evaluate("window.scrollTo(0, 120)")
    one.page.fill("#id_text", "The **first** remark")
    one.page.get_by_role("button", name="Comment").click()
    two.page.locator(".comment", has_text="first remark").wait_for()
    one.page.fill("#new-part", "A step")
    one.page.locator(".one-line button").click()
    two.page.get_by_role("link", name="A step").wait_for()
    one.page.locator("#edit summary").click()
    one.page.fill("#edit [name=title]", "Alpha the second")
    one.page.locator("#edit").get_by_role("button", name="Save").click()
    two.page.get_by_role("heading", name="Alpha the second").wait_for()
    assert two.page.title() == "Alpha the second · TaskHub"
    two.page.keyboard.type("ting")
    assert two.page.input_value("#id_text") == "I am still writing"
    assert two.page.evaluate("window.scrollY") > 0
    two.page.get_by_role("button", name="Comment").click()
    one.page.locator(".comment", has_text="still writing").wait_for()
    assert one.page.locator(".comment").count() == two.page.locator(".comment").count() == 2


def test_a_form_is_filled_anew_once_nobody_is_in_it(visitor):
    one, two, _path = pair(visitor)
    for window in (one, two):
        card(window, "Alpha").locator("a").first.click()
        state(window, "live")
    priority = two.page.locator("aside [name=priority]")
    priority.focus()
    one.page.select_option("aside [name=priority]", "High")
    one.page.get_by_role("button", name="Save the details").click()
    two.page.locator(".history li").nth(1).wait_for()
    assert priority.input_value() != "High"
    two.page.locator("h1").click()
    two.page.wait_for_function(
        "() => document.querySelector('aside [name=priority]').value === 'High'"
    )


def test_what_programs_do_appears(visitor):
    one, two, path = pair(visitor)
    request, own = one.page.context.request, bearer(one)
    number = card(one, "Alpha").get_attribute("id").removeprefix("t")
    two.go("/tasks/?list=team")
    state(two, "live")
    address = f"{one.address}/zocket/api/v1/tasks/{number}"
    told = request.put(address, data={"title": "By a program"}, headers=own)
    assert told.ok, told.text()
    two.page.get_by_role("link", name="By a program").wait_for()
    card(one, "By a program").wait_for()
    assert request.delete(address, headers=own).ok
    card(one, "By a program").wait_for(state="detached")
    two.page.get_by_role("link", name="By a program").wait_for(state="detached")
    assert two.path == "/tasks/?list=team"
    assert one.path.startswith(path)


def test_statistics_keep_up_and_what_is_open_in_them_stays(visitor):
    window = visitor()
    window.sign_up()
    tasks, own = f"{window.address}/zocket/api/v1/tasks", bearer(window)

    def make():
        new = {"title": "Sow", "description": "Now"}
        assert window.page.context.request.post(tasks, data=new, headers=own).ok

    make()
    window.go("/statistics/")
    state(window, "live")
    said, table = (window.page.locator(each) for each in ("#weeks-said", ".figure-weeks table"))
    # Other tests of this run may have left tasks of the team's.
    before = int(re.search(r"week (\d+) created", said.inner_text())[1])
    window.page.locator(".figure-weeks summary").click()
    for _ in range(2):
        make()
    said.get_by_text(f"This week {before + 2} created").wait_for()
    assert table.get_by_role("row").nth(1).locator("td").first.inner_text() == str(before + 2)
    assert table.is_visible()
    tip = window.page.locator(".figure-weeks rect title", has_text=f"{before + 2} created, ")
    assert tip.first.inner_html()


def test_a_board_changes_before_the_eyes_of_its_members(visitor):
    one, two, path = pair(visitor)
    there = one.page.context.new_page()
    there.goto(f"{one.address}/boards/")
    there.locator("#live[data-state=live]").wait_for()
    third = two.page.context.new_page()
    third.goto(f"{one.address}{path}settings")
    third.locator("#live[data-state=live]").wait_for()
    one.go(f"{path}settings")
    one.page.fill("[name=name]", "Better plans")
    one.page.fill("[name=description]", "For all of us")
    one.page.get_by_role("button", name="Save").click()
    for page in (two.page, third):
        page.get_by_role("heading", name="Better plans", level=1).wait_for()
    third.get_by_text("For all of us").wait_for()
    there.get_by_role("link", name="Better plans").wait_for()
    one.page.get_by_role("button", name=re.compile("^Remove")).click()
    for page in (two.page, third):
        page.get_by_text("nothing that you may see").wait_for()
    one.page.locator("[aria-labelledby=delete] summary").click()
    one.page.get_by_role("button", name=re.compile("^Delete")).click()
    there.get_by_role("link", name="Better plans").wait_for(state="detached")


def test_what_is_being_dragged_or_chosen_stays(visitor):
    one, two, _path = pair(visitor)
    alpha = card(two, "Alpha")
    alpha.evaluate(
        "card => card.dispatchEvent(new DragEvent('dragstart', "
        "{bubbles: true, dataTransfer: new DataTransfer()}))"
    )
    two.page.locator(".task.dragged").wait_for()
    add(one, "Beta")
    two.page.wait_for_timeout(1500)
    assert card(two, "Beta").count() == 0
    alpha.evaluate("card => card.dispatchEvent(new DragEvent('dragend', {bubbles: true}))")
    card(two, "Beta").wait_for()
    two.go("/tasks/?list=team")
    state(two, "live")
    row = two.page.locator("tbody tr", has_text="Alpha")
    row.locator("[name=task]").check()
    add(one, "Gamma")
    two.page.wait_for_timeout(1500)
    # A tick would else stand beside another task.
    assert row.locator("[name=task]").is_checked()
    assert two.page.locator("tbody tr", has_text="Gamma").count() == 0
    row.locator("[name=task]").uncheck()
    two.page.locator("h1").click()
    two.page.get_by_role("link", name="Gamma").wait_for()
    assert two.page.locator("[name=task]:checked").count() == 0


def test_who_signs_out_elsewhere_is_told(visitor):
    one = visitor()
    one.sign_up()
    state(one, "live")
    other = one.page.context.new_page()
    other.goto(f"{one.address}/")
    other.locator(".account-menu summary").click()
    other.get_by_role("button", name="Sign out").click()
    state(one, "signedOut")
    one.check_access()
    one.page.locator("#live a").click()
    assert one.path == "/account/sign-in?next=%2F"


def test_the_connection_is_told_in_russian(visitor):
    one = visitor(locale="ru-RU")
    one.sign_up()
    state(one, "live")
    assert "Вживую" in one.page.locator("#live").inner_text()


@pytest.fixture
def surroundings():
    """Those of the set-up that the tests run with; on PostgreSQL with a database of its own."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield {}
        return
    name = f"taskhub_live_{os.getpid()}"
    own = f"{address.rpartition('/')[0]}/{name}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield {"DATABASE_URL": own, "REDIS_URL": os.environ.get("REDIS_URL", "")}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def apart(browser, tmp_path, surroundings):
    """A server of one's own, what opens windows to it, and those that are open."""
    windows = []

    def visitor():
        windows.append(Visitor(browser.new_context(locale="en-GB").new_page(), address))
        return windows[-1]

    with site(tmp_path, **surroundings) as server:
        address = f"http://127.0.0.1:{server.port}"
        yield server, visitor, windows


def test_a_break_is_shown_and_made_good(browser, tmp_path, surroundings):
    with apart(browser, tmp_path, surroundings) as (server, visitor, windows):
        one, two, path = pair(visitor)
        add(one, "Beta")
        card(two, "Beta").wait_for()
        two.page.locator(".add summary").nth(1).click()
        two.page.fill("#new-2", "Half a ti")
        server.stop()
        state(two, "reconnecting")
        again = {**SURROUNDINGS, "TASKHUB_DATA_DIR": str(tmp_path / "data"), **surroundings}
        with running(["manage.py", "serve"], tmp_path, **again, PORT=str(server.port)):
            one.go(path)
            add(one, "Gamma")
            card(two, "Gamma").wait_for(timeout=25_000)
            state(two, "live")
            assert two.page.input_value("#new-2") == "Half a ti"
            for window in windows:
                window.page.context.close()
    assert [fault for each in windows for fault in each.faults if "WebSocket" not in fault] == []
