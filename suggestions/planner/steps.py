"""The steps a text lists itself: checkboxes, lists, "first … then …", sentences that instruct."""

import re
from dataclasses import dataclass

from suggestions.planner.blocks import Block, Item, blocks_of, numbered_in_line
from suggestions.planner.text import (
    Language,
    capitalised,
    fold,
    plain,
    sentences,
    without_code,
    words,
)
from suggestions.planner.verbs import (
    describes_behaviour,
    is_russian_verb,
    looks_like_action,
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


def _stems(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])(?:" + "|".join(pattern.split()) + ")")


# Headings whose lists are not work to do, and those whose lists are. Spaces are dots here.
NOT_STEPS = _stems(
    r"reproduc repro\b how.to.reproduce воспроизв повтор\w*.ошибк expected actual ожида фактич"
    r" получа environment окружени accept\w*.crit criteri критери definition.of.done dod\b"
    r" done.when done\b готово сделано already уже note примеч замет link ссылк reference источник"
    r" risk риск out.of.scope not.in.scope non-goal вне.рам не.входит не.дела не.надо participant"
    r" attendee участни присутств question вопрос open.point background предыст context контекст"
    r" constraint ограничен symptom симптом known.issue pros\b cons\b плюс минус option вариант"
    r" example пример budget бюджет agenda повестк depend завис blocked блокир benefit goal"
    r" цел[иь] why\b почему зачем affected затрон contact контакт hint подсказ do.not don't"
    r" assumption допущени deliverable результат metric метрик stakeholder заинтересован"
    r" impact влияни related связан stack\b versions? верси data\b данные details? детали"
    r" summary кратко motivation error ошибк logs? логи candidate кандидат persona timeline"
    r" успе[хш] success observ наблюд fact факт nice.facts requirements? требовани"
)
STEPS = _stems(
    r"steps? шаг plan\b план todo to.do to-do what.to.do что.(?:нужно|надо|сделать|делаем) tasks?\b"
    r" задач action checklist check.list чек-лист чеклист этап порядок.действий подзадач subtask"
    r" sub-task next.steps следующ need left\b remaining still.open still.to.do outstanding осталось остается нужно надо необходимо требуется work.items scope объ.м.работ состав.работ"
    r" делаем сделать implementation реализац фронт.работ procedure runbook how.to.do"
)
REPRODUCE = re.compile(r"reproduc|repro\b|воспроизв")

# What may stand before the verb of a sentence and is not part of the step.
LEAD = re.compile(
    r"^(?:(?:first(?:ly)?(?: of all)?|second(?:ly)?|third(?:ly)?|then|next|finally|lastly|last|"
    r"afterwards?|after (?:that|this)|and then|and finally|also|and|please|pls|once (?:that is )?"
    r"done|in the end|to (?:start|begin) with|step \d+|now|"
    r"(?:we|you|i|they)(?:'ll)? (?:also )?(?:(?:need|have|want|will have|are going) to|must|should)|"
    r"(?:needs?|ha(?:ve|s)|don't forget|do not forget|remember|make sure|be sure|"
    r"it would be (?:good|nice|great)|would be (?:good|nice)) (?:also )?to|let's|let us|"
    r"what's needed:?|the plan is to|todo:?|"
    r"сначала|сперва|для начала|первым делом|во-первых|во-вторых|в-третьих|в-четв[её]ртых|потом|"
    r"затем|далее|дальше|после (?:этого|чего)|а (?:потом|затем)|и (?:потом|затем|наконец)|"
    r"в конце(?: концов)?|в завершение|наконец|напоследок|также|ещ[её]|кроме того|и|а|пожалуйста|"
    r"теперь|(?:мне|нам|тебе|вам|команде)? ?(?:также )?(?:нужно|надо|необходимо|требуется|следует|"
    r"предстоит|стоит|важно|хотим|должны|надо бы|хорошо бы|было бы хорошо)(?: будет)?(?: также| ещ[её])?|"
    r"не (?:забыть|забудь|забудьте)|прошу|давайте|просьба)"
    r"(?:[,:]|(?=\s)|$)\s*)",
    re.IGNORECASE,
)
SEQUENCE = re.compile(
    r"^(?:first|second|third|then|next|finally|lastly|after (?:that|this)|afterwards|once done|"
    r"сначала|сперва|во-первых|во-вторых|потом|затем|далее|дальше|после этого|в конце|наконец|"
    r"напоследок|первым делом)",
    re.IGNORECASE,
)
BEGINS_SEQUENCE = re.compile(r"^(?:first|сначала|сперва|во-первых)\b,?\s", re.IGNORECASE)
GOES_ON = re.compile(
    r"[,;]?\s+(?:and\s+|и\s+|а\s+)?(?:then|after that|afterwards|finally|lastly|затем|потом|"
    r"после этого|наконец|в конце)\b,?\s+",
    re.IGNORECASE,
)
# A sentence with somebody or something in front of its verb tells a story.
SUBJECT = re.compile(
    r"^(?:i|we|you|he|she|it|they|the|a|an|this|that|there|nothing|everything|someone|somebody|my|"
    r"our|his|her|their|я|мы|вы|он|она|оно|они|это|все|всё|ничего|никто|кто-то|кто|что)\b",
    re.IGNORECASE,
)
OPTIONAL = re.compile(
    r"\b(?:optional(?:ly)?|if (?:there is|there's|we have) time|nice to have|maybe|ideally|"
    r"по возможности|желательно|опционально|необязательно|если (?:будет|останется|хватит) время|"
    r"если (?:успеем|хватит времени|останется время)|хорошо бы|would be nice)\b",
    re.IGNORECASE,
)
# "Must not", said somewhere in a sentence that is no step by itself.
RULES_OUT = re.compile(
    r"\b(?:must not|may not|mustn't|should not|do not|don't|not allowed|нельзя|запрещено|"
    r"(?<!чтобы )не (?!забы)[а-яё]{2,}(?:ть|ти|ться))\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(
    r"^(?:do not|don't|never|avoid|не (?!забы|забу)|никогда|нельзя)\b", re.IGNORECASE
)
# Told to the reader, not work of the task.
ASIDES = re.compile(
    r"^(?:see|note|let me know|thanks|thank you|fyi|read more|refer to|keep in mind|consider that|"
    r"feel free|say hi|смотри(?:те)?|см\.|обратите внимание|имейте в виду|учтите|учти|напомню|"
    r"спасибо|заметьте|извините|дайте знать|пишите)\b",
    re.IGNORECASE,
)
AT_THE_SCREEN = re.compile(
    r"^(?:open|click|press|tap|go to|log ?in|log on|scroll|navigate|enter|type|sign in|reload|hit|"
    r"visit|откр\w+|нажа\w+|нажм\w+|кликн\w+|щелкн\w+|зайти|зайд\w+|перейти|перейд\w+|ввести|"
    r"введ\w+|прокрут\w+|войти|войд\w+|подожд\w+|ждать)\b",
    re.IGNORECASE,
)
SYMPTOM = re.compile(
    r"\b(?:nothing happens|crash|error|fails?|broken|instead|expected|actual|freez|hangs?|wrong|"
    r"blank|stays|500|404|not (?:shown|saved|sent|updated)|doesn't|does not|ничего не происход|"
    r"ошибк|пада|вылет|завис|вместо|ожида|не (?:работа|открыва|сохраня|отправля|приходит|"
    r"обновля|показыва|загружа|появля)|пуст|бел\w+ экран|слома)",
    re.IGNORECASE,
)
LABEL = re.compile(r"^([^:.!?]{2,40}):\s+(?=\S)")
JOINT = re.compile(
    r"(?:[,;]\s*|\s+(?=(?:and|then|и|а)\b))(?:(?:and|but|и|а)\b,?\s*)?"
    r"(?P<sequence>(?:then|finally|after that|afterwards|next|lastly|затем|потом|после этого|"
    r"наконец|в конце|далее)\b,?\s*)?(?:(?:also|также|ещ[её])\s+)?",
    re.IGNORECASE,
)
TAIL = re.compile(r"(?:[\s,;.]|\b(?:and|и)(?=,?$))+$")
START = re.compile(
    r"^(?:[\s,;.:–—-]|\b(?:and then|then|and|затем|потом|и)\b(?=\s))+", re.IGNORECASE
)


def steps_of(title: str, body: str, language: Language) -> list[Step]:
    """The steps that the task's text lists itself, in its order, each once.

    One lone instruction is no list: it says what the task is.
    """
    blocks = blocks_of(without_code(body))
    steps = _from_lists(blocks, language)
    if len(steps) >= 2:
        return _each_once(steps + _after_the_list(blocks, language))
    steps = _from_prose(blocks, body, language)
    if len(steps) >= 2:
        return _each_once(steps)
    steps = clauses(plain(title), language)
    return _each_once(steps) if len(steps) >= 2 else []


def forbidden(body: str) -> list[str]:
    """Sentences that say what must not be done."""
    found = []
    for block in blocks_of(without_code(body)):
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
    """ "Then announce it." below a list goes on with it."""
    last = max(index for index, block in enumerate(blocks) if block.items)
    steps: list[Step] = []
    for block in blocks[last + 1 :]:
        for line in block.lines:
            for sentence in sentences(line):
                if SEQUENCE.match(sentence):
                    steps += clauses(sentence, language)
    return steps


# Sentences


def _from_prose(blocks: list[Block], body: str, language: Language) -> list[Step]:
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
    if SYMPTOM.search(body):  # how the fault is brought about, not what to do
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
    if describes_behaviour(text):
        return []
    parts, start = [], 0
    chain = _is_chain(text, language)
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


def _is_chain(text: str, language: Language) -> bool:
    """Whether all between the commas are actions, most of them surely: "draft, review, publish"."""
    parts = [START.sub("", part) for part in text.split(",")]
    if len(parts) < 3 or not all(starts_with_action(part, language) for part in parts):
        return False
    return sum(surely_action(part, language) for part in parts) * 2 >= len(parts)


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
