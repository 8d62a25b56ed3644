"""Who imports whom: downwards only (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from taskhub.testing.processes import ROOT

CONTRACTS = sorted(path.name for path in (ROOT / "taskhub/contracts").iterdir() if path.is_dir())
DOMAIN = ("accounts", "tasks", "comments", "suggestions")
OURS = (*DOMAIN, "taskhub")
# The files of a domain app that face people: pages, sign-in and the admin.
FACES = {"admin.py", "backends.py", "views.py", "urls.py", "forms.py", "middleware.py"}
FACING_FOLDERS = {"views"}
# Modules of the frame that stand below everything and know nobody of ours.
GROUND = {
    "taskhub.errors",
    "taskhub.env",
    "taskhub.compiled",
    "taskhub.threads",
    "taskhub.postgresql",
    "taskhub.sqlite",
}
# What the admin pages of all apps have in common, for their admin.py and nobody else.
ADMIN = "taskhub.admin"

# What each part may import of ours, besides itself and the ground.
MAY = {
    "accounts": (),
    "tasks": ("accounts",),
    "comments": ("tasks", "accounts"),
    "suggestions": ("tasks", "accounts"),
    ADMIN: DOMAIN,
    "taskhub.rest": DOMAIN,
    "taskhub.live": DOMAIN,
    "taskhub.api": ("taskhub.rest", "taskhub.live", *DOMAIN),
    **{
        f"taskhub.contracts.{name}": ("taskhub.rest", "taskhub.live", *DOMAIN)
        for name in CONTRACTS
        if name != "__pycache__"
    },
}


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of ours that is no test, with its file."""
    for folder in OURS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if not {"tests", "testing", "migrations"} & set(parts):
                yield ".".join(part for part in parts if part != "__init__"), path


def imports(module: str, path: Path) -> Iterator[str]:
    """What the file imports, those for type checkers only included."""
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            # `from taskhub import health` imports taskhub.health, and `from x import name` x.
            yield from (f"{source}.{alias.name}" for alias in node.names)


def faces_people(path: Path) -> bool:
    return path.name in FACES or path.parent.name in FACING_FOLDERS


def within(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}.")


def part_of(module: str) -> str | None:
    """The part that governs this module; None for the frame, which may see everything."""
    return next((part for part in MAY if within(module, part)), None)


MODULES = list(modules())


@pytest.mark.parametrize("part", MAY)
def test_part_imports_only_what_is_below_it(part: str) -> None:
    allowed = (part, *MAY[part], *GROUND)
    wrong = [
        f"{module} imports {name}"
        for module, path in MODULES
        if within(module, part)
        for name in imports(module, path)
        if name.split(".")[0] in OURS
        and not any(within(name, may) for may in allowed)
        and not (within(name, ADMIN) and path.name == "admin.py")
    ]
    assert wrong == []


@pytest.mark.parametrize("ground", sorted(GROUND))
def test_ground_knows_nobody(ground: str) -> None:
    path = ROOT / f"{ground.replace('.', '/')}.py"
    assert [name for name in imports(ground, path) if name.split(".")[0] in OURS] == []


def test_domain_knows_no_request_and_no_framework_of_the_doors() -> None:
    foreign = ("rest_framework", "channels", "daphne", "twisted", "drf_spectacular")
    wrong = [
        f"{module} imports {name}"
        for module, path in MODULES
        if module.split(".")[0] in DOMAIN and not faces_people(path)
        for name in imports(module, path)
        if any(within(name, package) for package in foreign)
        or name.startswith(("django.http", "django.views"))
    ]
    assert wrong == []


def test_tokens_are_written_and_read_in_one_place() -> None:
    users = {
        module
        for module, path in MODULES
        for name in imports(module, path)
        if within(name, "rest_framework_simplejwt") or within(name, "jwt")
    }
    assert users <= {"accounts.tokens"}


def test_domain_services_take_no_request() -> None:
    wrong = [
        f"{module}.{node.name}"
        for module, path in MODULES
        if module.split(".")[0] in DOMAIN and not faces_people(path)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        if "request" in {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
    ]
    assert wrong == []


def test_package_of_the_frame_stays_empty() -> None:
    assert (ROOT / "taskhub/__init__.py").read_text() == ""


def test_rule_would_notice_a_wrong_import(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text("from ..todo import views\nimport tasks.models\nfrom taskhub import errors\n")
    found = set(imports("taskhub.contracts.zocket.bad", path))
    assert found == {"taskhub.contracts.todo.views", "tasks.models", "taskhub.errors"}
    assert part_of("taskhub.contracts.zocket.bad") == "taskhub.contracts.zocket"
