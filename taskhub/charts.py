"""Charts as templates draw them: where each bar stands, and what is written beside it.

Across, places are percentages of the picture's width, so that a chart fits any screen and its
letters keep their size; down, they are pixels. All of them are text, since a template would
write 12.5 as 12,5 where people do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

#: Of a column chart: where its columns end, how high they grow, and its height with labels.
TOP, HIGH, HEIGHT = 20, 160, 206
#: Of a chart of lines: the height of a line with its words, and of its bar.
LINE, THICK = 46, 12
#: The part of its share of the width that a group of columns leaves free.
GAP = 0.25
# What half an axis may stand for, in every power of ten.
_STEPS = (1, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Series:
    """Numbers of one kind; the kind is also the bars' class."""

    kind: str
    values: Sequence[int]


@dataclass(frozen=True)
class Label:
    """What is written under a group; a minor one is left out on small screens."""

    text: str
    minor: bool = False


@dataclass(frozen=True)
class Bar:
    """A column, or a bar that lies; `tip` says what it stands for."""

    kind: str
    x: str
    y: str
    width: str
    height: str
    tip: str


@dataclass(frozen=True)
class Text:
    """A word at a place; `anchor` is which end of it stands there."""

    text: str
    x: str
    y: str
    anchor: str = "middle"
    kind: str = ""


@dataclass(frozen=True)
class Chart:
    """A picture of numbers; `lines` are the heights of the lines behind the bars."""

    height: int
    bars: list[Bar]
    texts: list[Text]
    lines: list[str]


def number(value: float, decimals: int = 0) -> str:
    """The number as the reader's language writes it."""
    return number_format(value, decimals, use_l10n=True, force_grouping=True)


def columns(
    series: Sequence[Series],
    labels: Sequence[Label | None],
    tips: Sequence[str],
    *,
    told: bool = False,
) -> Chart:
    """A group of columns for each label, one in it for each series.

    `told` writes every number above its column, where there is room for that.
    """
    most = max((max(each.values, default=0) for each in series), default=0)
    highest = max(most, 1) if told else ceiling(most)
    share = 100 / max(len(labels), 1)
    width = share * (1 - GAP) / len(series)
    bars, texts = [], []
    for number_of_series, each in enumerate(series):
        for place, value in enumerate(each.values):
            x = share * (place + GAP / 2) + width * number_of_series
            tall = max(HIGH * value / highest, 1.5) if value else 0
            y = TOP + HIGH - tall
            bars.append(
                Bar(each.kind, _percent(x), _pixels(y), _percent(width), _pixels(tall), tips[place])
            )
            if told and value:
                texts.append(Text(number(value), _percent(x + width / 2), _pixels(y - 5)))
    texts += _under(labels, share)
    if told:
        return Chart(HEIGHT, bars, texts, [_pixels(TOP + HIGH)])
    return Chart(HEIGHT, bars, texts + _axis(highest), [_pixels(y) for y, _ in _ticks(highest)])


def lying(kind: str, rows: Sequence[tuple[str, int]]) -> Chart:
    """A bar under its words for each row, its number at the right."""
    longest = max((value for _, value in rows), default=0) or 1
    bars, texts = [], []
    for place, (words, value) in enumerate(rows):
        y = place * LINE
        texts.append(Text(words, "0", _pixels(y + 16), "start", "words"))
        texts.append(Text(number(value), "100%", _pixels(y + 16), "end", "words"))
        share = max(100 * value / longest, 0.5) if value else 0.0
        for sort, long in (("ground", 100.0), (kind, share)):
            bars.append(Bar(sort, "0", _pixels(y + 23), _percent(long), _pixels(THICK), ""))
    return Chart(len(rows) * LINE, bars, texts, [])


def ceiling(value: int) -> int:
    """Where an axis ends that holds this: its half is a round number, too."""
    half = max(1, math.ceil(value / 2))
    power: int = 10 ** (len(str(half)) - 1)
    return 2 * next(each * power for each in _STEPS if each * power >= half)


def _ticks(highest: int) -> list[tuple[float, int]]:
    return [(TOP + HIGH * (1 - part / 2), highest * part // 2) for part in range(3)]


def _axis(highest: int) -> list[Text]:
    return [
        Text(number(value), "0", _pixels(y - 4), "start", "axis")
        for y, value in _ticks(highest)
        if value
    ]


def _under(labels: Sequence[Label | None], share: float) -> list[Text]:
    texts = []
    for place, label in enumerate(labels):
        if label is None:
            continue
        middle, anchor = share * (place + 0.5), "middle"
        # The outermost ones would be cut off.
        if middle < 5:
            middle, anchor = share * place, "start"
        elif middle > 95:
            middle, anchor = share * (place + 1), "end"
        kind = "minor" if label.minor else ""
        texts.append(Text(label.text, _percent(middle), _pixels(TOP + HIGH + 18), anchor, kind))
    return texts


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _pixels(value: float) -> str:
    return f"{value:.1f}"
