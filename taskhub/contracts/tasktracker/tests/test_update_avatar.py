"""/api/v1/users/me/update-avatar/."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from accounts.models import User
from taskhub.contracts.tasktracker.tests.conftest import image
from taskhub.testing import hostile

pytestmark = pytest.mark.django_db

AVATAR = "/api/v1/users/me/update-avatar/"


def form(**parts):
    return {"data": encode_multipart(BOUNDARY, parts), "content_type": MULTIPART_CONTENT}


def stored(settings, url):
    return Image.open(Path(settings.MEDIA_ROOT) / "avatars" / url.rsplit("/", 1)[1])


@pytest.mark.parametrize("name", ["avatar", "file", "image"])
def test_a_form_brings_a_picture_under_three_names(tasktracker, person, picture, settings, name):
    upload = SimpleUploadedFile("a.png", picture, "image/png")
    response = tasktracker.as_(person("author")).patch(AVATAR, **form(**{name: upload}))
    assert response.status_code == 200
    body = response.json()
    assert body["avatar"].startswith("http://testserver/media/avatars/")
    assert stored(settings, body["avatar"]).size == (8, 6)
    assert "email" not in body


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("content_type", ["image/png", "application/octet-stream", ""])
def test_the_body_itself_may_be_the_picture(tasktracker, person, kind, content_type):
    client = tasktracker.as_(person("author"))
    response = client.patch(AVATAR, data=image(kind), content_type=content_type)
    assert response.status_code == 200
    address = response.json()["avatar"].removeprefix("http://testserver")
    served = client.http.get(address)
    assert served.status_code == 200
    assert Image.open(io.BytesIO(b"".join(served))).size == (8, 6)


def test_a_large_picture_is_scaled_to_fit(tasktracker, person, settings):
    large = image("PNG", (1024, 256))
    response = tasktracker.as_(person("author")).patch(AVATAR, data=large, content_type="image/png")
    assert stored(settings, response.json()["avatar"]).size == (512, 128)


@pytest.mark.parametrize(
    "body",
    [
        {"data": b"", "content_type": "image/png"},
        {"data": b"no picture", "content_type": "image/png"},
        {"data": image()[:40], "content_type": "image/png"},
        {"data": image("BMP"), "content_type": "image/bmp"},
        {"data": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "content_type": "image/svg+xml"},
        {"data": b'{"avatar": "a.png"}', "content_type": "application/json"},
        {"data": image() + b"\x00" * 5_242_880, "content_type": "image/png"},
        form(),
        form(avatar="text"),
        form(other=SimpleUploadedFile("a.png", image(), "image/png")),
        form(avatar=SimpleUploadedFile("a.png", b"no picture", "image/png")),
        {"data": b"no parts at all", "content_type": MULTIPART_CONTENT},
        {"data": image(), "content_type": "multipart/form-data"},
    ],
    ids=lambda body: f"{body['content_type'][:24]} {len(body['data'])}",
)
def test_anything_else_is_a_400_and_the_old_one_stays(tasktracker, person, picture, body):
    client = tasktracker.as_(person("author"))
    client.patch(AVATAR, data=picture, content_type="image/png")
    old = User.objects.get(pk=person("author").pk).avatar
    response = client.patch(AVATAR, **body)
    assert response.status_code == 400
    assert set(response.json()) <= {"avatar", "detail"}
    assert old
    assert User.objects.get(pk=person("author").pk).avatar == old


@pytest.mark.parametrize("body", hostile.BROKEN_FORMS.values(), ids=hostile.BROKEN_FORMS)
def test_a_form_that_cannot_be_read_whole_is_a_400(tasktracker, person, picture, body):
    start = b'Content-Disposition: form-data; name="avatar"; filename="a.png"\r\n\r\n'
    good = hostile.form(start + picture).removesuffix(b"--x--\r\n")
    response = tasktracker.as_(person("author")).patch(
        AVATAR, data=good + body, content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 400
    assert response.json() == {"detail": "The multipart body is malformed"}


def test_an_untouched_file_input_is_no_picture(tasktracker, person):
    body = hostile.form(
        b'Content-Disposition: form-data; name="avatar"; filename=""\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n"
    )
    client = tasktracker.as_(person("author"))
    response = client.patch(AVATAR, data=body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 400
    assert response.json() == {"avatar": ["No file was submitted."]}


def test_a_form_without_a_picture_says_so(tasktracker, person):
    response = tasktracker.as_(person("author")).patch(AVATAR, **form(avatar="text"))
    assert response.json() == {"avatar": ["No file was submitted."]}


def test_far_too_much_is_a_400_like_anything_else(tasktracker, person):
    client = tasktracker.as_(person("author"))
    response = client.patch(AVATAR, data=b"x" * 6_000_000, content_type="image/png")
    assert response.status_code == 400
    assert response.json() == {"detail": "The request body is too large"}


def test_a_picture_needs_a_token(tasktracker, picture):
    response = tasktracker.patch(AVATAR, data=picture, content_type="image/png")
    assert response.status_code == 401


def test_pictures_are_limited_by_person_before_they_are_decoded(
    tasktracker, person, picture, limits_on, settings
):
    settings.TASKHUB_RATE_UPLOAD = (2, 60)
    client = tasktracker.as_(person("author"))
    bodies = [picture, b"no picture", picture]
    answers = [client.patch(AVATAR, data=body, content_type="image/png") for body in bodies]
    assert [answer.status_code for answer in answers] == [200, 400, 429]
    assert int(answers[-1].headers["Retry-After"]) <= 60
    other = tasktracker.as_(person("marked"))
    assert other.patch(AVATAR, data=picture, content_type="image/png").status_code == 200
