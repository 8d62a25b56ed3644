"""People as lists show them, read as tuples in one query."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, Self

from django.utils.translation import gettext

from accounts.models import User
from accounts.names import DELETED_STEM, username_key
from taskhub.compiled import Compiled, Numbers, Texts, columns_of, number, thing_of

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


def shown_name(person: User | Person) -> str:
    """What pages call somebody: their full name, else their user name.

    The names of a deleted account are nobody's, and said in the reader's language.
    """
    if person.username.startswith(DELETED_STEM):
        return gettext("Deleted User")
    return person.full_name or person.username


def read_people(users: "QuerySet[User]") -> list[Person]:
    """These people in the query's own order; one query."""
    return list(map(Person._make, users.values_list(*Person._fields)))


def people(ids: Iterable[int]) -> dict[int, Person]:
    """The people with these ids, by id; one query for every ten thousand, none for no ids."""
    wanted = list(set(ids))
    found: dict[int, Person] = {}
    for start in range(0, len(wanted), _PORTION):
        for row in _people.rows(ids=wanted[start : start + _PORTION]):
            found[row[0]] = Person._make(row)
    return found


_people = Compiled(
    lambda: User.objects.filter(pk__among=Numbers("ids")).values_list(*Person._fields)
)


def named(usernames: Iterable[str]) -> list[User]:
    """The people with any of these user names, in whatever case; one query, none for no names."""
    keys = {username_key(name) for name in usernames}
    rows = _named.rows(keys=keys) if keys else []
    return [thing_of(User, row) for row in rows]


_named = Compiled(
    lambda: User.objects.filter(username_key__among=Texts("keys")).values_list(*columns_of(User))
)


def existing(pk: int | None) -> User | None:
    """The person with this id, unless the account was deleted; one query, none for no id."""
    rows = [] if pk is None else _existing.rows(id=pk)
    return thing_of(User, rows[0]) if rows else None


_existing = Compiled(
    lambda: User.objects.existing().filter(pk=number("id")).values_list(*columns_of(User))
)
