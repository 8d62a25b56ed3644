"""The catalogues hold what the sources say, all of it translated, and compiled."""

import ast
import builtins
import gettext
import re
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from taskhub import translations
from taskhub.errors import DomainError
from taskhub.testing.processes import ROOT
from taskhub.translations import MARKS, Catalogue, Message, catalogues

#: What speaks English: the admin, commands, and what nobody reads on a page.
ENGLISH = {"admin.py", "admin_forms.py", "management", "migrations", "tests", "llm"}
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


def kinds(kind: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    """This kind of error and all below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


NAMES = {kind.__name__ for kind in kinds()}


def modules() -> list[Path]:
    """Those that raise what a page may tell."""
    apps = [app for app in settings.OWN_APPS if app != "taskhub"]
    found = [path for app in apps for path in (ROOT / app).rglob("*.py")]
    return [path for path in found if not ENGLISH & set(path.relative_to(ROOT).parts)]


def unmarked(node: ast.AST) -> Iterator[str]:
    """The sentences within that no translation is looked for."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
        return
    text = str(node.value) if isinstance(node, ast.Constant) else ""
    if isinstance(node, ast.JoinedStr) or re.match("[A-Z].* ", text):
        yield ast.unparse(node)
        return
    for child in ast.iter_child_nodes(node):
        yield from unmarked(child)


def test_every_error_of_the_domain_is_told_in_russian():
    for app in settings.OWN_APPS[1:]:
        import_module(f"{app}.errors")
    known = {message.text for each in CATALOGUES for message in each.messages}
    own = [kind for kind in kinds() if kind.__module__.split(".")[0] in settings.OWN_APPS]
    told = {
        text for kind in own for text in (kind.message, *getattr(kind, "messages", {}).values())
    }
    assert sorted(told - known) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_raised_is_marked_for_translation(path):
    """With a value in it: `gettext("At most %(most)s.") % {"most": 5}`; no f-string is found."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    raised = [node.exc for node in nodes if isinstance(node, ast.Raise)]
    made = [node for node in nodes if getattr(getattr(node, "func", None), "id", "") in NAMES]
    calls = {node for node in (*raised, *made) if isinstance(node, ast.Call)}
    ours = [call for call in calls if not hasattr(builtins, getattr(call.func, "id", ""))]
    assert [text for call in ours for text in unmarked(call)] == []


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
