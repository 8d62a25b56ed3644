"""Answers are the bytes that DRF's own renderer makes, fractions aside."""

import enum
import json
import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.exceptions import ErrorDetail
from rest_framework.renderers import JSONRenderer

from taskhub.rest.fields import instant
from taskhub.rest.rendering import JsonRenderer, Response
from tasks.models import Category

ours, drfs = JsonRenderer(), JSONRenderer()
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.datetimes(timezones=st.just(UTC))
    | st.dates()
)
documents = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=20,
)


@settings(deadline=None)
@given(documents)
def test_any_document_is_the_same_bytes(document):
    assert ours.render(document) == drfs.render(document)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_fraction_is_the_same_number(number):
    # Not always the same bytes: 1e-05 is written 0.00001. No answer of ours holds one.
    assert json.loads(ours.render(number)) == json.loads(drfs.render(number)) == number


@pytest.mark.parametrize(
    "value",
    [
        "\u2028 and \u2029",
        '\x00\x1f\x7f"\\/',
        {"at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)},
        datetime(2026, 1, 2, 3, 4, 5, 600, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 1, 2, 3, 4, 5),  # noqa: DTZ001 - no zone is the point
        date(2026, 1, 2),
        time(3, 4, 5),
        Category.DONE,
        {Category.DONE: 1, "b": (1, 2)},
        ErrorDetail("Broken", code="x"),
        gettext_lazy("Save"),
        Decimal("1.50"),
        uuid.UUID(int=7),
        {1: "a number for a name"},
        enum.IntEnum("Level", ["LOW"]).LOW,
        2**64,
        {1},
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_drf_writes_in_its_own_way_is_written_so(value):
    assert ours.render(value) == drfs.render(value)


def test_nothing_is_no_body():
    assert ours.render(None) == b""


def test_halves_of_surrogate_pairs_are_refused_as_ever():
    for renderer in (ours, drfs):
        with pytest.raises(UnicodeEncodeError):
            renderer.render({"a": "\ud800"})


@settings(deadline=None)
@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_are_written_one_way(moment):
    assert ours.render(moment) == b'"%s"' % instant(moment).encode()


def test_answer_without_data_has_neither_body_nor_type() -> None:
    response = Response(status=204)
    assert (response.content, "Content-Type" in response.headers) == (b"", False)


def test_answer_is_json_with_its_headers() -> None:
    response = Response({"a": 1}, headers={"Retry-After": "5"})
    assert response.content == b'{"a":1}'
    assert response.headers == {"Content-Type": "application/json", "Retry-After": "5"}
