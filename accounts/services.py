"""What can be done with an account; every door comes in by here.

`peer` is the address a request came from, None for callers inside, who are not limited.
Passwords are hashed before a transaction begins: twenty milliseconds under SQLite's write
lock would be everybody's.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import Count, EmailField
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts import avatars, limits, mail_tokens, names, outbox, policy, sessions, validation
from accounts.errors import (
    EmailTaken,
    InvalidCredentials,
    InvalidToken,
    NotYourAccount,
    UsernameTaken,
)
from accounts.models import MailPurpose, User
from accounts.queries import UserQuerySet
from taskhub.compiled import Compiled, Slot, columns_of, thing_of
from taskhub.errors import Invalid

# Never the hash of anything; verifying against it takes as long as against a real one.
_NO_HASH = "!"
#: How long after its last look a visit of Home has ended, and how exactly that is known.
VISIT_GAP = timedelta(minutes=30)
VISIT_NOTED_EVERY = timedelta(minutes=1)


def register(
    *,
    email: str,
    password: str,
    username: str | None = None,
    first_name: str = "",
    last_name: str = "",
    peer: str | None = None,
    verify: bool = False,
) -> User:
    """A new account; without a user name, one is made from the address.

    `verify` has the verification mail sent. Raises `Invalid`, which does not count against the
    peer's limit, `RateLimited`, `EmailTaken` and `UsernameTaken`.
    """
    given = {"email": email, "first_name": first_name, "last_name": last_name}
    if username is not None:
        given["username"] = username
    fields = validation.clean(given, password=password)
    # After the rules, which tell of nobody, and before anything that does.
    limits.take("REGISTER", limits.peer_key(peer))
    _refuse_taken(fields)
    encoded = make_password(password)
    with transaction.atomic():
        user = _insert(fields, encoded)
        if verify:
            outbox.queue(MailPurpose.VERIFY, user.email)
    return user


def check_credentials(*, email: str, password: str, peer: str | None) -> User:
    """The active user with this address and password.

    Wrong address, wrong password and a deactivated account are one answer in the same
    time. Failures count against the address and the peer. Raises `InvalidCredentials` and
    `RateLimited`.
    """
    address = names.normalise_email(email)
    account = None if peer is None else address
    budgets = ("SIGN_IN_ACCOUNT", account), ("SIGN_IN_PEER", limits.peer_key(peer))
    with limits.attempt(*budgets) as attempt:
        user = _with_email(address)
        if not _fits(password, user) or user is None or not user.is_active:
            raise InvalidCredentials
        attempt.succeeded()
    return user


def _with_email(address: str) -> User | None:
    if not names.is_storable(address):
        return None
    rows = _existing.rows(email=address)
    return thing_of(User, rows[0]) if rows else None


_existing = Compiled(
    lambda: (
        User.objects.existing()
        .filter(email=Slot("email", EmailField()))
        .values_list(*columns_of(User))
    )
)


def sign_in(
    *,
    email: str,
    password: str,
    peer: str | None,
    door: str,
    refreshable: bool,
    user_agent: str = "",
) -> sessions.Grant:
    """A new session; raises `InvalidCredentials` and `RateLimited`."""
    user = check_credentials(email=email, password=password, peer=peer)
    return sessions.open_session(
        user=user, door=door, refreshable=refreshable, user_agent=user_agent
    )


def update_user(
    *, actor: User, user: User, changes: Mapping[str, str], picture: bytes | None = None
) -> User:
    """Change the user name, names, address, `about` or picture; the user as they are then.

    A new address signs in at once, is unverified and is sent a verification mail; the old
    one is told. Raises `NotYourAccount`, `EmailTaken`, `UsernameTaken`, `Invalid`,
    `UserNotFound` and for too many pictures `RateLimited`; then nothing has changed.
    """
    policy.require_manage(actor, user)
    wanted = validation.clean(changes)
    if picture is None:
        return _update(user, wanted)
    # Whoever sends it: decoding is the work, and pictures are decoded one at a time.
    limits.take("UPLOAD", str(actor.pk))
    # Decoded like a password is hashed: before the transaction.
    name = avatars.write(picture)
    try:
        return _update(user, {**wanted, "avatar": name})
    except BaseException:
        avatars.delete(name)
        raise


def set_avatar(*, actor: User, user: User, data: bytes) -> User:
    """Give the user this picture; raises what `update_user` does."""
    return update_user(actor=actor, user=user, changes={}, picture=data)


def remove_avatar(*, actor: User, user: User) -> User:
    """Take the picture away; raises `NotYourAccount` and `UserNotFound`."""
    policy.require_manage(actor, user)
    return _update(user, {"avatar": ""})


def find_by_email(*, actor: User, part: str) -> UserQuerySet:
    """People who may sign in and whose address holds this, in any case; raises `RateLimited`."""
    # No index serves it, and answers tell addresses.
    limits.take("SEARCH", str(actor.pk))
    return User.objects.active().email_containing(part)


@transaction.atomic
def set_preferences(*, actor: User, user: User, language: str, theme: str, shortcuts: bool) -> User:
    """How this person likes the pages; empty is as their browser asks. Locks the row.

    Raises `NotYourAccount`, `Invalid` and `UserNotFound`.
    """
    policy.require_manage(actor, user)
    validation.check_preferences(language=language, theme=theme)
    user = User.objects.locked(user.pk)
    user.language, user.theme, user.shortcuts = language, theme, shortcuts
    user.save(update_fields=["language", "theme", "shortcuts"])
    return user


def note_visit(user: User) -> datetime:
    """Note that this person looks at Home; since when changes are news to them.

    What was news stays so for the whole visit, which ends `VISIT_GAP` after its last look; at
    the first visit all since they joined is. At most one statement, and none within a minute.
    """
    now = timezone.now()
    last = user.visited_at
    if last is None or now - last > VISIT_GAP:
        user.news_since = last or user.created_at
    if last is None or now - last > VISIT_NOTED_EVERY:
        user.visited_at = now
        seen = {"visited_at": user.visited_at, "news_since": user.news_since}
        User.objects.filter(pk=user.pk).update(**seen)
    return user.news_since or user.created_at


def open_page_token(*, user: User, user_agent: str = "") -> sessions.Grant:
    """A token for programs, made by somebody signed in to the pages.

    Raises `InvalidCredentials` and `RateLimited`.
    """
    limits.take("PAGE_TOKEN", str(user.pk))
    return sessions.open_session(user=user, door="page", refreshable=False, user_agent=user_agent)


def change_password(
    *,
    email: str,
    password: str,
    new_password: str,
    peer: str | None,
    bearer: User | None = None,
) -> None:
    """Change a password by the present one, which ends all sessions.

    A wrong one counts as a failed sign-in. Raises `NotYourAccount` when `bearer`, who is
    signed in, is somebody else; `InvalidCredentials`, `RateLimited` and `Invalid`.
    """
    if bearer is not None and bearer.email != names.normalise_email(email):
        raise NotYourAccount
    user = check_credentials(email=email, password=password, peer=peer)
    encoded = _hashed(new_password, user)
    with transaction.atomic():
        # Nobody else may have changed it since it was checked.
        if not _store_password(User.objects.active().filter(password=user.password), user, encoded):
            raise InvalidCredentials
        _forget_proofs(user)


def set_password(*, actor: User, user: User, new_password: str) -> None:
    """Set somebody's password as a superuser, which ends all their sessions.

    Raises `NotAllowed`, `Invalid` and `UserNotFound`.
    """
    policy.require_administer(actor)
    encoded = _hashed(new_password, user)
    with transaction.atomic():
        user = User.objects.locked(user.pk)
        _store_password(User.objects.all(), user, encoded)
        _forget_proofs(user)


def request_password_reset(*, email: str, peer: str | None) -> None:
    """Have a reset mail sent if there is such an account; never tells. Raises `RateLimited`."""
    _request_mail(MailPurpose.RESET, email, peer)


def reset_password(*, token: str, password: str, peer: str | None) -> None:
    """Set a password by a mailed token, which ends all sessions.

    A password that is refused leaves the token good. Raises `InvalidToken`, `Invalid` and
    `RateLimited`.
    """
    limits.take("MAIL_PEER", limits.peer_key(peer))
    found = mail_tokens.find(token, MailPurpose.RESET)
    encoded = _hashed(password, found.user)
    with transaction.atomic():
        # The person before their token, as everywhere: the other order could deadlock.
        holder = User.objects.active().filter(email=found.address)
        if not _store_password(holder, found.user, encoded):
            raise InvalidToken
        mail_tokens.claim(found)
        _forget_proofs(found.user)


def request_verification(*, email: str, peer: str | None) -> None:
    """Have a verification mail sent to an unverified account; never tells.

    Raises `RateLimited`.
    """
    _request_mail(MailPurpose.VERIFY, email, peer)


def verify_email(*, token: str, peer: str | None) -> None:
    """Mark an address as its user's by a mailed token; raises `InvalidToken`, `RateLimited`."""
    limits.take("MAIL_PEER", limits.peer_key(peer))
    found = mail_tokens.find(token, MailPurpose.VERIFY)
    with transaction.atomic():
        holder = User.objects.active().filter(pk=found.user_id, email=found.address)
        if not holder.update(is_email_verified=True, updated_at=timezone.now()):
            raise InvalidToken
        mail_tokens.claim(found)


@transaction.atomic
def deactivate_user(*, actor: User, user: User) -> User:
    """Keep somebody from signing in and end their sessions; locks the row.

    Raises `NotAllowed` and `UserNotFound`.
    """
    policy.require_administer(actor)
    user = User.objects.locked(user.pk)
    user.is_active = False
    user.save(update_fields=["is_active", "updated_at"])
    _forget_proofs(user)
    return user


@transaction.atomic
def reactivate_user(*, actor: User, user: User) -> User:
    """Let somebody sign in again; raises `NotAllowed` and `UserNotFound`."""
    policy.require_administer(actor)
    user = User.objects.locked(user.pk)
    user.is_active = True
    user.save(update_fields=["is_active", "updated_at"])
    return user


@transaction.atomic
def set_superuser(*, actor: User, user: User, is_superuser: bool, is_staff: bool) -> User:
    """Give or take rights; raises `NotAllowed` and `UserNotFound`."""
    policy.require_administer(actor)
    user = User.objects.locked(user.pk)
    user.is_superuser, user.is_staff = is_superuser, is_staff
    user.save(update_fields=["is_superuser", "is_staff", "updated_at"])
    return user


@transaction.atomic
def set_groups(*, actor: User, user: User, groups: Iterable[Group]) -> User:
    """Put somebody into exactly these groups, whose rights staff have in the admin.

    Raises `NotAllowed` and `UserNotFound`.
    """
    policy.require_administer(actor)
    user = User.objects.locked(user.pk)
    user.groups.set(groups)
    return user


@transaction.atomic
def delete_user(*, actor: User, user: User) -> None:
    """Delete an account; raises `NotYourAccount` and `UserNotFound`.

    The row stays without personal data, for the tasks and comments that stay with it.
    """
    policy.require_manage(actor, user)
    user = User.objects.locked(user.pk)
    _forget_proofs(user)
    user.sessions.update(user_agent="")
    user.favourites.all().delete()
    user.groups.clear()
    user.user_permissions.clear()
    transaction.on_commit(partial(avatars.delete, user.avatar), robust=True)
    _anonymise(user)


def users_by_month() -> list[tuple[int, int, int]]:
    """(year, month, how many joined), the oldest first; deleted accounts do not count."""
    month = TruncMonth("created_at", tzinfo=UTC)
    counts = User.objects.existing().values(month=month).annotate(count=Count("pk"))
    rows = counts.order_by("month").values_list("month", "count")
    return [(month.year, month.month, count) for month, count in rows]


def end_proofs_of_new_password(
    sender: type[User], instance: User, created: bool, **_: object
) -> None:
    """Receiver of `post_save`: `manage.py changepassword` ends sessions like every door."""
    # Django keeps a raw password here from `set_password` until the row is saved.
    if getattr(instance, "_password", None) is not None and not created:
        _forget_proofs(instance)


def _insert(fields: Mapping[str, str], encoded: str) -> User:
    for username in _usernames(fields):
        user = User(**{**fields, "username": username}, password=encoded)
        try:
            with transaction.atomic():
                user.save(force_insert=True)
            return user
        except IntegrityError:
            # The address, or the name asked for; else a made-up name went to somebody else.
            _refuse_taken(fields)
    raise UsernameTaken


def _usernames(fields: Mapping[str, str]) -> Iterator[str]:
    if "username" in fields:
        yield fields["username"]
        return
    stem = names.username_stem(fields["email"])
    numbered = [f"{stem}{number or ''}" for number in range(10)]
    # Past the first ten, growing random numbers: a common name takes a few tries, not a scan.
    numbered += [f"{stem}{secrets.randbelow(10**digits)}" for digits in range(2, 10)]
    keys = [names.username_key(name) for name in numbered]
    taken = set(User.objects.filter(username_key__in=keys).values_list("username_key", flat=True))
    for name, key in zip(numbered, keys, strict=True):
        if key not in taken and not names.is_reserved(name):
            yield name


def _refuse_taken(fields: Mapping[str, str], but: User | None = None) -> None:
    others = User.objects.exclude(pk=but.pk) if but else User.objects.all()
    if "email" in fields and others.with_email(fields["email"]).exists():
        raise EmailTaken
    if "username" in fields and others.with_username(fields["username"]).exists():
        raise UsernameTaken


def _fits(password: str, user: User | None) -> bool:
    # A password that could not have been set is hashed all the same, as another one.
    if not names.is_storable(password) or len(password) > validation.PASSWORD_LENGTH:
        user, password = None, ""
    if user is None:
        return check_password(password, _NO_HASH)
    return check_password(password, user.password, partial(_upgrade_hash, user))


def _upgrade_hash(user: User, password: str) -> None:
    encoded = make_password(password)
    if User.objects.filter(pk=user.pk, password=user.password).update(password=encoded):
        user.password = encoded


def _hashed(password: str, user: User) -> str:
    validation.check_password(password, user)
    return make_password(password)


def _store_password(holder: UserQuerySet, user: User, encoded: str) -> bool:
    # Locks the row, so that no session is opened by the old password from here on.
    changes = {"password": encoded, "updated_at": timezone.now()}
    return bool(holder.filter(pk=user.pk).update(**changes))


def _forget_proofs(user: User) -> None:
    sessions.end_all(user)
    mail_tokens.void(user)


def _update(user: User, wanted: Mapping[str, str]) -> User:
    try:
        with transaction.atomic():
            return _apply(User.objects.locked(user.pk), wanted)
    except IntegrityError:
        _refuse_taken(wanted, but=user)
        raise


def _apply(user: User, wanted: Mapping[str, str]) -> User:
    changed: dict[str, str | bool] = {
        name: value for name, value in wanted.items() if getattr(user, name) != value
    }
    if not changed:
        return user
    old_address = user.email
    if "email" in changed:
        mail_tokens.void(user)
        changed["is_email_verified"] = False
    if "avatar" in changed:
        transaction.on_commit(partial(avatars.delete, user.avatar), robust=True)
    for name, value in changed.items():
        setattr(user, name, value)
    user.save(update_fields=[*changed, "updated_at"])
    if user.email != old_address:
        outbox.queue(MailPurpose.VERIFY, user.email)
        outbox.queue(MailPurpose.ADDRESS_CHANGED, old_address, user.language)
    return user


def _request_mail(purpose: MailPurpose, email: str, peer: str | None) -> None:
    limits.take("MAIL_PEER", limits.peer_key(peer))
    try:
        address = validation.clean({"email": email})["email"]
    except Invalid:
        return  # nobody's address; said no more loudly than an unknown one
    outbox.queue(purpose, address)


def _anonymise(user: User) -> None:
    user.email = f"{names.DELETED_STEM}{user.pk}@{names.DELETED_DOMAIN}"
    user.username = f"{names.DELETED_STEM}{user.pk}"
    user.first_name, user.last_name = "Deleted", "User"
    user.about = user.avatar = user.language = user.theme = ""
    user.shortcuts, user.visited_at, user.news_since = True, None, None
    user.password = make_password(None)
    user.is_active = user.is_staff = user.is_superuser = user.is_email_verified = False
    user.last_login = None
    user.deleted_at = timezone.now()
    user.save()
