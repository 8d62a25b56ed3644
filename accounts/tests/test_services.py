"""What can be done with an account."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import IntegrityError

from accounts import mail_tokens, services, sessions
from accounts.errors import (
    EmailTaken,
    InvalidCredentials,
    InvalidToken,
    NotYourAccount,
    UsernameTaken,
    UserNotFound,
)
from accounts.hashers import Argon2Hasher
from accounts.models import MailPurpose, MailToken, OutgoingMail, User
from taskhub.errors import Invalid, NotAllowed, RateLimited
from taskhub.testing.factories import make_board, make_user
from taskhub.testing.race import race
from tasks.models import Favourite

PASSWORD = "tall oak tree"
PEER = "192.0.2.1"


@pytest.fixture
def ann(db):
    return make_user("ann", password=PASSWORD)


@pytest.fixture
def root(db):
    return make_user("boss", is_superuser=True)


def register(**fields):
    return services.register(**{"email": "ann@example.com", "password": PASSWORD, **fields})


def check(email="ann@example.com", password=PASSWORD, peer=PEER):
    return services.check_credentials(email=email, password=password, peer=peer)


def sign_in(user):
    return sessions.open_session(user=user, door="test", refreshable=True)


def is_valid(access):
    try:
        sessions.authenticate(access)
    except InvalidToken:
        return False
    return True


def waiting():
    return list(OutgoingMail.objects.order_by("pk").values_list("purpose", "address"))


class TestRegister:
    def test_account_is_made_as_asked(self, db):
        user = register(
            email=" Ann@Example.com", username="Annie", first_name=" Ann ", last_name="Smith"
        )
        user.refresh_from_db()
        assert (user.email, user.username) == ("ann@example.com", "Annie")
        assert user.full_name == "Ann Smith"
        assert user.check_password(PASSWORD)
        assert (user.is_active, user.is_email_verified) == (True, False)
        assert (user.is_staff, user.is_superuser) == (False, False)

    def test_user_name_is_made_of_the_address(self, db):
        names = [
            register(email=f"ann@{number}.example.com").username.lower() for number in range(14)
        ]
        assert names[:3] == ["ann", "ann1", "ann2"]
        assert len(set(names)) == 14

    def test_made_up_user_name_is_nobodys_in_any_case(self, db):
        make_user("ANN", email="x@example.com")
        assert register().username == "ann1"

    @pytest.mark.parametrize("local", ["me", "deleted", "deleted-7", "admin"])
    def test_made_up_user_name_is_not_reserved(self, db, local):
        assert register(email=f"{local}@example.com").username not in {local, "deleted-7"}

    def test_longest_local_part_makes_a_user_name(self, db):
        for domain in ("a.example", "b.example"):
            assert len(register(email=f"{'x' * 64}@{domain}").username) <= 150

    @pytest.mark.parametrize("email", ["ann@example.com", "ANN@EXAMPLE.COM"])
    def test_taken_address_is_refused_in_any_case(self, ann, email):
        with pytest.raises(EmailTaken):
            register(email=email, username="other")

    def test_taken_user_name_is_refused_in_any_case(self, ann):
        with pytest.raises(UsernameTaken):
            register(email="other@example.com", username="ANN")

    def test_what_breaks_a_rule_is_refused(self, db):
        with pytest.raises(Invalid) as refused:
            register(email="no", username="a b", password="1")
        assert set(refused.value.fields) == {"email", "username", "password"}
        assert not User.objects.exists()

    def test_verification_mail_is_sent_if_asked_for(self, db):
        register()
        assert waiting() == []
        register(email="bob@example.com", verify=True)
        assert waiting() == [("verify", "bob@example.com")]

    def test_a_peer_registers_thirty_times_a_minute(self, db, limits_on):
        for number in range(30):
            register(email=f"ann{number}@example.com", peer=PEER)
        with pytest.raises(RateLimited):
            register(peer=PEER)
        assert register(peer="192.0.2.2")
        assert register(email="bob@example.com", peer=None)

    @pytest.mark.parametrize("given", [{"email": "no"}, {"password": "1"}, {"username": "a b"}])
    def test_what_breaks_a_rule_does_not_count(self, db, limits_on, settings, given):
        settings.TASKHUB_RATE_REGISTER = (1, 60)
        for _ in range(3):
            with pytest.raises(Invalid):
                register(**given, peer=PEER)
        assert register(peer=PEER)

    @pytest.mark.parametrize("given", [{"username": "bob"}, {"email": "b@example.com"}])
    def test_what_is_taken_counts_and_past_the_limit_is_not_told(
        self, ann, limits_on, settings, given
    ):
        settings.TASKHUB_RATE_REGISTER = (2, 60)
        taken = {"email": ann.email, "username": ann.username, **given}
        for _ in range(2):
            with pytest.raises((EmailTaken, UsernameTaken)):
                register(**taken, peer=PEER)
        with pytest.raises(RateLimited):
            register(**taken, peer=PEER)

    @pytest.mark.django_db(transaction=True)
    def test_of_eight_at_once_one_gets_the_address(self):
        outcomes = race(*[lambda: register()] * 8)
        assert sum(isinstance(outcome, User) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, EmailTaken) for outcome in outcomes) == 7

    @pytest.mark.django_db(transaction=True)
    def test_of_eight_at_once_one_gets_the_user_name(self):
        outcomes = race(
            *[lambda n=n: register(email=f"{n}@example.com", username="Ann") for n in range(8)]
        )
        assert sum(isinstance(outcome, User) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, UsernameTaken) for outcome in outcomes) == 7

    @pytest.mark.django_db(transaction=True)
    def test_eight_at_once_get_eight_made_up_user_names(self):
        outcomes = race(*[lambda n=n: register(email=f"ann@{n}.example.com") for n in range(8)])
        assert len({user.username for user in outcomes}) == 8


class TestCheckCredentials:
    @pytest.mark.parametrize("email", ["ann@example.com", " ANN@example.com "])
    def test_right_password_gives_the_user(self, ann, email):
        assert check(email=email) == ann

    @pytest.mark.parametrize(
        ("email", "password"),
        [
            ("ann@example.com", "tall oak tre"),
            ("ann@example.com", PASSWORD + " "),
            ("ann@example.com", ""),
            ("ann@example.com", "\0"),
            ("ann@example.com", "\ud800"),
            ("ann@example.com", "x" * 100_000),
            ("nobody@example.com", PASSWORD),
            ("", PASSWORD),
            ("\0", PASSWORD),
            ("ann@example.com\0", PASSWORD),
            ("\ud800@example.com", PASSWORD),
            ("x" * 100_000, PASSWORD),
        ],
        ids=lambda text: repr(text)[:25],
    )
    def test_all_else_is_one_answer(self, ann, limits_on, email, password):
        with pytest.raises(InvalidCredentials) as refused:
            check(email=email, password=password)
        assert refused.value.message == "Invalid email or password"

    @pytest.mark.parametrize("state", ["inactive", "deleted", "no password"])
    def test_who_may_not_sign_in_gets_the_same_answer(self, ann, state):
        if state == "inactive":
            User.objects.update(is_active=False)
        elif state == "deleted":
            services.delete_user(actor=ann, user=ann)
        else:
            ann.set_unusable_password()
            ann.save()
        with pytest.raises(InvalidCredentials):
            check()

    @pytest.mark.parametrize("case", ["known", "unknown", "inactive", "unfit"])
    def test_every_refusal_hashes_once(self, ann, case, monkeypatch, settings):
        settings.PASSWORD_HASHERS = ["accounts.hashers.Argon2Hasher"]
        ann.set_password(PASSWORD)
        ann.is_active = case != "inactive"
        ann.save()
        hashed = []
        for name in ("encode", "verify"):
            real = getattr(Argon2Hasher, name)
            monkeypatch.setattr(
                Argon2Hasher, name, lambda *args, real=real: hashed.append(1) or real(*args)
            )
        fields = {
            "known": {"password": "wrong"},
            "unknown": {"email": "nobody@example.com"},
            "inactive": {},
            "unfit": {"password": "\0"},
        }[case]
        with pytest.raises(InvalidCredentials):
            check(**fields)
        assert len(hashed) == 1

    def test_ten_failures_lock_the_account_for_right_passwords_too(self, ann, limits_on):
        for number in range(10):
            with pytest.raises(InvalidCredentials):
                check(password="wrong", peer=f"192.0.2.{number}")
        with pytest.raises(RateLimited) as refused:
            check(email="ANN@example.com", peer="192.0.2.99")
        assert 0 < refused.value.retry_after <= 300

    def test_unknown_account_is_limited_alike(self, ann, limits_on):
        for _ in range(10):
            with pytest.raises(InvalidCredentials):
                check(email="nobody@example.com")
        with pytest.raises(RateLimited):
            check(email="nobody@example.com")

    def test_fifty_failures_lock_the_peer(self, ann, limits_on):
        for number in range(50):
            with pytest.raises(InvalidCredentials):
                check(email=f"{number}@example.com")
        with pytest.raises(RateLimited):
            check()
        assert check(peer="192.0.2.2") == ann

    def test_right_passwords_do_not_count(self, ann, limits_on):
        for _ in range(60):
            assert check() == ann

    def test_limit_ends_no_session(self, ann, limits_on):
        grant = sign_in(ann)
        for _ in range(11):
            with pytest.raises((InvalidCredentials, RateLimited)):
                check(password="wrong")
        assert is_valid(grant.access)

    def test_old_hashes_are_replaced_without_ending_sessions(self, ann, settings):
        grant = sign_in(ann)
        settings.PASSWORD_HASHERS = [
            "accounts.hashers.Argon2Hasher",
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]
        assert check().password.startswith("argon2$")
        assert User.objects.get(pk=ann.pk).password.startswith("argon2$")
        assert is_valid(grant.access)
        assert services.sign_in(
            email=ann.email, password=PASSWORD, peer=None, door="test", refreshable=False
        )


class TestUpdateUser:
    def test_fields_are_changed(self, ann):
        changes = {"username": "Annie", "first_name": "A", "last_name": "B", "about": "Hi"}
        user = services.update_user(actor=ann, user=ann, changes=changes)
        ann.refresh_from_db()
        for name, value in changes.items():
            assert getattr(user, name) == getattr(ann, name) == value
        assert User.objects.with_username("ANNIE").get() == ann

    def test_only_what_is_sent_is_written(self, ann):
        stale = User.objects.get(pk=ann.pk)
        services.update_user(actor=ann, user=ann, changes={"first_name": "Zoe"})
        services.update_user(actor=ann, user=stale, changes={"last_name": "Last"})
        ann.refresh_from_db()
        assert (ann.first_name, ann.last_name) == ("Zoe", "Last")

    def test_nothing_changed_writes_nothing(self, ann):
        before = User.objects.get(pk=ann.pk).updated_at
        changes = {"email": "ANN@example.com", "first_name": ann.first_name}
        services.update_user(actor=ann, user=ann, changes=changes)
        assert User.objects.get(pk=ann.pk).updated_at == before
        assert waiting() == []

    def test_new_address_is_unverified_and_both_are_written_to(self, ann):
        User.objects.update(is_email_verified=True)
        token = mail_tokens.mint(ann, MailPurpose.RESET)
        user = services.update_user(actor=ann, user=ann, changes={"email": "New@example.com"})
        assert (user.email, user.is_email_verified) == ("new@example.com", False)
        assert waiting() == [
            ("verify", "new@example.com"),
            ("address_changed", "ann@example.com"),
        ]
        with pytest.raises(InvalidToken):
            services.reset_password(token=token, password="another oak tree", peer=None)

    def test_new_address_signs_in_at_once_in_place_of_the_old(self, ann):
        grant = sign_in(ann)
        services.update_user(actor=ann, user=ann, changes={"email": "new@example.com"})
        assert check(email="new@example.com") == ann
        with pytest.raises(InvalidCredentials):
            check()
        assert is_valid(grant.access)

    def test_notice_to_the_old_address_cannot_be_silenced(self, ann, limits_on):
        for _ in range(6):
            services.request_password_reset(email=ann.email, peer=PEER)
        services.update_user(actor=ann, user=ann, changes={"email": "new@example.com"})
        assert ("address_changed", "ann@example.com") in waiting()

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"email": "BOB@example.com"}, EmailTaken),
            ({"username": "BOB"}, UsernameTaken),
            ({"email": "no"}, Invalid),
            ({"username": "me"}, Invalid),
            ({"about": "x" * 2001}, Invalid),
        ],
    )
    def test_refused_change_changes_nothing(self, ann, changes, error):
        make_user("bob")
        with pytest.raises(error):
            services.update_user(actor=ann, user=ann, changes={"first_name": "Zoe", **changes})
        ann.refresh_from_db()
        assert (ann.first_name, ann.username, ann.email) == ("Ann", "ann", "ann@example.com")
        assert waiting() == []

    def test_somebody_else_may_not(self, ann, root):
        with pytest.raises(NotYourAccount):
            services.update_user(actor=make_user("bob"), user=ann, changes={"first_name": "x"})
        assert services.update_user(actor=root, user=ann, changes={"first_name": "x"})

    def test_deleted_account_is_not_found(self, ann, root):
        services.delete_user(actor=ann, user=ann)
        for change in (
            lambda: services.update_user(actor=root, user=ann, changes={"first_name": "x"}),
            lambda: services.reactivate_user(actor=root, user=ann),
            lambda: services.delete_user(actor=root, user=ann),
            lambda: services.set_password(actor=root, user=ann, new_password="another oak"),
        ):
            with pytest.raises(UserNotFound):
                change()

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(
        ("field", "value", "error"),
        [("email", "new@example.com", EmailTaken), ("username", "new", UsernameTaken)],
    )
    def test_of_six_at_once_one_gets_the_name(self, field, value, error):
        users = [make_user(f"person{number}") for number in range(6)]
        outcomes = race(
            *[
                lambda user=user: services.update_user(
                    actor=user, user=user, changes={field: value}
                )
                for user in users
            ]
        )
        assert sum(isinstance(outcome, User) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, error) for outcome in outcomes) == 5

    def test_other_integrity_errors_are_not_swallowed(self, ann, monkeypatch):
        def fail(*args, **kwargs):
            raise IntegrityError("something else")

        monkeypatch.setattr(User, "save", fail)
        with pytest.raises(IntegrityError):
            services.update_user(actor=ann, user=ann, changes={"first_name": "x"})


def change(user, password=PASSWORD, new="another oak tree", **more):
    services.change_password(
        email=user.email, password=password, new_password=new, peer=PEER, **more
    )


class TestChangePassword:
    def test_new_password_replaces_the_old_and_ends_all_sessions(self, ann):
        grants = [sign_in(ann), sign_in(ann)]
        token = mail_tokens.mint(ann, MailPurpose.RESET)
        services.request_password_reset(email=ann.email, peer=None)
        change(ann)
        assert not any(is_valid(grant.access) for grant in grants)
        assert check(password="another oak tree") == ann
        with pytest.raises(InvalidCredentials):
            check()
        with pytest.raises(InvalidToken):
            services.reset_password(token=token, password="third oak tree", peer=None)
        assert waiting() == []

    def test_refresh_tokens_die_with_the_password(self, ann):
        grant = sign_in(ann)
        change(ann)
        with pytest.raises(InvalidToken):
            sessions.rotate(grant.refresh)

    def test_wrong_password_and_unknown_address_are_one_answer(self, ann):
        with pytest.raises(InvalidCredentials):
            change(ann, password="wrong")
        with pytest.raises(InvalidCredentials):
            change(User(email="nobody@example.com"))

    def test_it_counts_as_a_sign_in(self, ann, limits_on):
        for _ in range(10):
            with pytest.raises(InvalidCredentials):
                change(ann, password="wrong")
        with pytest.raises(RateLimited):
            check()

    def test_bearer_must_be_the_same_person(self, ann):
        bob = make_user("bob")
        for email in (ann.email, "nobody@example.com"):
            with pytest.raises(NotYourAccount):
                change(User(email=email), bearer=bob)
        change(ann, bearer=ann)

    def test_weak_password_is_refused_and_changes_nothing(self, ann):
        grant = sign_in(ann)
        with pytest.raises(Invalid) as refused:
            change(ann, new="password")
        assert list(refused.value.fields) == ["password"]
        assert is_valid(grant.access)
        assert check() == ann

    def test_weak_new_password_does_not_tell_whether_the_old_is_right(self, ann):
        with pytest.raises(InvalidCredentials):
            change(ann, password="wrong", new="password")

    @pytest.mark.django_db(transaction=True)
    def test_of_four_changes_at_once_one_wins(self):
        ann = make_user("ann", password=PASSWORD)
        outcomes = race(*[lambda n=n: change(ann, new=f"oak tree number {n}") for n in range(4)])
        assert outcomes.count(None) == 1
        assert sum(isinstance(outcome, InvalidCredentials) for outcome in outcomes) == 3

    @pytest.mark.django_db(transaction=True)
    def test_no_sign_in_by_the_old_password_outlives_the_change(self):
        ann = make_user("ann", password=PASSWORD)

        def old_sign_in():
            return services.sign_in(
                email=ann.email, password=PASSWORD, peer=None, door="test", refreshable=True
            )

        outcomes = race(old_sign_in, lambda: change(ann), old_sign_in, old_sign_in)
        for outcome in outcomes:
            if isinstance(outcome, sessions.Grant):
                assert not is_valid(outcome.access)
        assert not isinstance(outcomes[1], Exception)


class TestSetPassword:
    def test_superuser_sets_it_and_all_sessions_end(self, ann, root):
        grant = sign_in(ann)
        services.set_password(actor=root, user=ann, new_password="another oak tree")
        assert not is_valid(grant.access)
        assert check(password="another oak tree") == ann

    def test_others_may_not_even_for_themselves(self, ann):
        with pytest.raises(NotAllowed):
            services.set_password(actor=ann, user=ann, new_password="another oak tree")

    def test_rules_hold_for_superusers(self, ann, root):
        with pytest.raises(Invalid):
            services.set_password(actor=root, user=ann, new_password="password")

    def test_command_line_ends_sessions_too(self, ann, monkeypatch):
        grant = sign_in(ann)
        token = mail_tokens.mint(ann, MailPurpose.RESET)
        monkeypatch.setattr("getpass.getpass", lambda **_: "another oak tree")
        call_command("changepassword", ann.email, verbosity=0)
        assert not is_valid(grant.access)
        with pytest.raises(InvalidToken):
            services.reset_password(token=token, password="third oak tree", peer=None)


class TestAdministration:
    def test_deactivated_user_is_out_at_once(self, ann, root):
        grant = sign_in(ann)
        token = mail_tokens.mint(ann, MailPurpose.RESET)
        assert not services.deactivate_user(actor=root, user=ann).is_active
        assert not is_valid(grant.access)
        with pytest.raises(InvalidCredentials):
            check()
        assert services.reactivate_user(actor=root, user=ann).is_active
        assert check() == ann
        assert not is_valid(grant.access)
        with pytest.raises(InvalidToken):
            services.reset_password(token=token, password="another oak tree", peer=None)

    def test_rights_count_for_sessions_that_are_open(self, ann, root):
        grant = sign_in(ann)
        services.set_superuser(actor=root, user=ann, is_superuser=True, is_staff=True)
        assert sessions.authenticate(grant.access).user.role == "admin"
        services.set_superuser(actor=root, user=ann, is_superuser=False, is_staff=False)
        assert sessions.authenticate(grant.access).user.role == "user"

    def test_only_superusers_administer(self, ann):
        bob = make_user("bob", is_staff=True)
        for attempt in (
            lambda: services.deactivate_user(actor=bob, user=ann),
            lambda: services.reactivate_user(actor=bob, user=ann),
            lambda: services.set_superuser(actor=bob, user=bob, is_superuser=True, is_staff=True),
        ):
            with pytest.raises(NotAllowed):
                attempt()


class TestDeleteUser:
    def test_row_stays_without_personal_data(self, ann):
        User.objects.update(is_superuser=True, is_staff=True, about="Hi")
        services.delete_user(actor=ann, user=ann)
        row = User.objects.values().get(pk=ann.pk)
        left = {name: value for name, value in row.items() if value not in (False, "", None)}
        stays = {"id", "created_at", "updated_at", "deleted_at", "password", "shortcuts"}
        assert {name: value for name, value in left.items() if name not in stays} == {
            "email": f"deleted-{ann.pk}@deleted.invalid",
            "username": f"deleted-{ann.pk}",
            "username_key": f"deleted-{ann.pk}",
            "first_name": "Deleted",
            "last_name": "User",
        }
        assert not User.objects.get(pk=ann.pk).has_usable_password()

    def test_everything_that_signs_in_dies(self, ann):
        grant = sign_in(ann)
        mail_tokens.mint(ann, MailPurpose.VERIFY)
        services.delete_user(actor=ann, user=ann)
        assert not is_valid(grant.access)
        assert not MailToken.objects.exists()
        with pytest.raises(InvalidCredentials):
            check()

    def test_favourites_groups_and_browser_names_go_and_boards_stay(self, ann):
        board = make_board(ann)
        Favourite.objects.create(user=ann, board=board)
        ann.groups.add(Group.objects.create(name="editors"))
        sessions.open_session(user=ann, door="test", refreshable=False, user_agent="Firefox")
        services.delete_user(actor=ann, user=ann)
        assert not Favourite.objects.exists()
        assert not ann.groups.exists()
        assert set(ann.sessions.values_list("user_agent", flat=True)) == {""}
        board.refresh_from_db()
        assert board.owner_id == ann.pk

    def test_address_and_name_are_free_again(self, ann):
        services.delete_user(actor=ann, user=ann)
        assert register(username="ann").pk != ann.pk

    def test_self_and_superusers_may(self, ann, root):
        with pytest.raises(NotYourAccount):
            services.delete_user(actor=make_user("bob"), user=ann)
        services.delete_user(actor=root, user=ann)
        services.delete_user(actor=root, user=root)
        assert not User.objects.existing().filter(is_superuser=True).exists()

    def test_nobody_can_have_taken_the_name_beforehand(self, ann):
        with pytest.raises(Invalid):
            register(email="x@example.com", username=f"deleted-{ann.pk}")
        with pytest.raises(Invalid):
            register(email=f"deleted-{ann.pk}@deleted.invalid")


def test_people_are_counted_by_the_month_they_joined(db):
    for name, day in (("a", (2025, 12, 31)), ("b", (2026, 1, 1)), ("c", (2026, 1, 31))):
        user = make_user(name)
        User.objects.filter(pk=user.pk).update(created_at=datetime(*day, 23, 59, tzinfo=UTC))
    gone = make_user("d")
    services.delete_user(actor=gone, user=gone)
    assert services.users_by_month() == [(2025, 12, 1), (2026, 1, 2)]
