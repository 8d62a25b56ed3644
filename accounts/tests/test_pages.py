"""The pages of an account, as a browser without script uses them."""

import datetime
from html import escape
from io import BytesIO

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts import avatars, sessions
from accounts.middleware import SESSION_ID
from accounts.models import OutgoingMail, Session, User
from taskhub.testing.factories import make_user
from taskhub.testing.hostile import BROKEN_FORMS

PASSWORD = "tall oak tree"
NEW = "another oak tree"
OPEN = ["sign-up", "sign-in", "forgot-password"]
OWN = ["profile", "picture", "preferences", "password", "sessions", "delete"]
ACTS = ["sign-out", "verification", "remove-picture", "end-session", "end-other-sessions"]


def at(name):
    return reverse(f"accounts:{name}")


@pytest.fixture
def ann(db):
    return make_user("ann", password=PASSWORD)


@pytest.fixture
def browser(ann):
    client = Client()
    sign_in(client)
    return client


def sign_in(client, email="ann@example.com", password=PASSWORD, **more):
    return client.post(at("sign-in"), {"email": email, "password": password, **more})


def is_signed_in(client):
    return client.get(at("profile")).status_code == 200


def told(client, response):
    followed = client.get(response.url) if response.status_code == 302 else response
    return [str(message) for message in followed.context["messages"]]


def png():
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    return SimpleUploadedFile("me.png", out.getvalue(), "image/png")


class TestWhoMaySeeWhat:
    @pytest.mark.parametrize("name", OPEN)
    def test_open_pages_are_there_for_everybody(self, client, db, name):
        assert client.get(at(name)).status_code == 200

    @pytest.mark.parametrize("name", [name for name in OWN if name != "sign-out"])
    def test_own_pages_ask_strangers_to_sign_in(self, client, db, name):
        answer = client.get(at(name))
        assert (answer.status_code, answer.url) == (302, f"{at('sign-in')}?next={at(name)}")

    @pytest.mark.parametrize("name", [*OWN, *ACTS])
    def test_strangers_change_nothing(self, client, ann, name):
        before = User.objects.values().get()
        client.post(at(name), {"password": PASSWORD, "username": "eve", "email": "eve@x.org"})
        assert User.objects.values().get() == before

    @pytest.mark.parametrize("name", OWN)
    def test_own_pages_are_kept_out_of_caches(self, browser, name):
        answer = browser.get(at(name))
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert {"Cookie", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))

    @pytest.mark.parametrize("name", ACTS)
    def test_what_changes_something_is_no_link(self, browser, name):
        assert browser.get(at(name)).status_code == 405

    @pytest.mark.parametrize("name", [*OPEN, *OWN, *ACTS])
    def test_forged_forms_are_refused(self, ann, name):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(ann)
        assert strict.post(at(name), {}).status_code == 403

    @pytest.mark.parametrize("name", [*OPEN, *OWN])
    def test_no_script_or_style_stands_in_a_page(self, browser, client, name):
        for page in (browser.get(at(name)), client.get(at(name), follow=True)):
            assert "<script>" not in page.text
            assert "style=" not in page.text
            assert "onclick" not in page.text


class TestSignUp:
    def test_new_account_is_signed_in_and_sent_a_mail(self, client, db):
        answer = client.post(at("sign-up"), {"email": "Bob@Example.com", "password": PASSWORD})
        assert (answer.status_code, answer.url) == (302, "/")
        user = User.objects.get()
        assert (user.email, user.username) == ("bob@example.com", "bob")
        assert is_signed_in(client)
        assert Session.objects.get().door == "browser"
        assert OutgoingMail.objects.get().purpose == "verify"

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"email": "nobody"}, "valid email"),
            ({"password": "password"}, "too common"),
            ({"password": ""}, "required"),
            ({"email": "ann@example.com"}, "account with this address"),
            ({"username": "ANN"}, "this user name already"),
            ({"username": "me"}, "reserved"),
            ({"username": "a b"}, "Enter a valid username"),
            ({"email": "x\0@example.com"}, "Null characters"),
            ({"first_name": "x" * 151}, "at most 150"),
            ({"password": "x1" * 600}, "at most 1024"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(self, client, ann, fields, said):
        given = {"email": "bob@example.com", "password": PASSWORD, **fields}
        page = client.post(at("sign-up"), given)
        assert page.status_code == 422
        assert said in page.text
        assert 'aria-invalid="true"' in page.text
        assert PASSWORD not in page.text
        assert User.objects.count() == 1

    def test_what_was_typed_is_escaped(self, client, db):
        odd = '"><script>alert(1)</script>'
        page = client.post(at("sign-up"), {"email": odd, "username": odd, "password": ""})
        assert "<script>alert" not in page.text
        assert escape(odd) in page.text

    def test_peer_signs_up_thirty_times_a_minute_with_what_could_be_good(
        self, client, ann, limits_on, settings
    ):
        settings.TASKHUB_RATE_REGISTER = (2, 60)
        wrong, taken = ({"email": email, "password": PASSWORD} for email in ("x", ann.email))
        assert [client.post(at("sign-up"), wrong).status_code for _ in range(3)] == [422] * 3
        assert [client.post(at("sign-up"), taken).status_code for _ in range(3)] == [422, 422, 429]
        refused = client.post(at("sign-up"), taken)
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        assert "too often" in refused.text


class TestSignIn:
    def test_right_password_signs_in(self, client, ann):
        assert sign_in(client, " ANN@example.com ").url == "/"
        assert is_signed_in(client)

    @pytest.mark.parametrize(
        ("email", "password"),
        [
            ("ann@example.com", "wrong"),
            ("eve@example.com", PASSWORD),
            ("off@example.com", PASSWORD),
            ("ann@example.com", f" {PASSWORD}"),
        ],
    )
    def test_every_wrong_pair_is_answered_alike(self, client, ann, email, password):
        make_user("off", password=PASSWORD, is_active=False)
        page = sign_in(client, email, password)
        assert page.status_code == 422
        assert "Address and password do not fit." in page.text
        assert not is_signed_in(client)

    @pytest.mark.parametrize("odd", ["\0", "\ufffd", "x" * 100_000])
    def test_odd_credentials_are_no_failure(self, client, ann, odd):
        assert sign_in(client, odd, PASSWORD).status_code == 422
        assert sign_in(client, password=odd).status_code == 422

    @pytest.mark.parametrize(
        ("wanted", "reached"),
        [
            ("/account/sessions", "/account/sessions"),
            ("/tasks/?q=a%20b", "/tasks/?q=a%20b"),
            ("", "/"),
            ("https://evil.example/", "/"),
            ("//evil.example/", "/"),
            ("/\\evil.example", "/"),
            ("///evil.example", "/"),
            ("http:///evil.example", "/"),
            ("javascript:alert(1)", "/"),
            ("account/profile", "/"),
        ],
    )
    def test_it_goes_on_to_local_paths_only(self, client, ann, wanted, reached):
        assert sign_in(client, next=wanted).url == reached
        assert client.get(at("sign-in"), {"next": wanted}).url == reached

    def test_past_the_budget_it_waits_as_every_door_does(self, client, ann, limits_on):
        for _ in range(10):
            assert sign_in(client, password="wrong").status_code == 422
        refused = sign_in(client)
        assert refused.status_code == 429
        assert 0 < int(refused.headers["Retry-After"]) <= 300
        assert "Try again in" in refused.text

    def test_signing_in_changes_the_cookie(self, client, ann):
        session = client.session
        session["before"] = True
        session.save()
        before = session.session_key
        sign_in(client)
        assert client.cookies[configured.SESSION_COOKIE_NAME].value != before

    def test_signing_out_ends_the_session(self, browser):
        answer = browser.post(at("sign-out"))
        assert told(browser, answer) == ["You are signed out."]
        assert Session.objects.get().ended_at is not None
        assert not is_signed_in(browser)


class TestForgotPassword:
    def test_every_address_is_answered_alike(self, client, ann):
        answers = {
            client.post(at("forgot-password"), {"email": email}).text
            for email in ("ann@example.com", "eve@example.com", "no address")
        }
        assert len(answers) == 1
        assert OutgoingMail.objects.filter(address="ann@example.com", purpose="reset").exists()

    def test_peer_asks_thirty_times(self, client, db, limits_on):
        codes = [client.post(at("forgot-password"), {"email": "x"}).status_code for _ in range(31)]
        assert codes == [200] * 30 + [429]


class TestProfile:
    def details(self, **changes):
        same = {"username": "ann", "email": "ann@example.com", "first_name": "", "last_name": ""}
        return {**same, "about": "", **changes}

    def test_details_are_saved(self, browser, ann):
        changes = self.details(first_name="Ann", about="One\r\ntwo")
        answer = browser.post(at("profile"), changes)
        assert told(browser, answer) == ["Saved."]
        ann.refresh_from_db()
        assert (ann.first_name, ann.about) == ("Ann", "One\ntwo")

    def test_rights_cannot_be_written(self, browser, ann):
        more = {"is_staff": "on", "is_superuser": "on", "id": "1", "is_email_verified": "on"}
        browser.post(at("profile"), self.details(**more))
        ann.refresh_from_db()
        assert [ann.is_staff, ann.is_superuser, ann.is_email_verified] == [False] * 3

    def test_new_address_is_unverified_and_the_old_one_is_told(self, browser, ann):
        User.objects.update(is_email_verified=True)
        browser.post(at("profile"), self.details(email="new@example.com"))
        mails = set(OutgoingMail.objects.values_list("purpose", "address"))
        assert mails == {
            ("verify", "new@example.com"),
            ("address_changed", "ann@example.com"),
        }
        assert "new@example.com is not confirmed" in browser.get(at("profile")).text

    def test_taken_name_is_said_and_nothing_is_saved(self, browser, ann):
        make_user("bob")
        page = browser.post(at("profile"), self.details(username="Bob", first_name="Changed"))
        assert page.status_code == 422
        assert "this user name already" in page.text
        ann.refresh_from_db()
        assert ann.first_name == "Ann"

    def test_verification_mail_is_sent_again_on_request(self, browser):
        assert told(browser, browser.post(at("verification")))[0].startswith("A mail to confirm")
        assert OutgoingMail.objects.get().address == "ann@example.com"

    def test_picture_comes_and_goes(self, browser, ann):
        browser.post(at("picture"), {"avatar": png()})
        ann.refresh_from_db()
        assert avatars.path_url(ann.avatar) in browser.get("/").text
        browser.post(at("remove-picture"))
        ann.refresh_from_db()
        assert ann.avatar == ""

    @pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\0" * 99])
    def test_what_is_no_picture_is_refused(self, browser, ann, content):
        page = browser.post(at("picture"), {"avatar": SimpleUploadedFile("a.png", content)})
        assert page.status_code == 422
        ann.refresh_from_db()
        assert ann.avatar == ""

    # Without the empty one: Django's client sends no type with that.
    @pytest.mark.parametrize("case", list(BROKEN_FORMS)[1:])
    def test_form_that_cannot_be_read_whole_changes_nothing(self, browser, ann, case):
        page = browser.post(at("profile"), BROKEN_FORMS[case], "multipart/form-data; boundary=x")
        assert page.status_code == 400
        assert "The request could not be understood." in page.text

    @pytest.mark.parametrize("odd", ["%FF", "%D0&x=%90", "\udcff"])
    def test_text_that_is_not_utf_8_changes_nothing(self, browser, ann, odd):
        body = f"username=ann&email=ann@example.com&first_name={odd}".encode(
            errors="surrogateescape"
        )
        page = browser.post(at("profile"), body, "application/x-www-form-urlencoded")
        assert page.status_code == 400
        assert User.objects.get().first_name == ann.first_name

    def test_picture_sent_as_text_is_refused(self, browser):
        assert browser.post(at("picture"), {"avatar": "me.png"}).status_code == 422

    def test_preferences_are_saved_and_shown(self, browser):
        browser.post(at("preferences"), {"language": "ru", "theme": "dark"})
        user = User.objects.get()
        assert (user.language, user.theme, user.shortcuts) == ("ru", "dark", False)
        page = browser.get("/", headers={"Accept-Language": "en"})
        assert '<html lang="ru" data-theme="dark" data-shortcuts="off">' in page.text

    @pytest.mark.parametrize("odd", [{"language": "xx"}, {"theme": "pink"}, {"language": "\0"}])
    def test_other_choices_are_refused(self, browser, odd):
        assert browser.post(at("preferences"), odd).status_code == 422


class TestPassword:
    def change(self, client, **changes):
        fields = {"current": PASSWORD, "password": NEW, "again": NEW, **changes}
        return client.post(at("password"), fields)

    def test_change_ends_every_session_and_asks_to_sign_in(self, browser, ann):
        other = sessions.open_session(user=ann, door="zocket", refreshable=False)
        answer = self.change(browser)
        assert answer.url == at("sign-in")
        assert told(browser, answer)[0].startswith("Your password is changed.")
        other.session.refresh_from_db()
        assert other.session.ended_at
        assert not is_signed_in(browser)
        assert sign_in(Client(), password=NEW).status_code == 302

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"current": "wrong"}, "not your present password"),
            ({"again": "other"}, "differ"),
            ({"password": "password", "again": "password"}, "too common"),
            ({"password": "", "again": ""}, "required"),
        ],
    )
    def test_wrong_input_is_explained_and_changes_nothing(self, browser, changes, said):
        page = self.change(browser, **changes)
        assert page.status_code == 422
        assert said in page.text
        assert is_signed_in(browser)
        assert User.objects.get().check_password(PASSWORD)

    def test_wrong_present_passwords_count_as_failed_sign_ins(self, browser, limits_on):
        for _ in range(10):
            self.change(browser, current="wrong")
        assert self.change(browser).status_code == 429
        assert sign_in(Client()).status_code == 429
        assert is_signed_in(browser)


class TestSessions:
    def test_page_lists_ones_own_and_marks_this_one(self, browser, ann):
        sessions.open_session(user=ann, door="zocket", refreshable=False, user_agent="curl/8.1")
        sessions.open_session(user=make_user("bob"), door="totask", refreshable=True)
        page = browser.get(at("sessions")).text
        assert page.count('name="session"') == 2
        assert page.count("This one") == 1
        assert "curl/8.1" in page
        assert "totask" not in page

    def test_user_agent_is_escaped(self, browser, ann):
        sessions.open_session(user=ann, door="v2", refreshable=False, user_agent="<script>x")
        assert "<script>x" not in browser.get(at("sessions")).text

    def test_one_is_ended(self, browser, ann):
        other = sessions.open_session(user=ann, door="zocket", refreshable=False)
        browser.post(at("end-session"), {"session": str(other.session.pk)})
        assert Session.objects.live().count() == 1
        assert is_signed_in(browser)

    def test_ending_this_one_signs_out(self, browser):
        browser.post(at("end-session"), {"session": browser.session[SESSION_ID]})
        assert not is_signed_in(browser)

    @pytest.mark.parametrize("odd", ["", "1", "\0", "x" * 9999, None])
    def test_nobody_elses_and_no_odd_ones_are_ended(self, browser, odd):
        others = sessions.open_session(user=make_user("bob"), door="zocket", refreshable=False)
        wanted = str(others.session.pk) if odd is None else odd
        assert browser.post(at("end-session"), {"session": wanted}).status_code == 404
        assert Session.objects.live().count() == 2

    def test_all_others_are_ended(self, browser, ann):
        for _ in range(3):
            sessions.open_session(user=ann, door="zocket", refreshable=False)
        browser.post(at("end-other-sessions"))
        assert Session.objects.live().count() == 1
        assert is_signed_in(browser)

    def test_use_is_noted_at_most_once_a_minute(self, browser):
        first = Session.objects.get().last_used_at
        browser.get(at("profile"))
        assert Session.objects.get().last_used_at == first
        long_ago = timezone.now() - datetime.timedelta(minutes=2)
        Session.objects.update(last_used_at=long_ago)
        browser.get(at("profile"))
        assert Session.objects.get().last_used_at > first


class TestDelete:
    def test_password_deletes_the_account(self, browser, ann):
        answer = browser.post(at("delete"), {"password": PASSWORD})
        assert told(browser, answer) == ["Your account is deleted. Farewell!"]
        ann.refresh_from_db()
        assert ann.deleted_at
        assert not is_signed_in(browser)

    @pytest.mark.parametrize("password", ["", "wrong"])
    def test_without_the_password_it_stays(self, browser, ann, password):
        assert browser.post(at("delete"), {"password": password}).status_code == 422
        assert is_signed_in(browser)
