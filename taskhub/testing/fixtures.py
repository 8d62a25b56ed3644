"""Fixtures that every test may use; loaded by pytest.ini."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import redis
from django.apps import apps
from pytest_django.fixtures import Settings

from accounts import limits, outbox
from accounts.models import User
from taskhub.testing.browser import browser, live_site, visitor  # noqa: F401
from taskhub.testing.clients import ContractClient
from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.leaks import no_secret_in_the_log  # noqa: F401
from taskhub.testing.processes import SERVE, ServerProcess, running, same_hub
from tasks.models import Task, TaskStatus


@pytest.fixture(autouse=True)
def first_statuses(request: pytest.FixtureRequest) -> None:
    """The three statuses, for tests that come after one which emptied every table."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    if not commits and not {"transactional_db", "live_server"} & set(request.fixturenames):
        return
    request.getfixturevalue("transactional_db")
    if not TaskStatus.objects.exists():
        migration = import_module("tasks.migrations.0002_first_statuses")
        migration.add(apps, None)


@pytest.fixture(autouse=True)
def calm(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cheap hashes, no limits or model, files of its own, no mail unless a test delivers it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKHUB_RATE_LIMITS = False
    settings.TASKHUB_LLM_URL = ""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    monkeypatch.setattr(outbox, "wake", lambda: None)


@pytest.fixture
def limits_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The limiter as it is by default, with nothing counted yet.

    In Redis each test counts under names of its own: other processes test there, too.
    """
    settings.TASKHUB_RATE_LIMITS = True
    limits.clear()
    own, hidden = f"taskhub:limit:{uuid.uuid4().hex}", limits._hidden
    monkeypatch.setattr(limits, "_hidden", lambda rate, key: f"{own}:{hidden(rate, key)}")
    address = settings.REDIS_URL
    yield
    if address:
        shared = redis.Redis.from_url(address)
        for key in shared.scan_iter(f"{own}:*"):
            shared.delete(key)


@pytest.fixture
def zocket() -> ContractClient:
    """A client of zocket under its base."""
    return ContractClient("/zocket")


@pytest.fixture
def taskora() -> ContractClient:
    """A client of taskora under its base."""
    return ContractClient("/taskora")


@pytest.fixture
def tasktracker() -> ContractClient:
    """A client of tasktracker under its base."""
    return ContractClient("/tasktracker")


@pytest.fixture
def totask() -> ContractClient:
    """A client of totask under its base."""
    return ContractClient("/totask")


@pytest.fixture
def todo() -> ContractClient:
    """A client of todo under its base."""
    return ContractClient("/todo")


@pytest.fixture
def v2() -> ContractClient:
    """A client of TaskHub's own API."""
    return ContractClient("/api/v2")


@pytest.fixture
def root() -> ContractClient:
    """A client of the root, where every contract answers slash-exact."""
    return ContractClient("")


@pytest.fixture(scope="session")
def hubs(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[ServerProcess]]:
    """Two servers on the tests' database, for tests whose data are committed."""
    with ExitStack() as stack:
        folders = [tmp_path_factory.mktemp(f"hub{number}") for number in range(2)]
        yield [stack.enter_context(running(SERVE, folder, **same_hub())) for folder in folders]


@pytest.fixture
def person(db: None) -> Callable[[str], User]:
    """People by name: `person("author")`, the same one each time a test asks.

    "superuser" and "deactivated" are what they are called.
    """
    known: dict[str, User] = {}

    def named(name: str) -> User:
        if name not in known:
            flags: dict[str, Any] = {
                "is_superuser": name == "superuser",
                "is_active": name != "deactivated",
            }
            known[name] = make_user(name, **flags)
        return known[name]

    return named


@pytest.fixture
def task(person: Callable[[str], User]) -> Task:
    """A task with somebody in each row of the permission table but the last, "outsider"."""
    board = make_board(person("owner"), members=[person("member")])
    return make_task(
        person("author"),
        assignee=person("assignee"),
        board=board,
        marked=[person("marked")],
    )
