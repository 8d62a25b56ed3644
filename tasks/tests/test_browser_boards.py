"""Boards, tasks and lists as a person at a browser meets them."""

import pytest

from taskhub.testing.browser import PASSWORD, UNWORKED, card, make_board

pytestmark = pytest.mark.processes
PHONE = {"viewport": {"width": 320, "height": 640}}
LONG = "Averylongwordwithoutanyblankinit" * 4


def columns(window):
    """The titles in each column, and the counts above them."""
    page = window.page
    titles = [
        column.locator(".task > a:first-child").all_text_contents()
        for column in page.locator(".column").all()
    ]
    counts = [int(text) for text in page.locator("[data-count]").all_inner_texts()]
    assert counts == [len(each) for each in titles]
    return ["".join(each) for each in titles]


def said(window, words):
    window.page.locator("#said", has_text=words).wait_for()


def settled(window):
    """Every move is saved."""
    window.page.wait_for_function("!document.querySelector('.task.saving')")


def test_boards_are_usable_by_everybody(visitor):
    window = visitor()
    window.sign_up()
    window.go("/boards/")
    window.check_access()
    path = make_board(window, "Alpha", "Beta")
    window.check_access()
    for address in (f"{path}?q=nothing", f"{path}settings?person=a", "/tasks/", "/tasks/?q=x"):
        window.go(address)
        window.check_access()
    window.go(path)
    window.page.locator(".mv").first.click()
    window.page.get_by_role("dialog").wait_for()
    window.check_access()


def test_a_task_is_usable_by_everybody(visitor):
    window = visitor()
    window.sign_up()
    make_board(window, "Alpha")
    window.page.get_by_role("link", name="Alpha", exact=True).click()
    page = window.page
    page.fill("#new-part", "A step")
    page.get_by_role("button", name="Add").click()
    page.fill("#id_text", "A **bold** remark with `code`")
    page.get_by_role("button", name="Comment").click()
    page.get_by_role("button", name="Analyse the task").click()
    window.check_access()
    page.get_by_role("link", name="To the suggestions").click()
    for summary in page.locator("main summary").all():
        summary.click()
    window.check_access()
    window.go(f"{window.path.partition('#')[0]}history")
    window.check_access()


def test_nothing_is_wider_than_a_small_phone(visitor):
    window = visitor(**PHONE)
    window.sign_up()
    path = make_board(window, LONG, name=LONG)
    window.check_width()
    window.go("/boards/")
    window.check_width()
    window.go(f"{path}settings")
    window.check_width()
    window.go("/tasks/")
    window.check_width()
    window.page.locator("tbody a").first.click()
    window.page.fill("#id_text", LONG)
    window.page.get_by_role("button", name="Comment").click()
    window.check_width()


def test_a_card_is_dragged(visitor):
    window = visitor()
    window.sign_up()
    path = make_board(window, "A", "B", "C")
    done = window.page.locator(".column").nth(2).locator(".cards")
    card(window, "B").drag_to(done)
    said(window, "“B”: number 1 of 1 in Done")
    assert columns(window) == ["AC", "", "B"]
    card(window, "C").drag_to(card(window, "A"), target_position={"x": 40, "y": 3})
    said(window, "“C”: number 1 of 2 in To do")
    window.go(path)
    assert columns(window) == ["CA", "", "B"]


def test_a_card_is_moved_by_keys(visitor):
    window = visitor()
    window.sign_up()
    path = make_board(window, "A", "B", "C")
    page = window.page
    page.get_by_role("link", name="A", exact=True).focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    said(window, "“A”: number 3 of 3 in To do")
    page.keyboard.press("Shift+ArrowDown")
    said(window, "nothing further")
    page.keyboard.press("Shift+ArrowRight")
    said(window, "“A”: number 1 of 1 in In progress")
    assert page.evaluate("document.activeElement.textContent") == "A"
    settled(window)
    window.go(path)
    assert columns(window) == ["BC", "A", ""]


def test_a_long_column_shows_more_when_asked(visitor):
    window = visitor()
    window.sign_up()
    path = make_board(window, "Last")
    window.page.evaluate(
        """async () => {
            const form = document.querySelector(".add form");
            for (let number = 0; number < 59; number += 1) {
                const body = new URLSearchParams(new FormData(form));
                body.set("title", `Card ${number}`);
                await fetch(form.action, { method: "POST", body, redirect: "manual" });
            }
        }"""
    )
    window.go(path)
    assert window.page.locator(".task").count() == 50
    window.page.get_by_role("link", name="Show more").click()
    card(window, "Last").wait_for()
    assert columns(window)[0].startswith("Card 58Card 57")
    assert window.page.evaluate("document.activeElement.textContent") == "Card 8"
    window.page.get_by_role("link", name="Last", exact=True).focus()
    window.page.keyboard.press("Shift+ArrowRight")
    said(window, "“Last”: number 1 of 1 in In progress")


def test_a_card_is_moved_by_its_menu(visitor):
    window = visitor()
    window.sign_up()
    path = make_board(window, "A", "B")
    page = window.page
    card(window, "B").locator(".mv").click()
    page.get_by_role("button", name="To Done").click()
    said(window, "“B”: number 1 of 1 in Done")
    assert page.evaluate("document.activeElement.className") == "mv"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    window.go(path)
    assert columns(window) == ["A", "", "B"]


REFUSALS = [
    (403, '{"said": "Not yours."}', "Not yours. “A” stays where it was."),
    (500, "<p>oh</p>", "That did not work. “A” stays where it was."),
    (None, "", "The server cannot be reached. “A” stays where it was."),
]


def answering(status, body):
    """What handles a request in the server's stead; without a status it is cut off."""
    kind = "application/json" if body.startswith("{") else "text/html"
    if status is None:
        return lambda route: route.abort()
    return lambda route: route.fulfill(status=status, body=body, content_type=kind)


def test_a_refused_move_is_taken_back_and_said(visitor):
    window = visitor(**UNWORKED)
    window.sign_up()
    path = make_board(window, "A", "B")
    for status, body, words in REFUSALS:
        window.intercept("**/move", answering(status, body))
        window.page.get_by_role("link", name="A", exact=True).focus()
        window.page.keyboard.press("Shift+ArrowRight")
        said(window, words)
        assert columns(window) == ["AB", "", ""]
        assert window.page.evaluate("document.activeElement.textContent") == "A"
    window.go(path)
    assert columns(window) == ["AB", "", ""]


def test_who_was_signed_out_meanwhile_is_told(visitor):
    first, second = visitor(), visitor()
    name = first.sign_up()
    make_board(first, "A")
    second.sign_in(f"{name}@example.com", PASSWORD)
    second.go("/account/sessions")
    second.page.get_by_role("button", name="End all others").click()
    first.page.get_by_role("link", name="A", exact=True).focus()
    first.page.keyboard.press("Shift+ArrowRight")
    said(first, "You are signed out.")
    assert columns(first) == ["A", "", ""]


def test_whoever_only_reads_cannot_move(visitor):
    owner, reader = visitor(), visitor()
    owner.sign_up()
    path = make_board(owner, "A")
    owner.go(f"{path}settings")
    owner.page.uncheck("[name=is_private]")
    owner.page.get_by_role("button", name="Save").click()
    reader.sign_up()
    reader.go(path)
    assert reader.page.locator(".mv, .add, [draggable=true]").count() == 0
    reader.page.get_by_role("link", name="A", exact=True).focus()
    reader.page.keyboard.press("Shift+ArrowRight")
    assert columns(reader) == ["A", "", ""]


def test_a_board_without_script(visitor):
    window = visitor(java_script_enabled=False)
    window.sign_up()
    path = make_board(window, "A", "B")
    page = window.page
    card(window, "B").locator(".mv").click()
    page.get_by_label("Done").check()
    page.get_by_role("button", name="Move").click()
    assert window.path == path
    assert columns(window) == ["A", "", "B"]
    page.locator(".star").click()
    assert page.locator(".star").get_attribute("aria-pressed") == "true"
    page.locator(".filter summary").click()
    page.fill("[name=q]", "a")
    page.get_by_role("button", name="Show").click()
    assert columns(window) == ["A", "", ""]


def test_a_task_without_script(visitor):
    window = visitor(java_script_enabled=False)
    window.sign_up()
    page = window.page
    window.go("/tasks/")
    page.fill("#new-task", "Paint the shed")
    page.get_by_role("button", name="Add a task").click()
    page.locator("#edit summary").click()
    page.fill("[name=description]", "- brushes\n- paint")
    page.locator("#edit").get_by_role("button", name="Save").click()
    assert page.locator(".prose li").all_inner_texts() == ["brushes", "paint"]
    page.locator("#edit summary").click()
    page.locator("#edit").get_by_role("button", name="Save").click()
    assert page.locator(".history > li").count() == 2
    page.select_option("aside [name=priority]", "High")
    page.get_by_role("button", name="Save the details").click()
    page.get_by_role("button", name="Undo the last change").click()
    assert page.locator("aside [name=priority]").input_value() == "Medium"
    page.get_by_role("button", name="Analyse the task").click()
    page.get_by_role("link", name="To the suggestions").click()
    page.get_by_role("button", name="Make the ticked ones").first.click()
    assert page.locator(".parts-list li").count() >= 1
    page.fill("#id_text", "Well begun")
    page.get_by_role("button", name="Comment").click()
    assert "Well begun" in page.locator(".comment").inner_text()
    page.get_by_role("button", name="Mark as done").click()
    assert page.get_by_role("button", name="Reopen").is_visible()


def test_two_who_edit_the_same_text_lose_nothing(visitor):
    first, second = visitor(), visitor()
    name = first.sign_up()
    second.sign_in(f"{name}@example.com", PASSWORD)
    first.go("/tasks/")
    first.page.fill("#new-task", "Paint the shed")
    first.page.get_by_role("button", name="Add a task").click()
    second.go(first.path)
    for window, text in ((first, "Red"), (second, "Green")):
        window.page.locator("#edit summary").click()
        window.page.fill("[name=description]", text)
    first.page.locator("#edit").get_by_role("button", name="Save").click()
    second.page.locator("#edit").get_by_role("button", name="Save").click()
    assert second.page.locator(".theirs").inner_text() == "Red"
    assert second.page.locator("[name=description]").input_value() == "Green"
    second.check_access()
    second.page.locator("#edit").get_by_role("button", name="Save").click()
    assert second.page.locator(".prose").first.inner_text() == "Green"


def test_many_are_chosen_at_once(visitor):
    window = visitor()
    window.sign_up()
    page = window.page
    for title in ("One", "Two"):
        window.go("/tasks/")
        page.fill("#new-task", title)
        page.get_by_role("button", name="Add a task").click()
    window.go("/tasks/")
    page.check("#all")
    assert page.locator("#chosen").inner_text() == "(2)"
    page.select_option(".bulk [name=priority]", "High")
    page.get_by_role("button", name="Change them").click()
    assert page.get_by_text("2 of 2 tasks went well.").is_visible()
    window.check_access()
    page.get_by_role("link", name="Back to the list").click()
    assert page.locator("tbody .badge.danger").count() == 2
