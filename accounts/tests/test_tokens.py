"""Reading tokens: whatever is not exactly ours is InvalidToken."""

import base64
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import jwt
import pytest

from accounts import tokens
from accounts.errors import InvalidToken
from accounts.models import Session

LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def session():
    return Session(user_id=7, expires_at=LATER)


def payload(**changes):
    claims = {
        "iss": "taskhub",
        "aud": "taskhub",
        "kind": "access",
        "sub": "7",
        "sid": str(uuid4()),
        "iat": 1,
        "exp": int(LATER.timestamp()),
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not ...}


def signed(settings, claims, key=None, algorithm="HS256", headers=None):
    return jwt.encode(claims, key or settings.TOKEN_KEY, algorithm, headers=headers)


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_what_was_written_is_read(session):
    claims = tokens.read(tokens.write_access(session, LATER), "access")
    assert claims == tokens.Claims(session.pk, 7, "", LATER)
    claims = tokens.read(tokens.write_refresh(session, "abc", LATER), "refresh")
    assert claims == tokens.Claims(session.pk, 7, "abc", LATER)


def test_kinds_are_not_interchangeable(session):
    with pytest.raises(InvalidToken):
        tokens.read(tokens.write_access(session, LATER), "refresh")
    with pytest.raises(InvalidToken):
        tokens.read(tokens.write_refresh(session, "abc", LATER), "access")


def test_token_says_who_and_which_session_and_nothing_of_rights(session):
    claims = jwt.decode(tokens.write_access(session, LATER), options={"verify_signature": False})
    assert set(claims) == {"iss", "aud", "kind", "sub", "sid", "iat", "exp"}


def test_token_ends_with_its_second(session):
    past = datetime.now(UTC) - timedelta(seconds=1)
    with pytest.raises(InvalidToken):
        tokens.read(tokens.write_access(session, past), "access")


def test_handmade_token_of_our_key_is_read(settings):
    assert tokens.read(signed(settings, payload()), "access").user_id == 7


@pytest.mark.parametrize(
    "changes",
    [
        {name: value}
        for name in ("iss", "aud", "kind", "sub", "sid", "exp")
        for value in (..., None, "", 0, [], {}, True, "x", 1.5)
    ]
    + [
        {"aud": ["taskhub", "other"]},
        {"sub": "٧"},
        {"sub": " 7"},
        {"sub": "-7"},
        {"sub": "7.0"},
        {"sub": str(2**63)},
        {"sub": "9" * 1000},
        {"sid": "{5f0c6c52-9a3b-4d57-8a35-1d8a0cf7f1de}"},
        {"sid": "5f0c6c529a3b4d578a351d8a0cf7f1de"},
        {"exp": 10**30},
        {"exp": str(int(LATER.timestamp()))},
        {"nbf": int(LATER.timestamp())},
    ],
    ids=repr,
)
def test_signed_token_with_unfit_claims_is_refused(settings, changes):
    token = jwt.api_jws.encode(json.dumps(payload(**changes)).encode(), settings.TOKEN_KEY)
    with pytest.raises(InvalidToken):
        tokens.read(token, "access")


@pytest.mark.parametrize("jti", [..., None, 7, ["a"]])
def test_refresh_token_needs_its_name(settings, jti):
    with pytest.raises(InvalidToken):
        tokens.read(signed(settings, payload(kind="refresh", jti=jti)), "refresh")


@pytest.mark.parametrize("body", [b"[]", b"7", b"null", b'"x"', b"", b"{", b"\xff", b"[" * 1200])
def test_signed_garbage_is_refused(settings, body):
    with pytest.raises(InvalidToken):
        tokens.read(jwt.api_jws.encode(body, settings.TOKEN_KEY), "access")


@pytest.mark.parametrize(
    "token",
    [
        "", " ", "a", "a.b", "a.b.c", "...", "....", "é.é.é", "\0", "\ud800", "a" * 10_000_000,
        "Bearer x", None, 7, b"a.b.c", [], part("x") + ".." + part("x"), part([]) + ".e30.e30",
        base64.urlsafe_b64encode(b"[" * 1500).decode() + ".e30.e30", part({"alg": 1}) + ".e30.e30",
        part({"alg": "HS256", "crit": ["b64"], "b64": False}) + ".e30.e30",
    ],
    ids=lambda token: repr(token)[:20],
)  # fmt: skip
def test_garbage_is_refused(token):
    with pytest.raises(InvalidToken):
        tokens.read(token, "access")


@pytest.mark.filterwarnings("ignore:The HMAC key")
@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_other_algorithms_are_refused(settings, algorithm):
    with pytest.raises(InvalidToken):
        tokens.read(signed(settings, payload(), algorithm=algorithm), "access")


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "HS256", "RS256", "", None])
def test_unsigned_tokens_are_refused(alg):
    for signature in ("", "AAAA"):
        with pytest.raises(InvalidToken):
            tokens.read(
                f"{part({'alg': alg, 'typ': 'JWT'})}.{part(payload())}.{signature}", "access"
            )


def test_other_keys_are_refused(settings):
    for key in (settings.SECRET_KEY.encode(), b"x" * 32):
        with pytest.raises(InvalidToken):
            tokens.read(signed(settings, payload(), key=key), "access")


def test_keys_named_in_the_header_are_ignored(settings):
    jwk = {"kty": "oct", "k": base64.urlsafe_b64encode(b"x" * 32).decode()}
    headers = {
        "jwk": jwk,
        "jku": "https://example.com/keys",
        "x5u": "https://example.com",
        "kid": "1",
    }
    assert tokens.read(signed(settings, payload(), headers=headers), "access")
    with pytest.raises(InvalidToken):
        tokens.read(signed(settings, payload(), key=b"x" * 32, headers=headers), "access")


def test_every_changed_letter_spoils_the_token(session):
    token = tokens.write_access(session, LATER)
    for place in range(0, len(token) - 1, 7):
        letter = "A" if token[place] != "A" else "B"
        with pytest.raises(InvalidToken):
            tokens.read(token[:place] + letter + token[place + 1 :], "access")


def test_signing_key_is_long_and_not_the_secret_key(settings):
    assert len(settings.TOKEN_KEY) >= 32
    assert settings.TOKEN_KEY != settings.SECRET_KEY.encode()


def test_digest_takes_any_text():
    assert len(tokens.digest("\ud800 é \0")) == 64


def test_a_token_that_was_read_before_still_ends_with_its_second(session, monkeypatch):
    token = tokens.write_access(session, LATER)
    assert tokens.read(token, "access") == tokens.read(token, "access")
    monkeypatch.setattr(tokens, "_now", lambda: LATER - timedelta(seconds=1))
    assert tokens.read(token, "access")
    monkeypatch.setattr(tokens, "_now", lambda: LATER)
    with pytest.raises(InvalidToken):
        tokens.read(token, "access")


def test_a_token_that_was_read_before_is_good_for_its_kind_and_key_only(session, settings):
    token = tokens.write_access(session, LATER)
    assert tokens.read(token, "access")
    with pytest.raises(InvalidToken):
        tokens.read(token, "refresh")
    settings.TOKEN_KEY = b"x" * 32
    with pytest.raises(InvalidToken):
        tokens.read(token, "access")


def test_no_more_tokens_are_known_than_fit(session, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_KNOWN", 3)
    for user_id in range(1, 9):
        session.user_id = user_id
        assert tokens.read(tokens.write_access(session, LATER), "access").user_id == user_id
        assert len(tokens._known) <= 3


def test_what_is_known_of_a_token_is_not_the_token(session):
    token = tokens.write_access(session, LATER)
    tokens.read(token, "access")
    assert token not in repr(tokens._known)
