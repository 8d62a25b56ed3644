"""The task's own nouns: what its title is about, ready to stand in a plan's sentence."""

import re

from suggestions.planner.steps import without_lead
from suggestions.planner.text import (
    Language,
    capitalised,
    fold,
    plain,
    shorten,
    uncapitalised,
    words,
)
from suggestions.planner.verbs import (
    FINITE,
    is_russian_verb,
    starts_with_action,
    surely_action,
)

THING_AT_MOST = 70
TITLE_AT_MOST = 120

LABEL = re.compile(r"^(\S+(?: \S+)?):\s+(?=\S)")
PARTICLE = re.compile(
    r"^(?:up|out|off|on|over|into|through|down|back|for|with|about|to|at)\s+", re.IGNORECASE
)
DETERMINER = re.compile(r"^(?:the|a|an|our|my|your|their|some|all|new)\s+(?=\S)", re.IGNORECASE)
# Where a title goes on to say where, why or from when: no longer the thing itself.
ENGLISH_BREAK = re.compile(
    r"\s+(?:to|into|from|so that|because|before|after|until|by|via|using|if|onto|and then)\s.*$"
    r"|\s*(?:[;(\[]|\s[-–—]\s).*$|,\s.*$",
    re.IGNORECASE,
)
ENGLISH_ASIDE = re.compile(r"\s*(?:[;(\[]|\s[-–—]\s).*$|,\s.*$")
QUESTION_WORD = re.compile(r"(?:why|how|what|which|whether|who|where|when|if)\b", re.IGNORECASE)
RUSSIAN_BREAK = re.compile(
    r"\s+(?:чтобы|потому что|перед|после|до|из-за|через|если|когда|и затем)\s.*$"
    r"|\s*(?:[;(\[]|\s[-–—]\s).*$|,\s.*$",
    re.IGNORECASE,
)
RUSSIAN_CLAUSE = re.compile(
    r"(?:^|\s)(?:не|нет)\s|[а-я]{2,}(?:ается|яется|ится|ется|уется|ают|яют|уют|аются|яются|уются"
    r"|ает|яет|ует|зит|жит|дит|рит|чит|нули|ался|алась|ала|ало|или|аем|уем|ем)(?:\s|$)"
)
ADJECTIVE = re.compile(r"[а-я]+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
ACCUSATIVE = (("ая", "ую"), ("яя", "юю"))


def label(title: str) -> str:
    """The whole title as it stands after a colon, without a closing mark."""
    return shorten(plain(title).rstrip(" .!?…:;,"), TITLE_AT_MOST)


def thing(title: str, language: Language, default: str) -> str:
    """The noun phrase of the title; `default` when there is none to be had."""
    text = plain(title).rstrip(" .!?…:;,")
    if found := LABEL.match(text):
        text = text[found.end() :]
    if language == "ru":
        return _russian(text) or default
    return _english(text) or default


def _english(text: str) -> str:
    text = without_lead(text)
    spoken = _after_the_verb(text)
    text = ENGLISH_BREAK.sub("", spoken) if spoken else ENGLISH_ASIDE.sub("", text)
    telling = not spoken and (FINITE & set(words(text)) or text.endswith("?"))
    if telling or not text or len(text) > THING_AT_MOST or QUESTION_WORD.match(text):
        return ""
    bare = DETERMINER.sub("", text)
    if text[:4].lower() == "the ":
        return f"the {bare}"
    return bare if spoken or bare != text else uncapitalised(bare)


def _after_the_verb(text: str) -> str:
    """What the title's verb is done to: "Load test the sale" gives "the sale"."""
    if not starts_with_action(text, "en"):
        return ""
    rest = text.partition(" ")[2]
    if rest[:1].isdigit():  # "Release 2.4" names a release
        return ""
    if surely_action(rest, "en"):
        rest = rest.partition(" ")[2]
    return PARTICLE.sub("", rest)


def _russian(text: str) -> str:
    """The phrase in the accusative; in quotes when its grammar is not plain."""
    text = without_lead(text)
    first, _, rest = text.partition(" ")
    if is_russian_verb(fold(first)):
        rest = RUSSIAN_BREAK.sub("", rest)
        # "перейти на", "разобраться с": what follows is not an accusative.
        if re.match(r"(?:на|с|со|в|во|к|ко|за|о|об|по|из|от|для)\s", rest):
            return _quoted(text)
        return rest if 0 < len(rest) <= THING_AT_MOST else ""
    if RUSSIAN_CLAUSE.search(f"{fold(text)} ") or not re.match("[А-Яа-яЁё]", text):
        return _quoted(text)
    text = RUSSIAN_BREAK.sub("", text)
    return _accusative(text) if len(text) <= THING_AT_MOST else _quoted(text)


def _quoted(text: str) -> str:
    return f"«{shorten(capitalised(text), THING_AT_MOST)}»"


def _accusative(text: str) -> str:
    """The leading adjectives and their noun, "новая страница" to "новую страницу"."""
    parts = text.split(" ")
    for index, word in enumerate(parts):
        adjective = bool(ADJECTIVE.match(fold(word))) and index + 1 < len(parts)
        parts[index] = _adjective(word) if adjective else _noun(word)
        if not adjective:
            break
    return uncapitalised(" ".join(parts))


def _adjective(word: str) -> str:
    for ending, accusative in ACCUSATIVE:
        if word.endswith(ending):
            return word[: -len(ending)] + accusative
    return word


def _noun(word: str) -> str:
    if word.endswith("а"):
        return word[:-1] + "у"
    if word.endswith("я") and not word.endswith("мя"):
        return word[:-1] + "ю"
    return word
