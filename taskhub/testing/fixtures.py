"""Fixtures that every test may use; loaded by pytest.ini."""

import pytest

from taskhub.testing.clients import ContractClient


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
