"""One account from its first mail to its end, by nothing but the documented paths."""


def test_an_account_lives(totask, db, post_box, mailed_token, form, picture, root):
    def sign_in(email, password):
        return totask.post("/auth/login", {"email": email, "password": password})

    # She registers, and the mail proves her address.
    new = {"name": "Ann Lee", "email": "ann@example.com", "password": "the first phrase"}
    user = totask.post("/auth/register", new).json()["user"]
    assert user["isEmailVerified"] is False
    assert totask.post(f"/auth/verify-email?token={mailed_token()}").status_code == 204
    tokens = sign_in("ann@example.com", "the first phrase").json()["tokens"]
    ann = totask.with_token(tokens["access"]["token"])
    assert ann.get("/users/user").json()["isEmailVerified"] is True

    # She forgets her password; the mailed link's token sets a new one.
    assert totask.post("/auth/forgot-password", {"email": user["email"]}).status_code == 204
    reset = {"password": "the second phrase"}
    path = f"/auth/reset-password?token={mailed_token()}"
    assert totask.post(path, reset).status_code == 204
    assert ann.get("/users/user").status_code == 401
    assert sign_in("ann@example.com", "the first phrase").status_code == 401
    tokens = sign_in("ann@example.com", "the second phrase").json()["tokens"]

    # She moves to another address, with a photo, and proves the new one.
    ann = totask.with_token(tokens["access"]["token"])
    path = f"/users/{user['id']}"
    changed = ann.put(path, **form(email="lee@example.com")).json()
    assert (changed["email"], changed["isEmailVerified"]) == ("lee@example.com", False)
    told = {mail.to[0]: mail for mail in post_box()[-2:]}
    assert "no longer signs in" in told["ann@example.com"].body
    token = told["lee@example.com"].body.split("Token: ")[1].split()[0]
    assert totask.post(f"/auth/verify-email?token={token}").status_code == 204
    assert ann.get("/users/user").json()["isEmailVerified"] is True

    # She changes her password, which signs her out everywhere, and refreshes once more.
    change = {"email": "lee@example.com", "password": reset["password"], "newPassword": "third one"}
    assert ann.post("/auth/change-password", change).status_code == 204
    spent = {"refreshToken": tokens["refresh"]["token"]}
    assert totask.post("/auth/refresh-tokens", spent).status_code == 401
    tokens = sign_in("lee@example.com", "third one").json()["tokens"]
    fresh = {"refreshToken": tokens["refresh"]["token"]}
    tokens = totask.post("/auth/refresh-tokens", fresh).json()

    # She leaves.
    ann = totask.with_token(tokens["access"]["token"])
    assert ann.post(path).status_code == 204
    assert ann.get("/users/user").status_code == 401
    assert sign_in("lee@example.com", "third one").status_code == 401
    assert totask.post("/auth/register", {**new, "email": "lee@example.com"}).status_code == 201
