import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core import mail
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from accounts import outbox
from accounts.models import User
from taskhub.testing.clients import ContractClient
from taskhub.testing.factories import make_user

PASSWORD = "correct horse battery"


@pytest.fixture
def ann(db: None) -> User:
    """Somebody with a password and two names."""
    return make_user("ann", password=PASSWORD, first_name="Ann", last_name="Lee")


@pytest.fixture
def login(totask: ContractClient) -> Callable[..., dict]:
    """The two tokens of a new session, by the documented way."""

    def signed_in(email: str = "ann@example.com", password: str = PASSWORD) -> dict:
        response = totask.post("/auth/login", {"email": email, "password": password})
        assert response.status_code == 200, response.content
        return response.json()["tokens"]

    return signed_in


@pytest.fixture
def post_box(db: None) -> Callable[[], list[mail.EmailMultiAlternatives]]:
    """What has been sent by now, the oldest first."""

    def opened() -> list[mail.EmailMultiAlternatives]:
        outbox.deliver_due()
        return mail.outbox

    return opened


@pytest.fixture
def mailed_token(post_box: Callable) -> Callable[[], str]:
    """The token in the newest mail."""

    def found() -> str:
        newest = post_box()[-1]
        return re.search(r"^Token: (\S+)$", newest.body, re.MULTILINE)[1]

    return found


@pytest.fixture
def picture() -> bytes:
    """A small red picture."""
    data = BytesIO()
    Image.new("RGB", (20, 10), "red").save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def form() -> Callable[..., dict]:
    """A multipart body, ready to be sent."""

    def encoded(**fields: object) -> dict:
        return {"data": encode_multipart(BOUNDARY, fields), "content_type": MULTIPART_CONTENT}

    return encoded
