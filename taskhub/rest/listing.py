"""Lists of any length in bounded memory: few rows are answered whole, many portion by portion.

What a long list holds is settled by one statement that reads its ids. Its rows are read by
them, a portion at a time, as fast as the caller takes them: no transaction and no cursor is
open meanwhile, so a slow caller holds back nobody. For what changes in that time it means:
no row comes twice or out of its place; a row shows what it is when its portion is read; one
that is gone by then, or that the caller may no longer read, is left out; one that is new is
not in it. A failure on the way leaves the body without an end (`taskhub.bridge`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.renderers import JSONRenderer

from taskhub.rest.rendering import Response

#: Rows that are encoded at a time.
BITE = 50

#: A tuple that begins with its row's id.
Row = TypeVar("Row", bound=tuple[Any, ...])
Read = Callable[[QuerySet[Any]], list[Row]]
#: Makes the queryset, which a short list can do without.
Source = Callable[[], QuerySet[Any]]
Show = Callable[[list[Row]], list[Any]]
Wrap = Callable[[list[Any]], Any]


class First(Protocol[Row]):
    """Reads so many rows from this place on; one statement."""

    def __call__(self, *, limit: int, offset: int) -> list[Row]:
        """The rows."""


def batched(ids: list[int], size: int) -> Iterator[list[int]]:
    """The ids in their order, so many at a time."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def bare(items: list[Any]) -> Any:
    """An answer that is the list and nothing around it."""
    return items


class Listing(Generic[Row]):
    """The part of a list that is wanted; `len` of it is how many rows that are."""

    #: Rows that are read, and held, at a time; a list of no more is answered whole.
    PORTION: ClassVar[int] = 500

    def __init__(
        self,
        source: Source,
        read: Read[Row],
        rows: list[Row],
        ids: list[int] | None = None,
    ) -> None:
        self._source, self._read = source, read
        #: All rows of a short list; of a long one those that were read already.
        self.rows = rows
        #: The ids of a long list, in its order.
        self.ids = ids

    @classmethod
    def of(cls, ordered: QuerySet[Any], wanted: slice, read: Read[Row]) -> Self:
        """A part of an ordered queryset; `read` makes tuples of a queryset's rows.

        One statement, and for a long list a second one for its ids.
        """

        def first(*, limit: int, offset: int) -> list[Row]:
            return read(ordered[offset : offset + limit])

        return cls.starting(first, lambda: ordered, wanted, read)

    @classmethod
    def starting(
        cls,
        first: First[Row],
        source: Source,
        wanted: slice,
        read: Read[Row],
        ids: Callable[[slice], list[int]] | None = None,
    ) -> Self:
        """The same, where `first` has a quicker way to the first rows of the ordered source.

        And `ids`, where there is one, to the ids of a part of it.
        """
        most = min(wanted.stop - wanted.start, cls.PORTION + 1)
        rows = first(limit=most, offset=wanted.start)
        is_long = len(rows) > cls.PORTION
        if not is_long:
            return cls(source, read, rows)
        found = ids(wanted) if ids else list(source().values_list("pk", flat=True)[wanted])
        return cls(source, read, rows, found)

    @classmethod
    def of_ids(cls, source: Source, ids: list[int], read: Read[Row]) -> Self:
        """The rows with these ids, in this order; one statement unless there are many."""
        listing = cls(source, read, [], ids)
        if len(ids) <= cls.PORTION:
            listing.rows, listing.ids = next(listing.portions(), []), None
        return listing

    def __len__(self) -> int:
        return len(self.rows if self.ids is None else self.ids)

    def portions(self) -> Iterator[list[Row]]:
        """The rows of a long list in its order; at most one statement for each portion."""
        held, self.rows = {row[0]: row for row in self.rows}, []
        for ids in batched(self.ids or [], self.PORTION):
            missing = [number for number in ids if number not in held]
            if missing:
                # What the list asks of its rows is asked again; the order is that of the ids.
                rows = self._read(self._source().order_by().filter(pk__in=missing))
                held.update((row[0], row) for row in rows)
            yield [held.pop(number) for number in ids if number in held]


def answer(
    listing: Listing[Row], show: Show[Row], wrap: Wrap, renderer: JSONRenderer
) -> HttpResponseBase:
    """The list as an answer, the same bytes whether it is long or short.

    `show` makes what is shown of rows, and is asked for each portion; `wrap` puts around the
    list what belongs around it, none of which may hold another empty list before it.
    """
    if listing.ids is None:
        return Response(wrap(show(listing.rows)))
    encoded = _encoded(listing.portions(), show, wrap, renderer)
    # Drawn here: what fails with the first rows is still answered as a failure.
    first = next(encoded)
    return StreamingHttpResponse(_after(first, encoded), content_type=renderer.media_type)


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _encoded(
    portions: Iterator[list[Row]], show: Show[Row], wrap: Wrap, renderer: JSONRenderer
) -> Iterator[bytes]:
    head, _, tail = renderer.render(wrap([])).partition(b"[]")
    opening = head + b"["
    for rows in portions:
        items = show(rows)
        for start in range(0, len(items), BITE):
            yield opening + renderer.render(items[start : start + BITE])[1:-1]
            opening = b","
    yield (b"]" if opening == b"," else opening + b"]") + tail
