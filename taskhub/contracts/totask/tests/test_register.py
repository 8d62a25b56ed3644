import pytest

from accounts.models import User
from taskhub.testing.factories import make_user

NEW = {"name": "Ann Mary Lee", "email": "Ann@Example.com", "password": "correct horse battery"}


def test_a_person_registers_and_gets_the_user_object(totask, db):
    response = totask.post("/auth/register", NEW)
    assert response.status_code == 201
    user = User.objects.get()
    assert response.json() == {
        "user": {
            "id": str(user.pk),
            "name": "Ann Mary Lee",
            "email": "ann@example.com",
            "username": "ann",
            "role": "user",
            "isEmailVerified": False,
            "profilePhotoUrl": None,
            "favoriteBoards": [],
            "createdAt": user.created_at.isoformat().replace("+00:00", "Z"),
            "updatedAt": user.updated_at.isoformat().replace("+00:00", "Z"),
        }
    }
    assert (user.first_name, user.last_name) == ("Ann", "Mary Lee")


@pytest.mark.parametrize("name", [{}, {"name": ""}, {"name": "  "}])
def test_a_name_may_be_missing(totask, db, name):
    response = totask.post(
        "/auth/register", {"email": NEW["email"], "password": NEW["password"], **name}
    )
    assert response.status_code == 201
    assert response.json()["user"]["name"] == ""


def test_a_user_name_may_be_chosen(totask, db):
    response = totask.post("/auth/register", {**NEW, "username": " annie "})
    assert response.json()["user"]["username"] == "annie"


def test_registering_sends_the_verification_mail(totask, db, post_box):
    totask.post("/auth/register", NEW)
    (mail,) = post_box()
    assert mail.to == ["ann@example.com"]
    assert "/account/verify-email?token=" in mail.body


def test_rights_and_flags_cannot_be_registered(totask, db):
    wanted = {"role": "admin", "isEmailVerified": True, "is_superuser": True, "id": "77"}
    user = totask.post("/auth/register", {**NEW, **wanted}).json()["user"]
    assert (user["role"], user["isEmailVerified"]) == ("user", False)
    assert not User.objects.get().is_superuser
    assert user["id"] == str(User.objects.get().pk)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"email": "TAKEN@example.com"}, "Email already exists"),
        ({"username": "Taken"}, "Username already exists"),
        ({"email": "nobody"}, "email: Enter a valid email address."),
        ({"username": "a b"}, None),
        ({"username": "me"}, "username: This user name is reserved."),
        ({"name": "x" * 151}, "name: This may have at most 150 characters."),
        (
            {"password": "short1x"},
            "password: This password is too short. It must contain at least 8 characters.",
        ),
        ({"password": "password"}, "password: This password is too common."),
        ({"password": "1984198419"}, "password: This password is entirely numeric."),
        ({"password": "ann@example.com"}, None),
        ({"password": "x" * 1025}, "password: This may have at most 1024 characters."),
    ],
)
def test_what_breaks_a_rule_is_a_400(totask, db, change, message):
    make_user("taken")
    response = totask.post("/auth/register", {**NEW, **change})
    assert response.status_code == 400
    body = response.json()
    assert body == {"code": 400, "message": message or body["message"]}
    assert User.objects.count() == 1


@pytest.mark.parametrize("missing", ["email", "password"])
def test_address_and_password_are_needed(totask, db, missing):
    response = totask.post("/auth/register", {k: v for k, v in NEW.items() if k != missing})
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": f"{missing}: This field is required."}


def test_every_field_at_fault_is_named(totask, db):
    response = totask.post("/auth/register", {"email": "x", "password": "short1x"})
    assert "email:" in response.json()["message"]
    assert "password:" in response.json()["message"]


def test_a_password_is_not_trimmed(totask, db):
    totask.post("/auth/register", {**NEW, "password": "  blanks count  "})
    trimmed = {"email": NEW["email"], "password": "blanks count"}
    assert totask.post("/auth/login", trimmed).status_code == 401
    exact = {"email": NEW["email"], "password": "  blanks count  "}
    assert totask.post("/auth/login", exact).status_code == 200


def test_registrations_are_limited(totask, db, limits_on, settings):
    settings.TASKHUB_RATE_REGISTER = (1, 60)
    assert totask.post("/auth/register", {**NEW, "password": "password1"}).status_code == 400
    assert totask.post("/auth/register", NEW).status_code == 201
    response = totask.post("/auth/register", {**NEW, "email": "other@example.com"})
    assert response.status_code == 429
    assert response.json() == {"code": 429, "message": "Too many requests, try again later"}
    assert 1 <= int(response.headers["Retry-After"]) <= 60
