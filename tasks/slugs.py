"""Slugs: the letters of a name, whatever its script.

Many scripts write vowels as marks on a letter: Devanagari, Bengali, Tamil, Thai and more.
Django's `slugify` and validators know letters and digits only, and take the vowels away.
"""

import re
import unicodedata
from collections.abc import Iterator

_MARKS = frozenset({"Mn", "Mc"})
#: Marks that only say how a neighbour is drawn; an emoji made of a digit has one.
_UNSEEN = re.compile("[\u034f\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Thai and Lao letters that NFKC takes apart, as nobody writes them.
_WHOLE = re.compile("([\u0e33\u0eb3])")


def slug_of(name: str) -> str:
    """The name as a slug, in small letters; empty where it is made of signs only."""
    kept = (sign for sign, fits in _judged(_simplified(name)) if fits or sign.isspace())
    slug = re.sub(r"[-\s]+", "-", "".join(kept)).strip("-_")
    return unicodedata.normalize("NFC", slug)


def is_slug(text: str) -> bool:
    """Whether it is letters with their marks, digits, underscores and hyphens, and nothing else."""
    return text != "" and all(fits for _, fits in _judged(text))


def in_one_spelling(slug: str) -> str:
    """The slug in NFC; one without marks as it is."""
    plain = re.fullmatch(r"[-\w]*", slug)
    return slug if plain else unicodedata.normalize("NFC", slug)


def _simplified(name: str) -> str:
    parts = _WHOLE.split(name)
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    # Its small letter would be an i and a mark.
    return "".join(parts).replace("\u0130", "I").lower()


def _judged(text: str) -> Iterator[tuple[str, bool]]:
    """Each sign, and whether it may stand in a slug; a mark may where there is a letter below."""
    carried = False
    for sign in text:
        kind = unicodedata.category(sign)
        if kind == "Cf" or _UNSEEN.match(sign):
            yield sign, False  # joiners stand between a letter and its marks
        elif kind in _MARKS:
            yield sign, carried
        else:
            carried = sign.isalnum()
            yield sign, carried or sign in "-_"
