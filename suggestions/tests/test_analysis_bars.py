"""The evaluation's bars hold; `python -m benchmarks.suggestions` shows the table."""

import pytest

from benchmarks.suggestions import __main__ as evaluation
from benchmarks.suggestions.corpus import Case, cases
from benchmarks.suggestions.judge import judge
from suggestions.planner.kinds import Kind


def test_the_bars_are_met():
    assert evaluation.missed_bars([judge(case) for case in cases()]) == []


def test_every_kind_is_in_the_set_and_a_third_is_held_out():
    found = cases()
    assert {case.kind for case in found} == {kind.value for kind in Kind}
    assert len(found) >= 120
    assert 3 * sum(case.held_out for case in found) >= 0.97 * len(found)


def test_no_task_is_open_and_held_out():
    seen = [(case.title, case.description) for case in cases()]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    "spoiled",
    [
        {"kind": "travel"},
        {"steps": ("Something else",)},
        {"contains": ("a word that is not there",)},
        {"avoids": ("Build",)},
    ],
)
def test_a_wrong_answer_is_noticed(spoiled):
    right = {
        "title": "Release 2.4",
        "description": "- [ ] Build\n- [ ] Test\n- [ ] Publish",
        "kind": "release",
        "steps": ("Build", "Test", "Publish"),
        "contains": (),
        "avoids": (),
        "language": "en",
        "held_out": True,
    }
    assert judge(Case(**right)).complaints == []
    verdict = judge(Case(**{**right, **spoiled}))
    assert verdict.complaints
    assert evaluation.missed_bars([verdict])
