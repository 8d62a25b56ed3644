"""Boards, their members and favourites. What changes who may read is told for every task."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.models import User
from taskhub.errors import Invalid
from tasks import events, locks, policy, rules, versions
from tasks.errors import BoardNotFound, BoardVersionMismatch
from tasks.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Board, Favourite, Task
from tasks.services.bulk import announce_readers, later_than, rewrite
from tasks.versions import Versions

_RULES: dict[str, rules.Rule] = {
    "name": rules.text(TITLE_LENGTH, blank=False),
    "description": rules.text(DESCRIPTION_LENGTH),
    "is_private": rules.flag,
}


@locks.one_transaction
def create_board(
    *,
    actor: User,
    name: str,
    description: str = "",
    is_private: bool = True,
    members: Collection[User] = (),
) -> Board:
    """A new board of the actor's. Raises `Invalid`."""
    values = {"name": name, "description": description, "is_private": is_private}
    times = dict.fromkeys(("created_at", "updated_at"), timezone.now())
    board = Board.objects.create(owner=actor, **rules.cleaned(values, _RULES), **times)
    for user in members:
        _require_active(user)
    _join(board, {user.pk for user in members} - {actor.pk})
    return board


@locks.one_transaction
def update_board(
    *,
    actor: User,
    board: Board,
    changes: Mapping[str, Any],
    version: Versions = None,
    moderating: bool = False,
) -> Board:
    """The board with these of `name`, `description`, `is_private`; locks the row.

    With a `version` the board must still have it. Raises `BoardNotFound`, `NotYourBoard`,
    `BoardVersionMismatch`, `Invalid`.
    """
    board = _own(actor, board, moderating=moderating, version=version)
    values = rules.cleaned(changes, _RULES)
    changed = {name: value for name, value in values.items() if getattr(board, name) != value}
    if not changed:
        return board
    before = _readers(board)
    for name, value in changed.items():
        setattr(board, name, value)
    board.version += 1
    board.updated_at = later_than(board.updated_at)
    board.save(update_fields=[*changed, "version", "updated_at"])
    announce_readers(board, actor=actor, before=before)
    return board


@locks.one_transaction
def delete_board(
    *, actor: User, board: Board, version: Versions = None, moderating: bool = False
) -> None:
    """The board goes; its tasks stay, on no board.

    With a `version` it must still have it. Raises `BoardNotFound`, `NotYourBoard`,
    `BoardVersionMismatch`.
    """
    board = _own(actor, board, moderating=moderating, version=version)
    rewrite(Task.objects.filter(board=board), actor=actor, board=None)
    board.delete()


@locks.one_transaction
def add_member(*, actor: User, board: Board, user: User, moderating: bool = False) -> None:
    """The user becomes a member; twice is once, and the owner needs no membership.

    Locks the board. Raises `BoardNotFound`, `NotYourBoard`, `Invalid`.
    """
    board = _own(actor, board, moderating=moderating)
    if user.pk == board.owner_id or board.members.filter(pk=user.pk).exists():
        return
    _require_active(user)
    before = _readers(board)
    _join(board, {user.pk})
    announce_readers(board, actor=actor, before=before)


@locks.one_transaction
def remove_member(*, actor: User, board: Board, user: User, moderating: bool = False) -> None:
    """The user is no member any more: at the owner's word, or leaving by themselves.

    Locks the board. Raises `BoardNotFound`, `NotYourBoard`.
    """
    board = Board.objects.locked(board.pk)
    leaving = actor.pk == user.pk
    if not leaving:
        policy.require_board(actor, board, moderating=moderating)
    if not board.members.filter(pk=user.pk).exists():
        return
    before = _readers(board)
    Board.members.through.objects.filter(board_id=board.pk, user_id=user.pk).delete()
    announce_readers(board, actor=actor, before=before)


@locks.one_transaction
def add_favourite(*, actor: User, board_id: int) -> None:
    """Mark a board the actor may see; twice is once. Raises `BoardNotFound`."""
    if not locks.hold(Board.objects.visible_to(actor).filter(pk=board_id)):
        raise BoardNotFound
    Favourite.objects.bulk_create([Favourite(user=actor, board_id=board_id)], ignore_conflicts=True)


@locks.one_transaction
def remove_favourite(*, actor: User, board_id: int) -> None:
    """The actor's mark goes, if there is one; from a board lost to sight as well.

    Raises `BoardNotFound` for a board that the actor neither marked nor may see.
    """
    # By `board__pk`: the plain column would hand an id past 64 bits on to the database.
    gone, _ = Favourite.objects.filter(user=actor, board__pk=board_id).delete()
    if not gone and not Board.objects.visible_to(actor).filter(pk=board_id).exists():
        raise BoardNotFound


def _own(actor: User, board: Board, *, moderating: bool, version: Versions = None) -> Board:
    """The board, locked before anything else that its services lock."""
    board = Board.objects.locked(board.pk)
    policy.require_board(actor, board, moderating=moderating)
    if not versions.fits(board.version, version):
        raise BoardVersionMismatch
    return board


def _readers(board: Board) -> events.Readers:
    return events.board_readers([board.pk])[board.pk]


def _require_active(user: User) -> None:
    if not user.is_active or user.deleted_at:
        raise Invalid({"members": [gettext_noop("This person's account is not active.")]})


def _join(board: Board, user_ids: set[int]) -> None:
    through = Board.members.through
    through.objects.bulk_create(through(board_id=board.pk, user_id=pk) for pk in sorted(user_ids))
