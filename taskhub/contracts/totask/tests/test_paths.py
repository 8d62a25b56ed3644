"""Slashes, unknown paths and methods."""

import pytest

from taskhub.contracts.totask.urls import contract

METHODS = {
    "/auth/register": {"POST"},
    "/auth/login": {"POST"},
    "/auth/logout": {"POST"},
    "/auth/refresh-tokens": {"POST"},
    "/auth/forgot-password": {"POST"},
    "/auth/reset-password": {"POST"},
    "/auth/change-password": {"POST"},
    "/auth/send-verification-email": {"POST"},
    "/auth/verify-email": {"POST"},
    "/users": {"GET", "HEAD", "POST"},
    "/users/user": {"GET", "HEAD"},
    "/users/addToFav": {"PUT"},
    "/users/removeFromFav": {"PUT"},
    "/users/getFav": {"GET", "HEAD"},
    "/users/getUsers": {"GET", "HEAD"},
    "/users/usersByMonth": {"GET", "HEAD"},
    "/users/deleteProfilePic/7": {"PUT"},
    "/users/7": {"GET", "HEAD", "PUT", "POST", "DELETE"},
}
NOT_FOUND = {"code": 404, "message": "Not found"}
each_path = pytest.mark.parametrize("path", METHODS)


def test_no_path_is_forgotten_here():
    assert len(METHODS) == len(contract.routes)


@each_path
@pytest.mark.parametrize("base", ["totask", "root"])
def test_an_unknown_method_is_a_405_that_names_the_known(request, db, base, path):
    client = request.getfixturevalue(base)
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"} - METHODS[path]:
        response = client.request(method, path)
        assert response.status_code == 405
        assert response.json() == {"code": 405, "message": f'Method "{method}" not allowed.'}
        assert set(response.headers["Allow"].split(", ")) == METHODS[path]


@each_path
def test_under_the_base_a_slash_is_forgiven(totask, person, path):
    method = min(METHODS[path])
    exact, slashed = (
        totask.as_(person("superuser")).request(method, written) for written in (path, f"{path}/")
    )
    assert (slashed.status_code, slashed.content) == (exact.status_code, exact.content)
    assert b'"Not found"' not in exact.content


@each_path
def test_on_the_root_a_wrong_slash_is_a_404(root, db, path):
    for method in METHODS[path] - {"HEAD"}:
        response = root.request(method, f"{path}/")
        assert response.status_code == 404
        assert response.json() == NOT_FOUND


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
@pytest.mark.parametrize(
    "path",
    ["", "/", "/auth", "/auth/", "/auth/Login", "/auth/login/x", "/users/1/2", "/USERS", "/x%00"],
)
def test_an_unknown_path_is_a_404_in_the_contracts_words(totask, db, method, path):
    response = totask.request(method, path)
    assert response.status_code == 404
    assert response.json() == NOT_FOUND


@pytest.mark.parametrize("word", ["user", "getFav", "getUsers", "usersByMonth", "addToFav"])
def test_a_fixed_word_is_no_id(totask, person, word):
    client = totask.as_(person("superuser"))
    assert client.post(f"/users/{word}").status_code == 405
    assert client.post(f"/users/{word.lower()}x").status_code == 404
