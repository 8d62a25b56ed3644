"""Charts: where bars stand and what is written beside them."""

import pytest
from django.utils import translation

from taskhub.charts import HIGH, TOP, Label, Series, ceiling, columns, lying, number


@pytest.mark.parametrize(
    ("value", "end"),
    [
        (0, 2),
        (1, 2),
        (2, 2),
        (3, 4),
        (7, 8),
        (13, 16),
        (19, 20),
        (21, 40),
        (1187, 1200),
        (9999, 10000),
    ],
)
def test_axis_ends_at_a_round_number_that_holds_all(value, end):
    assert ceiling(value) == end


def test_every_axis_has_a_whole_half():
    assert all(ceiling(value) >= value and ceiling(value) % 2 == 0 for value in range(3000))


def test_highest_column_fills_what_the_axis_leaves_it():
    chart = columns([Series("created", [0, 5, 10])], [Label("a"), None, Label("c")], list("abc"))
    assert [bar.height for bar in chart.bars] == ["0.0", f"{HIGH / 2:.1f}", f"{HIGH:.1f}"]
    assert chart.bars[2].y == f"{TOP:.1f}"
    assert [text.text for text in chart.texts] == ["a", "c", "5", "10"]


def test_little_is_seen_beside_much():
    chart = columns([Series("created", [1, 100_000])], [None, None], ["", ""])
    assert float(chart.bars[0].height) > 1
    assert float(lying("created", [("few", 1), ("many", 100_000)]).bars[1].width[:-1]) > 0


def test_groups_stay_within_the_picture():
    chart = columns([Series("created", [1] * 26), Series("done", [1] * 26)], [None] * 26, [""] * 26)
    ends = [float(bar.x[:-1]) + float(bar.width[:-1]) for bar in chart.bars]
    assert max(ends) < 100


def test_nothing_at_all_is_drawn_too():
    assert columns([Series("created", [])], [], []).bars == []
    assert {bar.width for bar in lying("created", [("none", 0)]).bars} == {"100.00%", "0.00%"}


@pytest.mark.parametrize(("language", "written"), [("en", "12,345"), ("ru", "12\xa0345")])
def test_numbers_are_written_as_people_do_and_places_are_not(language, written):
    with translation.override(language):
        assert number(12_345) == written
        assert lying("created", [("a", 1), ("b", 3)]).bars[1].width == "33.33%"
