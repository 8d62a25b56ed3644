"""Who hears of an event: those who listen in this process, by person and by sign-in."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from taskhub.live.wording import Saying
from tasks.events import EventRow


class Listener(ABC):
    """Somebody signed in who wants to hear of events behind `position`."""

    __slots__ = ("position", "session_id", "user_id")

    def __init__(self, user_id: int, session_id: UUID, position: int) -> None:
        self.user_id = user_id
        self.session_id = session_id
        self.position = position

    @abstractmethod
    def hear(self, saying: Saying, *, lost: bool) -> None:
        """Here is an event for you; `lost` when all you may know is that its task is gone."""

    @abstractmethod
    def look_again(self, about: list[str]) -> None:
        """What has no events was changed: people, statuses or boards."""

    @abstractmethod
    def end(self) -> None:
        """Your sign-in has ended."""

    @abstractmethod
    def dismiss(self) -> None:
        """The server stops."""

    @abstractmethod
    def tick(self, now: datetime) -> None:
        """About a second has passed."""


class Audience:
    """All who listen."""

    def __init__(self) -> None:
        self._by_user: dict[int, set[Listener]] = {}
        self._sessions: dict[int, frozenset[UUID]] | None = None

    def add(self, listener: Listener) -> None:
        """One more."""
        self._by_user.setdefault(listener.user_id, set()).add(listener)
        self._sessions = None

    def remove(self, listener: Listener) -> None:
        """One less; twice is once."""
        own = self._by_user.get(listener.user_id, set())
        own.discard(listener)
        if not own:
            self._by_user.pop(listener.user_id, None)
        self._sessions = None

    def __bool__(self) -> bool:
        return bool(self._by_user)

    def all(self) -> list[Listener]:
        """Everybody."""
        return [listener for own in self._by_user.values() for listener in own]

    def count(self, user_id: int) -> int:
        """How often one person listens."""
        return len(self._by_user.get(user_id, ()))

    def readers(self, event: EventRow) -> list[Listener]:
        """Those who may read the event."""
        return self.all() if event.audience is None else self._of(event.audience)

    def losers(self, event: EventRow) -> list[Listener]:
        """Those who lost sight of the task by it."""
        if event.former is None:
            return self._of(user for user in self._by_user if event.is_loss_of(user))
        return self._of(event.former)

    def sessions(self) -> dict[int, frozenset[UUID]]:
        """By person the sign-ins that listen; not to be changed, it is kept."""
        if self._sessions is None:
            self._sessions = {
                user: frozenset(listener.session_id for listener in own)
                for user, own in self._by_user.items()
            }
        return self._sessions

    def end(self, sessions: set[UUID]) -> None:
        """Tell those whose sign-in has ended."""
        for listener in self.all() if sessions else ():
            if listener.session_id in sessions:
                listener.end()

    def _of(self, users: Iterable[int]) -> list[Listener]:
        return [listener for user in users for listener in self._by_user.get(user, ())]
