"""The planner's words, plans and sentences are complete and alike in both languages."""

import re
from dataclasses import fields

import pytest

from suggestions.planner import (
    frames_en,
    frames_ru,
    omissions,
    plans_en,
    plans_ru,
    words_en,
    words_ru,
)
from suggestions.planner.facts import RISK_PATTERNS
from suggestions.planner.kinds import Kind
from suggestions.planner.needs import ANSWER_PATTERNS, NEEDS
from suggestions.planner.wording import Wording
from suggestions.planner.wording_en import ENGLISH
from suggestions.planner.wording_ru import RUSSIAN

KNOWN = {kind.value for kind in Kind} - {Kind.UNKNOWN.value}
BOTH = pytest.mark.parametrize("wording", [ENGLISH, RUSSIAN])


@pytest.mark.parametrize(
    "source",
    [words_en.WORDS, words_ru.WORDS, plans_en.PLANS, plans_ru.PLANS, ENGLISH.kinds, RUSSIAN.kinds],
)
def test_each_kind_has_its_part(source):
    assert set(source) == KNOWN


def test_there_are_twenty_kinds_and_more():
    assert len(KNOWN) >= 20


@pytest.mark.parametrize("plans", [plans_en.PLANS, plans_ru.PLANS])
def test_each_plan_has_four_to_eight_steps_that_say_what_done_means(plans):
    for kind, parts in plans.items():
        assert 4 <= len(parts) <= 8, kind
        assert len({part.title for part in parts}) == len(parts)
        assert all(part.title and part.done.endswith((".", "?")) for part in parts), kind
        assert any("{thing}" in part.title or "{title}" in part.title for part in parts), kind
        assert not parts[0].minor


@pytest.mark.parametrize(
    ("frames", "words"), [(frames_en, words_en), (frames_ru, words_ru)], ids=["en", "ru"]
)
def test_phrases_are_of_known_kinds_and_folded(frames, words):
    assert {kind for kind, _, _ in frames.FRAMES} <= KNOWN
    assert all(re.compile(pattern) for _, _, pattern in frames.FRAMES)
    entries = " ".join(entry for group in words.WORDS.values() for entry in group)
    assert entries == entries.lower()
    assert "ё" not in entries


@BOTH
def test_all_that_may_be_said_has_words(wording):
    assert set(wording.questions) == set(ANSWER_PATTERNS) | {"date"}
    assert set(wording.risks) == set(RISK_PATTERNS)
    assert set(wording.aspects) == set(omissions.COVERED_BY)
    assert {kind.value for kind in wording.kind_risks} == KNOWN
    assert {key for keys in NEEDS.values() for key in keys} <= set(ANSWER_PATTERNS)
    assert {key for keys in omissions.COMMONLY_OMITTED.values() for key in keys} <= set(
        wording.aspects
    )


def test_both_languages_fill_in_the_same():
    for field in fields(Wording):
        english, russian = getattr(ENGLISH, field.name), getattr(RUSSIAN, field.name)
        if isinstance(english, str):
            assert set(re.findall(r"{\w*}", english)) == set(re.findall(r"{\w*}", russian))
        if isinstance(english, dict):
            assert set(english) == set(russian)
