"""/users/:userId"""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from comments.models import Comment
from taskhub.contracts.totask.tests.conftest import PASSWORD
from taskhub.testing import hostile
from taskhub.testing.factories import make_board, make_comment, make_task, make_user
from tasks.models import Favourite, Task

NOT_FOUND = {"code": 404, "message": "User not found"}
NOT_YOURS = {"code": 403, "message": "You may not do this with somebody else's account"}


def stored(user):
    return User.objects.get(pk=user.pk)


# Reading


def test_any_signed_in_caller_reads_a_user(totask, ann, person):
    response = totask.as_(person("outsider")).get(f"/users/{ann.pk}")
    assert response.status_code == 200
    assert response.json() == totask.as_(ann).get("/users/user").json()


def test_favourites_tell_nobody_of_boards_hidden_from_them(totask, ann, person):
    hidden = make_board(ann, "Hidden")
    shared = make_board(ann, "Shared", members=[person("member")])
    public = make_board(person("owner"), "Open", is_private=False)
    for board in (hidden, shared, public):
        Favourite.objects.create(user=ann, board=board)

    def shown(reader):
        boards = totask.as_(reader).get(f"/users/{ann.pk}").json()["favoriteBoards"]
        return [board["name"] for board in boards]

    assert shown(ann) == ["Hidden", "Shared", "Open"]
    assert shown(person("member")) == ["Shared", "Open"]
    assert shown(person("outsider")) == ["Open"]
    assert shown(person("superuser")) == ["Open"]


def test_a_board_that_was_closed_to_its_admirer_is_no_favourite(totask, ann, person):
    board = make_board(person("owner"), members=[ann])
    Favourite.objects.create(user=ann, board=board)
    board.members.remove(ann)
    assert totask.as_(person("owner")).get(f"/users/{ann.pk}").json()["favoriteBoards"] == []


@pytest.mark.parametrize("text", [*hostile.UNFIT_IDS, "4000000000"])
@pytest.mark.parametrize("method", ["get", "put", "post", "delete"])
def test_what_names_nobody_is_a_404(totask, ann, method, text):
    response = getattr(totask.as_(ann), method)(f"/users/{text}")
    assert response.status_code == 404
    assert response.json() == NOT_FOUND


@pytest.mark.parametrize("method", ["get", "put", "post", "delete"])
def test_strangers_are_asked_who_they_are(totask, ann, method):
    response = getattr(totask, method)(f"/users/{ann.pk}")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}
    assert stored(ann).deleted_at is None


# Updating


def test_a_person_changes_name_and_user_name(totask, ann):
    response = totask.as_(ann).put(f"/users/{ann.pk}", {"name": "Anna B. Lee", "username": "anna"})
    assert response.status_code == 200
    user = response.json()
    assert (user["name"], user["username"]) == ("Anna B. Lee", "anna")
    assert user["email"] == "ann@example.com"
    assert (stored(ann).first_name, stored(ann).last_name) == ("Anna", "B. Lee")


def test_a_superuser_changes_anybody(totask, ann, person):
    response = totask.as_(person("superuser")).put(f"/users/{ann.pk}", {"name": "Anna"})
    assert response.status_code == 200
    assert response.json()["name"] == "Anna"


@pytest.mark.parametrize("method", ["put", "post", "delete"])
def test_others_change_and_delete_nothing(totask, ann, person, method):
    client = totask.as_(person("outsider"))
    # Refused before the body is looked at.
    response = getattr(client, method)(f"/users/{ann.pk}", data=b"{", content_type="a/b")
    assert response.status_code == 403
    assert response.json() == NOT_YOURS
    assert stored(ann) == ann
    assert stored(ann).deleted_at is None


def test_an_empty_object_changes_nothing(totask, ann):
    before = totask.as_(ann).get("/users/user").json()
    response = totask.as_(ann).put(f"/users/{ann.pk}", {})
    assert (response.status_code, response.json()) == (200, before)


def test_nothing_else_is_writable(totask, ann):
    before = stored(ann)
    body = {
        "role": "admin",
        "isEmailVerified": True,
        "id": "99",
        "password": "another long phrase",
        "profilePhotoUrl": "https://example.com/x.png",
        "favoriteBoards": [],
        "createdAt": "2020-01-01T00:00:00Z",
        "is_superuser": True,
        "about": "x",
        "first_name": "x",
    }
    response = totask.as_(ann).put(f"/users/{ann.pk}", body)
    assert response.status_code == 200
    assert vars(stored(ann)).keys() == vars(before).keys()
    for field in User._meta.concrete_fields:
        if field.name != "last_login":
            assert getattr(stored(ann), field.name) == getattr(before, field.name)


def test_a_name_may_be_taken_back(totask, ann):
    assert totask.as_(ann).put(f"/users/{ann.pk}", {"name": ""}).json()["name"] == ""


def test_a_new_address_signs_in_at_once_and_is_unverified(totask, post_box):
    ann = make_user("ann", password=PASSWORD, is_email_verified=True)
    response = totask.as_(ann).put(f"/users/{ann.pk}", {"email": "New@Example.com"})
    assert response.status_code == 200
    assert response.json()["email"] == "new@example.com"
    assert response.json()["isEmailVerified"] is False
    statuses = [
        totask.post("/auth/login", {"email": email, "password": PASSWORD}).status_code
        for email in ("new@example.com", "ann@example.com")
    ]
    assert statuses == [200, 401]
    sent = {mail.to[0]: mail.subject for mail in post_box()}
    assert sent == {
        "new@example.com": "Confirm your e-mail address for TaskHub",
        "ann@example.com": "Your TaskHub e-mail address was changed",
    }


def test_the_same_address_is_no_new_one(totask, post_box):
    ann = make_user("ann", is_email_verified=True)
    response = totask.as_(ann).put(f"/users/{ann.pk}", {"email": "ANN@example.com"})
    assert response.json()["isEmailVerified"] is True
    assert post_box() == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"email": "Taken@example.com"}, "Email already exists"),
        ({"username": "TAKEN"}, "Username already exists"),
        ({"email": "no address"}, "email: Enter a valid email address."),
        ({"email": ""}, "email: This field may not be blank."),
        ({"email": None}, "email: This field may not be null."),
        ({"username": ""}, "username: This field may not be blank."),
        ({"username": "me"}, "username: This user name is reserved."),
        ({"username": 5}, "username: Not a valid string."),
        ({"name": None}, "name: This field may not be null."),
        ({"name": ["x"]}, "name: Not a valid string."),
        ({"name": "a " + "x" * 151}, "name: This may have at most 150 characters."),
        ({"name": "x" * 302}, "name: Ensure this field has no more than 301 characters."),
    ],
)
def test_what_breaks_a_rule_is_a_400(totask, ann, body, message):
    make_user("taken")
    response = totask.as_(ann).put(f"/users/{ann.pk}", {"name": "Changed", **body})
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": message}
    assert stored(ann).full_name == "Ann Lee"


# The photo


def photo(data, name="me.png"):
    return SimpleUploadedFile(name, data, "image/png")


def test_a_form_brings_a_photo(totask, ann, form, picture):
    response = totask.as_(ann).put(f"/users/{ann.pk}", **form(name="Anna", file=photo(picture)))
    assert response.status_code == 200
    user = response.json()
    assert user["name"] == "Anna"
    assert user["profilePhotoUrl"] == f"http://testserver/media/avatars/{stored(ann).avatar}"
    served = totask.http.get(user["profilePhotoUrl"])
    assert served.status_code == 200
    assert Image.open(BytesIO(served.getvalue())).size == (20, 10)


def test_a_form_without_a_photo_changes_the_rest(totask, ann, form):
    response = totask.as_(ann).put(f"/users/{ann.pk}", **form(username="anna"))
    assert response.json()["username"] == "anna"
    assert response.json()["profilePhotoUrl"] is None


def test_a_new_photo_takes_the_place_of_the_old(
    totask, ann, form, picture, django_capture_on_commit_callbacks
):
    totask.as_(ann).put(f"/users/{ann.pk}", **form(file=photo(picture)))
    old = stored(ann).avatar
    with django_capture_on_commit_callbacks(execute=True):
        totask.as_(ann).put(f"/users/{ann.pk}", **form(file=photo(picture)))
    assert default_storage.listdir("avatars")[1] == [stored(ann).avatar]
    assert old != stored(ann).avatar


@pytest.mark.parametrize("data", [b"no picture", b"GIF89a", b"<svg/>"])
def test_with_a_bad_photo_nothing_changes(totask, ann, form, post_box, data):
    body = form(name="Changed", email="new@example.com", file=photo(data))
    response = totask.as_(ann).put(f"/users/{ann.pk}", **body)
    assert response.status_code == 400
    assert response.json() == {
        "code": 400,
        "message": "file: Upload a valid PNG, JPEG, WebP or GIF picture.",
    }
    user = stored(ann)
    assert (user.full_name, user.email, user.avatar) == ("Ann Lee", "ann@example.com", "")
    assert post_box() == []


def test_with_a_taken_address_the_photo_is_not_kept(totask, ann, form, picture):
    make_user("taken")
    body = form(email="taken@example.com", file=photo(picture))
    response = totask.as_(ann).put(f"/users/{ann.pk}", **body)
    assert response.json() == {"code": 400, "message": "Email already exists"}
    assert stored(ann).avatar == ""
    assert default_storage.listdir("avatars")[1] == []


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (photo(b""), "file: The submitted file is empty."),
        (
            "text",
            "file: The submitted data was not a file. Check the encoding type on the form.",
        ),
    ],
)
def test_a_photo_is_a_file(totask, ann, form, value, message):
    response = totask.as_(ann).put(f"/users/{ann.pk}", **form(file=value))
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": message}


def test_a_photo_past_its_limit_is_a_400_and_a_body_past_it_a_413(totask, ann, form, settings):
    settings.TASKHUB_AVATAR_LIMIT = 2 * 1024 * 1024
    client, path = totask.as_(ann), f"/users/{ann.pk}"
    response = client.put(path, **form(file=photo(b"x" * (settings.TASKHUB_AVATAR_LIMIT + 1))))
    assert response.status_code == 400
    assert response.json()["message"].startswith("file: ")
    response = client.put(path, **form(file=photo(b"x" * 3 * 1024 * 1024)))
    assert response.status_code == 413
    assert response.json() == {"code": 413, "message": "The request body is too large"}


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b"--x\r\n", "multipart/form-data"),
        (b"", "multipart/form-data; boundary=x"),
        (
            b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\na\0b\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_a_broken_form_is_a_400(totask, ann, data, content_type):
    response = totask.as_(ann).put(f"/users/{ann.pk}", data=data, content_type=content_type)
    assert response.status_code in (400, 415)
    assert response.json()["code"] == response.status_code
    assert stored(ann).full_name == "Ann Lee"


FORM = "multipart/form-data; boundary=x"
UNTOUCHED = (
    b'Content-Disposition: form-data; name="file"; filename=""\r\n'
    b"Content-Type: application/octet-stream\r\n\r\n"
)


@pytest.mark.parametrize("body", hostile.BROKEN_FORMS.values(), ids=hostile.BROKEN_FORMS)
def test_a_form_that_cannot_be_read_whole_is_a_400(totask, ann, body):
    response = totask.as_(ann).put(f"/users/{ann.pk}", data=body, content_type=FORM)
    assert response.status_code == 400
    assert response.json().keys() == {"code", "message"}
    assert stored(ann).full_name == "Ann Lee"


def test_an_untouched_file_input_leaves_the_photo_alone(totask, ann, form, picture):
    totask.as_(ann).put(f"/users/{ann.pk}", **form(file=photo(picture)))
    old = stored(ann).avatar
    body = hostile.form(hostile.NAME + b"\r\n\r\nAnna Lee", UNTOUCHED)
    response = totask.as_(ann).put(f"/users/{ann.pk}", data=body, content_type=FORM)
    assert response.status_code == 200
    assert (stored(ann).full_name, stored(ann).avatar) == ("Anna Lee", old)
    assert old


def test_only_a_form_may_be_as_large_as_a_photo(totask, ann):
    body = b'{"name": "x"}' + b" " * 1024 * 1024
    response = totask.as_(ann).put(f"/users/{ann.pk}", data=body, content_type="application/json")
    assert response.status_code == 413


# Deleting


@pytest.mark.parametrize("method", ["post", "delete"])
@pytest.mark.parametrize("who", ["ann", "superuser"])
def test_both_methods_delete(totask, ann, person, method, who):
    client = totask.as_(ann if who == "ann" else person(who))
    response = getattr(client, method)(f"/users/{ann.pk}")
    assert (response.status_code, response.content) == (204, b"")
    assert stored(ann).deleted_at is not None


def test_a_deleted_user_is_a_404_and_signed_out(totask, ann, person, login):
    tokens = login()
    superuser = totask.as_(person("superuser"))
    superuser.post(f"/users/{ann.pk}")
    assert totask.with_token(tokens["access"]["token"]).get("/users/user").status_code == 401
    for method in ("get", "put", "post", "delete"):
        response = getattr(superuser, method)(f"/users/{ann.pk}")
        assert (response.status_code, response.json()) == (404, NOT_FOUND)
    credentials = {"email": "ann@example.com", "password": PASSWORD}
    assert totask.post("/auth/login", credentials).status_code == 401


def test_tasks_and_comments_stay_without_a_persons_data(totask, ann, person):
    task = make_task(ann, assignee=person("assignee"))
    comment = make_comment(task, ann)
    totask.as_(ann).post(f"/users/{ann.pk}")
    assert Task.objects.get(pk=task.pk).author_id == ann.pk
    assert Comment.objects.get(pk=comment.pk).author_id == ann.pk
    user = stored(ann)
    assert "ann" not in f"{user.email}{user.username}{user.full_name}".lower()


def test_address_and_user_name_are_free_again(totask, ann):
    totask.as_(ann).post(f"/users/{ann.pk}")
    body = {"email": ann.email, "username": ann.username, "password": PASSWORD}
    response = totask.post("/auth/register", body)
    assert response.status_code == 201
    assert response.json()["user"]["id"] != str(ann.pk)


def test_photos_are_limited_by_person_and_names_are_not(
    totask, ann, form, picture, limits_on, settings
):
    settings.TASKHUB_RATE_UPLOAD = (1, 60)
    address = f"/users/{ann.pk}"
    answers = [totask.as_(ann).put(address, **form(file=photo(picture))) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "Retry-After" in answers[1].headers
    kept = totask.as_(ann).get(address).json()["profilePhotoUrl"]
    assert kept == answers[0].json()["profilePhotoUrl"]
    assert totask.as_(ann).put(f"/users/{ann.pk}", {"name": "No Photo"}).status_code == 200
