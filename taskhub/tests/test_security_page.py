"""docs/security.md: every test that it names is there, and what it says of the whole."""

import ast
import re
from functools import cache

import pytest

from accounts.models import User
from taskhub.testing.processes import ROOT
from taskhub.urls import CONTRACTS

PAGE = (ROOT / "docs/security.md").read_text()
NAMED = re.findall(r"`([\w/]+\.py)::([\w:]+)`", PAGE)


@cache
def names_in(path: str) -> set[str]:
    """Every test of a file, as pytest names it."""
    found = set()

    def collect(body, prefix):
        for node in body:
            if isinstance(node, ast.ClassDef):
                collect(node.body, f"{prefix}{node.name}::")
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.add(prefix + node.name)

    collect(ast.parse((ROOT / path).read_text()).body, "")
    return found


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)), ids="::".join)
def test_every_named_test_is_there(path, name):
    assert name.rpartition("::")[2].startswith("test_")
    assert name in names_in(path)


def test_every_requirement_that_is_met_names_its_test():
    met, _, _unmet = PAGE.partition("## What is not met")
    rows = re.findall(r"^\| \d.*$", met, re.MULTILINE)
    assert len(rows) > 80
    assert [row for row in rows if ".py::" not in row] == []


@pytest.mark.django_db
def test_a_fresh_installation_has_no_accounts():
    assert not User.objects.exists()


def test_there_is_no_way_in_but_the_documented():
    ways = {
        (contract.name, route)
        for contract in CONTRACTS
        for route, _view in contract.routes
        if re.search(r"auth/|login|sign|password|token|verif", route)
    }
    assert ways == {
        ("zocket", "api/auth/signup"),
        ("zocket", "api/auth/signin"),
        ("taskora", "api/auth/register"),
        ("taskora", "api/auth/login"),
        ("taskora", "api/auth/logout"),
        ("tasktracker", "api/v1/auth/login/"),
        ("tasktracker", "api/v1/auth/register/"),
        ("tasktracker", "api/v1/auth/refresh/"),
        ("totask", "auth/register"),
        ("totask", "auth/login"),
        ("totask", "auth/logout"),
        ("totask", "auth/refresh-tokens"),
        ("totask", "auth/forgot-password"),
        ("totask", "auth/reset-password"),
        ("totask", "auth/change-password"),
        ("totask", "auth/send-verification-email"),
        ("totask", "auth/verify-email"),
    }
