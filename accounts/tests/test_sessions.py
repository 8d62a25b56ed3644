"""Sign-ins: opened, proved, prolonged and ended."""

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import services, sessions, tokens
from accounts.errors import InvalidCredentials, InvalidToken
from accounts.models import Session, User
from taskhub.errors import RateLimited
from taskhub.testing.factories import make_user
from taskhub.testing.race import race


@pytest.fixture
def user(db):
    return make_user("ann")


@pytest.fixture
def ended(monkeypatch):
    """What was announced, and when: only after commit."""
    heard = []

    def listen(sender, user_id, session_ids, **_):
        heard.append((user_id, session_ids))

    sessions.session_ended.connect(listen)
    yield heard
    sessions.session_ended.disconnect(listen)


def sign_in(user, refreshable=True):
    return sessions.open_session(user=user, door="test", refreshable=refreshable)


def is_valid(access):
    try:
        sessions.authenticate(access)
    except InvalidToken:
        return False
    return True


def long_ago(session, seconds):
    Session.objects.filter(pk=session.pk).update(
        rotated_at=timezone.now() - timedelta(seconds=seconds)
    )


def test_refreshable_session_has_two_tokens_and_the_documented_lifetimes(user):
    grant = sign_in(user)
    now = timezone.now()
    assert abs((grant.access_expires - now).total_seconds() - 900) < 2
    assert abs((grant.refresh_expires - now).total_seconds() - 30 * 86400) < 2
    assert grant.session.expires_at == grant.refresh_expires
    assert tokens.read(grant.access, "access").expires == grant.access_expires
    assert tokens.read(grant.refresh, "refresh").expires == grant.refresh_expires


def test_session_without_refresh_ends_with_its_access_token(user):
    grant = sign_in(user, refreshable=False)
    assert (grant.refresh, grant.refresh_expires) == (None, None)
    assert grant.session.expires_at == grant.access_expires
    assert abs((grant.access_expires - timezone.now()).total_seconds() - 86400) < 2


def test_opening_notes_the_sign_in_and_the_browser(user):
    grant = sessions.open_session(
        user=user, door="test", refreshable=False, user_agent="Fire\0fox\n" + "x" * 400
    )
    session = Session.objects.get()
    assert (session.door, session.user_agent) == ("test", ("Firefox" + "x" * 400)[:300])
    assert User.objects.get().last_login == grant.user.last_login is not None


def test_last_sign_in_is_no_earlier_than_the_account_and_is_its_sessions_begin(user):
    grant = sign_in(user)
    assert user.created_at <= User.objects.get().last_login == grant.session.created_at


def test_session_ends_with_its_tokens_at_a_whole_second(user):
    grant = sign_in(user)
    assert grant.session.expires_at.microsecond == 0
    assert tokens.read(grant.refresh, "refresh").expires == grant.session.expires_at


def test_refresh_token_is_kept_as_a_digest_only(user):
    grant = sign_in(user)
    jti = tokens.read(grant.refresh, "refresh").jti
    stored = Session.objects.values_list().get()
    assert jti not in str(stored)
    assert tokens.digest(jti) in stored


@pytest.mark.parametrize(
    "change", [{"password": "other"}, {"is_active": False}, {"deleted_at": timezone.now()}]
)
def test_no_session_opens_when_the_account_changed_since_the_password_was_checked(user, change):
    User.objects.filter(pk=user.pk).update(**change)
    with pytest.raises(InvalidCredentials):
        sign_in(user)
    assert not Session.objects.exists()


def test_authenticating_costs_one_query_and_loads_the_user(user, django_assert_num_queries):
    access = sign_in(user).access
    with django_assert_num_queries(1):
        assert sessions.authenticate(access).user == user


def test_token_that_is_not_ours_costs_no_query(user, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(InvalidToken):
        sessions.authenticate("a.b.c")


@pytest.mark.parametrize(
    "change",
    [
        {"ended_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
    ],
)
def test_ended_session_proves_nothing(user, change):
    grant = sign_in(user)
    Session.objects.update(**change)
    assert not is_valid(grant.access)
    for use in (sessions.rotate, sessions.end_by_refresh):
        with pytest.raises(InvalidToken):
            use(grant.refresh)


@pytest.mark.parametrize("change", [{"is_active": False}, {"deleted_at": timezone.now()}])
def test_session_of_somebody_who_may_not_sign_in_proves_nothing(user, change):
    grant = sign_in(user)
    User.objects.update(**change)
    assert not is_valid(grant.access)
    with pytest.raises(InvalidToken):
        sessions.rotate(grant.refresh)


def test_token_of_a_session_of_somebody_else_proves_nothing(user):
    theirs = sign_in(make_user("bob")).session
    forged = Session(id=theirs.pk, user=user)
    later = datetime(2100, 1, 1, tzinfo=UTC)
    assert not is_valid(tokens.write_access(forged, later))
    with pytest.raises(InvalidToken):
        sessions.rotate(tokens.write_refresh(forged, "x", later))
    assert Session.objects.live().filter(pk=theirs.pk).exists()


def test_unknown_session_proves_nothing(user):
    ghost = Session(id=uuid4(), user=user)
    later = datetime(2100, 1, 1, tzinfo=UTC)
    for use in (sessions.rotate, sessions.end_by_refresh):
        with pytest.raises(InvalidToken):
            use(tokens.write_refresh(ghost, "x", later))
    assert not is_valid(tokens.write_access(ghost, later))


def test_rotation_gives_new_tokens_and_keeps_the_end(user):
    first = sign_in(user)
    second = sessions.rotate(first.refresh)
    assert second.refresh not in {None, first.refresh}
    assert second.refresh_expires == first.refresh_expires
    assert second.user == user
    assert is_valid(second.access)
    assert is_valid(first.access)  # the same session, and not yet over


def test_access_token_never_outlives_its_session(user):
    first = sign_in(user)
    end = timezone.now().replace(microsecond=0) + timedelta(seconds=60)
    Session.objects.update(expires_at=end)
    assert sessions.rotate(first.refresh).access_expires == end


def test_direct_predecessor_is_refused_within_the_grace_and_ends_nothing(user):
    first = sign_in(user)
    second = sessions.rotate(first.refresh)
    with pytest.raises(InvalidToken):
        sessions.rotate(first.refresh)
    assert is_valid(second.access)
    assert sessions.rotate(second.refresh)


def test_spent_token_that_comes_back_late_ends_the_session(user, settings, ended):
    first = sign_in(user)
    second = sessions.rotate(first.refresh)
    long_ago(first.session, settings.TASKHUB_REFRESH_GRACE + 1)
    with pytest.raises(InvalidToken):
        sessions.rotate(first.refresh)
    assert not is_valid(second.access)
    with pytest.raises(InvalidToken):
        sessions.rotate(second.refresh)


def test_grace_of_nothing_ends_the_session_at_once(user, settings):
    settings.TASKHUB_REFRESH_GRACE = 0
    first = sign_in(user)
    second = sessions.rotate(first.refresh)
    with pytest.raises(InvalidToken):
        sessions.rotate(first.refresh)
    assert not is_valid(second.access)


def test_older_token_than_the_predecessor_ends_the_session_even_within_the_grace(user):
    first = sign_in(user)
    second = sessions.rotate(first.refresh)
    third = sessions.rotate(second.refresh)
    with pytest.raises(InvalidToken):
        sessions.rotate(first.refresh)
    assert not is_valid(third.access)


def test_refresh_token_is_no_access_token_and_the_other_way_round(user):
    grant = sign_in(user)
    assert not is_valid(grant.refresh)
    for use in (sessions.rotate, sessions.end_by_refresh):
        with pytest.raises(InvalidToken):
            use(grant.access)
    assert is_valid(grant.access)


def test_wrong_refresh_tokens_count_as_failed_sign_ins_and_right_ones_never_wait(user, limits_on):
    grant = sign_in(user)
    for _ in range(50):
        with pytest.raises(InvalidToken):
            sessions.rotate("nonsense", peer="192.0.2.1")
    with pytest.raises(RateLimited):
        sessions.rotate("nonsense", peer="192.0.2.1")
    with pytest.raises(RateLimited):
        services.check_credentials(email="x@example.com", password="x", peer="192.0.2.1")
    assert sessions.rotate(grant.refresh, peer="192.0.2.1")


def test_sign_in_sweeps_up_sessions_that_ended_long_ago(user):
    for days in (1, 29, 31, 400):
        end = timezone.now() - timedelta(days=days)
        Session.objects.create(user=user, door="test", expires_at=end)
    sign_in(user)
    assert Session.objects.count() == 3


def test_ending_a_session_spares_the_others(user):
    first, second = sign_in(user), sign_in(user)
    sessions.end(first.session)
    assert (is_valid(first.access), is_valid(second.access)) == (False, True)
    with pytest.raises(InvalidToken):
        sessions.rotate(first.refresh)


def test_refresh_token_signs_out_once(user):
    grant = sign_in(user)
    sessions.end_by_refresh(grant.refresh)
    assert not is_valid(grant.access)
    with pytest.raises(InvalidToken):
        sessions.end_by_refresh(grant.refresh)


def test_just_spent_refresh_token_still_signs_out(user):
    first = sign_in(user)
    second = sessions.rotate(first.refresh)
    sessions.end_by_refresh(first.refresh)
    assert not is_valid(second.access)


def test_long_spent_refresh_token_is_refused_at_sign_out_and_ends_the_session(user):
    first = sign_in(user)
    second = sessions.rotate(first.refresh)
    long_ago(first.session, 3600)
    with pytest.raises(InvalidToken):
        sessions.end_by_refresh(first.refresh)
    assert not is_valid(second.access)


def test_all_sessions_end_but_the_one_to_keep(user):
    kept, *others = [sign_in(user) for _ in range(3)]
    strangers = sign_in(make_user("bob"))
    sessions.end_all(user, keep=kept.session)
    assert is_valid(kept.access)
    assert is_valid(strangers.access)
    assert not any(is_valid(grant.access) for grant in others)
    sessions.end_all(user)
    assert not is_valid(kept.access)


@pytest.mark.django_db(transaction=True)
def test_ends_are_announced_after_commit(ended, django_capture_on_commit_callbacks):
    user = make_user("ann")
    first, second, third = (sign_in(user) for _ in range(3))
    sessions.end(first.session)
    sessions.end(first.session)
    sessions.end_all(user, keep=second.session)
    sessions.end_all(user)
    assert ended == [
        (user.pk, [first.session.pk]),
        (user.pk, [third.session.pk]),
        (user.pk, None),
    ]


def test_whether_a_browser_session_lives_is_one_query(user, django_assert_num_queries):
    session = sessions.open_browser_session(user=user, lifetime=60)
    with django_assert_num_queries(1):
        assert sessions.touch(session.pk, user)
    assert not sessions.touch(session.pk, make_user("bob"))
    sessions.end(session)
    assert not sessions.touch(session.pk, user)


@pytest.mark.django_db(transaction=True)
def test_of_eight_rotations_at_once_one_wins_and_the_session_lives():
    grant = sign_in(make_user("ann"))
    outcomes = race(*[lambda: sessions.rotate(grant.refresh)] * 8)
    winners = [outcome for outcome in outcomes if isinstance(outcome, sessions.Grant)]
    assert len(winners) == 1
    assert sum(isinstance(outcome, InvalidToken) for outcome in outcomes) == 7
    assert is_valid(winners[0].access)
    assert sessions.rotate(winners[0].refresh)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_rotations_and_a_sign_out_at_once_none_outlives_the_sign_out(attempt):
    grant = sign_in(make_user("ann"))
    rotate = partial(sessions.rotate, grant.refresh)
    for outcome in race(rotate, partial(sessions.end, grant.session), rotate):
        if isinstance(outcome, sessions.Grant):
            assert not is_valid(outcome.access)
    assert not is_valid(grant.access)
