"""The pages that links in mails lead to, and the pictures of people."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from accounts import avatars, mail_tokens, services
from accounts.models import MailPurpose, MailToken, User
from taskhub.testing.factories import make_user

RESET = "/account/reset-password"
VERIFY = "/account/verify-email"
NEW = "another oak tree"


@pytest.fixture
def ann(db):
    return make_user("ann", password="tall oak tree")


@pytest.fixture
def client():
    # As strict as a browser's request; the pages need no cookie.
    return Client(enforce_csrf_checks=True)


def reset(client, token, password=NEW, again=NEW):
    return client.post(RESET, {"token": token, "password": password, "again": again})


class TestResetPassword:
    @pytest.fixture
    def token(self, ann):
        return mail_tokens.mint(ann, MailPurpose.RESET)

    def test_link_shows_a_form_and_does_nothing(self, client, token):
        page = client.get(RESET, {"token": token})
        assert page.status_code == 200
        assert f'value="{token}"' in page.text
        assert 'autocomplete="new-password"' in page.text
        assert MailToken.objects.get().used_at is None

    def test_form_sets_the_password(self, client, ann, token):
        assert reset(client, token).status_code == 200
        assert services.check_credentials(email=ann.email, password=NEW, peer=None) == ann

    def test_used_token_is_refused(self, client, token):
        reset(client, token)
        page = reset(client, token)
        assert page.status_code == 400
        assert "does not work any more" in page.text

    @pytest.mark.parametrize(
        ("password", "again", "said"),
        [
            ("password", "password", "too common"),
            (NEW, "other", "differ"),
            ("", "", "required"),
            ("x" * 1025, "x" * 1025, "at most 1024"),
            ("tall\0oak tree", "tall\0oak tree", "Null characters"),
        ],
    )
    def test_refused_password_is_explained_and_leaves_the_token_good(
        self, client, token, password, again, said
    ):
        page = reset(client, token, password, again)
        assert page.status_code == 422
        assert said in page.text
        assert NEW not in page.text
        assert reset(client, token).status_code == 200

    def test_password_is_taken_with_its_blanks(self, client, ann, token):
        reset(client, token, f" {NEW} ", f" {NEW} ")
        assert User.objects.get().check_password(f" {NEW} ")

    def test_page_escapes_what_a_link_brings(self, client, db):
        page = client.get(RESET, {"token": '"><script>alert(1)</script>'})
        assert "<script>" not in page.text


class TestVerifyEmail:
    @pytest.fixture
    def token(self, ann):
        return mail_tokens.mint(ann, MailPurpose.VERIFY)

    def test_link_shows_a_button_and_does_nothing(self, client, token):
        page = client.get(VERIFY, {"token": token})
        assert page.status_code == 200
        assert "<button" in page.text
        assert not User.objects.get().is_email_verified

    def test_button_verifies_the_address_once(self, client, token):
        assert client.post(VERIFY, {"token": token}).status_code == 200
        assert User.objects.get().is_email_verified
        assert client.post(VERIFY, {"token": token}).status_code == 400


@pytest.mark.parametrize("path", [RESET, VERIFY])
class TestEither:
    def test_neither_caches_nor_other_sites_get_the_token(self, client, db, path):
        for page in (client.get(path, {"token": "x"}), client.get(path), client.post(path)):
            assert page.headers["Cache-Control"] == "no-store"
            assert page.headers["Referrer-Policy"] == "no-referrer"
            assert not page.cookies

    @pytest.mark.parametrize("token", ["", "\ud7ff", "x" * 201, "\0"])
    def test_odd_tokens_are_refused(self, client, db, path, token):
        fields = {"token": token, "password": NEW, "again": NEW}
        assert client.post(path, fields).status_code == 400

    def test_link_without_a_token_says_so(self, client, db, path):
        assert client.get(path).status_code == 400

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_other_methods_are_not_allowed(self, client, db, path, method):
        assert getattr(client, method)(path).status_code == 405

    def test_peer_tries_thirty_times(self, client, db, path, limits_on):
        fields = {"token": "x", "password": NEW, "again": NEW}
        codes = [client.post(path, fields).status_code for _ in range(31)]
        assert codes == [400] * 30 + [429]
        assert 0 < int(client.post(path, fields).headers["Retry-After"]) <= 300

    def test_page_is_titled_labelled_and_works_without_scripts(self, client, db, path):
        page = client.get(path, {"token": "x"}).text
        assert "<html lang=" in page
        assert "<h1>" in page
        assert "<script>" not in page
        assert page.count("<label") == page.count('type="password"')


class TestAvatar:
    @pytest.fixture
    def name(self):
        out = BytesIO()
        Image.new("RGB", (9, 9)).save(out, "PNG")
        return avatars.write(out.getvalue())

    def test_picture_is_served_as_a_picture_and_nothing_else(self, client, db, name):
        answer = client.get(avatars.path_url(name))
        assert answer.status_code == 200
        assert answer.content == avatars.read(name)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"

    def test_it_costs_no_query(self, client, db, name, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert client.head(avatars.path_url(name)).status_code == 200

    @pytest.mark.parametrize(
        "path",
        [
            "0" * 32 + ".png",
            "0" * 32 + ".svg",
            "../secret-key",
            "..%2Fsecret-key",
            "%2e%2e/secret-key",
            "x.png",
            "",
            "0" * 32 + ".png%0a",
            "0" * 32 + ".png/",
        ],
    )
    def test_nothing_else_is_served(self, client, db, path):
        assert client.get(f"/media/avatars/{path}").status_code == 404

    def test_it_cannot_be_written_to(self, db, name):
        assert Client().delete(avatars.path_url(name)).status_code == 405
