"""Single keys, the command palette and the help, as somebody without a mouse meets them."""

import json

import pytest

from taskhub.shortcuts import groups
from taskhub.testing.browser import UNWORKED, add, make_board

pytestmark = pytest.mark.processes
PHONE = {"viewport": {"width": 320, "height": 640}}
COMMANDS = [command for _, commands in groups() for command in commands]
#: What is typed into the palette on a board, and what it finds first.
MATCHES = {
    "quin": "Quince",
    "доски": "Boards",
    "my tas": "My tasks",
    "STATUS": "Change the status",
    "prfl": "Profile",
}
# One key after the other without a pause between them, however busy the machine is.
IN_A_ROW = """([events, later]) => {
    const now = performance.now();
    const real = performance.now;
    events.forEach((init, number) => {
        performance.now = () => now + number * later;
        const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
        document.activeElement.dispatchEvent(event);
    });
    performance.now = real;
}"""
ACTIVE = """() => {
    const active = document.activeElement;
    return active === document.body ? "nothing" : active.textContent.trim() || active.name;
}"""


def in_a_row(window, *events, later=10):
    window.page.evaluate(IN_A_ROW, [list(events), later])


def press(window, keys):
    """The keys of a registry entry, pressed as soon as the page listens."""
    window.page.locator("#find:not([hidden])").wait_for()
    if " " in keys:
        in_a_row(window, *({"key": key} for key in keys.split()))
    else:
        window.page.keyboard.press("Shift+ArrowRight" if keys == "Shift+Arrow" else keys)


def make_task(window, title):
    window.go("/tasks/")
    window.page.fill("#new-task", title)
    window.page.get_by_role("button", name="Add a task").click()
    return window.path


def focus(window, title):
    window.page.get_by_role("link", name=title, exact=True).focus()


def active(window):
    return window.page.evaluate(ACTIVE)


def said(window, words):
    window.page.locator("#said", has_text=words).wait_for()


def arrived(window, path):
    window.page.wait_for_url(f"{window.address}{path}")


def dialog(window, name=""):
    """The dialog that is open, as its name has it."""
    found = window.page.get_by_role("dialog", name=name)
    found.wait_for()
    return found


def options(window):
    return window.page.locator(".palette [role=option] .label").all_inner_texts()


def chosen(window):
    """The option that the field says is the present one; it is the only one marked."""
    field = window.page.locator(".palette [role=combobox]")
    marked = window.page.locator("[role=option][aria-selected=true]")
    assert marked.count() == 1
    assert field.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    return marked.locator(".label").inner_text()


def ready(window):
    """The palette has brought and found what it can."""
    state = window.page.locator("dialog.palette > [role=status]")
    state.filter(has_not_text="Searching").wait_for()
    return state.inner_text()


def shut(window):
    """Escape, and the dialog is gone: the browser closes it in its own time."""
    window.page.keyboard.press("Escape")
    window.page.locator("dialog").wait_for(state="detached")


def pick(window, words):
    ready(window)
    window.page.keyboard.type(words)
    ready(window)
    window.page.keyboard.press("Enter")


def field_is_reached(window, name):
    window.page.locator(f"[name={name}]:focus").wait_for()


def is_edited(window):
    window.page.wait_for_url("**/tasks/*/#id_title")
    field_is_reached(window, "title")


# What each key does, with the focus on the card A; B is below it, and C in the next column.
EFFECTS = {
    "palette": lambda window: dialog(window, "Command palette"),
    "search": lambda window: field_is_reached(window, "q"),
    "new": lambda window: field_is_reached(window, "title"),
    "help": lambda window: dialog(window, "Keyboard shortcuts"),
    "close": lambda window: window.page.locator("dialog").wait_for(state="detached"),
    "down": lambda window: active(window) == "B",
    "up": lambda window: said(window, "There is nothing further that way."),
    "left": lambda window: said(window, "There is nothing further that way."),
    "right": lambda window: active(window) == "C",
    "open": lambda window: window.page.wait_for_url("**/tasks/*/"),
    "move": lambda window: dialog(window, "Move “A”"),
    "carry": lambda window: said(window, "number 1 of 2 in In progress"),
    "status": lambda window: dialog(window, "Change the status: A"),
    "priority": lambda window: dialog(window, "Change the priority: A"),
    "assignee": lambda window: dialog(window, "Assign the task: A"),
    "mine": lambda window: said(window, f"“A” is assigned to @{window.name} now."),
    "edit": is_edited,
}


def test_every_key_does_what_the_help_says(visitor):
    window = visitor()
    window.sign_up()
    path = make_board(window, "A", "B")
    add(window, "C", column=1)
    for command in COMMANDS:
        for keys in command.keys:
            window.go(path)
            focus(window, "A")
            if command.name == "close":
                press(window, "?")
                dialog(window)
            press(window, keys)
            if command.name == "go":
                arrived(window, command.address)
            else:
                assert EFFECTS[command.name](window) is not False, (command.name, keys)


def test_every_command_of_the_registry_is_handled(visitor):
    window = visitor()
    window.sign_up()
    window.go("/")
    told = json.loads(window.page.locator("#shortcuts").inner_text())
    labels = {row[0] for _, rows in told["groups"] for row in rows}
    assert {str(command.label) for command in COMMANDS} < labels
    assert {command.name for command in COMMANDS} == {*EFFECTS, "go"}
    window.go("/tasks/")
    for label in ("New task", "Dark colours", "Light colours", "Colours as my browser"):
        press(window, "Control+k")
        pick(window, label)
        window.page.locator("dialog").wait_for(state="detached")
    press(window, "Control+k")
    pick(window, "Sign out")
    window.page.locator("#find").wait_for(state="detached")


def test_the_help_and_the_page_say_the_same(visitor):
    window = visitor()
    window.sign_up()
    press(window, "?")
    shown = dialog(window, "Keyboard shortcuts").locator("dl").all_inner_texts()
    window.go("/account/shortcuts")
    assert window.page.locator("dl").all_inner_texts() == shown
    window.page.get_by_role("link", name="Keyboard shortcuts").click()
    assert dialog(window).locator("dt").count() == len(COMMANDS)
    plain = visitor(java_script_enabled=False)
    plain.sign_up()
    plain.page.get_by_role("link", name="Keyboard shortcuts").click()
    assert plain.page.locator("dl").all_inner_texts() == shown
    assert not plain.page.locator("#find").is_visible()


def test_typing_is_nobody_elses(visitor):
    window = visitor()
    window.sign_up()
    page, every = window.page, "cjkhlmspaie?/ gh gb gl gm"
    path = make_board(window, "A")
    press(window, "/")
    page.keyboard.type(every)
    assert page.input_value("[name=q]") == every
    page.select_option("[name=due]", "today")
    page.locator("[name=due]").focus()
    page.keyboard.type("cm")
    page.evaluate("document.getElementById('main').append(document.createElement('div'))")
    page.evaluate("document.querySelector('#main > div:last-child').contentEditable = 'true'")
    page.locator("#main > div:last-child").focus()
    page.keyboard.type(every)
    assert page.locator("#main > div:last-child").inner_text() == every
    assert (window.path, page.locator("dialog").count()) == (path, 0)
    window.go("/tasks/")
    page.get_by_role("link", name="A", exact=True).click()
    press(window, "e")
    page.locator("[name=description]").focus()
    page.keyboard.type(every)
    assert page.input_value("[name=description]") == every
    assert page.locator("dialog").count() == 0
    page.fill("[name=description]", "")


def test_the_palette_opens_from_a_field_and_leads_back(visitor):
    window = visitor()
    window.sign_up()
    page = window.page
    window.go("/tasks/")
    press(window, "c")
    page.keyboard.type("Half a tit")
    press(window, "Control+k")
    dialog(window, "Command palette")
    assert page.evaluate("document.activeElement.role") == "combobox"
    press(window, "Control+k")
    page.locator("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == "new-task"
    page.keyboard.type("le")
    assert page.input_value("#new-task") == "Half a title"
    page.keyboard.press("Escape")
    assert active(window) == "nothing"
    press(window, "?")
    press(window, "Control+k")
    shut(window)
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("keys", ["Control+c", "Alt+c", "Meta+c", "Shift+C", "Shift+J", "q", "F2"])
def test_other_keys_are_left_alone(visitor, keys):
    window = visitor()
    window.sign_up()
    window.go("/tasks/")
    press(window, keys)
    assert (window.path, active(window)) == ("/tasks/", "nothing")


def test_a_sequence_lapses(visitor):
    window = visitor()
    window.sign_up()
    window.go("/tasks/")
    in_a_row(window, {"key": "g"}, {"key": "b"}, later=1001)
    in_a_row(window, {"key": "g"}, {"key": "x"}, {"key": "b"})
    in_a_row(window, {"key": "b"})
    press(window, "c")
    field_is_reached(window, "title")
    assert window.path == "/tasks/"
    window.page.keyboard.press("Escape")
    in_a_row(window, {"key": "g"}, {"key": "g"}, {"key": "b"}, later=400)
    arrived(window, "/boards/")


def test_a_cyrillic_layout_has_the_same_keys(visitor):
    window = visitor(locale="ru-RU")
    window.sign_up()
    window.go("/tasks/")
    in_a_row(window, {"key": "с", "code": "KeyC"})
    field_is_reached(window, "title")
    in_a_row(window, {"key": "л", "code": "KeyK", "ctrlKey": True})
    dialog(window, "Палитра команд")
    shut(window)
    window.page.locator("h1").click()
    in_a_row(window, {"key": ".", "code": "Slash"})
    field_is_reached(window, "q")
    window.page.keyboard.press("Escape")
    in_a_row(window, {"key": ",", "code": "Slash", "shiftKey": True})
    dialog(window, "Клавиши")
    shut(window)
    # On a Latin layout it is the letter that counts, wherever it is.
    in_a_row(window, {"key": "x", "code": "KeyC"}, {"key": "b", "code": "KeyN"})
    in_a_row(window, {"key": "п", "code": "KeyG"}, {"key": "и", "code": "KeyB"})
    arrived(window, "/boards/")


def test_single_keys_can_be_switched_off(visitor):
    window = visitor()
    window.sign_up()
    path = make_board(window, "A", "B")
    window.go("/account/profile")
    window.page.uncheck("[name=shortcuts]")
    window.page.locator("form[action='/account/preferences'] button").click()
    window.go(path)
    focus(window, "A")
    for command in COMMANDS:
        for keys in {*command.keys} - {"Control+k", "Enter", "Shift+Arrow"}:
            press(window, keys)
    assert (window.path, active(window), window.page.locator("dialog").count()) == (path, "A", 0)
    press(window, "Control+k")
    pick(window, "Keyboard shortcuts")
    help_shown = dialog(window, "Keyboard shortcuts")
    assert "switched off" in help_shown.inner_text()
    help_shown.get_by_role("button", name="Close").click()
    press(window, "Shift+Arrow")
    said(window, "In progress")
    window.go("/account/shortcuts")
    assert "switched off" in window.page.locator("main").inner_text()


def test_the_palette_by_keys_alone(visitor):
    window = visitor()
    window.sign_up()
    make_board(window, "A", name="Quince")
    page = window.page
    focus(window, "A")
    press(window, "Control+k")
    assert ready(window).startswith("Results: ")
    every = options(window)
    assert every[0] == "Move the task" == chosen(window)
    assert "Quince" in every
    keys = ["End", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "Home"]
    for key, place in zip(keys, [-1, 0, 1, 0, -1, 0], strict=True):
        page.keyboard.press(key)
        assert chosen(window) == every[place]
    shut(window)
    assert active(window) == "A"
    for words, label in MATCHES.items():
        press(window, "Control+k")
        ready(window)
        page.keyboard.type(words)
        ready(window)
        assert chosen(window) == label
        shut(window)
    press(window, "Control+k")
    pick(window, "sess")
    arrived(window, "/account/sessions")


def test_the_palette_opens_again_as_soon_as_it_is_closed(visitor):
    window = visitor()
    window.sign_up()
    press(window, "Control+k")
    ready(window)
    # At once, before the browser has said that the dialog is closed.
    window.page.evaluate(
        """() => {
          document.querySelector("dialog.palette").close();
          const held = { key: "k", code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true };
          document.body.dispatchEvent(new KeyboardEvent("keydown", held));
        }"""
    )
    window.page.locator("dialog.palette[open]").wait_for()
    assert ready(window).startswith("Results: ")


def test_commands_about_a_task_are_offered_where_there_is_one(visitor):
    window = visitor()
    window.sign_up()
    make_task(window, "Paint")
    for path, expected in ((window.path, True), ("/account/profile", False)):
        window.go(path)
        press(window, "Control+k")
        ready(window)
        assert ("Change the status" in options(window)) is expected
        shut(window)
    for keys in "mspaie":
        press(window, keys)
        said(window, "Choose a task first")
        window.page.evaluate("document.getElementById('said').textContent = ''")
    press(window, "c")
    arrived(window, "/tasks/#new-task")
    field_is_reached(window, "title")


def test_the_palette_finds_my_tasks_and_no_others(visitor):
    mine, other = visitor(), visitor()
    other.sign_up()
    make_task(other, "Stolen plums")
    mine.sign_up()
    path = make_task(mine, "Ripe plums")
    mine.go("/")
    press(mine, "Control+k")
    mine.page.keyboard.type("PLUMS")
    assert ready(mine) == "Results: 1"
    assert options(mine) == ["Ripe plums"]
    mine.page.keyboard.press("Enter")
    arrived(mine, path)
    press(mine, "Control+k")
    mine.page.keyboard.type("stolen")
    assert ready(mine) == "Nothing fits."
    assert mine.page.locator(".palette [aria-expanded=false]").count() == 1
    mine.page.keyboard.press("Enter")
    dialog(mine, "Command palette")


def test_late_answers_are_dropped(visitor):
    window = visitor(**UNWORKED)
    window.sign_up()
    make_task(window, "Ripe plums")
    page, held = window.page, []
    window.intercept("**/tasks/find?q=ri", lambda route: held.append(route))
    press(window, "Control+k")
    ready(window)
    with page.expect_request("**/tasks/find?q=ri"):
        page.keyboard.type("ri")
    page.keyboard.type("pe")
    page.locator(".palette [role=option]", has_text="Ripe plums").wait_for()
    held[0].fulfill(json={"boards": [], "tasks": [[1, "Stale", False]]})
    page.keyboard.type(" ")
    ready(window)
    assert options(window) == ["Ripe plums"]


def test_without_the_server_the_palette_still_has_its_commands(visitor):
    window = visitor(**UNWORKED)
    window.sign_up()
    window.intercept("**/tasks/find*", lambda route: route.abort())
    press(window, "Control+k")
    assert ready(window) == "The server cannot be reached."
    window.page.keyboard.type("boards")
    assert ready(window) == "The server cannot be reached."
    assert chosen(window) == "Boards"
    window.intercept(
        "**/tasks/find*", lambda route: route.fulfill(status=429, json={"said": "Wait a little."})
    )
    press(window, "Control+k")
    assert ready(window) == "Wait a little."


def test_a_board_is_kept_by_keys_alone(visitor):
    window = visitor()
    window.sign_up()
    path = make_board(window, "A", "B")
    page = window.page
    window.go("/")
    press(window, "g b")
    arrived(window, "/boards/")
    press(window, "j")
    assert active(window) == "Plans"
    press(window, "Enter")
    arrived(window, path)
    press(window, "c")
    page.keyboard.type("New one")
    press(window, "Enter")
    page.get_by_role("link", name="New one", exact=True).wait_for()
    press(window, "j")
    press(window, "j")
    assert active(window) == "A"
    press(window, "Shift+ArrowRight")
    said(window, "number 1 of 1 in In progress")
    press(window, "h")
    press(window, "j")
    assert active(window) == "B"
    press(window, "m")
    press(window, "Tab")
    press(window, "Enter")
    said(window, "“B”: number 1 of 1 in Done")
    assert active(window) == "B"
    press(window, "h")
    assert active(window) == "A"
    press(window, "s")
    pick(window, "done")
    said(window, "“A” is in Done now.")
    page.locator(".column").nth(2).get_by_role("link", name="A", exact=True).wait_for()
    assert active(window) == "A"
    press(window, "p")
    pick(window, "hi")
    said(window, "“A”: priority High.")
    page.locator(".task", has_text="A").locator(".badge.danger").wait_for()
    press(window, "a")
    pick(window, window.name)
    said(window, f"“A” is assigned to @{window.name} now.")
    page.locator(".task .who").wait_for()
    press(window, "a")
    pick(window, "nobody")
    said(window, "“A” is assigned to nobody now.")
    page.locator(".task .who").wait_for(state="detached")
    press(window, "Enter")
    page.wait_for_url("**/tasks/*/")
    assert page.locator("h1").inner_text() == "A"


def test_rows_of_a_list_and_a_task_of_its_own(visitor):
    window = visitor()
    window.sign_up()
    make_task(window, "Older")
    path = make_task(window, "Newer")
    page = window.page
    window.go("/tasks/")
    page.keyboard.press("ArrowDown")
    assert active(window) == "nothing"
    press(window, "j")
    page.keyboard.press("ArrowDown")
    assert active(window) == "Older"
    press(window, "k")
    assert active(window) == "Newer"
    press(window, "m")
    pick(window, "in prog")
    said(window, "“Newer” is in In progress now.")
    page.get_by_role("row", name="Newer").get_by_text("In progress").wait_for()
    window.go(path)
    press(window, "p")
    pick(window, "low")
    said(window, "“Newer”: priority Low.")
    page.locator("aside option[value=Low][selected]").wait_for(state="attached")
    press(window, "e")
    field_is_reached(window, "title")
    page.keyboard.press("Escape")
    press(window, "g l")
    arrived(window, "/tasks/?list=team")


def test_who_may_not_is_told(visitor):
    owner, reader = visitor(), visitor()
    owner.sign_up()
    path = make_board(owner, "A")
    owner.go(f"{path}settings")
    owner.page.uncheck("[name=is_private]")
    owner.page.get_by_role("button", name="Save").click()
    reader.sign_up()
    for keys in "mspai":
        reader.go(path)
        press(reader, "j")
        assert active(reader) == "A"
        press(reader, keys)
        said(reader, "You may not do this with the task.")
        reader.page.locator("dialog").wait_for(state="detached")
    press(reader, "Enter")
    reader.page.wait_for_url("**/tasks/*/")
    press(reader, "e")
    said(reader, "You may not do this with the task.")


def test_what_goes_wrong_is_said(visitor):
    window = visitor(**UNWORKED)
    window.sign_up()
    path = make_task(window, "Paint")
    window.go(path)
    for answer, words in (
        (lambda route: route.abort(), "The server cannot be reached."),
        (lambda route: route.fulfill(status=500, body="oh"), "That did not work."),
        (lambda route: route.fulfill(status=409, json={"said": "Too late."}), "Too late."),
    ):
        window.intercept("**/quick*", answer)
        for keys in "is":
            press(window, keys)
            said(window, words)
            window.page.evaluate("document.getElementById('said').textContent = ''")
    window.page.unroute_all()
    window.page.context.clear_cookies(name="taskhub-session")
    press(window, "i")
    said(window, "You are signed out.")


def test_colours_are_switched_from_the_palette_and_kept(visitor):
    window = visitor(color_scheme="light")
    window.sign_up()
    colour = "getComputedStyle(document.body).backgroundColor"
    light = window.page.evaluate(colour)
    press(window, "Control+k")
    pick(window, "dark col")
    window.page.locator("html[data-theme=dark]").wait_for()
    assert window.page.evaluate(colour) != light
    window.go("/account/profile")
    assert window.page.locator("html").get_attribute("data-theme") == "dark"
    assert window.page.locator("[name=shortcuts]").is_checked()
    assert window.page.locator(".messages").inner_text() == ""


def test_the_dialogs_are_usable_by_everybody(visitor):
    window = visitor()
    window.sign_up()
    make_board(window, "A", "B")
    focus(window, "A")
    press(window, "Control+k")
    ready(window)
    window.check_access()
    window.page.keyboard.type("nothing fits this")
    ready(window)
    window.check_access()
    shut(window)
    for keys, name in (("?", "Keyboard shortcuts"), ("s", "Change the status: A")):
        press(window, keys)
        dialog(window, name)
        window.check_access()
        shut(window)
    press(window, "k")
    said(window, "nothing further")
    window.check_access()
    window.go("/account/shortcuts")
    window.check_access()


def test_the_dialogs_fit_a_small_phone(visitor):
    window = visitor(**PHONE)
    window.sign_up()
    make_board(window, "A" * 90)
    window.check_width()
    window.page.locator("#find").click()
    ready(window)
    found = dialog(window, "Command palette")
    window.page.keyboard.type("AAA")
    window.page.locator(".palette [role=option]", has_text="A" * 90).wait_for()
    for shown in (found, None):
        if shown is None:
            shut(window)
            press(window, "?")
            shown = dialog(window, "Keyboard shortcuts")
        wide, box = shown.evaluate("it => [it.scrollWidth - it.clientWidth, it.clientWidth]")
        assert (wide, box < 320) == (0, True)
    window.page.keyboard.press("Escape")
    window.go("/account/shortcuts")
    window.check_width()
