"""The registry of commands: in every page, and as a page of its own."""

import json

import pytest
from django.test import Client

from taskhub.pages import NAVIGATION
from taskhub.shortcuts import OTHERS, groups, places, shown
from taskhub.testing.factories import make_user


@pytest.fixture
def ann(db):
    return make_user("ann")


def signed_in(user, **headers):
    client = Client(headers=headers)
    client.force_login(user)
    return client


def told(page):
    text = page.text.partition('id="shortcuts">')[2].partition("</script>")[0]
    return json.loads(text) if text else None


def labels(registry):
    return [row[0] for _, rows in registry["groups"] for row in rows]


def test_nothing_has_the_keys_of_something_else():
    keys = [each for _, commands in groups() for command in commands for each in command.keys]
    assert len(set(keys)) == len(keys)
    beginnings = {each.split()[0] for each in keys if " " in each}
    assert not beginnings & set(keys)


def test_only_places_have_an_address_and_others_a_name_of_their_own():
    commands = [command for _, commands in groups() for command in commands]
    named = [command.name for command in (*commands, *OTHERS) if not command.address]
    assert len(set(named)) == len(named)
    assert {place.name for place in places()} == {"go"}


def test_wherever_the_navigation_leads_the_palette_leads(ann):
    client = signed_in(ann)
    addresses = [place.address for place in places()]
    for entry in NAVIGATION:
        address = entry.shown_at("/")["address"]
        assert any(each == address or each.startswith(f"{address}?") for each in addresses)
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_page_holds_all_of_it_in_the_readers_language(ann):
    ann.language = "ru"
    ann.save()
    registry = told(signed_in(ann).get("/"))
    assert "Новая задача" in labels(registry)
    row = next(row for _, rows in registry["groups"] for row in rows if row[2] == "new")
    assert row == ["Новая задача", "New task", "new", ["c"]]
    assert len(labels(registry)) == len(set(labels(registry)))


def test_only_staff_is_led_to_the_administration(ann):
    assert "Administration" not in labels(told(signed_in(ann).get("/")))
    ann.is_staff = True
    ann.save()
    assert "Administration" in labels(told(signed_in(ann).get("/")))


def test_who_only_looks_for_what_is_new_and_strangers_are_spared_it(ann, client):
    assert told(signed_in(ann, **{"X-Requested-With": "live"}).get("/")) is None
    assert told(client.get("/")) is None
    assert "keys.js" not in client.get("/").text


def test_the_page_of_shortcuts_needs_somebody_and_says_what_is_switched_off(ann, client):
    assert client.get("/account/shortcuts").url == "/account/sign-in?next=/account/shortcuts"
    page = signed_in(ann).get("/account/shortcuts").text
    assert page.count("<dt>") == sum(len(commands) for _, commands in groups())
    assert "can be switched off" in page
    ann.shortcuts = False
    ann.save()
    assert "are switched off" in signed_in(ann).get("/account/shortcuts").text


def test_keys_are_shown_as_they_are_written_on_them():
    assert shown("Control+k") == ["Ctrl", "k"]
    assert shown("g h") == ["g", "h"]
    assert shown("Shift+Arrow") == ["Shift", "← ↑ ↓ →"]


def test_preferences_sent_by_a_script_are_answered_without_a_page(ann):
    client = signed_in(ann, **{"X-Requested-With": "fetch"})
    sent = {"language": "", "theme": "dark", "shortcuts": "on"}
    answer = client.post("/account/preferences", sent)
    assert answer.json() == {"said": "Saved."}
    ann.refresh_from_db()
    assert (ann.theme, ann.shortcuts) == ("dark", True)
