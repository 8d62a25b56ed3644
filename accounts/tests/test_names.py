"""How addresses and names are written and compared."""

import pytest

from accounts import names


@pytest.mark.parametrize(
    ("address", "stored"),
    [
        (" Ann@Example.COM ", "ann@example.com"),
        ("JOSE\u0301@example.com", "jos\u00e9@example.com"),
        ("\u212aelvin@example.com", "kelvin@example.com"),
    ],
)
def test_addresses_have_one_stored_form(address, stored):
    assert names.normalise_email(address) == stored


@pytest.mark.parametrize("domain", ["\u1ffc\u0301.example", "\u0130.example", "\u1fb3\u0345.gr"])
def test_the_stored_form_of_an_address_is_its_own(domain):
    stored = names.normalise_email(f"ann@{domain}")
    assert names.normalise_email(stored) == stored


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann", "aNN"), ("Straße", "STRASSE"), ("Ёлка", "ёЛКА"), ("ﬁn", "FIN"), ("é", "e\u0301")],
)
def test_user_names_that_differ_in_case_only_are_one(one, other):
    assert names.username_key(one) == names.username_key(other)


@pytest.mark.parametrize("name", ["me", "ME", "Admin", "deleted", "deleted-7", "DELETED-x"])
def test_words_of_routes_and_of_deleted_accounts_are_reserved(name):
    assert names.is_reserved(name)


@pytest.mark.parametrize(
    ("address", "stem"),
    [
        ("ann.smith+x@example.com", "ann.smith+x"),
        ("a!#$b@example.com", "ab"),
        ("!#$@example.com", "person"),
        ("deleted-7@example.com", "person"),
        (f"{'x' * 200}@example.com", "x" * 140),
    ],
)
def test_stem_is_made_of_the_local_part(address, stem):
    assert names.username_stem(address) == stem


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann", ("Ann", "")),
        (" Ann  Mary Smith ", ("Ann", "Mary Smith")),
        ("Ann\tBee Cee", ("Ann", "Bee Cee")),
        ("Ann\u00a0Bee Cee", ("Ann", "Bee Cee")),
        ("\u3000Ann\r\n\u2009Bee\tCee\u00a0", ("Ann", "Bee\tCee")),
        ("Ann\u200bBee", ("Ann\u200bBee", "")),
        (" \t\u00a0", ("", "")),
        ("", ("", "")),
    ],
)
def test_first_word_is_the_first_name(name, parts):
    assert names.split_name(name) == parts
