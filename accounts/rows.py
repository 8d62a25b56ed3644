"""People as lists show them, read as tuples in one query."""

from collections.abc import Iterable
from typing import NamedTuple, Self

from accounts.models import User


class Person(NamedTuple):
    """What every door may show of somebody: no address, no rights, no state."""

    id: int
    username: str
    first_name: str
    last_name: str
    avatar: str
    about: str

    @property
    def full_name(self) -> str:
        """First and last name, as contracts that speak of one name show it."""
        return f"{self.first_name} {self.last_name}".strip()

    @classmethod
    def of(cls, user: User) -> Self:
        """The row of somebody already loaded."""
        return cls(*(getattr(user, name) for name in cls._fields))


def people(ids: Iterable[int]) -> dict[int, Person]:
    """The people with these ids, by id; one query, none for no ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = User.objects.filter(pk__in=wanted).values_list(*Person._fields)
    return {row[0]: Person(*row) for row in rows}
