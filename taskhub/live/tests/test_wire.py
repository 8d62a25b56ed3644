"""Frames, and the ways out for them."""

import asyncio

import pytest

from taskhub.live.wire import AsgiWire, OwnWire, payload_of, text_frame, wire_of
from taskhub.live.wording import frame_with_cursor


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 100_000])
def test_a_frame_gives_its_payload_back(size):
    payload = b"x" * size
    frame = text_frame(payload)
    assert payload_of(frame) == payload
    assert frame[0] == 0x81


@pytest.mark.parametrize("size", [10, 90, 200, 70_000])
def test_a_cursor_fits_into_its_frame(size):
    frame = frame_with_cursor(b'{"id": "', b'"' + b"x" * size)
    whole = frame.head + b"C" * 28 + frame.tail
    assert whole == text_frame(b'{"id": "' + b"C" * 28 + b'"' + b"x" * size)


async def test_frames_leave_in_order_through_asgi():
    sent = []

    async def send(message):
        await asyncio.sleep(0)
        sent.append(message["text"])

    wire = AsgiWire(send, allowance=1_000)
    for number in range(10):
        wire.write(text_frame(str(number).encode()))
    assert wire.waiting() == 30
    await asyncio.sleep(0.05)
    assert sent == [str(number) for number in range(10)]
    assert wire.waiting() == 0


async def test_what_a_server_holds_back_is_counted():
    async def send(message):
        await asyncio.Event().wait()

    wire = AsgiWire(send, allowance=10_000)
    assert wire.write(text_frame(b"x" * 100)) == 102
    assert wire.write(text_frame(b"x" * 100)) == 204


async def test_a_server_that_shows_no_buffers_gets_an_allowance():
    async def send(message):
        """As Daphne: it takes whatever it is given, and keeps it."""

    wire = AsgiWire(send, allowance=250)
    assert wire.write(text_frame(b"x" * 100)) < 250
    await asyncio.sleep(0)
    assert wire.write(text_frame(b"x" * 100)) < 250
    await asyncio.sleep(0)
    assert wire.write(text_frame(b"x" * 100)) > 10**9


async def test_a_connection_that_fails_is_no_failure_of_ours():
    async def send(message):
        raise RuntimeError("Unexpected ASGI message")

    wire = AsgiWire(send, allowance=1_000)
    wire.write(text_frame(b"x"))
    await asyncio.sleep(0.01)
    assert wire.close(4401) == 4401
    assert wire.waiting() == 0


def test_our_own_server_is_written_to_directly():
    offer = {"write": lambda frame: 7, "waiting": lambda: 3}
    wire = wire_of({"extensions": {"taskhub.wire": offer}}, None, 1)
    assert isinstance(wire, OwnWire)
    assert (wire.write(b"x"), wire.waiting()) == (7, 3)
    assert isinstance(wire_of({}, None, 1), AsgiWire)


@pytest.mark.parametrize(("code", "daphnes"), [(1003, 4003), (1012, 4012), (4401, 4401)])
def test_a_server_that_sends_no_standard_codes_gets_ones_of_our_own(code, daphnes):
    assert AsgiWire(None, 1).close(code) == daphnes
    assert OwnWire({"write": len, "waiting": int}).close(code) == code
