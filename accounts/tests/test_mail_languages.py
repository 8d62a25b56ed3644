"""Mails speak the language of whoever gets them."""

import re
import threading

import pytest
from django.core import mail
from django.db import connections
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts import mails, outbox, services
from accounts.models import MailPurpose, OutgoingMail, User
from taskhub.testing.factories import make_user

PASSWORD = "tall oak tree"
RUSSIAN = {"Accept-Language": "ru"}
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
#: What each mail is called in English, and a word that only its Russian form has.
WORDS = {
    MailPurpose.RESET: ("Reset your TaskHub password", "сменить пароль"),
    MailPurpose.VERIFY: ("Confirm your e-mail address for TaskHub", "Подтвердите адрес"),
    MailPurpose.ADDRESS_CHANGED: ("Your TaskHub e-mail address was changed", "изменён"),
}


@pytest.fixture
def ann(db):
    return make_user("ann", password=PASSWORD)


def speak(language):
    User.objects.update(language=language)


def sent():
    """What has been sent by now: language and first address of each."""
    outbox.deliver_due()
    return sorted((language_of(message), message.to[0]) for message in mail.outbox)


def language_of(message):
    """The language a mail says it is in, if all of it is."""
    html = message.alternatives[0][0]
    said = message.extra_headers["Content-Language"]
    is_russian = {bool(CYRILLIC.search(text)) for text in (message.subject, message.body, html)}
    assert is_russian == {said == "ru"}
    assert f'<html lang="{said}">' in html
    return said


def by_program(address):
    """Ask for a reset as somebody unknown does."""
    services.request_password_reset(email=address, peer=None)


@pytest.mark.parametrize("purpose", MailPurpose)
def test_each_mail_has_its_words_in_both_languages(purpose):
    english, russian = WORDS[purpose]
    for language in ("", "en"):
        assert mails.compose(purpose, "a@example.com", language).subject == english
    message = mails.compose(purpose, "a@example.com", "ru", "the-token")
    assert russian in message.subject + message.body
    assert ("the-token" in message.body) is (purpose != MailPurpose.ADDRESS_CHANGED)
    assert language_of(message) == "ru"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (60, "в течение 1 минуты"),
        (3600, "в течение 1 часа"),
        (5 * 3600, "в течение 5 часов"),
        (21 * 86400, "в течение 21 дня"),
        (3 * 86400, "в течение 3 дней"),
        (119, "в течение 119 секунд"),
    ],
)
def test_how_long_a_link_works_is_said_in_the_right_case(settings, seconds, words):
    settings.TASKHUB_RESET_LIFETIME = seconds
    said = mails.compose(MailPurpose.RESET, "a@example.com", "ru", "t").body.split()
    assert words in " ".join(said)


def test_no_line_of_a_mail_is_longer_than_a_screen_but_for_its_link():
    for purpose in MailPurpose:
        body = mails.compose(purpose, "a@example.com", "ru", "t" * 43).body
        assert max(len(line) for line in body.splitlines() if "http" not in line) <= 90


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_profile_decides_whoever_asks(ann, client, language):
    speak(language)
    other = "ru" if language == "en" else "en"
    by_program(ann.email)
    client.post(
        reverse("accounts:forgot-password"),
        {"email": ann.email},
        headers={"Accept-Language": other},
    )
    assert sent() == [(language, ann.email)] * 2


def test_without_one_the_page_decides_that_asks(ann, client):
    page = reverse("accounts:forgot-password")
    for language in ("ru", "en", "fr"):
        client.post(page, {"email": ann.email}, headers={"Accept-Language": language})
    assert sent() == [("en", ann.email), ("en", ann.email), ("ru", ann.email)]


def test_who_signs_up_on_a_russian_page_is_answered_in_russian(client, db):
    given = {"email": "eva@example.com", "password": PASSWORD, "password_again": PASSWORD}
    client.post(reverse("accounts:sign-up"), given, headers=RUSSIAN)
    assert sent() == [("ru", "eva@example.com")]


@pytest.mark.parametrize("path", ["/auth/forgot-password", "/auth/send-verification-email"])
def test_programs_get_english_whatever_their_headers_say(ann, client, path):
    given = {"email": ann.email}
    client.post(path, given, content_type="application/json", headers=RUSSIAN)
    assert sent() == [("en", ann.email)]


def test_programs_get_the_profiles_language_for_its_owner(ann, client):
    speak("ru")
    client.post("/auth/forgot-password", {"email": ann.email}, content_type="application/json")
    assert sent() == [("ru", ann.email)]


def test_the_old_address_is_told_in_its_owners_language(ann):
    speak("ru")
    services.update_user(actor=ann, user=ann, changes={"email": "new@example.com"})
    # Whoever takes the address over has no say in what its last owner is told.
    make_user("bob", email="ann@example.com", language="en")
    assert sent() == [("ru", "ann@example.com"), ("ru", "new@example.com")]


def test_the_language_is_the_profiles_when_the_mail_is_sent(ann):
    by_program(ann.email)
    speak("ru")
    assert sent() == [("ru", ann.email)]


def test_a_row_of_the_version_before_is_sent_in_english(ann):
    OutgoingMail.objects.create(
        purpose=MailPurpose.ADDRESS_CHANGED, address="old@example.com", due_at=timezone.now()
    )
    assert sent() == [("en", "old@example.com")]


@pytest.mark.django_db(transaction=True)
def test_the_language_reaches_the_thread_that_sends():
    with translation.override("ru"):
        by_program(make_user("ann").email)
    thread = threading.Thread(target=lambda: (outbox.deliver_due(), connections.close_all()))
    thread.start()
    thread.join()
    assert sent() == [("ru", "ann@example.com")]


def test_sending_leaves_the_senders_language_as_it_was(ann):
    speak("ru")
    by_program(ann.email)
    sent()
    assert translation.get_language() == "en"
    assert "Hello" in render_to_string("accounts/mail/address_changed.txt", {})


def test_the_answer_is_the_same_for_every_language_and_for_nobody(
    client, db, django_assert_num_queries
):
    for name, language in (("ann", ""), ("boris", "ru"), ("carl", "en")):
        make_user(name, language=language)
    answers = set()
    for name in ("ann", "boris", "carl", "nobody"):
        with django_assert_num_queries(1):  # the mail's row: nobody is looked up
            answer = client.post(
                "/auth/forgot-password",
                {"email": f"{name}@example.com"},
                content_type="application/json",
            )
        answers.add((answer.status_code, answer.content, str(answer.headers)))
    assert len(answers) == 1
    assert set(OutgoingMail.objects.values_list("language", flat=True)) == {"en"}
