"""The readers of the environment, and the start that a wrong value stops."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taskhub.env import BadSetting, Environment, kept_key, require_strong
from taskhub.testing.processes import ROOT

STRONG = "k3y-0f-m4ny-l3tt3rs-th4t-n0b0dy-3ls3-h4s-s33n-y3t-4nd-n0w"
Read = Callable[[Environment], Any]


def reading(value: str | None) -> Environment:
    return Environment({} if value is None else {"X": value})


@pytest.mark.parametrize("value", [None, "", "   "])
def test_unset_empty_and_blank_mean_the_default(value: str | None) -> None:
    env = reading(value)
    assert env.text("X", "d") == "d"
    assert env.flag("X", True) is True
    assert env.integer("X", 7) == 7
    assert env.decimal("X", 1.5) == 1.5
    assert env.rate("X", "3/60") == (3, 60)
    assert env.choice("X", ("a", "b"), "b") == "b"
    assert env.words("X") == []
    assert env.networks("X") == []
    assert env.url("X") == ""
    assert env.redis("X") == ""


@pytest.mark.parametrize(
    ("value", "read", "expected"),
    [
        (" ON ", lambda env: env.flag("X", False), True),
        ("0", lambda env: env.flag("X", True), False),
        ("12", lambda env: env.integer("X", 0), 12),
        ("0.5", lambda env: env.decimal("X", 0), 0.5),
        ("10/300", lambda env: env.rate("X", "1/1"), (10, 300)),
        ("ToDo", lambda env: env.choice("X", ("taskora", "todo"), "taskora"), "todo"),
        ("a, b ,,a", lambda env: env.words("X"), ["a", "b"]),
        ("a.example,[::1],.b.example,*", lambda env: len(env.hosts("X", "")), 4),
        ("::", lambda env: env.listening("X", ""), "::"),
        ("[::1]", lambda env: env.listening("X", ""), "[::1]"),
        ("0.0.0.0", lambda env: env.listening("X", ""), "0.0.0.0"),
        ("node-1.example", lambda env: env.listening("X", ""), "node-1.example"),
        ("https://a.example/base/", lambda env: env.url("X"), "https://a.example/base"),
        ("https://a.example:8443/", lambda env: env.origins("X"), ["https://a.example:8443"]),
        (
            "10.1.2.3/8, ::1",
            lambda env: [str(n) for n in env.networks("X")],
            ["10.0.0.0/8", "::1/128"],
        ),
        ("redis://r:6379/1", lambda env: env.redis("X"), "redis://r:6379/1"),
        ("postgres:///x", lambda env: env.database("X", Path("d"), Path("/b"))["NAME"], "x"),
        ("sqlite:///x.db", lambda env: env.database("X", Path("d"), Path("/b"))["NAME"], "/b/x.db"),
        ("sqlite:////x.db", lambda env: env.database("X", Path("d"), Path("/b"))["NAME"], "/x.db"),
        ("smtp+tls://u:p@h:587", lambda env: env.email("X", "")["EMAIL_USE_TLS"], True),
        ("filemail:///var/m", lambda env: env.email("X", "")["EMAIL_FILE_PATH"], "/var/m"),
        ("filemail:////var/m", lambda env: env.email("X", "")["EMAIL_FILE_PATH"], "/var/m"),
    ],
)
def test_good_values_are_read(value: str, read: Read, expected: Any) -> None:
    assert read(reading(value)) == expected


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("a\nb", lambda env: env.text("X")),
        ("maybe", lambda env: env.flag("X", True)),
        ("1_000", lambda env: env.integer("X", 0)),
        ("٣", lambda env: env.integer("X", 0)),
        ("-1", lambda env: env.integer("X", 0)),
        ("70000", lambda env: env.integer("X", 0, most=65535)),
        ("9" * 30, lambda env: env.integer("X", 0)),
        ("1e3", lambda env: env.decimal("X", 0)),
        ("nan", lambda env: env.decimal("X", 0)),
        ("inf", lambda env: env.decimal("X", 0)),
        ("10", lambda env: env.rate("X", "1/1")),
        ("0/60", lambda env: env.rate("X", "1/1")),
        ("5/0", lambda env: env.rate("X", "1/1")),
        ("5/-1", lambda env: env.rate("X", "1/1")),
        ("other", lambda env: env.choice("X", ("a", "b"), "a")),
        ("http://a.example", lambda env: env.hosts("X", "")),
        ("a.example:80", lambda env: env.hosts("X", "")),
        (",", lambda env: env.words("X")),
        (" , ,", lambda env: env.hosts("X", "localhost")),
        (",", lambda env: env.networks("X")),
        (",", lambda env: env.origins("X")),
        ("300.1.1.1", lambda env: env.listening("X", "")),
        ("http://x", lambda env: env.listening("X", "")),
        ("a b", lambda env: env.listening("X", "")),
        ("a:80", lambda env: env.listening("X", "")),
        ("300.1.1.1", lambda env: env.networks("X")),
        ("proxy", lambda env: env.networks("X")),
        ("a.example", lambda env: env.origins("X")),
        ("https://a.example/path", lambda env: env.origins("X")),
        ("*", lambda env: env.origins("X")),
        ("ftp://a.example", lambda env: env.url("X")),
        ("https://", lambda env: env.url("X")),
        ("https://u:p@a.example", lambda env: env.url("X")),
        ("https://a.example:port", lambda env: env.url("X")),
        ("mysql://h/x", lambda env: env.database("X", Path("d"), Path("/b"))),
        ("postgres://h:port/x", lambda env: env.database("X", Path("d"), Path("/b"))),
        ("postgres://", lambda env: env.database("X", Path("d"), Path("/b"))),
        ("sqlite://", lambda env: env.database("X", Path("d"), Path("/b"))),
        ("sqlite://:memory:", lambda env: env.database("X", Path("d"), Path("/b"))),
        ("http://r:6379", lambda env: env.redis("X")),
        ("redis://r:port", lambda env: env.redis("X")),
        ("pop3://h", lambda env: env.email("X", "")),
        ("smtp://", lambda env: env.email("X", "")),
        ("smtp://h:port", lambda env: env.email("X", "")),
        ("filemail://", lambda env: env.email("X", "")),
        ("filemail://folder", lambda env: env.email("X", "")),
    ],
)
def test_nonsense_is_refused_in_a_sentence_with_the_name(value: str, read: Read) -> None:
    with pytest.raises(BadSetting) as refusal:
        read(reading(value))
    sentence = str(refusal.value)
    assert sentence.startswith("X must ") or sentence == "X is not a usable address."
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "key", ["", "short", "a" * 64, "django-insecure-" + STRONG, "changeme" + STRONG]
)
def test_weak_keys_are_refused(key: str) -> None:
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        require_strong("SECRET_KEY", key)


def test_strong_key_is_taken() -> None:
    assert require_strong("SECRET_KEY", STRONG) == STRONG


def test_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret-key"
    key = kept_key(path)
    assert len(key) >= 64
    assert kept_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == ["secret-key"]


def test_raced_starts_agree_on_the_key(tmp_path: Path) -> None:
    keys: list[str] = []
    start = threading.Barrier(8)

    def begin() -> None:
        start.wait()
        keys.append(kept_key(tmp_path / "secret-key"))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 64])
def test_damaged_key_file_stops_the_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret-key").write_bytes(content)
    with pytest.raises(BadSetting, match="secret-key"):
        kept_key(tmp_path / "secret-key")


def start(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run this with only these variables set, beside the path."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        check=False,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


PRODUCTION = {
    "TASKHUB_ENV": "production",
    "SECRET_KEY": STRONG,
    "ALLOWED_HOSTS": "tasks.example.org",
    "TASKHUB_PUBLIC_URL": "https://tasks.example.org",
    "DATABASE_URL": "postgres://taskhub@db.example.org/taskhub",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
}


@pytest.mark.processes
@pytest.mark.parametrize(
    "command", [["manage.py", "check"], ["-m", "daphne", "-p", "0", "taskhub.asgi:application"]]
)
@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"PORT": "http"}, "PORT"),
        ({"HOST": "http://[x"}, "HOST"),
        ({"TASKHUB_ENV": "staging"}, "TASKHUB_ENV"),
        ({"TASKHUB_RATE_REGISTER": "often"}, "TASKHUB_RATE_REGISTER"),
        ({"DATABASE_URL": "mysql://h/x"}, "DATABASE_URL"),
        ({"TASKHUB_LLM_URL": "https://llm.example.org/v1"}, "TASKHUB_LLM_MODEL"),
        ({"TASKHUB_LLM_KEY": "ключ"}, "TASKHUB_LLM_KEY"),
        ({"ALLOWED_HOSTS": ","}, "ALLOWED_HOSTS"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({**PRODUCTION, "SECRET_KEY": ""}, "SECRET_KEY"),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "SECRET_KEY"),
        ({**PRODUCTION, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({**PRODUCTION, "DEBUG": "True"}, "DEBUG"),
    ],
)
def test_wrong_value_stops_the_start_with_one_sentence(
    tmp_path: Path, command: list[str], wrong: dict[str, str], name: str
) -> None:
    result = start(*command, TASKHUB_DATA_DIR=str(tmp_path), **wrong)
    assert result.returncode == 1
    assert result.stderr.startswith(name)
    assert result.stderr.count("\n") == 1


@pytest.mark.processes
def test_production_settings_pass_the_deployment_checks(tmp_path: Path) -> None:
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = start(*command, TASKHUB_DATA_DIR=str(tmp_path), **PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert not list(tmp_path.iterdir())
