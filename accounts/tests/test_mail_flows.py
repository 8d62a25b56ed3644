"""From asking for a mail to what its token does: services, tokens, outbox and mails."""

import logging
import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts import mail_tokens, outbox, services, sessions, tokens
from accounts.errors import InvalidToken
from accounts.models import MailPurpose, MailToken, OutgoingMail, User
from taskhub.errors import Invalid, RateLimited
from taskhub.testing.factories import make_user
from taskhub.testing.race import race

PASSWORD = "tall oak tree"
NEW = "another oak tree"
PEER = "192.0.2.1"
REQUESTS = {
    MailPurpose.RESET: services.request_password_reset,
    MailPurpose.VERIFY: services.request_verification,
}


class BrokenBackend(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages):
        raise ConnectionRefusedError(f"no way to reach {messages[0].to}")


@pytest.fixture
def ann(db):
    return make_user("ann", password=PASSWORD)


def mailed_token(purpose, address="ann@example.com"):
    """The token as somebody finds it in the mail they asked for."""
    REQUESTS[purpose](email=address, peer=None)
    assert outbox.deliver_due() == 1
    return re.search(r"^Token: (\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def reset(token, password=NEW, peer=None):
    services.reset_password(token=token, password=password, peer=peer)


def verify(token, peer=None):
    services.verify_email(token=token, peer=peer)


class TestMails:
    @pytest.mark.parametrize(
        ("purpose", "path"),
        [(MailPurpose.RESET, "reset-password"), (MailPurpose.VERIFY, "verify-email")],
    )
    def test_mail_has_the_token_and_its_link_in_both_forms(self, ann, settings, purpose, path):
        settings.TASKHUB_PUBLIC_URL = "https://tasks.example.org"
        token = mailed_token(purpose)
        message = mail.outbox[-1]
        link = f"https://tasks.example.org/account/{path}?token={token}"
        (html, kind), *_ = message.alternatives
        assert message.to == ["ann@example.com"]
        assert kind == "text/html"
        assert link in message.body.splitlines()
        assert f'href="{link}"' in html
        assert f"<code>{token}</code>" in html
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"

    @pytest.mark.parametrize(
        ("seconds", "words"),
        [(3600, "1 hour"), (259200, "3 days"), (5400, "90 minutes"), (90, "90 seconds")],
    )
    def test_mail_says_how_long_the_link_works(self, ann, settings, seconds, words):
        settings.TASKHUB_RESET_LIFETIME = seconds
        mailed_token(MailPurpose.RESET)
        assert f"within {words}" in mail.outbox[-1].body

    def test_no_word_of_a_user_is_in_a_mail(self, ann):
        User.objects.update(first_name="Visit evil.example", username="evil.example")
        mailed_token(MailPurpose.VERIFY)
        assert "evil" not in mail.outbox[-1].message().as_string()

    def test_notice_to_the_old_address_has_no_token(self, ann):
        services.update_user(actor=ann, user=ann, changes={"email": "new@example.com"})
        assert outbox.deliver_due() == 2
        by_address = {message.to[0]: message for message in mail.outbox}
        assert "Token:" in by_address["new@example.com"].body
        assert "Token:" not in by_address["ann@example.com"].body
        assert "was changed" in by_address["ann@example.com"].body

    def test_console_prints_the_mail_at_once(self, ann, settings, capsys):
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
        services.request_password_reset(email=ann.email, peer=None)
        outbox.deliver_due()
        assert re.search(r"^Token: \S{43}$", capsys.readouterr().out, re.MULTILINE)


class TestAsking:
    @pytest.mark.parametrize("purpose", REQUESTS)
    def test_unknown_address_leaves_the_same_row_and_gets_no_mail(
        self, ann, purpose, django_assert_num_queries
    ):
        counts = []
        for address in (ann.email, "nobody@example.com"):
            with django_assert_num_queries(1):
                REQUESTS[purpose](email=address, peer=PEER)
            counts.append(OutgoingMail.objects.count())
        assert counts == [1, 2]
        assert outbox.deliver_due() == 1
        assert [message.to for message in mail.outbox] == [["ann@example.com"]]
        assert not OutgoingMail.objects.exists()

    @pytest.mark.parametrize("purpose", REQUESTS)
    @pytest.mark.parametrize("address", ["", "no", "\0@example.com", "\ud800", "x" * 10_000])
    def test_what_is_no_address_is_answered_the_same(self, db, purpose, address):
        assert REQUESTS[purpose](email=address, peer=PEER) is None
        assert not OutgoingMail.objects.exists()

    @pytest.mark.parametrize("change", [{"is_active": False}, {"deleted_at": timezone.now()}])
    @pytest.mark.parametrize("purpose", REQUESTS)
    def test_who_may_not_sign_in_gets_no_mail(self, ann, purpose, change):
        User.objects.update(**change)
        REQUESTS[purpose](email=ann.email, peer=PEER)
        assert outbox.deliver_due() == 0
        assert not MailToken.objects.exists()

    def test_verified_address_gets_no_verification(self, ann):
        User.objects.update(is_email_verified=True)
        services.request_verification(email=ann.email, peer=PEER)
        assert outbox.deliver_due() == 0

    def test_address_gets_five_mails_an_hour_and_nobody_is_told(self, ann, limits_on):
        for _ in range(8):
            services.request_password_reset(email="ANN@example.com", peer=None)
        assert OutgoingMail.objects.count() == 5

    @pytest.mark.parametrize("purpose", REQUESTS)
    def test_peer_asks_and_tries_thirty_times_in_five_minutes(self, ann, limits_on, purpose):
        for number in range(15):
            REQUESTS[purpose](email=f"{number}@example.com", peer=PEER)
            with pytest.raises(InvalidToken):
                (reset if number % 2 else verify)("nonsense", peer=PEER)
        for attempt in (
            lambda: REQUESTS[purpose](email=ann.email, peer=PEER),
            lambda: reset("nonsense", peer=PEER),
            lambda: verify("nonsense", peer=PEER),
        ):
            with pytest.raises(RateLimited):
                attempt()


class TestTokens:
    def test_reset_sets_the_password_and_ends_all_sessions(self, ann):
        grant = sessions.open_session(user=ann, door="test", refreshable=True)
        reset(mailed_token(MailPurpose.RESET))
        with pytest.raises(InvalidToken):
            sessions.authenticate(grant.access)
        assert services.check_credentials(email=ann.email, password=NEW, peer=None) == ann

    def test_verification_marks_the_address_and_ends_nothing(self, ann):
        grant = sessions.open_session(user=ann, door="test", refreshable=True)
        verify(mailed_token(MailPurpose.VERIFY))
        assert sessions.authenticate(grant.access).user.is_email_verified

    @pytest.mark.parametrize(
        ("purpose", "use"), [(MailPurpose.RESET, reset), (MailPurpose.VERIFY, verify)]
    )
    class TestEither:
        def test_works_once(self, ann, purpose, use):
            token = mailed_token(purpose)
            use(token)
            with pytest.raises(InvalidToken):
                use(token)

        def test_second_mail_does_not_spoil_the_first_and_dies_with_it(self, ann, purpose, use):
            first, second = mailed_token(purpose), mailed_token(purpose)
            assert first != second
            use(first)
            with pytest.raises(InvalidToken):
                use(second)

        def test_runs_out(self, ann, purpose, use):
            token = mailed_token(purpose)
            MailToken.objects.update(expires_at=timezone.now())
            with pytest.raises(InvalidToken):
                use(token)

        def test_is_kept_as_a_digest_only(self, ann, purpose, use):
            token = mailed_token(purpose)
            row = MailToken.objects.values().get()
            assert token not in str(row)
            assert row["digest"] == tokens.digest(token)

        @pytest.mark.parametrize(
            "change",
            [
                {"email": "new@example.com"},
                {"is_active": False},
                {"deleted_at": timezone.now()},
            ],
            ids=lambda change: next(iter(change)),
        )
        def test_is_bound_to_address_and_account(self, ann, purpose, use, change):
            token = mailed_token(purpose)
            User.objects.update(**change)
            with pytest.raises(InvalidToken):
                use(token)

        def test_dies_with_the_password(self, ann, purpose, use):
            token = mailed_token(purpose)
            services.change_password(
                email=ann.email, password=PASSWORD, new_password=NEW, peer=None
            )
            with pytest.raises(InvalidToken):
                use(token)

        def test_dies_with_the_address_even_when_it_comes_back(self, ann, purpose, use):
            token = mailed_token(purpose)
            for address in ("new@example.com", "ann@example.com"):
                services.update_user(actor=ann, user=ann, changes={"email": address})
            with pytest.raises(InvalidToken):
                use(token)

        @pytest.mark.parametrize(
            "token", ["", "x", "\0", "\ud800", "é", "x" * 1_000_000, "' OR 1=1 --"]
        )
        def test_garbage_is_refused(self, ann, purpose, use, token):
            with pytest.raises(InvalidToken):
                use(token[:1000] if len(token) > 1000 else token)

        def test_tokens_of_other_kinds_are_refused(self, ann, purpose, use):
            other = next(kind for kind in REQUESTS if kind != purpose)
            grant = sessions.open_session(user=ann, door="test", refreshable=True)
            for token in (mailed_token(other), grant.access, grant.refresh):
                with pytest.raises(InvalidToken):
                    use(token)

        def test_is_no_access_or_refresh_token(self, ann, purpose, use):
            token = mailed_token(purpose)
            for door in (sessions.authenticate, sessions.rotate, sessions.end_by_refresh):
                with pytest.raises(InvalidToken):
                    door(token)

    def test_refused_password_leaves_the_token_good(self, ann):
        token = mailed_token(MailPurpose.RESET)
        with pytest.raises(Invalid) as refused:
            reset(token, password="password")
        assert list(refused.value.fields) == ["password"]
        reset(token)

    def test_verification_leaves_a_reset_and_other_people_alone(self, ann):
        bob = make_user("bob")
        own, other = mailed_token(MailPurpose.RESET), mailed_token(MailPurpose.VERIFY, bob.email)
        verify(mailed_token(MailPurpose.VERIFY))
        reset(own)
        verify(other)

    def test_dead_tokens_are_swept_up(self, ann):
        mailed_token(MailPurpose.RESET)
        MailToken.objects.update(expires_at=timezone.now())
        mailed_token(MailPurpose.RESET)
        assert MailToken.objects.count() == 1

    def test_mail_asked_for_before_a_password_change_is_not_sent_after(self, ann):
        services.request_password_reset(email=ann.email, peer=None)
        services.change_password(email=ann.email, password=PASSWORD, new_password=NEW, peer=None)
        assert outbox.deliver_due() == 0

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("purpose", REQUESTS)
    def test_of_six_uses_at_once_one_succeeds(self, purpose):
        token = mail_tokens.mint(make_user("ann"), purpose)
        use = (
            (lambda n: lambda: reset(token, password=f"oak tree number {n}"))
            if purpose == MailPurpose.RESET
            else (lambda n: lambda: verify(token))
        )
        outcomes = race(*[use(number) for number in range(6)])
        assert outcomes.count(None) == 1
        assert sum(isinstance(outcome, InvalidToken) for outcome in outcomes) == 5

    @pytest.mark.django_db(transaction=True)
    def test_of_six_verifications_at_once_one_succeeds(self):
        ann = make_user("ann")
        mailed = [mail_tokens.mint(ann, MailPurpose.VERIFY) for _ in range(6)]
        outcomes = race(*[lambda token=token: verify(token) for token in mailed])
        assert outcomes.count(None) == 1
        assert sum(isinstance(outcome, InvalidToken) for outcome in outcomes) == 5

    @pytest.mark.django_db(transaction=True)
    def test_reset_and_change_at_once_do_not_deadlock_and_one_wins(self):
        for number in range(4):
            ann = make_user(f"ann{number}", password=PASSWORD)
            token = mail_tokens.mint(ann, MailPurpose.RESET)
            outcomes = race(
                lambda token=token: reset(token),
                lambda ann=ann: services.change_password(
                    email=ann.email, password=PASSWORD, new_password="third oak tree", peer=None
                ),
            )
            assert outcomes.count(None) == 1


class TestOutbox:
    def test_nothing_is_sent_in_the_request(self, ann):
        services.request_password_reset(email=ann.email, peer=None)
        assert mail.outbox == []

    @pytest.mark.django_db(transaction=True)
    def test_mail_leaves_with_the_transaction_or_not_at_all(self, monkeypatch):
        woken = []
        monkeypatch.setattr(outbox, "wake", lambda: woken.append(1))
        with pytest.raises(Invalid):
            services.register(email="ann@example.com", password="1", verify=True)
        assert (woken, OutgoingMail.objects.count()) == ([], 0)
        services.register(email="ann@example.com", password=PASSWORD, verify=True)
        assert (woken, OutgoingMail.objects.count()) == ([1], 1)

    def test_failure_is_tried_again_later_and_later(self, ann, settings, caplog):
        settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
        services.request_password_reset(email=ann.email, peer=None)
        waits = []
        for _ in range(9):
            OutgoingMail.objects.update(due_at=timezone.now())
            assert outbox.deliver_due() == 0
            waits.append(round((OutgoingMail.objects.get().due_at - timezone.now()).seconds, -1))
        assert waits[:4] == [30, 60, 120, 240]
        assert waits[-1] == 3600
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert outbox.deliver_due() == 0
        OutgoingMail.objects.update(due_at=timezone.now())
        assert outbox.deliver_due() == 1

    def test_failure_is_logged_without_address_or_token(self, ann, settings, caplog, monkeypatch):
        settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
        minted = []
        real = mail_tokens.mint
        monkeypatch.setattr(
            mail_tokens, "mint", lambda *args: minted.append(real(*args)) or minted[-1]
        )
        caplog.set_level(logging.DEBUG)
        services.request_password_reset(email=ann.email, peer=None)
        outbox.deliver_due()
        said = [record for record in caplog.records if record.name == "accounts.outbox"]
        assert [record.getMessage() for record in said] == [
            "A reset mail could not be sent: ConnectionRefusedError"
        ]
        assert not any(record.exc_info for record in said)
        ours = "".join(r.getMessage() for r in caplog.records if r.name.startswith("accounts"))
        assert ann.email not in ours
        assert minted[0] not in ours

    def test_failure_is_given_up_after_a_day(self, ann, settings):
        settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
        services.request_password_reset(email=ann.email, peer=None)
        OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=25))
        outbox.deliver_due()
        assert not OutgoingMail.objects.exists()

    def test_mail_that_somebody_else_is_sending_is_left_alone(self, ann):
        services.request_password_reset(email=ann.email, peer=None)
        row = OutgoingMail.objects.get()
        assert outbox._claim(row)
        assert not outbox._claim(row)
        assert outbox.deliver_due() == 0
        # Whoever claimed it died; its time comes again.
        OutgoingMail.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        assert outbox.deliver_due() == 1

    @pytest.mark.django_db(transaction=True)
    def test_four_senders_at_once_send_each_mail_once(self):
        for number in range(10):
            make_user(f"person{number}")
            services.request_password_reset(email=f"person{number}@example.com", peer=None)
        outcomes = race(*[outbox.deliver_due] * 4)
        assert sum(outcomes) == 10
        assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 10

    @pytest.mark.django_db(transaction=True)
    def test_sender_starts_by_itself_sends_and_stops(self, monkeypatch):
        sender = outbox.Sender()
        sent = threading.Event()
        monkeypatch.setattr(outbox, "wake", sender.wake)
        monkeypatch.setattr(BrokenBackend, "send_messages", lambda *_: sent.set())
        monkeypatch.setattr("django.conf.settings.EMAIL_BACKEND", f"{__name__}.BrokenBackend")
        make_user("ann")
        try:
            services.request_password_reset(email="ann@example.com", peer=None)
            assert sent.wait(10)
            first = sender._thread
            sent.clear()
            services.request_password_reset(email="ann@example.com", peer=None)
            assert sent.wait(10)
            assert sender._thread is first
        finally:
            sender.stop()
        assert not first.is_alive()
        assert not OutgoingMail.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_sender_survives_a_database_that_is_away(self, monkeypatch, caplog):
        sender = outbox.Sender()
        looked = threading.Semaphore(0)

        def fail():
            looked.release()
            raise ConnectionError("ann@example.com")

        monkeypatch.setattr(outbox, "deliver_due", fail)
        try:
            for _ in range(2):
                sender.wake()
                assert looked.acquire(timeout=10)
        finally:
            sender.stop()
        assert "ann@" not in caplog.text
