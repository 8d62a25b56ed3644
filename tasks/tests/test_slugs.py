"""Slugs of any script."""

import unicodedata

import pytest
from django.utils.text import slugify
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.slugs import in_one_spelling, is_slug, slug_of

WITH_MARKS = {
    "Devanagari": "समीक्षा",
    "Devanagari with a nukta": unicodedata.normalize("NFC", "क़ानून"),
    "Bengali": "পর্যালোচনা",
    "Gurmukhi": "ਸਮੀਖਿਆ",
    "Gujarati": "સમીક્ષા",
    "Tamil": "மதிப்பாய்வு",
    "Telugu": "సమీక్ష",
    "Kannada": "ವಿಮರ್ಶೆ",
    "Malayalam": "അവലോകനം",
    "Sinhala": "සමාලෝචනය",
    "Thai": "กำลังตรวจน้ำ",
    "Lao": "ກຳລັງທົບທວນ",
    "Tibetan": "བསྐྱར་ཞིབ".replace("་", ""),
    "Burmese": "ပြန်လည်စစ်ဆေး",
    "Khmer": "ពិនិត្យ",
    "Hebrew": "שָׁלוֹם",
    "Arabic": "مُراجَعة",
}
MARKS = ("Mn", "Mc", "Me")


@pytest.mark.parametrize("name", WITH_MARKS.values(), ids=WITH_MARKS)
def test_no_script_loses_its_vowels(name):
    slug = slug_of(f" {name} / {name}!")
    composed = unicodedata.normalize("NFC", name)
    assert slug == f"{composed}-{composed}"
    assert is_slug(slug)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Cafe\u0301", "café"),
        ("\u0130stanbul", "istanbul"),
        ("ΟΔΟΣ", "οδος"),
        ("Ｆｕｌｌ ① ﬁx", "full-1-fix"),
        ("ｶﾞ", "ガ"),
        ("a\u00b4b", "a-b"),
        ("1\ufe0f\u20e3 First", "1-first"),
        ("\u2764\ufe0f Loved", "loved"),
        ("\u0301", ""),
        ("\u09b0\u200d\u09cd\u09af", "\u09b0\u09cd\u09af"),
        ("__a--b _", "a-b"),
    ],
)
def test_other_names_are_as_they_were(name, slug):
    assert slug_of(name) == slug


@given(st.text(st.characters(exclude_categories=["Cs", "Cf", *MARKS])))
def test_without_marks_it_is_what_django_makes(name):
    assume(not any(unicodedata.category(c) in MARKS for c in unicodedata.normalize("NFKC", name)))
    assume(unicodedata.is_normalized("NFC", slugify(name, allow_unicode=True)))
    assert slug_of(name) == slugify(name, allow_unicode=True)


@given(st.text())
def test_what_is_made_is_a_slug_in_its_one_spelling(name):
    slug = slug_of(name)
    assert slug == "" or is_slug(slug)
    assert unicodedata.is_normalized("NFC", slug)


@given(st.from_regex(r"[-\w]+", fullmatch=True))
def test_what_was_a_slug_is_one_and_stays_as_it_is(text):
    assert is_slug(text)
    assert in_one_spelling(text) == text
