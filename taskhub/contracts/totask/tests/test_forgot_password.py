import pytest

from accounts.models import OutgoingMail
from taskhub.contracts.totask.tests.conftest import PASSWORD
from taskhub.testing.factories import make_user


def forgot(totask, email):
    return totask.post("/auth/forgot-password", {"email": email})


def test_a_known_address_gets_a_mail(totask, ann, post_box):
    response = forgot(totask, "Ann@Example.com")
    assert (response.status_code, response.content) == (204, b"")
    (mail,) = post_box()
    assert mail.to == ["ann@example.com"]
    assert "/account/reset-password?token=" in mail.body


@pytest.mark.parametrize("email", ["nobody@example.com", "asleep@example.com", "no address"])
def test_whether_an_address_exists_is_not_told(totask, ann, post_box, email):
    make_user("asleep", password=PASSWORD, is_active=False)
    known, other = forgot(totask, ann.email), forgot(totask, email)
    assert (other.status_code, other.content) == (known.status_code, known.content)
    assert other.headers.keys() == known.headers.keys()
    assert [mail.to for mail in post_box()] == [["ann@example.com"]]


def test_a_known_and_an_unknown_address_cost_the_same(totask, ann, django_assert_num_queries):
    for email in (ann.email, "nobody@example.com"):
        with django_assert_num_queries(1):  # the mail's row
            forgot(totask, email)


def test_past_the_accounts_budget_it_is_still_a_204_and_no_mail(totask, ann, limits_on, settings):
    settings.TASKHUB_RATE_MAIL_ACCOUNT = (2, 3600)
    assert [forgot(totask, ann.email).status_code for _ in range(4)] == [204] * 4
    assert OutgoingMail.objects.count() == 2


def test_requests_from_one_peer_are_limited(totask, db, limits_on, settings):
    settings.TASKHUB_RATE_MAIL_PEER = (1, 300)
    assert forgot(totask, "a@example.com").status_code == 204
    response = forgot(totask, "b@example.com")
    assert response.status_code == 429
    assert response.json() == {"code": 429, "message": "Too many requests, try again later"}
    assert int(response.headers["Retry-After"]) >= 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "email: This field is required."),
        ({"email": ""}, "email: This field may not be blank."),
        ({"email": None}, "email: This field may not be null."),
        ({"email": 5}, "email: Not a valid string."),
    ],
)
def test_an_address_is_needed(totask, db, body, message):
    response = totask.post("/auth/forgot-password", body)
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": message}
