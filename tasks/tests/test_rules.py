import datetime

import pytest

from taskhub.errors import Invalid
from tasks import rules


@pytest.mark.parametrize("value", ["", "   ", "x" * 6, "a\0b", "a\ud800b", None, 3, b"ab"])
def test_text_that_cannot_be_kept_is_refused_by_name(value):
    with pytest.raises(Invalid) as refused:
        rules.cleaned({"title": value}, {"title": rules.text(5, blank=False)})
    assert list(refused.value.fields) == ["title"]


def test_text_is_trimmed_before_it_is_measured():
    assert rules.text(5)("  ab de \n") == "ab de"


def test_everything_wrong_is_told_at_once():
    known = {"a": rules.flag, "b": rules.day, "c": rules.position, "d": rules.choice(["x"])}
    values = {"a": 1, "b": "2026-01-01", "c": True, "d": "y", "e": "?"}
    with pytest.raises(Invalid) as refused:
        rules.cleaned(values, known)
    assert set(refused.value.fields) == set("abcde")


@pytest.mark.parametrize("value", [-1, 2**31, 10**30, 1.0])
def test_a_position_fits_the_column(value):
    with pytest.raises(rules.Broken):
        rules.position(value)


def test_a_moment_is_no_day():
    with pytest.raises(rules.Broken):
        rules.day(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    assert rules.day(None) is None
