"""The relay goes on, whatever a wording or a socket does."""

import uuid

import pytest
from django.utils import timezone

from taskhub.live.audience import Listener
from taskhub.live.relay import Relay
from taskhub.live.wording import Frame, Saying
from tasks.events import EventRow


class Ear(Listener):
    def __init__(self, user_id, fails=False):
        super().__init__(user_id, uuid.uuid4(), 0)
        self.fails = fails
        self.heard = []

    def hear(self, saying, *, lost):
        if self.fails:
            raise RuntimeError
        self.heard.append((saying.event.id, lost))

    def end(self):
        self.heard.append("ended")

    def dismiss(self):
        self.heard.append("dismissed")

    def look_again(self, about):
        self.heard.append(about)

    def tick(self, now):
        """Nothing."""


def row(number, audience=None, former=()):
    former = former if former is None else list(former)
    now = timezone.now()
    return EventRow(number, "task_updated", 1, 5, None, {}, audience, former, now)


@pytest.fixture
def relay():
    return Relay()


async def test_readers_and_losers_hear_each_event_once(relay):
    ears = {user: Ear(user) for user in (1, 2, 3)}
    for ear in ears.values():
        relay.audience.add(ear)
    await relay._hand_out([row(1), row(2, [1], [2]), row(3, [3], None)])
    assert ears[1].heard == [(1, False), (2, False), (3, True)]
    assert ears[2].heard == [(1, False), (2, True), (3, True)]
    assert ears[3].heard == [(1, False), (3, False)]
    assert relay.position == 3


async def test_what_was_changed_without_an_event_is_told_once(relay):
    ear = Ear(1)
    relay.audience.add(ear)
    for counted in (
        {"boards": 1, "people": 1}, None, {"boards": 1, "people": 1}, None,
        {"boards": 3, "people": 1}, {"boards": 3, "people": 1}, {"boards": 4, "people": 2},
    ):  # fmt: skip
        relay._compare(counted)
    assert ear.heard == [["boards"], ["boards", "people"]]


async def test_a_socket_that_fails_harms_no_other(relay):
    broken, well = Ear(1, fails=True), Ear(2)
    relay.audience.add(broken)
    relay.audience.add(well)
    await relay._hand_out([row(1), row(2)])
    assert well.heard == [(1, False), (2, False)]
    assert broken.heard == ["dismissed"] * 2


def test_an_event_that_cannot_be_worded_is_left_out():
    class Odd:
        def told(self, event):
            raise KeyError

        def lost(self, event):
            return Frame(b"gone")

    saying = Saying(row(1))
    assert saying.to(Odd(), lost=False) is None
    assert saying.to(Odd(), lost=True) == Frame(b"gone")


def test_an_ended_session_is_told_to_its_own_sockets_only(relay):
    one, two = Ear(1), Ear(1)
    relay.audience.add(one)
    relay.audience.add(two)
    relay.audience.end({one.session_id})
    assert (one.heard, two.heard) == (["ended"], [])
    assert relay.audience.sessions() == {1: {one.session_id, two.session_id}}
    relay.audience.remove(one)
    assert (relay.audience.count(1), bool(relay.audience)) == (1, True)
