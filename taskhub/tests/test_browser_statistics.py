"""The statistics as a person at a browser meets them."""

import pytest

pytestmark = pytest.mark.processes


@pytest.fixture
def window(visitor):
    window = visitor()
    window.sign_up()
    window.go("/tasks/")
    window.page.fill("[name=title]", "Sow")
    window.page.keyboard.press("Enter")
    window.page.get_by_role("heading", name="Sow").wait_for()
    # A socket that is left while it opens would be a warning on the console.
    window.page.locator("#live[data-state=live]").wait_for()
    window.go("/statistics/")
    return window


def test_charts_are_usable_by_everybody(window):
    assert window.page.get_by_role("img", name="Created and done by week").is_visible()
    window.check_access()
    for each in window.page.locator(".numbers summary").all():
        each.click()
    tables = window.page.get_by_role("table").all()
    assert len(tables) == 3
    for table in tables:
        table.get_by_role("cell").first.wait_for()
    window.check_access()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_sticks_out_and_letters_keep_their_size(window, width):
    window.page.set_viewport_size({"width": width, "height": 700})
    window.check_width()
    sizes = window.page.eval_on_selector_all(
        ".chart text", "all => all.map((text) => text.getBoundingClientRect().height)"
    )
    assert min(size for size in sizes if size) >= 11


def test_printed_page_shows_the_tables(window):
    window.page.emulate_media(media="print")
    assert window.page.locator(".numbers td").first.is_visible()


def test_an_empty_hub_is_usable_too(visitor):
    window = visitor(locale="ru-RU")
    window.sign_up()
    window.go("/statistics/")
    window.check_access()
