"""/api/auth/logout"""

import pytest

from taskhub.testing.factories import make_user

pytestmark = pytest.mark.django_db

PATH = "/api/auth/logout"
UNAUTHORIZED = {
    "success": False,
    "error": {"code": "UNAUTHORIZED", "message": "Invalid or expired token"},
}


@pytest.fixture
def ann():
    return make_user("ann")


def test_the_token_is_worth_nothing_afterwards(taskora, ann):
    client = taskora.as_(ann)
    client.post(PATH)
    for response in (client.get(f"/api/{ann.pk}/tasks"), client.post(PATH)):
        assert response.status_code == 401
        assert response.json() == UNAUTHORIZED


def test_other_sign_ins_go_on(taskora, ann):
    other = taskora.as_(ann)
    taskora.as_(ann).post(PATH)
    assert other.get(f"/api/{ann.pk}/tasks").status_code == 200


def test_without_a_token_there_is_nothing_to_end(taskora):
    response = taskora.post(PATH)
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "UNAUTHORIZED"


@pytest.mark.parametrize("body", [b"", b"{}", b"{", b"\x00"])
def test_a_body_is_not_read(taskora, ann, body):
    response = taskora.as_(ann).post(PATH, data=body, content_type="application/json")
    assert response.status_code == 200
