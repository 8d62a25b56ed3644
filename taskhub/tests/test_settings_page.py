"""docs/settings.md names every variable that is read, and no other."""

import ast
import re

from taskhub.testing.processes import ROOT

READERS = {
    "text",
    "flag",
    "integer",
    "listening",
    "decimal",
    "rate",
    "choice",
    "words",
    "hosts",
    "networks",
    "origins",
    "url",
    "path",
    "database",
    "redis",
    "email",
}


def variables_read() -> set[str]:
    """The first argument of every call of a reader in settings.py."""
    tree = ast.parse((ROOT / "taskhub/settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.func.attr in READERS
        and isinstance(call.args[0], ast.Constant)
    }


def variables_documented() -> set[str]:
    """The first cell of every row of the page's tables."""
    page = (ROOT / "docs/settings.md").read_text()
    cells = re.findall(r"^\| (`[^|]+`) \|", page, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([A-Z_]+)`", cell)}


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    assert variables_read() == variables_documented()


def test_nothing_but_the_settings_file_reads_the_environment() -> None:
    folders = ["accounts", "comments", "suggestions", "tasks", "taskhub"]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    readers = {
        str(path.relative_to(ROOT))
        for path in files
        if "tests" not in path.parts and "testing" not in path.parts
        if re.search(r"os\.(environ|getenv)", path.read_text())
    }
    # asgi.py names the settings file; env.py is what reads.
    assert readers <= {"taskhub/asgi.py", "taskhub/env.py"}
