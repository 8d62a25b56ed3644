"""What arrives while one looks is whole: it does all that it does on a page opened anew."""

import re

import pytest

from taskhub.testing.browser import card
from taskhub.tests.test_browser_live import pair, state

pytestmark = pytest.mark.processes


def both_at_alpha(one, two):
    """Both open the page of the card; its address."""
    for window in (one, two):
        card(window, "Alpha").locator("a").first.click()
        state(window, "live")
    return two.path


def test_suggestions_arrive_and_can_be_taken(visitor):
    one, two, _path = pair(visitor)
    both_at_alpha(one, two)
    one.page.get_by_role("button", name="Analyse the task").click()
    one.page.get_by_role("link", name="To the suggestions").click()
    boxes = two.page.locator(".suggestion [name=part]")
    boxes.first.wait_for()
    steps = two.page.locator(".suggestion label > span").all_inner_texts()
    for box in boxes.all()[1:]:
        box.uncheck()
    two.page.get_by_role("button", name="Make the ticked ones").click()
    first = steps[0].splitlines()[0].removesuffix("High").strip()
    two.page.locator(".parts-list").get_by_role("link", name=first).wait_for()
    one.page.locator(".parts-list").get_by_role("link", name=first).wait_for()
    assert one.page.locator(".parts-list > li").count() == 1
    one.page.locator(".suggestion .badge", has_text="Accepted").wait_for()


def test_an_analysis_shows_that_it_is_on_its_way_and_is_asked_for_once(visitor):
    one, two, _path = pair(visitor)
    both_at_alpha(one, two)
    # The form is sent, and its answer takes for ever.
    one.page.evaluate(
        """() => {
            window.sent = 0;
            window.addEventListener("submit", (event) => {
                if (!event.defaultPrevented) window.sent += 1;
                event.preventDefault();
            });
        }"""
    )
    ask = one.page.get_by_role("button", name="Analyse the task")
    ask.click()
    one.page.get_by_role("status").filter(has_text="Reading the task …").wait_for()
    ask.click()
    assert one.page.evaluate("window.sent") == 1
    assert one.page.locator(".busy").count() == 1
    one.check_access()


def test_a_list_that_was_empty_arrives_with_all_it_does(visitor):
    one, two, path = pair(visitor)
    two.go("/tasks/?list=assigned")
    state(two, "live")
    assert two.page.get_by_text("Nothing is assigned to you.").is_visible()
    card(one, "Alpha").locator("a").first.click()
    one.page.fill("aside [name=assignee]", two.name)
    one.page.get_by_role("button", name="Save the details").click()
    two.page.get_by_role("link", name="Alpha").wait_for()
    two.page.check("#all")
    assert two.page.locator("#chosen").inner_text() == "(1)"
    two.page.select_option("#change [name=priority]", "High")
    two.page.get_by_role("button", name="Change them").click()
    assert two.page.get_by_text("1 of 1 task went well.").is_visible()
    one.go(path)
    assert card(one, "Alpha").locator(".badge.danger").inner_text() == "High"


def test_home_and_the_moves_of_others_arrive(visitor):
    one, two, _path = pair(visitor)
    number = card(one, "Alpha").get_attribute("id").removeprefix("t")
    two.go("/")
    state(two, "live")
    one.go(f"/tasks/{number}/")
    one.page.fill("aside [name=assignee]", two.name)
    one.page.fill("aside [name=due_date]", "2020-01-01")
    one.page.get_by_role("button", name="Save the details").click()
    waiting = two.page.get_by_role("region", name=re.compile("Waiting for you"))
    waiting.get_by_role("link", name="Alpha").wait_for()
    two.page.locator("#due + ul .badge.danger", has_text="Late").wait_for()


def test_a_removed_task_ends_its_page_with_words(visitor):
    one, two, _path = pair(visitor)
    both_at_alpha(one, two)
    one.page.locator("details.delete summary").click()
    one.page.get_by_role("button", name="Delete for good").click()
    two.page.get_by_role("heading", name="Not found").wait_for()
    two.check_access()
