"""/account/api: the doors for programs."""

import re

import pytest
from django.conf import settings as configured
from django.test import Client

from accounts.models import Session
from taskhub.testing.factories import make_user
from taskhub.urls import CONTRACTS

PAGE = "/account/api"


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def browser(ann):
    client = Client()
    client.force_login(ann)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_every_contract_is_there_with_its_documents(client, contract):
    page = client.get(PAGE).text
    assert contract.info.title in page
    for kind in ("docs", "schema"):
        address = f"/{contract.info.base}{kind}/"
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_lines_work_with_the_token_that_is_made_on_request(browser, ann, client):
    page = browser.post(PAGE)
    lines = re.findall(r'Bearer (\S+)" ([^\s<]+)<', page.text)
    assert len(lines) == len(CONTRACTS)
    for token, address in lines:
        path = address.removeprefix(configured.TASKHUB_PUBLIC_URL)
        answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200, path


def test_token_is_a_session_of_its_own_that_can_be_ended(browser, ann):
    browser.post(PAGE, headers={"User-Agent": "Firefox/9 Linux"})
    made = Session.objects.get(door="page")
    assert made.user == ann
    assert "Token made on a page" in browser.get("/account/sessions").text


def test_looking_makes_none(browser):
    assert "$TOKEN" in browser.get(PAGE).text
    assert not Session.objects.filter(door="page").exists()


def test_stranger_is_asked_to_sign_in(client, db):
    assert client.post(PAGE).url == f"/account/sign-in?next={PAGE}"


def test_forged_request_makes_none(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)
    assert strict.post(PAGE).status_code == 403


def test_too_many_are_refused_with_a_page(browser, settings, limits_on):
    settings.TASKHUB_RATE_PAGE_TOKEN = (2, 60)
    assert [browser.post(PAGE).status_code for _ in range(3)] == [200, 200, 429]
    refused = browser.post(PAGE)
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "<h1>Too many attempts</h1>" in refused.text


def test_page_with_a_token_is_kept_nowhere(browser):
    assert browser.post(PAGE).headers["Cache-Control"] == "no-store"
