"""What kind of work a task is, and the words that say so."""

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from suggestions.planner import frames_en, frames_ru, words_en, words_ru
from suggestions.planner.text import Language, fold, shorten, words
from suggestions.planner.words import Words


class Kind(StrEnum):
    """Kinds of work that the planner has a plan for; `UNKNOWN` is honest."""

    FEATURE = "feature"
    BUG = "bug"
    INCIDENT = "incident"
    RELEASE = "release"
    INFRASTRUCTURE = "infrastructure"
    MIGRATION = "migration"
    REFACTORING = "refactoring"
    PERFORMANCE = "performance"
    SECURITY = "security"
    TESTING = "testing"
    INTEGRATION = "integration"
    MAINTENANCE = "maintenance"
    DESIGN = "design"
    RESEARCH = "research"
    WRITING = "writing"
    DOCUMENTATION = "documentation"
    TRANSLATION = "translation"
    PRESENTATION = "presentation"
    REPORT = "report"
    EVENT = "event"
    MEETING = "meeting"
    PURCHASE = "purchase"
    HIRING = "hiring"
    ONBOARDING = "onboarding"
    LEARNING = "learning"
    MARKETING = "marketing"
    TRAVEL = "travel"
    CONTRACT = "contract"
    PAYMENT = "payment"
    SUPPORT = "support"
    RELOCATION = "relocation"
    REPAIR = "repair"
    HOUSEHOLD = "household"
    SURVEY = "survey"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Recognised:
    """The kind, the words of the text that decided, and another kind that came close."""

    kind: Kind
    evidence: tuple[str, ...] = ()
    runner_up: Kind | None = None


STRENGTHS = (3.0, 1.5, 0.5)
# The title says what a task is, its first words more than what follows a preposition.
HEAD, TAIL, BODY, BACKGROUND = 2.0, 1.2, 0.6, 0.5
FRAME_IN_TITLE, FRAME_IN_BODY = 2.5, 0.4
FRAMED_AT_MOST = 600
ENOUGH = 1.5
CLOSE = 0.85
WORDS_READ = 600
LONGEST_PREFIX = 16
PREPOSITION = re.compile(
    r"\s(?:for|with|of|from|in|on|at|about|before|after|to|into|when|until|by|against|"
    r"для|с|со|из|в|во|на|к|ко|о|об|по|при|перед|после|от|до|за|у|через|про)\s"
)


def recognise(title: str, body: str, background: str, language: Language) -> Recognised:
    """The kind that most of the text's words speak for, or UNKNOWN when too few do."""
    scores: dict[Kind, float] = defaultdict(float)
    evidence: dict[Kind, dict[str, float]] = defaultdict(dict)
    lexicon = _lexicon(language)
    seen: set[tuple[Kind, str]] = set()
    for text, factor in _weighted(title, body, background):
        for kind, word, strength in lexicon.hits(text):
            if (kind, word) not in seen:
                seen.add((kind, word))
                scores[kind] += strength * factor
                evidence[kind][word] = strength * factor
    for kind, phrase, strength in _framed(title, body, language):
        scores[kind] += strength
        evidence[kind][phrase] = strength
    return _best(scores, evidence)


def _weighted(title: str, body: str, background: str) -> list[tuple[list[str], float]]:
    split = PREPOSITION.search(title)
    head, tail = (title[: split.start()], title[split.start() :]) if split else (title, "")
    # Phrases may cross the preposition ("move to"), so the tail is read with the head.
    return [
        (words(head), HEAD),
        (words(f"{head}{tail}"), TAIL),
        (words(body)[:WORDS_READ], BODY),
        (words(background)[:WORDS_READ], BACKGROUND),
    ]


def _framed(title: str, body: str, language: Language) -> list[tuple[Kind, str, float]]:
    """Kind, the phrase met, and its strength, for each frame that title or body fits."""
    found = []
    for text, factor in ((title, FRAME_IN_TITLE), (body[:FRAMED_AT_MOST], FRAME_IN_BODY)):
        folded = fold(text)
        for kind, weight, pattern in _frames(language):
            if match := pattern.search(folded):
                found.append((kind, shorten(match.group().strip(), 40), weight * factor))
    return found


def _best(scores: dict[Kind, float], evidence: dict[Kind, dict[str, float]]) -> Recognised:
    order = list(Kind)
    ranked = sorted(scores, key=lambda kind: (-scores[kind], order.index(kind)))
    if not ranked or scores[ranked[0]] < ENOUGH:
        return Recognised(Kind.UNKNOWN)
    best = ranked[0]
    found = sorted(evidence[best], key=lambda word: -evidence[best][word])
    close = len(ranked) > 1 and scores[ranked[1]] >= scores[best] * CLOSE
    return Recognised(best, tuple(found[:3]), ranked[1] if close else None)


class _Lexicon:
    """All kinds' words in three tables, so that a word costs a few look-ups."""

    def __init__(self, source: dict[str, Words]) -> None:
        self.exact: dict[str, list[tuple[Kind, float]]] = defaultdict(list)
        self.prefix: dict[str, list[tuple[Kind, float]]] = defaultdict(list)
        self.phrases: dict[tuple[str, str], list[tuple[list[str], Kind, float]]] = defaultdict(list)
        for name, groups in source.items():
            for group, strength in zip(groups, STRENGTHS, strict=True):
                for entry in group.split():
                    self._add(entry, Kind(name), strength)

    def _add(self, entry: str, kind: Kind, strength: float) -> None:
        parts = entry.split("_")
        if len(parts) > 1:
            self.phrases[_key(*parts[:2])].append((parts, kind, strength))
        elif entry.endswith("*"):
            self.prefix[entry[:-1]].append((kind, strength))
        else:
            self.exact[entry].append((kind, strength))

    def hits(self, text: list[str]) -> list[tuple[Kind, str, float]]:
        """Kind, the words of the text, and their strength, the strongest entries first."""
        found = []
        for index, word in enumerate(text):
            found += [(kind, word, strength) for kind, strength in self._of_word(word)]
            for parts, kind, strength in self.phrases.get(_key(*text[index : index + 2]), ()):
                met = text[index : index + len(parts)]
                if len(met) == len(parts) and all(map(_matches, parts, met)):
                    found.append((kind, " ".join(met), strength))
        found.sort(key=lambda hit: -hit[2])
        return found

    def _of_word(self, word: str) -> list[tuple[Kind, float]]:
        found = list(self.exact.get(word, ()))
        for length in range(2, min(len(word), LONGEST_PREFIX) + 1):
            found += self.prefix.get(word[:length], ())
        return found


def _key(first: str, second: str = "") -> tuple[str, str]:
    """What phrases are filed under: how their first two words begin."""
    return first.rstrip("*")[:3], second.rstrip("*")[:2]


def _matches(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@cache
def _lexicon(language: Language) -> _Lexicon:
    # A Russian text names tools in English, and its product words are often English too.
    source = words_ru.WORDS if language == "ru" else words_en.WORDS
    return _Lexicon(source)


@cache
def _frames(language: Language) -> list[tuple[Kind, float, re.Pattern[str]]]:
    source = frames_ru.FRAMES if language == "ru" else frames_en.FRAMES
    return [(Kind(name), weight, re.compile(pattern)) for name, weight, pattern in source]
