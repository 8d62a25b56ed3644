"""Page arithmetic that contracts share."""

from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from rest_framework.request import Request

from taskhub.rest.links import absolute


@dataclass(frozen=True)
class Page:
    """Which part of a list is wanted: `number` from 1, `size` rows."""

    number: int
    size: int

    @property
    def start(self) -> int:
        """Rows before this page."""
        return (self.number - 1) * self.size

    @property
    def slice(self) -> slice:
        """For slicing a queryset.

        A page past what 64 bits can count is past the end of any table.
        """
        start = min(self.start, 2**62)
        return slice(start, start + self.size)

    def count(self, total: int) -> int:
        """How many pages `total` rows make; at least 1."""
        return max(1, ceil(total / self.size))


def link_header(request: Request, page: Page, total: int) -> str:
    """RFC 8288 links to the first, previous, next and last page."""
    last = page.count(total)
    wanted = {"first": 1, "prev": page.number - 1, "next": page.number + 1, "last": last}
    links = [
        f'<{_address(request, number, page.size)}>; rel="{relation}"'
        for relation, number in wanted.items()
        if 1 <= number <= last
    ]
    return ", ".join(links)


def _address(request: Request, number: int, size: int) -> str:
    parameters = {**request.query_params.dict(), "page": number, "limit": size}
    return absolute(request, f"{request.path}?{urlencode(parameters)}")
