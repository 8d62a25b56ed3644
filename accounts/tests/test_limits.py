"""The limiter, in memory and, where `REDIS_URL` names one, in Redis."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import redis
from django.conf import settings as configured

from accounts import limits
from taskhub.errors import RateLimited

STORES = ["memory", "redis"] if configured.REDIS_URL else ["memory"]


@pytest.fixture(params=STORES)
def store(request, settings, limits_on):
    if request.param == "memory":
        settings.REDIS_URL = ""
    settings.TASKHUB_RATE_REGISTER = (3, 60)
    return request.param


@pytest.fixture
def key():
    return f"somebody-{uuid4()}"


def allowed(rate, key):
    try:
        limits.take(rate, key)
    except RateLimited:
        return False
    return True


def test_budget_is_spent_and_the_wait_is_told(store, key):
    for _ in range(3):
        limits.take("REGISTER", key)
    with pytest.raises(RateLimited) as refused:
        limits.take("REGISTER", key)
    assert 55 <= refused.value.retry_after <= 60


def test_each_key_and_each_rate_has_its_own_budget(store, key):
    for _ in range(3):
        limits.take("REGISTER", key)
    limits.take("REGISTER", key + "x")
    limits.take("MAIL_PEER", key)


def test_window_starts_with_the_first_hit_and_ends(store, key, settings):
    settings.TASKHUB_RATE_REGISTER = (1, 1)
    assert [allowed("REGISTER", key) for _ in range(2)] == [True, False]
    time.sleep(1.05)
    assert allowed("REGISTER", key)


def test_what_is_given_back_does_not_count(store, key):
    for _ in range(10):
        limits.take("REGISTER", key)
        limits.give_back("REGISTER", key)
    assert [allowed("REGISTER", key) for _ in range(4)] == [True, True, True, False]


def test_nothing_is_given_back_below_zero(store, key):
    limits.give_back("REGISTER", key)
    limits.take("REGISTER", key)
    limits.give_back("REGISTER", key)
    limits.give_back("REGISTER", key)
    assert [allowed("REGISTER", key) for _ in range(4)] == [True, True, True, False]


def test_failed_attempts_count_and_successful_ones_do_not(store, key):
    for _ in range(5):
        with limits.attempt(("REGISTER", key)) as attempt:
            attempt.succeeded()
    for _ in range(3):
        with limits.attempt(("REGISTER", key)):
            pass
    with pytest.raises(RateLimited), limits.attempt(("REGISTER", key)):
        pytest.fail("the block must not run")


def test_attempt_that_one_budget_refuses_takes_nothing_of_the_other(store, key):
    for _ in range(3):
        limits.take("REGISTER", key)
    for _ in range(40):
        with pytest.raises(RateLimited), limits.attempt(("MAIL_PEER", key), ("REGISTER", key)):
            pass
    assert sum(allowed("MAIL_PEER", key) for _ in range(31)) == 30


def test_fifty_threads_get_exactly_the_budget(store, key, settings):
    settings.TASKHUB_RATE_REGISTER = (17, 60)
    barrier = threading.Barrier(50)

    def attempt(_):
        barrier.wait()
        return allowed("REGISTER", key)

    with ThreadPoolExecutor(50) as pool:
        assert sum(pool.map(attempt, range(50))) == 17


def test_limits_can_be_switched_off(store, key, settings):
    settings.TASKHUB_RATE_LIMITS = False
    assert all(allowed("REGISTER", key) for _ in range(50))


def test_callers_inside_are_not_counted(store):
    assert all(allowed("REGISTER", None) for _ in range(50))


@pytest.mark.parametrize("odd", ["", "\0", "\ud800", "é", "x" * 100_000])
def test_any_text_can_be_counted(store, odd):
    limits.take("REGISTER", odd)


def test_redis_that_is_gone_leaves_a_limit_in_each_process(settings, limits_on, key, caplog):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    settings.TASKHUB_RATE_REGISTER = (3, 60)
    assert [allowed("REGISTER", key) for _ in range(5)] == [True, True, True, False, False]
    # It is asked once and then left alone.
    assert len([r for r in caplog.records if "Redis does not answer" in r.message]) == 1
    assert key not in caplog.text


def test_redis_that_is_back_is_used_again(settings, limits_on, key, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:1/1"
    limits.take("REGISTER", key)
    shared = limits._shared(settings.REDIS_URL)
    assert limits._stores() == [limits._memory]
    shared.rests_until = time.monotonic()
    assert limits._stores()[0] is shared


def test_redis_that_fails_when_something_is_given_back_fails_nobody(
    settings, limits_on, key, monkeypatch
):
    settings.REDIS_URL = "redis://127.0.0.1:1/2"
    limits._shared(settings.REDIS_URL).rests_until = 0.0
    limits.give_back("REGISTER", key)


@pytest.mark.skipif(not configured.REDIS_URL, reason="no Redis is configured")
def test_keys_in_redis_name_nobody_and_expire(limits_on):
    limits.take("REGISTER", "ann@example.com")
    client = redis.Redis.from_url(configured.REDIS_URL)
    keys = [key.decode() for key in client.scan_iter("taskhub:limit:*")]
    assert keys
    assert all("ann" not in key and client.ttl(key) > 0 for key in keys)


def test_memory_forgets_windows_that_have_ended(monkeypatch):
    monkeypatch.setattr(limits, "PURGE_AT", 100)
    store = limits.MemoryStore()
    for number in range(300):
        store.take([limits.Budget(str(number), 1, 0)])
    assert len(store._windows) <= 100


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        (None, None),
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9%eth0", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_peers_are_counted_by_what_one_host_has(address, counted_as):
    assert limits.peer_key(address) == counted_as
