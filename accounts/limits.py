"""The one limiter: how often something may be tried by an account or from an address.

Counting and checking are one step, in every process the same count: a Lua script where
Redis is configured, a lock where it is not. While Redis does not answer, each process
counts for itself: poorer, never open.
"""

from __future__ import annotations

import ipaddress
import logging
import math
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.conf import settings
from django.utils.crypto import salted_hmac

from taskhub.errors import RateLimited

if TYPE_CHECKING:
    from redis import RedisError

logger = logging.getLogger(__name__)

#: Seconds before a Redis that did not answer is asked again, and the longest wait for it.
REST_SECONDS = 5.0
TIMEOUT_SECONDS = 0.5
#: How many windows are kept before the ended ones are looked for.
PURGE_AT = 10_000

# A window starts with its first hit. All budgets are raised, or none is: an attempt that
# one budget refuses must not eat of another.
_TAKE = """
local wait = 0
for i, key in ipairs(KEYS) do
  local window = tonumber(ARGV[2 * i])
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 * i - 1]) then
    local left = redis.call('PTTL', key)
    if left < 0 then
      redis.call('PEXPIRE', key, window)
      left = window
    end
    wait = math.max(wait, left, 1)
  end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[2 * i]) end
end
return 0
"""

_GIVE_BACK = """
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
end
"""


class Budget(NamedTuple):
    """At most `most` times in `seconds`, counted under `key`."""

    key: str
    most: int
    seconds: int


class Store(Protocol):
    """Where the counts are kept."""

    def take(self, budgets: Sequence[Budget]) -> float:
        """Raise all counts by one and return 0, or none and return the seconds to wait."""

    def give_back(self, budgets: Sequence[Budget]) -> None:
        """Lower the counts by one."""


class MemoryStore:
    """Counts of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: dict[str, tuple[int, float]] = {}
        self._purge_at = PURGE_AT

    def take(self, budgets: Sequence[Budget]) -> float:
        """See `Store`."""
        now = time.monotonic()
        with self._lock:
            found = [self._window(budget, now) for budget in budgets]
            waits = [
                ends - now
                for budget, (used, ends) in zip(budgets, found, strict=True)
                if used >= budget.most
            ]
            if waits:
                return max(waits)
            for budget, (used, ends) in zip(budgets, found, strict=True):
                self._windows[budget.key] = (used + 1, ends)
            self._purge(now)
        return 0

    def give_back(self, budgets: Sequence[Budget]) -> None:
        """See `Store`."""
        with self._lock:
            for budget in budgets:
                used, ends = self._windows.get(budget.key, (0, 0.0))
                if used:
                    self._windows[budget.key] = (used - 1, ends)

    def clear(self) -> None:
        """Forget all counts."""
        with self._lock:
            self._windows.clear()

    def _window(self, budget: Budget, now: float) -> tuple[int, float]:
        used, ends = self._windows.get(budget.key, (0, 0.0))
        return (used, ends) if ends > now else (0, now + budget.seconds)

    def _purge(self, now: float) -> None:
        # Seldom and by doubling: made-up addresses fill the table no faster than they expire.
        if len(self._windows) < self._purge_at:
            return
        self._windows = {key: window for key, window in self._windows.items() if window[1] > now}
        self._purge_at = max(PURGE_AT, 2 * len(self._windows))


def _broken() -> Any:
    """What a store raises when Redis does not answer; imported when something was raised.

    Nobody without a Redis needs the seven megabytes of its client.
    """
    from redis import RedisError

    return RedisError


class RedisStore:
    """Counts shared by every process."""

    def __init__(self, url: str) -> None:
        self.rests_until = 0.0
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        # One retry: a restarted Redis has closed the connections we keep.
        client = Redis.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
        self._take = client.register_script(_TAKE)
        self._give_back = client.register_script(_GIVE_BACK)

    def take(self, budgets: Sequence[Budget]) -> float:
        """See `Store`; raises `redis.RedisError`."""
        numbers = [n for budget in budgets for n in (budget.most, budget.seconds * 1000)]
        milliseconds = int(self._take(keys=[budget.key for budget in budgets], args=numbers))
        return milliseconds / 1000

    def give_back(self, budgets: Sequence[Budget]) -> None:
        """See `Store`; raises `redis.RedisError`."""
        self._give_back(keys=[budget.key for budget in budgets])

    def rest(self, error: RedisError) -> None:
        """Leave Redis alone for a while."""
        self.rests_until = time.monotonic() + REST_SECONDS
        logger.warning(
            "Redis does not answer (%s); this process counts limits alone", type(error).__name__
        )


class Attempt:
    """Something counted that gives back what it took when it turns out to be all right."""

    def __init__(self, store: Store, budgets: Sequence[Budget]) -> None:
        self._store = store
        self._budgets = budgets

    def succeeded(self) -> None:
        """It does not count after all."""
        try:
            self._store.give_back(self._budgets)
        except _broken() as error:
            _shared(settings.REDIS_URL).rest(error)


_memory = MemoryStore()


def take(rate: str, key: str | None) -> None:
    """Count one; raises `RateLimited`. A key of None is somebody inside, and not counted.

    `rate` is a setting's name without its `TASKHUB_RATE_`.
    """
    _take((rate, key))


def give_back(rate: str, key: str | None) -> None:
    """Undo one `take`."""
    budgets = _budgets((rate, key))
    Attempt(_stores()[0], budgets).succeeded()


@contextmanager
def attempt(*pairs: tuple[str, str | None]) -> Iterator[Attempt]:
    """Count one for each (rate, key); the block calls `succeeded()` if it is not to count.

    Raises `RateLimited` before the block, with nothing counted, when any budget is used up.
    """
    yield _take(*pairs)


def clear() -> None:
    """Forget the counts of this process (for tests)."""
    _memory.clear()


def peer_key(address: str | None) -> str | None:
    """What a peer is counted by: its address, or the /64 that an IPv6 host has to itself."""
    if address is None:
        return None
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, 64), strict=False))


def _take(*pairs: tuple[str, str | None]) -> Attempt:
    budgets = _budgets(*pairs)
    for store in _stores():
        try:
            wait = store.take(budgets) if budgets else 0
        except _broken() as error:
            _shared(settings.REDIS_URL).rest(error)
            continue
        if wait:
            raise RateLimited(math.ceil(wait))
        return Attempt(store, budgets)
    raise AssertionError("memory always answers")


def _budgets(*pairs: tuple[str, str | None]) -> list[Budget]:
    if not settings.TASKHUB_RATE_LIMITS:
        return []
    return [
        Budget(_hidden(rate, key), *getattr(settings, f"TASKHUB_RATE_{rate}"))
        for rate, key in pairs
        if key is not None
    ]


def _hidden(rate: str, key: str) -> str:
    # Addresses are nobody's business who can look into Redis.
    text = key.encode("utf-8", "surrogatepass")
    digest = salted_hmac("accounts.limits", text, algorithm="sha256").hexdigest()
    return f"taskhub:limit:{rate}:{digest}"


def _stores() -> list[Store]:
    if not settings.REDIS_URL:
        return [_memory]
    shared = _shared(settings.REDIS_URL)
    return [_memory] if time.monotonic() < shared.rests_until else [shared, _memory]


@cache
def _shared(url: str) -> RedisStore:
    return RedisStore(url)
