"""/docs/…: what we say about the contracts, in the pages' frame."""

import re

import pytest
from django.test import Client

from taskhub.documents import PUBLISHED, address_of
from taskhub.testing.factories import make_user
from taskhub.urls import CONTRACTS


@pytest.mark.parametrize("name", PUBLISHED)
def test_document_is_shown_to_everybody_in_english(client, name):
    page = client.get(address_of(name), headers={"Accept-Language": "ru"})
    assert page.status_code == 200
    assert '<html lang="ru">' in page.text
    assert '<article class="card document" lang="en">' in page.text
    assert "Войти" in page.text
    assert page.text.count("<h1>") == 1


@pytest.mark.parametrize("name", PUBLISHED)
def test_links_lead_to_places_that_are_there(client, name):
    article = client.get(address_of(name)).text.partition("<article")[2].partition("</article>")[0]
    own = [link for link in re.findall('href="([^"]+)"', article) if "://" not in link]
    for link in own:
        path, _, place = link.partition("#")
        page = client.get(path or address_of(name))
        assert page.status_code == 200, link
        assert not place or f'id="{place}"' in page.text, link
    assert ".md" not in " ".join(own)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_every_contract_has_its_document_on_the_page_of_the_apis(client, db, contract):
    address = f"/docs/contracts/{contract.info.name}/"
    assert f'href="{address}"' in client.get("/account/api").text
    assert client.get(address).status_code == 200


def test_page_of_the_apis_leads_to_what_holds_for_all(client, db):
    page = client.get("/account/api").text
    assert 'href="/docs/live/"' in page
    assert 'href="/docs/suggestions/"' in page


@pytest.mark.parametrize(
    "name", ["contracts/none", "settings", "contracts", "../README", "contracts/../live", "live.md"]
)
def test_what_is_not_published_is_not_found(client, name):
    assert client.get(f"/docs/{name}/").status_code == 404


def test_headings_have_ids_and_code_keeps_its_signs(client):
    page = client.get("/docs/live/").text
    assert '<h2 id="what-is-promised">What is promised</h2>' in page
    assert "<table>" in page
    assert "<th></th>" not in page
    assert "${query}" in page


def test_somebody_signed_in_has_their_frame_around_it(db):
    browser = Client()
    browser.force_login(make_user("ann"))
    assert "Sign out" in browser.get("/docs/contracts/v2/").text
