"""The steps a text lists itself: checkboxes, lists, "first … then …", sentences that instruct."""

import re
from dataclasses import dataclass

from suggestions.planner.blocks import Block, Item, numbered_in_line
from suggestions.planner.cues import (
    ASIDES,
    AT_THE_SCREEN,
    BEGINS_SEQUENCE,
    FORBIDS,
    GOES_ON,
    JOINT,
    JOINT_PLACE,
    LABEL,
    LEAD,
    NOT_STEPS,
    OPTIONAL,
    REPRODUCE,
    RULES_OUT,
    SEQUENCE,
    START,
    STEPS,
    SUBJECT,
    SYMPTOM,
    TAIL,
)
from suggestions.planner.text import (
    Language,
    capitalised,
    fold,
    plain,
    sentences,
    words,
)
from suggestions.planner.verbs import (
    describes_behaviour,
    is_russian_verb,
    looks_like_action,
    only_names,
    starts_with_action,
    surely_action,
)

STEPS_AT_MOST = 50


@dataclass(frozen=True)
class Step:
    """One step as the task words it; `ticked` when its box is, `optional` when it says so."""

    title: str
    notes: str = ""
    ticked: bool = False
    optional: bool = False


def steps_of(title: str, blocks: list[Block], language: Language) -> list[Step]:
    """The steps that the task's text lists itself, in its order, each once.

    One lone instruction is no list: it says what the task is.
    """
    steps = _from_lists(blocks, language)
    if len(steps) >= 2:
        return _each_once(steps + _after_the_list(blocks, language))
    steps = _from_prose(title, blocks, language)
    if len(steps) >= 2:
        return _each_once(steps)
    steps = clauses(plain(title), language)
    return _each_once(steps) if len(steps) >= 2 else []


def forbidden(blocks: list[Block]) -> list[str]:
    """Sentences that say what must not be done."""
    found = []
    for block in blocks:
        texts = [item.text for item in block.items]
        texts += [sentence for line in block.lines for sentence in sentences(line)]
        found += [text for text in texts if FORBIDS.match(text) or RULES_OUT.search(text)]
    return found


def _each_once(steps: list[Step]) -> list[Step]:
    seen: dict[str, Step] = {}
    for step in steps:
        key = " ".join(words(step.title))
        if key:
            seen.setdefault(key, step)
    return list(seen.values())[:STEPS_AT_MOST]


# Lists


def _from_lists(blocks: list[Block], language: Language) -> list[Step]:
    steps: list[Step] = []
    told = "\n".join(line for block in blocks for line in block.lines)
    for block in blocks:
        if block.items and _lists_work(block, language) and not _reproduces(block, told):
            steps += [step for item in block.items for step in _of_item(item, language)]
    return steps


def _lists_work(block: Block, language: Language) -> bool:
    """Whether a list is work to do: by its heading, its boxes, and how its items begin."""
    intro = fold(f"{block.heading}\n{block.intro}")
    if _announces(block.intro, block.heading, NOT_STEPS):
        return False
    items = [item for item in block.items if not FORBIDS.match(item.text)]
    if any(item.box for item in items) or _announces(block.intro, block.heading, STEPS):
        return True
    actions = sum(looks_like_action(item.text, language) for item in items)
    if actions * 2 >= len(items):
        return bool(items)
    if any(item.text.endswith("?") for item in items):
        return False
    # "Buy:" or "Проверить:" over a list of things; or nothing at all over it.
    return not intro.strip() or starts_with_action(block.intro or block.heading, language)


def _reproduces(block: Block, told: str) -> bool:
    """Whether a numbered list tells how a fault comes about: clicks, and a symptom nearby."""
    clicks = sum(bool(AT_THE_SCREEN.match(fold(item.text))) for item in block.items)
    numbered = all(item.numbered and not item.box for item in block.items)
    return numbered and clicks * 2 >= len(block.items) and bool(SYMPTOM.search(told))


def _announces(intro: str, heading: str, meaning: re.Pattern[str]) -> bool:
    """Whether the line over the list, or else the heading, has the meaning."""
    line = fold(intro)
    if not line.endswith((":", "-", "—")) and len(line) > 60:
        line = ""
    if REPRODUCE.search(line):
        return meaning is NOT_STEPS
    if meaning.search(line):
        # "Checklist after the incident report:" is named by its first words.
        other = STEPS if meaning is NOT_STEPS else NOT_STEPS
        first, rival = meaning.search(line), other.search(line)
        return not (first and rival and rival.start() < first.start())
    return not line and bool(meaning.search(fold(heading)))


def _of_item(item: Item, language: Language) -> list[Step]:
    """The steps of an entry: itself, or its boxes when it only names a group."""
    if any(child.box for child in item.children) and not item.box:
        return [step for child in item.children for step in _of_item(child, language)]
    if FORBIDS.match(item.text):
        return []
    lines = item.notes + [f"- {child.text}" for child in item.children]
    step = _step(item.text, notes="\n".join(lines), ticked=item.ticked)
    return [step] if step else []


def _after_the_list(blocks: list[Block], language: Language) -> list[Step]:
    """What goes on with a list from below it: "Then announce it."."""
    last = max(index for index, block in enumerate(blocks) if block.items)
    steps: list[Step] = []
    for block in blocks[last + 1 :]:
        for line in block.lines:
            for sentence in sentences(line):
                if SEQUENCE.match(sentence):
                    steps += clauses(sentence, language)
    return steps


# Sentences


def _from_prose(title: str, blocks: list[Block], language: Language) -> list[Step]:
    steps: list[Step] = []
    for block in blocks:
        if block.items or NOT_STEPS.search(fold(block.heading)):
            continue
        for line in block.lines:
            lead, numbered = numbered_in_line(line)
            if numbered and not NOT_STEPS.search(fold(lead)):
                steps += [step for part in numbered if (step := _step(part))]
                continue
            for sentence in sentences(line):
                steps += _of_sentence(sentence, language)
    told = "\n".join([title, *(line for block in blocks for line in block.lines)])
    if SYMPTOM.search(told):  # how the fault is brought about, not what to do
        return _without_reproduction(steps)
    return steps


def _without_reproduction(steps: list[Step]) -> list[Step]:
    """The steps without those at the screen; all go when the story begins at the screen."""
    if steps and AT_THE_SCREEN.match(fold(steps[0].title)):
        return []
    return [step for step in steps if not AT_THE_SCREEN.match(fold(step.title))]


def _of_sentence(sentence: str, language: Language) -> list[Step]:
    if sentence.endswith("?") or FORBIDS.match(sentence) or ASIDES.match(sentence):
        return []
    if label := LABEL.match(sentence):
        if NOT_STEPS.search(fold(label.group(1))):
            return []
        if not starts_with_action(label.group(1), language):
            sentence = sentence[label.end() :]
    return clauses(sentence, language)


def clauses(sentence: str, language: Language) -> list[Step]:
    """A sentence that instructs, cut where the next action begins; nothing when it tells."""
    optional = bool(OPTIONAL.search(sentence))
    if ordered := _in_sequence(sentence):
        return ordered
    text = without_lead(sentence)
    if not starts_with_action(text, language):
        return _object_first(text) if language == "ru" else []
    chain = _is_chain(text, language, told=text != sentence.strip())
    if describes_behaviour(text) or (only_names(text) and not chain):
        return []
    parts, start = [], 0
    for joint in JOINT.finditer(text):
        begins = starts_with_action if chain or joint.group("sequence") else surely_action
        if joint.start() > start and begins(text[joint.end() :], language):
            parts.append(text[start : joint.start()])
            start = joint.end()
    parts.append(text[start:])
    return [step for part in parts if (step := _step(part, optional=optional))]


def _in_sequence(sentence: str) -> list[Step]:
    """The parts of "first …, then …, finally …", whatever their verbs; none when it tells."""
    if not BEGINS_SEQUENCE.match(sentence):
        return []
    parts = [START.sub("", without_lead(part)) for part in GOES_ON.split(sentence)]
    if len(parts) < 2 or any(SUBJECT.match(part) or not part for part in parts):
        return []
    return [step for part in parts if (step := _step(part))]


def _is_chain(text: str, language: Language, *, told: bool) -> bool:
    """Whether all parts are actions: "draft, review, publish".

    Surely so for a third of them, unless the sentence has `told` before that it instructs.
    """
    parts = [part for part in JOINT_PLACE.split(text) if part.strip()]
    if len(parts) < 3 or not all(starts_with_action(part, language) for part in parts):
        return False
    sure = sum(surely_action(part, language) for part in parts)
    return sure * 3 >= len(parts) or (told and all(" " in part.strip() for part in parts))


def _object_first(text: str) -> list[Step]:
    """Russian may put the verb last: "банки выбросить, полку повесить"."""
    parts = [part.strip(" .!") for part in re.split("[,;]", text)]
    ends = [words(part)[-1:] + words(part)[:1] for part in parts]
    if len(parts) < 2 or not all(any(map(is_russian_verb, end)) for end in ends):
        return []
    return [step for part in parts if (step := _step(part))]


def without_lead(text: str) -> str:
    """The text from its verb on: without "then", "please", "we need to", "нужно"."""
    text = text.strip()
    for _ in range(4):
        lead = LEAD.match(text)
        if not lead or lead.end() == 0:
            break
        text = text[lead.end() :]
    return text


def _step(
    text: str, *, notes: str = "", ticked: bool = False, optional: bool = False
) -> Step | None:
    """The step, cleaned: no marks, no trailing comma, a capital letter in front."""
    cleaned = TAIL.sub("", START.sub("", plain(text)))
    if not any(character.isalnum() for character in cleaned):
        return None
    optional = optional or bool(OPTIONAL.search(cleaned))
    return Step(capitalised(cleaned), notes, ticked, optional)
