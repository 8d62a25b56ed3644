"""Looking for words on pages comes out of the same budget as at the APIs."""

import pytest
from django.test import Client

from taskhub.testing.factories import make_board, make_user


@pytest.fixture
def ann(db, settings, limits_on):
    settings.TASKHUB_RATE_SEARCH = (2, 60)
    return make_user("ann")


@pytest.fixture
def browser(ann):
    client = Client()
    client.force_login(ann)
    return client


def test_one_search_too_many_is_answered_by_a_page(browser, ann):
    board = make_board(ann)
    addresses = ["/tasks/?q=tea", f"/boards/{board.pk}/?q=tea", "/tasks/?q=tea"]
    answers = [browser.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert "<h1>Too many attempts</h1>" in answers[-1].text


def test_lists_without_words_are_free(browser):
    assert [browser.get("/tasks/?priority=High").status_code for _ in range(5)] == [200] * 5


def test_what_looks_like_words_and_is_none_is_free(browser):
    assert [browser.get("/tasks/?q=%20").status_code for _ in range(5)] == [200] * 5
