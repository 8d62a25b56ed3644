"""/statistics/: what the team's tasks and accounts come to."""

import datetime
import re

import pytest
from django.test import Client

from accounts.models import User
from taskhub.statistics import months_until
from taskhub.testing.factories import make_task, make_user

PAGE = "/statistics/"


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def browser(ann):
    client = Client()
    client.force_login(ann)
    return client


def figure(page, key):
    """The markup of one figure."""
    return page.text.partition(f'aria-labelledby="{key}"')[2].partition("</section>")[0]


def cells(markup):
    """The rows of a table as tuples of text."""
    body = markup.partition("<tbody>")[2].partition("</tbody>")[0]
    return [tuple(re.findall(r"<t[hd][^>]*>([^<]*)<", row)) for row in body.split("</tr>")[:-1]]


def test_stranger_is_asked_to_sign_in(client, db):
    assert client.get(PAGE).url == f"/account/sign-in?next={PAGE}"


def test_empty_hub_is_told_so_and_still_counts_people(browser):
    page = browser.get(PAGE)
    assert "There are no tasks to count yet" in page.text
    assert 'id="weeks"' not in page.text
    assert "1 person has an account" in figure(page, "months")


def test_figures_have_a_name_a_sentence_and_a_table(browser, ann):
    make_task(ann)
    make_task(ann, category="Done")
    page = browser.get(PAGE)
    for key in ("weeks", "ages", "months"):
        markup = figure(page, key)
        assert f'role="img" aria-labelledby="{key} {key}-said"' in markup
        assert f'id="{key}"' in markup
        assert f'id="{key}-said"' in markup
        assert "<table>" in markup
    assert "This week 2 created and 1 done" in figure(page, "weeks")
    assert cells(figure(page, "weeks"))[0][1:] == ("2", "1")
    assert cells(figure(page, "ages"))[0] == ("Up to a week", "1")
    assert "1 task is open." in figure(page, "ages")


def test_what_may_not_be_read_is_not_counted(browser):
    make_task(make_user("bob"))
    page = browser.get(PAGE).text
    assert "There are no tasks to count yet" in page
    assert "as far as you may read them" in page


def test_policy_holds_without_inline_style(browser, ann):
    make_task(ann)
    page = browser.get(PAGE).text
    assert " style=" not in page
    assert "<style" not in page


def test_numbers_and_months_are_said_in_russian(browser, ann):
    make_task(ann)
    User.objects.filter(pk=ann.pk).update(language="ru")
    page = browser.get(PAGE)
    assert "<h1>Статистика</h1>" in page.text
    assert "Открыта 1 задача." in page.text
    assert not re.search(r'(x|y|width|height)="[0-9]+,[0-9]', page.text)


def test_months_without_anybody_are_there(ann):
    today = datetime.date(2026, 2, 3)
    months, total = months_until(today, [(2024, 1, 5), (2025, 3, 2), (2026, 2, 1)])
    assert [month.first.isoformat() for month in months[:2]] == ["2025-03-01", "2025-04-01"]
    assert [month.joined for month in months] == [2, *[0] * 10, 1]
    assert total == 8


def test_page_costs_the_same_for_one_task_and_for_fifty(
    browser, ann, django_assert_max_num_queries
):
    for _ in range(50):
        make_task(ann)
    # The cookie's session, the user, our session; three of tasks, one of people.
    with django_assert_max_num_queries(8):
        browser.get(PAGE)


def test_navigation_and_home_lead_there(browser, ann):
    make_task(make_user("bob"), assignee=ann)
    assert browser.get("/").text.count(f'href="{PAGE}"') == 2
    page = browser.get(PAGE).text
    assert f'<a href="{PAGE}" aria-current="page">' in page
