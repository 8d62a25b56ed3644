"""People as lists show them, read as tuples in one query."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, Self

from accounts.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: Ids that fit in one statement on either database.
_PORTION = 10_000


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


def read_people(users: "QuerySet[User]") -> list[Person]:
    """These people in the query's own order; one query."""
    return list(map(Person._make, users.values_list(*Person._fields)))


def people(ids: Iterable[int]) -> dict[int, Person]:
    """The people with these ids, by id; one query for every ten thousand, none for no ids."""
    wanted = list(set(ids))
    found: dict[int, Person] = {}
    for start in range(0, len(wanted), _PORTION):
        portion = User.objects.filter(pk__in=wanted[start : start + _PORTION])
        found.update((person.id, person) for person in read_people(portion))
    return found
