"""Sign-ins: opened, proved, prolonged and ended.

A session is one row, and every proof is checked against it, so that ending it works at
once, everywhere. Two rules keep concurrent callers apart: what changes a session is one
conditional UPDATE, and the person's row is locked before any of their sessions.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Expression,
    QuerySet,
    UUIDField,
)
from django.dispatch import Signal
from django.utils import timezone

from accounts import limits, tokens
from accounts.errors import InvalidCredentials, InvalidToken
from accounts.models import Session, User
from accounts.queries import SessionQuerySet
from taskhub.compiled import (
    Compiled,
    CompiledSwap,
    Slot,
    columns_of,
    number,
    thing_of,
)

#: How long a person's old sessions stay to be looked at.
KEPT_AFTER_END = timedelta(days=30)

#: How exact the last use of a browser's session is.
USE_NOTED_EVERY = timedelta(minutes=1)

#: Sent after commit with `user_id` and `session_ids`, a list or None for all of them.
session_ended = Signal()


@dataclass(frozen=True)
class Grant:
    """What somebody who signed in gets to show."""

    user: User
    session: Session
    access: str
    access_expires: datetime
    refresh: str | None
    refresh_expires: datetime | None


def open_session(*, user: User, door: str, refreshable: bool, user_agent: str = "") -> Grant:
    """A new sign-in of somebody whose password was just seen; raises `InvalidCredentials`.

    One that is not refreshable ends with its access token.
    """
    if not refreshable:
        session = _open(user, door, settings.TASKHUB_ACCESS_LIFETIME_LONG, user_agent)
        return _grant(session, settings.TASKHUB_ACCESS_LIFETIME_LONG)
    jti = tokens.new_secret()
    session = _open(user, door, settings.TASKHUB_REFRESH_LIFETIME, user_agent, jti)
    return _grant(session, settings.TASKHUB_ACCESS_LIFETIME, jti)


def open_browser_session(*, user: User, lifetime: int, user_agent: str = "") -> Session:
    """A new sign-in that is proved by the site's cookie; raises `InvalidCredentials`."""
    return _open(user, "browser", lifetime, user_agent)


class Proof:
    """The one query of every request: a token's live session, its person, and what else is asked.

    `beside` are expressions that do not depend on the session, by names of their own; they are
    built at the first use.
    """

    def __init__(self, **beside: Callable[[], Expression]) -> None:
        self._beside = beside
        self._query = Compiled(self._build)

    def read(self, token: str) -> tuple[Session, tuple[Any, ...]]:
        """The session and what was asked beside, as of one moment; raises `InvalidToken`.

        One query.
        """
        claims = tokens.read(token, "access")
        rows = self._query.rows(now=timezone.now(), session=claims.session_id, user=claims.user_id)
        if not rows:
            raise InvalidToken
        own = len(columns_of(Session))
        end = own + len(columns_of(User))
        session = thing_of(Session, rows[0][:own])
        session.user = thing_of(User, rows[0][own:end])
        return session, rows[0][end:]

    def _build(self) -> QuerySet[Session, tuple[Any, ...]]:
        named = Session.objects.filter(
            pk=Slot("session", UUIDField()), user_id=Slot("user", BigIntegerField())
        )
        live = named.live(Slot("now", DateTimeField()))
        asked = {name: build() for name, build in self._beside.items()}
        users = [f"user__{name}" for name in columns_of(User)]
        return live.annotate(**asked).values_list(*columns_of(Session), *users, *asked)


_proof = Proof()


def authenticate(token: str) -> Session:
    """The live session of an access token, its user loaded; raises `InvalidToken`.

    One query.
    """
    session, _ = _proof.read(token)
    return session


def touch(session_id: uuid.UUID | str, user: User) -> bool:
    """Whether this sign-in of this person still counts; notes that it is used.

    One query, and once in `USE_NOTED_EVERY` one more.
    """
    now = timezone.now()
    mine = Session.objects.filter(pk=session_id, user_id=user.pk)
    last_used = mine.live(now).values_list("last_used_at", flat=True).first()
    if last_used is not None and last_used < now - USE_NOTED_EVERY:
        mine.filter(last_used_at__lt=now - USE_NOTED_EVERY).update(last_used_at=now)
    return last_used is not None


def of(user: User) -> list[Session]:
    """This person's sign-ins that still count, the last used first."""
    return list(Session.objects.live().filter(user=user).order_by("-last_used_at", "pk"))


def rotate(token: str, *, peer: str | None = None) -> Grant:
    """A new pair of tokens for a refresh token, which is spent by it.

    The session keeps its end. Raises `InvalidToken`, and past a peer's budget of failed
    sign-ins `RateLimited` instead. A spent token that comes back ends the session, except the
    direct predecessor within `TASKHUB_REFRESH_GRACE` seconds: two tabs may race. Call it
    outside a transaction, or that ending is rolled back with the refusal.
    """
    try:
        return _rotate(token)
    except InvalidToken:
        # Wrong ones only, and a right one never waits: it cannot be guessed, and nobody is to
        # lose a session to what others do at the same address.
        limits.take("SIGN_IN_PEER", limits.peer_key(peer))
        raise


def end(session: Session) -> None:
    """End this sign-in at once."""
    _end_one(session.user_id, session.pk)


def end_by_refresh(token: str) -> None:
    """End the session of a refresh token; raises `InvalidToken`.

    Within the grace its direct predecessor does it, too: whoever signs out in one tab while
    another refreshes is to be signed out.
    """
    claims = tokens.read(token, "refresh")
    now = timezone.now()
    ended = _holding(claims, now).update(ended_at=now)
    if ended or _just_spent(claims, now).filter(ended_at__isnull=True).update(ended_at=now):
        _announce(claims.user_id, [claims.session_id])
        return
    _end_if_replayed(claims, now)
    raise InvalidToken


def end_all(user: User, keep: Session | None = None) -> None:
    """End all sign-ins of a person, but for the one to keep."""
    going = Session.objects.filter(user=user, ended_at__isnull=True)
    if keep is None:
        going.update(ended_at=timezone.now())
        _announce(user.pk, None)
        return
    ids = list(going.exclude(pk=keep.pk).values_list("pk", flat=True))
    Session.objects.filter(pk__in=ids).update(ended_at=timezone.now())
    _announce(user.pk, ids)


def _rotate(token: str) -> Grant:
    claims = tokens.read(token, "refresh")
    jti = tokens.new_secret()
    now = timezone.now()
    # The claim comes before anything is minted. All its conditions stand on the row itself:
    # PostgreSQL checks those again after waiting for a rival, a joined row's it does not.
    claimed = _holding(claims, now).update(
        refresh_digest=tokens.digest(jti),
        spent_digest=tokens.digest(claims.jti),
        rotated_at=now,
        last_used_at=now,
    )
    if not claimed:
        _end_if_replayed(claims, now)
        raise InvalidToken
    session = Session.objects.select_related("user").get(pk=claims.session_id)
    return _grant(session, settings.TASKHUB_ACCESS_LIFETIME, jti)


def _open(user: User, door: str, lifetime: int, user_agent: str, jti: str = "") -> Session:
    now = timezone.now()
    session = Session(
        user=user,
        door=door,
        user_agent="".join(filter(str.isprintable, user_agent))[:300],
        # Its tokens say this end in whole seconds, and it is to be the same one.
        expires_at=now.replace(microsecond=0) + timedelta(seconds=lifetime),
        refresh_digest=tokens.digest(jti) if jti else "",
    )
    session.created_at = session.last_used_at = now
    # Holds the person's row, and sees that the password checked a moment ago is still the
    # password: a change of it ends the sessions that are there, and this one is not yet.
    mine = {"user": user.pk, "password": user.password, "before": now - KEPT_AFTER_END}
    if not _opening.run({"last_login": now}, session, **mine):
        raise InvalidCredentials
    user.last_login = now
    return session


_opening = CompiledSwap(
    lambda: User.objects.active().filter(pk=number("user"), password=Slot("password", CharField())),
    inserting=Session,
    clearing=lambda: Session.objects.filter(
        user_id=number("user"), expires_at__lt=Slot("before", DateTimeField())
    ),
    waits=True,
)


def _grant(session: Session, access_lifetime: int, jti: str | None = None) -> Grant:
    now = timezone.now().replace(microsecond=0)
    access_expires = min(now + timedelta(seconds=access_lifetime), session.expires_at)
    return Grant(
        user=session.user,
        session=session,
        access=tokens.write_access(session, access_expires),
        access_expires=access_expires,
        refresh=tokens.write_refresh(session, jti, session.expires_at) if jti else None,
        refresh_expires=session.expires_at if jti else None,
    )


def _named(claims: tokens.Claims) -> SessionQuerySet:
    return Session.objects.filter(pk=claims.session_id, user_id=claims.user_id)


def _holding(claims: tokens.Claims, now: datetime) -> SessionQuerySet:
    return _named(claims).filter(
        refresh_digest=tokens.digest(claims.jti),
        ended_at__isnull=True,
        expires_at__gt=now,
        user__in=User.objects.active(),
    )


def _just_spent(claims: tokens.Claims, now: datetime) -> SessionQuerySet:
    grace = timedelta(seconds=settings.TASKHUB_REFRESH_GRACE)
    return _named(claims).filter(
        spent_digest=tokens.digest(claims.jti), rotated_at__gte=now - grace
    )


def _end_if_replayed(claims: tokens.Claims, now: datetime) -> None:
    if not _just_spent(claims, now).exists():
        _end_one(claims.user_id, claims.session_id)


def _end_one(user_id: int, session_id: uuid.UUID) -> None:
    going = Session.objects.filter(pk=session_id, user_id=user_id, ended_at__isnull=True)
    if going.update(ended_at=timezone.now()):
        _announce(user_id, [session_id])


def _announce(user_id: int, session_ids: Sequence[uuid.UUID] | None) -> None:
    send = partial(
        session_ended.send_robust, sender=Session, user_id=user_id, session_ids=session_ids
    )
    transaction.on_commit(send, robust=True)
