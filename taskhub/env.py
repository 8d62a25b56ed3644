"""Typed readers of the environment: a wrong value stops the start with one sentence.

A variable that is unset, empty or blank means its default, so that a compose file may name
every variable and fill in few.
"""

import ipaddress
import math
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

TRUE = frozenset({"1", "on", "true", "yes"})
FALSE = frozenset({"0", "off", "false", "no"})
POSTGRESQL = frozenset({"postgres", "postgresql"})
MAIL_SCHEMES = frozenset(
    {"smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail"}
)
# The largest number of seconds, bytes or rows that any setting sensibly holds.
MOST = 2**53

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Rate = tuple[int, int]


class BadSetting(SystemExit):
    """A setting that cannot be used; ends any process with its one sentence on stderr.

    A SystemExit, because Django's command line, Daphne and pytest each print a traceback
    for any other exception that leaves the settings file.
    """


class Environment:
    """The readers, over `os.environ` or any mapping."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables

    def text(self, name: str, default: str = "") -> str:
        """The value without blanks around it."""
        value = self.variables.get(name, "").strip()
        if not value.isprintable():
            raise BadSetting(f"{name} must not contain control characters.")
        return value or default

    def flag(self, name: str, default: bool) -> bool:
        """Whether it is switched on."""
        value = self.text(name).lower()
        if not value:
            return default
        if value in TRUE | FALSE:
            return value in TRUE
        raise BadSetting(f"{name} must be on or off, not {value!r}.")

    def integer(self, name: str, default: int, least: int = 0, most: int = MOST) -> int:
        """A whole number between `least` and `most`."""
        value = self.text(name)
        if not value:
            return default
        # int() would also take 1_000 and the digits of other scripts.
        number = int(value) if re.fullmatch(r"-?[0-9]{1,18}", value) else None
        if number is None or not least <= number <= most:
            raise BadSetting(f"{name} must be a whole number {span(least, most)}, not {value!r}.")
        return number

    def decimal(self, name: str, default: float, least: float = 0.0, most: float = MOST) -> float:
        """A number between `least` and `most`, with a point where it needs one."""
        value = self.text(name)
        if not value:
            return default
        plain = re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", value)
        number = float(value) if plain else math.nan
        if not least <= number <= most:
            raise BadSetting(f"{name} must be a number {span(least, most)}, not {value!r}.")
        return number

    def rate(self, name: str, default: str) -> Rate:
        """A count and the seconds it holds for, written `count/seconds`."""
        value = self.text(name, default)
        parts = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", value)
        count, seconds = (int(parts[1]), int(parts[2])) if parts else (0, 0)
        if count < 1 or seconds < 1:
            raise BadSetting(f"{name} must be written count/seconds, like 10/300, not {value!r}.")
        return count, seconds

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        """One of the given words."""
        value = self.text(name, default).lower()
        if value not in choices:
            raise BadSetting(f"{name} must be {' or '.join(choices)}, not {value!r}.")
        return value

    def words(self, name: str, default: str = "") -> list[str]:
        """The parts between commas, without blanks, each once; commas alone are no list."""
        value = self.text(name, default)
        parts = (part.strip() for part in value.split(","))
        words = list(dict.fromkeys(part for part in parts if part))
        if value and not words:
            raise BadSetting(f"{name} must name something between its commas.")
        return words

    def hosts(self, name: str, default: str) -> list[str]:
        """Host names as Django's ALLOWED_HOSTS wants them: no scheme, no port, no path."""
        hosts = self.words(name, default)
        for host in hosts:
            if not re.fullmatch(
                r"\*|\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]", host
            ):
                raise BadSetting(f"{name} must be a list of host names, and {host!r} is none.")
        return hosts

    def listening(self, name: str, default: str) -> str:
        """The address or the name of the network interface to listen on."""
        value = self.text(name, default)
        host = value.removeprefix("[").removesuffix("]")
        try:
            ipaddress.ip_address(host)
        except ValueError:
            # What ends in a number is no name, but an address that went wrong (RFC 3986).
            name_like = r"([A-Za-z0-9_-]+\.)*[A-Za-z_-][A-Za-z0-9_-]*\.?"
            if not re.fullmatch(name_like, value):
                raise BadSetting(f"{name} must be an address or a host name.") from None
        return value

    def networks(self, name: str) -> list[Network]:
        """Addresses and CIDR ranges."""
        return [self._network(name, word) for word in self.words(name)]

    def origins(self, name: str) -> list[str]:
        """Origins as browsers send them: scheme, host and port, nothing behind."""
        origins = [self._web_address(name, word) for word in self.words(name)]
        for origin in origins:
            if urlsplit(origin).path:
                raise BadSetting(f"{name} must be a list of origins, and {origin!r} has a path.")
        return origins

    def url(self, name: str, default: str = "") -> str:
        """An http or https address, without a slash at its end."""
        value = self.text(name)
        return self._web_address(name, value) if value else default

    def path(self, name: str, default: str, base: Path) -> Path:
        """A file or folder; a relative one stands below `base`, wherever the start was."""
        return (base / Path(self.text(name, default)).expanduser()).resolve()

    def database(self, name: str, default: Path, base: Path) -> dict[str, Any]:
        """Django's settings for one database: PostgreSQL or an SQLite file."""
        value = self.text(name)
        if not value:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default), "OPTIONS": {}}
        scheme = value.partition("://")[0]
        if scheme not in POSTGRESQL | {"sqlite"}:
            raise BadSetting(f"{name} must start with postgres:// or sqlite:///.")
        config = self._parsed(name, Env.db_url_config, value)
        if not config["NAME"] or config["NAME"] == ":memory:":
            # Each thread would see an empty database of its own.
            raise BadSetting(f"{name} must name a database, or an SQLite file.")
        if scheme == "sqlite":
            config["NAME"] = str(base / config["NAME"])
        return {"OPTIONS": {}, **config}

    def redis(self, name: str) -> str:
        """The address of a Redis server, or an empty string."""
        value = self.text(name)
        if value and urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
            raise BadSetting(f"{name} must start with redis://, rediss:// or unix://.")
        if value and not value.startswith("unix:"):
            self._parsed(name, Env.cache_url_config, value)
            self._port(name, value)
        return value

    def email(self, name: str, default: str) -> dict[str, Any]:
        """Django's EMAIL_ settings."""
        value = self.text(name, default)
        if urlsplit(value).scheme not in MAIL_SCHEMES:
            raise BadSetting(f"{name} must start with smtp+tls://, smtp:// or consolemail://.")
        config = self._parsed(name, Env.email_url_config, value)
        if config["EMAIL_BACKEND"].endswith("smtp.EmailBackend") and not config["EMAIL_HOST"]:
            raise BadSetting(f"{name} must name the host that takes the mail.")
        if config["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
            if urlsplit(value).netloc or not config["EMAIL_FILE_PATH"].strip("/"):
                raise BadSetting(f"{name} must name a folder, like filemail:///var/mail/taskhub.")
            # environ drops the slash, and mails would land below wherever the start was.
            config["EMAIL_FILE_PATH"] = f"/{config['EMAIL_FILE_PATH'].lstrip('/')}"
        return {key: setting for key, setting in config.items() if setting is not None}

    @staticmethod
    def _parsed(name: str, parse: Any, value: str) -> dict[str, Any]:
        try:
            config: dict[str, Any] = parse(value)
        except (ImproperlyConfigured, ValueError, KeyError):
            # The value may hold a password, so the sentence does not repeat it.
            raise BadSetting(f"{name} is not a usable address.") from None
        return config

    @staticmethod
    def _port(name: str, value: str) -> int | None:
        try:
            return urlsplit(value).port
        except ValueError:
            raise BadSetting(f"{name} is not a usable address.") from None

    @staticmethod
    def _network(name: str, word: str) -> Network:
        try:
            return ipaddress.ip_network(word, strict=False)
        except ValueError:
            sentence = f"{name} must be a list of addresses or ranges, and {word!r} is none."
            raise BadSetting(sentence) from None

    def _web_address(self, name: str, value: str) -> str:
        self._port(name, value)
        parts = urlsplit(value)
        spare = parts.query or parts.fragment or parts.username or parts.password
        if parts.scheme not in {"http", "https"} or not parts.hostname or spare or " " in value:
            raise BadSetting(f"{name} must be an address like https://tasks.example.org.")
        return value.rstrip("/")


def span(least: float, most: float) -> str:
    """The bounds in words."""
    return f"from {least} up" if most >= MOST else f"from {least} to {most}"


def require_strong(name: str, key: str) -> str:
    """The key itself, when a server that others reach may sign with it."""
    samples = ("django-insecure", "insecure", "changeme", "change-me", "change_me", "your-secret")
    if not key:
        raise BadSetting(f"{name} must be set in production.")
    if len(key) < 32:
        raise BadSetting(f"{name} must have at least 32 characters in production.")
    if len(set(key)) < 5 or any(sample in key.lower() for sample in samples):
        raise BadSetting(f"{name} must be a random key in production, not a sample.")
    return key


def kept_key(path: Path) -> str:
    """The key in this file; makes it first, once, however many processes start at once."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make_key(path)
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is not text"
        raise BadSetting(f"SECRET_KEY cannot be kept in {path}: {reason}.") from None
    if len(key) < 32:
        raise BadSetting(f"SECRET_KEY in {path} is damaged; remove the file to get a new one.")
    return key


def _make_key(path: Path) -> None:
    own = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link appears whole or not at all, and never replaces: the first start wins and
        # the others read its key.
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
