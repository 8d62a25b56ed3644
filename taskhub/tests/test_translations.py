"""The catalogues hold what the sources say, all of it translated, and compiled."""

import gettext
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from taskhub import translations
from taskhub.translations import Catalogue, Message, catalogues

CATALOGUES = catalogues()


@pytest.fixture(params=CATALOGUES, ids=lambda each: f"{each.app}-{each.language}")
def catalogue(request):
    return request.param


def test_everything_is_translated(catalogue):
    assert catalogue.untranslated == []


def test_committed_files_are_in_step(catalogue):
    """Else: make translations."""
    assert catalogue.path.read_text(encoding="utf-8") == catalogue.text()
    assert catalogue.path.with_suffix(".mo").read_bytes() == catalogue.compiled()


def test_places_for_values_are_kept(catalogue):
    for message, texts in catalogue.messages.items():
        for text in texts:
            assert sorted(translations.places(text)) == sorted(translations.places(message.text))


def test_the_same_words_are_translated_alike_everywhere():
    """Django merges the catalogues: of two translations only one would be seen."""
    said: dict[tuple[str, str], list[str]] = {}
    for each in CATALOGUES:
        for message, texts in each.messages.items():
            assert said.setdefault((each.language, message.text), texts) == texts


def test_our_words_come_before_those_of_djangos_apps():
    with translation.override("ru"):
        assert translation.gettext("Sessions") == "Сеансы"


def test_compiled_file_is_what_gettext_reads():
    made = Catalogue("nowhere", "ru")
    made.messages = {
        Message('Say "hi"\n'): ["Привет\n"],
        Message("%(n)s task", "%(n)s tasks"): ["%(n)s задача", "%(n)s задачи", "%(n)s задач"],
        Message("Not yet"): [""],
    }
    read = gettext.GNUTranslations(BytesIO(made.compiled()))
    assert read.gettext('Say "hi"\n') == "Привет\n"
    found = [read.ngettext("%(n)s task", "%(n)s tasks", n) for n in (1, 2, 5, 11, 21)]
    assert [text.split()[1] for text in found] == ["задача", "задачи", "задач", "задач", "задача"]
    assert read.gettext("Not yet") == "Not yet"


def test_readable_file_survives_being_read(tmp_path, monkeypatch):
    made = Catalogue("nowhere", "ru")
    made.messages = {Message('a "b"\\\n'): ['в "г"\\\n'], Message("x", "y"): ["1", "2", "3"]}
    monkeypatch.setattr(Catalogue, "path", tmp_path / "django.po")
    made.path.write_text(made.text(), encoding="utf-8")
    again = Catalogue("nowhere", "ru")
    again.load()
    assert again.messages == made.messages


def test_command_says_what_is_missing(monkeypatch, tmp_path):
    missing = Catalogue("nowhere", "ru", {Message("Hello"): [""]})
    monkeypatch.setattr(Catalogue, "path", tmp_path / "django.po")
    monkeypatch.setattr("taskhub.management.commands.translations.catalogues", lambda: [missing])
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("translations", "--check", stdout=said)
    assert "nowhere, not in ru: Hello" in said.getvalue()
    assert not missing.path.exists()
    call_command("translations", stdout=said)
    assert missing.path.exists()
