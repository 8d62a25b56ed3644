"""What the text names and what it leaves open: dates, people, dependencies, limits, risks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from suggestions.planner import names
from suggestions.planner.blocks import Block
from suggestions.planner.steps import forbidden
from suggestions.planner.text import Language, fold, plain, sentences

NAMED_AT_MOST = 5
CLAUSE_AT_MOST = 80

MONTHS = {
    "en": "january february march april may june july august september october november "
    "december".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября "
    "декабря".split(),
}
_EN_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS["en"])
_RU_MONTH = "|".join(MONTHS["ru"])
_EN_DAY = "mon|tues|wednes|thurs|fri|satur|sun"
NUMERIC_DATE = r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
DATES = {
    "en": re.compile(
        NUMERIC_DATE
        + rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_EN_MONTH})\b(?: \d{{4}}\b)?"
        + rf"|\b(?:{_EN_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)(?:,? \d{{4}}\b)?"
        + rf"|\b(?:by|in|until|before|since|end of|start of|mid-?) ?(?:{_EN_MONTH})\b(?! \d)"
        + rf"|\b(?:(?:next|this|last|by|until|before|on) )?(?:{_EN_DAY})day\b"
        + r"|\b(?:today|tomorrow|tonight)\b|\b(?:next|this) (?:week|month|quarter|year|sprint)\b"
        + r"|\b(?:end of|by the end of) (?:the )?(?:week|month|quarter|year)\b"
        + r"|\bq[1-4](?: \d{4})?\b"
        + r"|\b(?:by|until|before|this|next) (?:spring|summer|autumn|fall|winter)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        NUMERIC_DATE
        + rf"|\b(?:с )?\d{{1,2}}(?: по \d{{1,2}})? (?:{_RU_MONTH})\b(?: \d{{4}}\b)?"
        + r"|\b(?:(?:в|во|к|до|с|со|на) )?(?:понедельник|вторник|сред[ауы]|четверг|пятниц[ауы]"
        + r"|суббот[ауы]"
        + r"|воскресенье)[ау]?\b"
        + r"|\b(?:сегодня|завтра|послезавтра)\b|\bна (?:этой|следующей) неделе\b"
        + rf"|\bдо конца (?:недели|месяца|квартала|года|лета|{_RU_MONTH})\b"
        + r"|\b(?:в (?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре"
        + r"|декабре)|[кд]о? (?:лету|осени|зиме|весне|лета|зимы|весны))\b"
        + rf"|\b(?:с|до|к) (?:{_RU_MONTH})\b",
        re.IGNORECASE,
    ),
}
DAY_AND_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_EN_MONTH}|{_RU_MONTH})\b"
    rf"|\b(?P<first>{_EN_MONTH}) (?P<second>\d{{1,2}})\b|\d{{4}}-(?P<mm>\d{{2}})-(?P<dd>\d{{2}})",
    re.IGNORECASE,
)
WAITS = re.compile(
    r"\b(?:depend(?:s|ent|ing)? on|blocked by|waiting for|waits? for|only after|not before|"
    r"needs? approval (?:from|by)|once|as soon as|зависит от|зависят от|жд[её]м|ожидаем|"
    r"заблокирован\w* из-за|только после|после того как|как только)\s+([^.;\n!?]{3,160})",
    re.IGNORECASE,
)
APPROVES = re.compile(
    r"\b(?:has|have|needs?) to (?:approve|agree|sign off)\b|\b(?:согласовать|согласует"
    r"|утвердит\w*|"
    r"утверждает)\s",
    re.IGNORECASE,
)
LIMITS = re.compile(
    r"\b(?:below|under|at most|at least|no more than|less than|not more than|within|up to|max|"
    r"не более|не больше|не менее|не дороже|меньше|максимум|минимум|до)\s[^.;,:\n]{0,25}?"
    r"(?:\d|\b(?:one|two|three|four|five|half|одн|дв|тр|четыр|пят))[^.;:\n,]{0,30}",
    re.IGNORECASE,
)
TICKET = re.compile(r"(?<![\w#&/])#\d{1,7}\b|\b[A-Z]{2,10}-\d{1,6}\b")
VAGUE = re.compile(
    r"\b(?:somehow|something|stuff|etc|asap|tbd|tbc|as usual|and so on|as appropriate|nicer|"
    r"better|various|some kind of|the usual|like last time|that one|you know|"
    r"как-нибудь|как-то|что-нибудь|и т\. ?д|и т\. ?п|как обычно|как в прошлый раз|разное|получше|"
    r"по-нормальному|всякое|наверное)\b",
    re.IGNORECASE,
)
RISKS = {
    "production": r"\b(?:production|prod|live system|in prod|продакшен\w*|боев\w+|на проде)\b",
    "money": r"\b(?:payments?|card payments|billing|refunds?|checkout|оплат\w+|плат[её]ж\w*"
    r"|биллинг\w*"
    r"|списани\w+)\b",
    "personal": r"\b(?:personal data|gdpr|passports?|medical|персональн\w+ данн\w+|паспорт\w*)\b",
    "loss": r"\b(?:data loss|not lose|must not lose|downtime|duplicates|не потерять|просто[йя]\w*|"
    r"потер\w+ данн\w+)\b",
    "urgent": r"\b(?:urgent(?:ly)?|asap|immediately|срочно|немедленно|горит)\b",
    "single": r"\b(?:nobody (?:knows|dares)|only one person|никто не знает|знает только)\b",
}
RISK_PATTERNS = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in RISKS.items()}


@dataclass(frozen=True)
class Facts:
    """What was found in the text, each as it is written there."""

    dates: tuple[str, ...]
    people: tuple[str, ...]
    waits_for: tuple[str, ...]
    forbidden: tuple[str, ...]
    limits: tuple[str, ...]
    questions: tuple[str, ...]
    vague: tuple[str, ...]
    risks: tuple[str, ...]
    word_count: int


def facts_of(text: str, blocks: list[Block], language: Language) -> Facts:
    """The facts of a text; `blocks` are those of its description."""
    return Facts(
        dates=_named(match.group() for match in DATES[language].finditer(text)),
        people=_named(names.people_in(text, language)),
        waits_for=_named(_dependencies(text)),
        forbidden=_named(plain(found).rstrip(" .!;") for found in forbidden(blocks)),
        limits=_named(_limits(text, language)),
        questions=_named(_questions(blocks)),
        vague=_named(match.group().lower() for match in VAGUE.finditer(text)),
        risks=tuple(key for key, pattern in RISK_PATTERNS.items() if pattern.search(text)),
        word_count=len(text.split()),
    )


def contradicts(dates: tuple[str, ...], due: date) -> bool:
    """Whether the text names days, and none of them is the due date."""
    days = [day for text in dates if (day := _day_and_month(text))]
    return bool(days) and (due.month, due.day) not in days


def _day_and_month(text: str) -> tuple[int, int] | None:
    match = DAY_AND_MONTH.search(text)
    if not match:
        return None
    if match.group("mm"):
        return int(match.group("mm")), int(match.group("dd"))
    month = fold(match.group("month") or match.group("first"))
    day = int(match.group("day") or match.group("second"))
    for months in MONTHS.values():
        for number, name in enumerate(months, start=1):
            if month in (name, name[:3]):
                return number, day
    return None


def _dependencies(text: str) -> list[str]:
    found = [plain(match.group()) for match in WAITS.finditer(text)]
    for line in text.split("\n"):
        if APPROVES.search(line):
            found += [one for one in sentences(line) if APPROVES.search(one)]
    return found + TICKET.findall(text)


def _limits(text: str, language: Language) -> list[str]:
    """Numbers to keep to, as in "below 300 ms"; days are left out."""
    found = [plain(match.group()) for match in LIMITS.finditer(text)]
    return [limit for limit in found if not DATES[language].search(limit)]


def _questions(blocks: list[Block]) -> list[str]:
    return [
        sentence
        for block in blocks
        for text in [*block.lines, *(item.text for item in block.items)]
        for sentence in sentences(text)
        if sentence.endswith("?") and len(sentence) > 5
    ]


def _named(found: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order, the first few, none longer than a clause."""
    unique: dict[str, str] = {}
    for text in found:
        short = (
            text if len(text) <= CLAUSE_AT_MOST else text[:CLAUSE_AT_MOST].rsplit(" ", 1)[0] + "…"
        )
        unique.setdefault(fold(short), short)
        if len(unique) == NAMED_AT_MOST:
            break
    return tuple(unique.values())
