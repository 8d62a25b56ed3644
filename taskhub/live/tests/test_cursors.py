"""Cursors: of one length, and good for one person."""

import pytest

from taskhub.errors import Invalid
from taskhub.live import cursors


@pytest.mark.parametrize("place", [0, 1, 255, 10**12, 2**63 - 1])
def test_a_cursor_is_read_as_it_was_written(place):
    cursor = cursors.write(7, place).decode()
    assert cursors.read(7, cursor) == place
    assert len(cursor) == cursors.LENGTH
    assert cursor.replace("-", "").replace("_", "").isalnum()


def test_a_cursor_is_worthless_to_somebody_else():
    with pytest.raises(Invalid):
        cursors.read(8, cursors.write(7, 5).decode())


def test_a_cursor_is_worthless_under_another_key(settings):
    cursor = cursors.write(7, 5).decode()
    settings.TOKEN_KEY = b"another" * 8
    with pytest.raises(Invalid):
        cursors.read(7, cursor)


def test_every_changed_character_is_noticed():
    cursor = cursors.write(7, 5).decode()
    for place in range(len(cursor)):
        letter = "B" if cursor[place] == "A" else "A"
        with pytest.raises(Invalid):
            cursors.read(7, cursor[:place] + letter + cursor[place + 1 :])


@pytest.mark.parametrize("cursor", ["", "5", "A" * 28, "A" * 27, "=" * 28, "Ж" * 28, "\0" * 28])
def test_what_was_never_a_cursor_is_refused(cursor):
    with pytest.raises(Invalid):
        cursors.read(7, cursor)
