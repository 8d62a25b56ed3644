"""How passwords are stored."""

from django.conf import settings as configured
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from accounts.hashers import Argon2Hasher


def test_passwords_are_stored_by_argon2id_of_the_documented_strength():
    encoded = Argon2Hasher().encode("tall oak tree", "saltsaltsalt")
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_hasher_is_the_first_of_the_settings():
    from taskhub import settings as ours

    assert ours.PASSWORD_HASHERS[0] == "accounts.hashers.Argon2Hasher"
    assert configured.PASSWORD_HASHERS != ours.PASSWORD_HASHERS  # tests use a cheap one


def test_other_strengths_are_to_be_replaced(settings):
    settings.PASSWORD_HASHERS = [
        "accounts.hashers.Argon2Hasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    old = make_password("tall oak tree", hasher="pbkdf2_sha256")
    renewed = []
    assert check_password("tall oak tree", old, renewed.append)
    assert renewed == ["tall oak tree"]
    assert identify_hasher(make_password("tall oak tree")).algorithm == "argon2"
