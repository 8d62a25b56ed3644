"""What a model answered: read from its text, checked against the schema, made inert."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from suggestions.planner.shapes import Analysis, Proposal
from taskhub.errors import Invalid
from tasks import rules
from tasks.models import TITLE_LENGTH, Priority

MOST_SUB_TASKS = 10
_ANALYSIS, _SUGGESTION, _DESCRIPTION = 6_000, 2_000, 2_000
#: Where in a talkative answer a JSON object is looked for: so many places and no more.
PLACES = 20
#: What is said about an unusable answer is a sentence or two, not a list without end.
PROBLEMS = 5


def _text(longest: int, what: str) -> dict[str, Any]:
    # Lengths are said in words: endpoints differ in which keywords of a schema they take.
    return {"type": "string", "description": f"{what}; at most {longest} characters"}


SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "analysis": _text(_ANALYSIS, "What there is to say about the task"),
        "suggestion": _text(_SUGGESTION, "What introduces the breakdown"),
        "sub_tasks": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_SUB_TASKS,
            "items": {
                "type": "object",
                "properties": {
                    "title": _text(TITLE_LENGTH, "What to do, in one line"),
                    "description": _text(_DESCRIPTION, "What done means"),
                    "priority": {"type": "string", "enum": list(Priority.values)},
                },
                "required": ["title", "description", "priority"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["analysis", "suggestion", "sub_tasks"],
    "additionalProperties": False,
}

_TEXTS: dict[str, rules.Rule] = {
    "analysis": rules.text(_ANALYSIS, blank=False),
    "suggestion": rules.text(_SUGGESTION, blank=False),
}
_SUB_TASK: dict[str, rules.Rule] = {
    "title": rules.text(TITLE_LENGTH, blank=False),
    "description": rules.text(_DESCRIPTION, blank=False),
    "priority": rules.choice(Priority.values),
}

# Control characters, what turns the direction of writing, marks nobody sees, and halves of
# surrogate pairs: no honest text needs them and readers can be deceived with them.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)


class Unusable(Exception):
    """The answer is not what was asked for; the text says why, in words for the model."""


def read_answer(content: str) -> Analysis:
    """The analysis in a model's text. Raises `Unusable`."""
    found = _object_in(content)
    problems: list[str] = []
    texts = _checked(found, _TEXTS, "", problems)
    sub_tasks = _sub_tasks(found.get("sub_tasks"), problems)
    if problems:
        raise Unusable("; ".join(problems[:PROBLEMS]))
    return Analysis(texts["analysis"], [Proposal(texts["suggestion"], sub_tasks)])


def _sub_tasks(given: object, problems: list[str]) -> list[dict[str, str]]:
    """The steps within their rules, none twice."""
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_SUB_TASKS:
        problems.append(f"sub_tasks: Must be a list of 1 to {MOST_SUB_TASKS} objects.")
        return []
    steps: dict[str, dict[str, str]] = {}
    for number, each in enumerate(given):
        place = f"sub_tasks[{number}]"
        if not isinstance(each, dict):
            problems.append(f"{place}: Must be an object.")
        elif step := _checked(_in_their_case(each), _SUB_TASK, f"{place}.", problems):
            steps.setdefault(step["title"].casefold(), step)
    return list(steps.values())


def _in_their_case(step: dict[str, Any]) -> dict[str, Any]:
    """The step on one line, its priority as we write it: "high" is no reason to ask again."""
    kept = dict(step)
    if isinstance(step.get("priority"), str):
        kept["priority"] = step["priority"].strip().capitalize()
    if isinstance(step.get("title"), str):
        kept["title"] = " ".join(step["title"].split())
    return kept


def _checked(
    given: Mapping[str, Any], wanted: Mapping[str, rules.Rule], place: str, problems: list[str]
) -> dict[str, str]:
    """The wanted fields as they may be stored; what is wrong with them is added to `problems`."""
    try:
        return rules.cleaned({name: _inert(given.get(name)) for name in wanted}, wanted)
    except Invalid as wrong:
        problems += [f"{place}{name}: {texts[0]}" for name, texts in wrong.fields.items()]
        return {}


def _inert(value: object) -> object:
    return _UNWANTED.sub("", value) if isinstance(value, str) else value


def _object_in(content: str) -> dict[str, Any]:
    """The first JSON object in the text; models wrap it in fences, greetings and thoughts."""
    text = content.rpartition("</think>")[2]
    for start in _places(text):
        try:
            found, _ = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    raise Unusable("It holds no complete JSON object.")


def _places(text: str) -> Iterator[int]:
    start = -1
    for _ in range(PLACES):
        start = text.find("{", start + 1)
        if start < 0:
            return
        yield start
