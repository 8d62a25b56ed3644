import pytest

from accounts.models import OutgoingMail
from taskhub.testing.factories import make_user

PATH = "/auth/send-verification-email"


def test_the_bearer_gets_a_mail(totask, ann, post_box):
    response = totask.as_(ann).post(PATH)
    assert (response.status_code, response.content) == (204, b"")
    (mail,) = post_box()
    assert mail.to == ["ann@example.com"]
    assert "/account/verify-email?token=" in mail.body


def test_without_a_bearer_the_address_in_the_body_does(totask, ann, post_box):
    assert totask.post(PATH, {"email": "Ann@Example.com"}).status_code == 204
    assert [mail.to for mail in post_box()] == [["ann@example.com"]]


def test_a_bearers_own_address_comes_before_the_bodys(totask, ann, post_box):
    make_user("bob")
    assert totask.as_(ann).post(PATH, {"email": "bob@example.com"}).status_code == 204
    assert [mail.to for mail in post_box()] == [["ann@example.com"]]


def test_a_stale_bearer_counts_as_none(totask, ann, post_box):
    assert totask.with_token("stale").post(PATH, {"email": ann.email}).status_code == 204
    assert [mail.to for mail in post_box()] == [["ann@example.com"]]


@pytest.mark.parametrize("email", ["nobody@example.com", "done@example.com", "no address"])
def test_whether_an_address_exists_is_not_told(totask, db, post_box, email):
    make_user("done", is_email_verified=True)
    response = totask.post(PATH, {"email": email})
    assert (response.status_code, response.content) == (204, b"")
    assert post_box() == []


@pytest.mark.parametrize("extra", [{}, {"json": {}}])
def test_without_bearer_and_address_it_is_a_400(totask, db, extra):
    response = totask.post(PATH, **extra)
    assert response.status_code == 400
    assert response.json() == {
        "code": 400,
        "message": "email: Sign in, or say which address to verify.",
    }


def test_past_the_accounts_budget_it_is_still_a_204_and_no_mail(totask, ann, limits_on, settings):
    settings.TASKHUB_RATE_MAIL_ACCOUNT = (1, 3600)
    client = totask.as_(ann)
    assert [client.post(PATH).status_code for _ in range(3)] == [204] * 3
    assert OutgoingMail.objects.count() == 1


def test_requests_from_one_peer_are_limited(totask, ann, limits_on, settings):
    settings.TASKHUB_RATE_MAIL_PEER = (1, 300)
    client = totask.as_(ann)
    assert client.post(PATH).status_code == 204
    response = client.post(PATH)
    assert response.status_code == 429
    assert response.json() == {"code": 429, "message": "Too many requests, try again later"}
