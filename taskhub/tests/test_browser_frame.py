"""The frame and the account pages as a person at a browser meets them."""

import re
from io import BytesIO

import pytest
from PIL import Image

from taskhub.testing.browser import PASSWORD, card, make_board

pytestmark = pytest.mark.processes
OPEN = ["/", "/account/sign-in", "/account/sign-up", "/account/forgot-password", "/account/api"]
SIGNED_IN = [
    "/",
    "/account/profile",
    "/account/password",
    "/account/sessions",
    "/account/delete",
    "/account/api",
    "/nothing/here",
]
PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def picture(tmp_path):
    out = tmp_path / "me.png"
    Image.new("RGB", (40, 30), "teal").save(out)
    return str(out)


def test_open_pages_are_usable_by_everybody(visitor):
    window = visitor()
    for path in [*OPEN, "/nothing/here", "/account/reset-password?token=x"]:
        window.go(path)
        window.check_access()


def test_pages_of_an_account_are_usable_by_everybody(visitor):
    window = visitor()
    window.sign_up()
    for path in SIGNED_IN:
        window.go(path)
        window.check_access()
    window.page.click("summary")
    window.check_access()


def test_no_page_is_wider_than_a_small_phone(visitor):
    window = visitor(**PHONE)
    window.sign_up("a-very-long-user-name-without-any-blank-in-it-at-all")
    for path in SIGNED_IN:
        window.go(path)
        window.check_width()
    window.go("/account/api")
    window.page.get_by_role("button", name="Make a token").click()
    window.check_width()
    window.page.click("summary")
    window.check_width()


@pytest.mark.parametrize("script", [True, False])
def test_life_of_an_account_with_and_without_script(visitor, picture, script):
    window = visitor(java_script_enabled=script)
    page = window.page
    name = window.sign_up()
    assert page.get_by_role("heading", level=1).inner_text() == f"Welcome, {name}!"

    window.go("/account/profile")
    page.fill("[name=first_name]", "Ann")
    page.fill("[name=about]", "Likes trees.\nAnd the sea.")
    page.locator("form[action='/account/profile'] button").click()
    assert page.locator(".messages").inner_text() == "Saved."
    page.set_input_files("[name=avatar]", picture)
    page.get_by_role("button", name="Use this picture").click()
    assert "/media/avatars/" in page.locator(".avatar.large").get_attribute("src")
    page.get_by_role("button", name="Remove the picture").click()
    assert page.locator("img.avatar").count() == 0

    window.go("/account/password")
    page.fill("[name=current]", PASSWORD)
    page.fill("[name=password]", f"{PASSWORD} again")
    page.fill("[name=again]", f"{PASSWORD} again")
    page.get_by_role("button", name="Change the password").click()
    assert window.path == "/account/sign-in"
    assert "changed" in page.locator(".messages").inner_text()

    window.sign_in(f"{name}@example.com", f"{PASSWORD} again")
    window.go("/account/delete")
    page.fill("[name=password]", f"{PASSWORD} again")
    page.get_by_role("button", name="Delete my account").click()
    assert window.path == "/"
    assert "deleted" in page.locator(".messages").inner_text()


def test_sessions_of_two_browsers_see_and_end_each_other(visitor):
    first, second = visitor(), visitor()
    name = first.sign_up()
    second.sign_in(f"{name}@example.com")
    first.go("/account/sessions")
    assert first.page.locator(".rows > li").count() == 2
    assert "Chrome" in first.page.locator(".rows").inner_text()
    first.page.get_by_role("button", name="End all others").click()
    second.go("/account/profile")
    assert second.path == "/account/sign-in?next=/account/profile"


def test_language_and_colours_follow_the_browser_until_chosen(visitor):
    window = visitor(locale="ru-RU", color_scheme="dark")
    window.go("/account/sign-in")
    page = window.page
    assert page.locator("h1").inner_text() == "Войти"
    assert page.locator("html").get_attribute("lang") == "ru"
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    window.sign_up()
    window.go("/account/profile")
    page.select_option("[name=language]", "en")
    page.select_option("[name=theme]", "light")
    page.locator("form[action='/account/preferences'] button").click()
    assert page.locator("h1").inner_text() == "Profile"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_keyboard_reaches_the_content_and_the_menu(visitor):
    window = visitor()
    window.sign_up()
    page = window.page
    window.go("/account/sessions")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Profile").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Profile").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_picture_is_shown_before_it_is_sent(visitor, picture):
    window = visitor()
    window.sign_up()
    window.go("/account/profile")
    window.page.set_input_files("[name=avatar]", picture)
    shown = window.page.locator("#picture-preview img")
    assert re.match("data:image/png", shown.get_attribute("src"))
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40


def test_wrong_picture_is_explained_beside_its_field(visitor, tmp_path):
    window = visitor()
    window.sign_up()
    window.go("/account/profile")
    file = tmp_path / "no.png"
    file.write_bytes(BytesIO(b"not a picture").getvalue())
    window.page.set_input_files("[name=avatar]", str(file))
    window.page.get_by_role("button", name="Use this picture").click()
    field = window.page.locator("[name=avatar]")
    described = field.get_attribute("aria-describedby").split()
    texts = [window.page.locator(f"#{each}").inner_text() for each in described]
    assert any("valid PNG" in text for text in texts)
    window.check_access()


def test_token_of_the_page_opens_the_doors(visitor, live_site):
    window = visitor()
    name = window.sign_up()
    window.go("/account/api")
    window.page.get_by_role("button", name="Make a token").click()
    token = window.page.locator("#token-text").inner_text()
    bearer = {"Authorization": f"Bearer {token}"}
    assert live_site.json("GET", "/totask/users/user", **bearer)["email"] == f"{name}@example.com"
    for line in window.page.locator("pre[id^=line-]").all_inner_texts():
        path = line.rpartition(f":{live_site.port}")[2]
        assert live_site.request("GET", path, **bearer)[0].status == 200, path
    window.check_access()


def test_printed_page_has_no_buttons(visitor):
    window = visitor()
    window.sign_up()
    window.go("/account/profile")
    window.page.emulate_media(media="print")
    assert not window.page.locator("header.top").is_visible()
    assert window.page.locator("button:visible, summary:visible, nav:visible").count() == 0


def test_what_is_only_there_to_be_filled_in_is_not_printed(visitor):
    window = visitor()
    window.sign_up()
    make_board(window, "Alpha")
    card(window, "Alpha").locator("a").first.click()
    window.page.emulate_media(media="print")
    assert not window.page.get_by_role("heading", name="Sub-tasks").is_visible()
    window.go("/boards/")
    assert window.page.get_by_role("link", name="Plans").is_visible()
    assert not window.page.get_by_role("heading", name="New board").is_visible()


def test_printed_page_is_black_on_white_in_the_dark_scheme_too(visitor):
    window = visitor(color_scheme="dark")
    window.sign_up()
    window.go("/account/profile")
    window.page.select_option("[name=theme]", "dark")
    window.page.locator("form[action='/account/preferences'] button").click()
    window.page.emulate_media(media="print")
    scheme = "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement)]"
    black, root = window.page.evaluate(f"{scheme}.map((each) => each.colorScheme ?? each)")
    assert (black, root) == ("rgb(0, 0, 0)", "light")
