"""What our code does not do at all, and the few places of what it does with care."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from taskhub.testing.processes import ROOT

APPS = ("taskhub", "accounts", "tasks", "comments", "suggestions")
#: Modules that run commands, or turn bytes into objects or documents into requests.
MODULES = {
    "dill", "lxml", "marshal", "pickle", "pty", "shelve", "subprocess", "xml",
}  # fmt: skip
#: Each use was looked at: SQL of our own with bound values or with names of our own tables,
#: HTML cleaned by an allow-list, and JSON of our own words without a "<".
CAREFUL = {
    "cursor": {
        "tasks/locks.py",
        "tasks/text_index.py",
        "tasks/triggers.py",
        "taskhub/compiled.py",
        "taskhub/health.py",
    },
    "raw": {"tasks/locks.py"},
    "mark_safe": {"tasks/markdown.py", "taskhub/shortcuts.py"},
}
NEVER = {"eval", "exec", "system", "popen", "extra", "RawSQL", "unsafe_load", "full_load"}


def sources() -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    ours = [path for path in found if not {"tests", "testing", "migrations"} & set(path.parts)]
    assert len(ours) > 100
    return ours


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func
            yield name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")


def test_no_commands_are_run_and_nothing_is_unpickled_or_parsed_as_xml():
    for path in sources():
        assert not MODULES & set(imported(ast.parse(path.read_text()))), path


def test_nothing_is_evaluated_and_no_sql_is_put_together():
    for path in sources():
        assert not NEVER & set(called(ast.parse(path.read_text()))), path


@pytest.mark.parametrize("name", CAREFUL)
def test_what_needs_care_stands_where_it_was_looked_at(name):
    found = {
        str(path.relative_to(ROOT))
        for path in sources()
        if name in set(called(ast.parse(path.read_text())))
    }
    assert found <= CAREFUL[name]


def test_templates_escape_everything():
    pages = [*(ROOT / "templates").rglob("*.html")]
    assert pages
    for page in pages:
        text = page.read_text()
        assert "|safe" not in text, page
        assert "autoescape off" not in text, page
