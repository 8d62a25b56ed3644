"""Text as the planner reads it: plain, in one language, cut into sentences and words."""

import re
from collections.abc import Iterator
from typing import Literal

Language = Literal["en", "ru"]

# More than any field of a task holds; what lies beyond is not read.
READ_AT_MOST = 12_000
LINES_AT_MOST = 400
LINE_AT_MOST = 1_000

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
CODE_BLOCK = re.compile(r"^[ \t]*(```|~~~)")
LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\(([^()\s]{1,500})\)")
ADDRESS = re.compile(r"\bhttps?://[^\s<>]{1,500}")
EMPHASIS = re.compile(r"\*\*|__|~~|`")
SINGLE_EMPHASIS = re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]{1,200})(?<=\S)[*_](?![\w*])")
SPACES = re.compile(r"\s+")
SENTENCE_END = re.compile(r"[.!?…]+[\"»”)]*(?=\s|$)")
# A full stop after one of these ends no sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|no|approx|incl|min|max|fig|inc|"
    r"т\.е|т\.к|т\.д|т\.п|т\.н|др|пр|г|гг|ул|д|кв|стр|руб|тыс|млн|см|им|напр|мин|сек|шт)"
    r"|(?<!\w)[A-ZА-ЯЁ])$",
    re.IGNORECASE,
)
# "on the 3. floor", but not "Android 12. Then".
ORDINAL = re.compile(r"(?<!\S)\d{1,2}$")


def bounded(text: str, length: int = READ_AT_MOST) -> str:
    """The part of the text that is read: so many characters and lines of a sane length."""
    kept = text[:length].replace("\r\n", "\n").replace("\r", "\n").replace("\x00", " ")
    lines = kept.split("\n")[:LINES_AT_MOST]
    return "\n".join(line[:LINE_AT_MOST] for line in lines)


def without_code(text: str) -> str:
    """The text without fenced code: logs and listings are not instructions."""
    kept, inside = [], False
    for line in text.split("\n"):
        if CODE_BLOCK.match(line):
            inside = not inside
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def plain(text: str) -> str:
    """One line without Markdown's marks and doubled spaces."""
    text = LINK.sub(r"\1", text)
    text = EMPHASIS.sub("", text)
    text = SINGLE_EMPHASIS.sub(r"\1", text)
    return SPACES.sub(" ", text).strip()


def language_of(text: str) -> Language:
    """Russian when a good part of the letters are Cyrillic: its texts are full of Latin names."""
    text = ADDRESS.sub(" ", text)
    cyrillic = len(CYRILLIC.findall(text))
    latin = len(LATIN.findall(text))
    return "ru" if cyrillic * 3 > latin else "en"


def readable(text: str) -> bool:
    """Whether the text is mostly written in letters this planner can read."""
    letters = sum(character.isalpha() for character in text)
    known = len(CYRILLIC.findall(text)) + len(LATIN.findall(text))
    return letters > 0 and known * 2 > letters


def fold(text: str) -> str:
    """Lower case, with ё as е, for comparing."""
    return text.lower().replace("ё", "е")


def words(text: str) -> list[str]:
    """The words of the text, folded, in order."""
    return WORD.findall(fold(text))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph, each with its closing mark."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        before = text[max(start, match.start() - 12) : match.start()]
        if match.group() == "." and _goes_on(
            before, text[match.end() : match.end() + 4].lstrip()[:1]
        ):
            continue
        if sentence := text[start : match.end()].strip():
            yield sentence
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def _goes_on(before: str, following: str) -> bool:
    """Whether a full stop belongs to an abbreviation or an ordinal."""
    if ABBREVIATION.search(before):
        return True
    return bool(ORDINAL.search(before)) and following.islower()


def shorten(text: str, length: int) -> str:
    """The text, or its beginning up to a word's end and an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else cut).rstrip(" ,;:.") + "…"


def capitalised(text: str) -> str:
    """The text with its first letter a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text with a small first letter, unless its first word is a name or an acronym."""
    first = text.split(" ", 1)[0]
    if len(first) > 1 and (first[1:] != first[1:].lower() or any(c.isdigit() for c in first)):
        return text
    return text[:1].lower() + text[1:]


ENGLISH_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y")
RUSSIAN_ENDINGS = tuple(
    sorted(
        "ами ями ого его ому ему ыми ими ость ости остью ениями ениях ения ение ению ением ать "
        "ять ить еть уть ти ой ей ий ый ая яя ое ее ые ие ую юю ых их ым им ом ем ам ям ах ях ов "
        "ев ию ия ии ет ют ит ат ят а я о е ы и у ю ь й".split(),
        key=len,
        reverse=True,
    )
)


def stem(word: str) -> str:
    """A folded word without its usual endings: enough to find "login" in "logins"."""
    endings = RUSSIAN_ENDINGS if CYRILLIC.match(word) else ENGLISH_ENDINGS
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
