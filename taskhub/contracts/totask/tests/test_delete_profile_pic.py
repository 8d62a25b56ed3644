"""/users/deleteProfilePic/:userId"""

import pytest
from django.core.files.storage import default_storage

from accounts import services
from accounts.models import User
from taskhub.testing.hostile import UNFIT_IDS


@pytest.fixture
def shown(ann, picture):
    return services.set_avatar(actor=ann, user=ann, data=picture)


@pytest.mark.parametrize("who", ["ann", "superuser"])
def test_the_photo_goes(totask, shown, person, who, django_capture_on_commit_callbacks):
    client = totask.as_(shown if who == "ann" else person(who))
    before = client.get(f"/users/{shown.pk}").json()
    assert before["profilePhotoUrl"].startswith("http://testserver/media/avatars/")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.put(f"/users/deleteProfilePic/{shown.pk}")
    assert response.status_code == 200
    after = response.json()
    assert after == {**before, "profilePhotoUrl": None, "updatedAt": after["updatedAt"]}
    assert default_storage.listdir("avatars")[1] == []


def test_without_a_photo_it_stays_as_it_is(totask, ann):
    client = totask.as_(ann)
    before = client.get("/users/user").json()
    response = client.put(f"/users/deleteProfilePic/{ann.pk}")
    assert (response.status_code, response.json()) == (200, before)


def test_others_may_not(totask, shown, person):
    response = totask.as_(person("outsider")).put(f"/users/deleteProfilePic/{shown.pk}")
    assert response.status_code == 403
    assert response.json() == {
        "code": 403,
        "message": "You may not do this with somebody else's account",
    }
    assert User.objects.get(pk=shown.pk).avatar == shown.avatar


@pytest.mark.parametrize("text", [*UNFIT_IDS, "4000000000"])
def test_what_names_nobody_is_a_404(totask, ann, text):
    response = totask.as_(ann).put(f"/users/deleteProfilePic/{text}")
    assert response.status_code == 404
    assert response.json() == {"code": 404, "message": "User not found"}


def test_strangers_are_asked_who_they_are(totask, shown):
    response = totask.put(f"/users/deleteProfilePic/{shown.pk}")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}
