"""What the text names and what it leaves open: dates, people, dependencies, limits, risks."""

import re
from dataclasses import dataclass
from datetime import date

from suggestions.planner import names
from suggestions.planner.blocks import blocks_of
from suggestions.planner.kinds import Kind
from suggestions.planner.steps import forbidden
from suggestions.planner.text import Language, fold, plain, sentences, without_code

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
        + r"|\b(?:end of|by the end of) (?:the )?(?:week|month|quarter|year)\b|\bq[1-4](?: \d{4})?\b"
        + r"|\b(?:by|until|before|this|next) (?:spring|summer|autumn|fall|winter)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        NUMERIC_DATE
        + rf"|\b(?:с )?\d{{1,2}}(?: по \d{{1,2}})? (?:{_RU_MONTH})\b(?: \d{{4}}\b)?"
        + r"|\b(?:(?:в|во|к|до|с|со|на) )?(?:понедельник|вторник|сред[ауы]|четверг|пятниц[ауы]|суббот[ауы]"
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
    r"([^.;\n!?,]{3,60}?\s(?:has|have|needs?) to (?:approve|agree|sign off)[^.;\n!?]{0,60})"
    r"|(\b(?:согласовать|согласует|утвердить|утверждает)\s[^.;\n!?,]{3,80})",
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
    "money": r"\b(?:payments?|card payments|billing|refunds?|checkout|оплат\w+|плат[её]ж\w*|биллинг\w*"
    r"|списани\w+)\b",
    "personal": r"\b(?:personal data|gdpr|passports?|medical|персональн\w+ данн\w+|паспорт\w*)\b",
    "loss": r"\b(?:data loss|not lose|must not lose|downtime|duplicates|не потерять|просто[йя]\w*|"
    r"потер\w+ данн\w+)\b",
    "urgent": r"\b(?:urgent(?:ly)?|asap|immediately|срочно|немедленно|горит)\b",
    "single": r"\b(?:nobody (?:knows|dares)|only one person|никто не знает|знает только)\b",
}
RISK_PATTERNS = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in RISKS.items()}

# What shows that a question has been answered already; the questions are in `wording_*`.
_AMOUNT = r"\d[\d ,.]*\s?(?:k\b|€|\$|£|₽|eur|usd|euros?|dollars?|руб|тыс)"
ANSWERED = {
    "acceptance": r"accept|done when|criteri|must|should|expected|target|at most|at least|no more"
    r"|without|so that|works for|критери|готово|должн|ожида|не более|не больше|чтобы|цель|приемк",
    "budget": rf"budget|{_AMOUNT}|at most \d|no more than \d|each\b|spend|бюджет|до \d+ ?(?:тыс|руб)|дорог",
    "reproduce": r"steps|open|click|when|after|reproduc|sentry|happens|шаги|при|если|после|открыть|нажать",
    "expected": r"expected|instead|should|must|ожида|долж|вместо",
    "environment": r"version|browser|firefox|chrome|safari|ios|android|windows|linux|mac|верси|браузер|сервер",
    "people": r"\d+ (?:people|guests|persons|participants|children|of us|adults|customers|registr)"
    r"|\d+ (?:человек|гост|дет|участник|взросл)|челов\w+ \w+|вдвоем|втроем|двое|трое",
    "place": r"venue|room|restaurant|office|remote|online|zoom|garden|rooftop|train|live|ресторан|место"
    r"|зал|переговорн|офис|онлайн|объект|кафе|парк|дома|удаленно",
    "target": r"\d+ ?(?:ms|sec|second|minute|hour|%|percent|секунд|минут|час|мс)|target|цель|меньше|не больше",
    "volume": r"\d[\d ,.]* ?(?:gb|tb|mb|rows|records|contacts|mailbox|tasks|k\b|гб|тб|мб|тысяч|запис|страниц)",
    "way_back": r"roll ?back|way back|revert|backup|fall ?back|откат|вернуться|резервн",
    "window": r"downtime|window|maintenance|sunday|night|простой|простоя|окно|ночью|выходн",
    "audience": r"audience|readers?|customers|users|guild|for (?:the|our|new|people)|для |аудитори|читател|клиент",
    "length": r"\d[\d,.]* ?(?:words|pages?|slides|minutes|characters|strings|знаков|страниц|слайд|минут|строк)"
    r"|one page|одн\w+ страниц|коротко",
    "decider": r"decid|approv|recommendation|agreed|решает|решение|утвержд|согласован",
    "criteria": r"criteri|price|cost|must|prefer|open source|цена|критери|сравн|интересуют|бюджет|:",
    "role": r"senior|junior|years|experience|full|part-time|remote|python|опыт|полн|полставки|удал|стаж",
    "salary": r"salary|band|range|pay\b|вилк|зарплат|оклад",
    "quantity": r"\d|one|two|three|five|один|два|три|пятер|двое",
    "access": r"credential|sandbox|test account|api key|vault|token|песочниц|доступ|контур|тестов",
    "direction": r"both|direction|back|import|export|status|обратно|в обе|обмен|остатк",
    "source": r"from|export|database|sheet|1с|из |источник|выгруз",
    "period": r"week|month|quarter|year|last \d|for \w+ day|за |недел|месяц|квартал|год",
    "impact": r"\d|customers|users|orders|клиент|пользовател|заказ",
    "stop": r"day|hour|week|by \w+|until|день|дн|час|недел|срок|до ",
}
ANSWER_PATTERNS = {key: re.compile(pattern) for key, pattern in ANSWERED.items()}
NEEDS: dict[Kind, tuple[str, ...]] = {
    Kind.FEATURE: ("acceptance",),
    Kind.BUG: ("reproduce", "expected", "environment"),
    Kind.INCIDENT: ("impact",),
    Kind.RELEASE: ("way_back",),
    Kind.INFRASTRUCTURE: ("acceptance", "access"),
    Kind.MIGRATION: ("volume", "window", "way_back"),
    Kind.REFACTORING: ("acceptance",),
    Kind.PERFORMANCE: ("target",),
    Kind.SECURITY: ("impact",),
    Kind.TESTING: ("acceptance",),
    Kind.INTEGRATION: ("access", "direction"),
    Kind.MAINTENANCE: ("way_back",),
    Kind.DESIGN: ("audience",),
    Kind.RESEARCH: ("criteria", "decider", "stop"),
    Kind.WRITING: ("audience", "length"),
    Kind.DOCUMENTATION: ("audience",),
    Kind.TRANSLATION: ("length",),
    Kind.PRESENTATION: ("audience", "length"),
    Kind.REPORT: ("source", "period"),
    Kind.EVENT: ("people", "budget", "place"),
    Kind.MEETING: ("decider", "place"),
    Kind.PURCHASE: ("quantity", "budget"),
    Kind.HIRING: ("role", "salary"),
    Kind.ONBOARDING: (),
    Kind.LEARNING: ("target", "stop"),
    Kind.MARKETING: ("target", "budget", "audience"),
    Kind.TRAVEL: ("people", "budget"),
    Kind.CONTRACT: ("decider",),
    Kind.PAYMENT: ("budget",),
    Kind.SUPPORT: ("expected",),
    Kind.RELOCATION: (),
    Kind.REPAIR: (),
    Kind.HOUSEHOLD: (),
    Kind.SURVEY: ("people",),
    Kind.UNKNOWN: (),
}
# Work that is hard to plan without a day.
WITHOUT_A_DATE_TOO = frozenset(
    {
        Kind.FEATURE,
        Kind.BUG,
        Kind.INCIDENT,
        Kind.REFACTORING,
        Kind.PERFORMANCE,
        Kind.HOUSEHOLD,
        Kind.UNKNOWN,
        Kind.TESTING,
        Kind.SUPPORT,
    }
)


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


def facts_of(title: str, body: str, background: str, language: Language) -> Facts:
    """The facts of a task's text; `background` counts too."""
    text = without_code(f"{title}\n{body}\n{background}")
    return Facts(
        dates=_named(match.group() for match in DATES[language].finditer(text)),
        people=_named(names.people_in(text, language)),
        waits_for=_named(_dependencies(text)),
        forbidden=_named(plain(found).rstrip(" .!;") for found in forbidden(body)),
        limits=_named(_limits(text, language)),
        questions=_named(_questions(body)),
        vague=_named(match.group().lower() for match in VAGUE.finditer(text)),
        risks=tuple(key for key, pattern in RISK_PATTERNS.items() if pattern.search(text)),
        word_count=len(text.split()),
    )


def open_questions(kind: Kind, text: str, *, dated: bool) -> list[str]:
    """What this kind of work needs and the text does not say; keys of `wording_*.QUESTIONS`."""
    folded = fold(text)
    missing = [key for key in NEEDS[kind] if not ANSWER_PATTERNS[key].search(folded)]
    if not dated and kind not in WITHOUT_A_DATE_TOO:
        missing.append("date")
    return missing


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
    found += [plain(match.group()) for match in APPROVES.finditer(text)]
    return found + TICKET.findall(text)


def _limits(text: str, language: Language) -> list[str]:
    """ "Below 300 ms", "не более четырёх часов": numbers to keep to, days left out."""
    found = [plain(match.group()) for match in LIMITS.finditer(text)]
    return [limit for limit in found if not DATES[language].search(limit)]


def _questions(body: str) -> list[str]:
    return [
        sentence
        for block in blocks_of(without_code(body))
        for text in [*block.lines, *(item.text for item in block.items)]
        for sentence in sentences(text)
        if sentence.endswith("?") and len(sentence) > 5
    ]


def _named(found: object) -> tuple[str, ...]:
    """Each once, in order, the first few, none longer than a clause."""
    unique: dict[str, str] = {}
    for text in found:  # type: ignore[attr-defined]
        short = (
            text if len(text) <= CLAUSE_AT_MOST else text[:CLAUSE_AT_MOST].rsplit(" ", 1)[0] + "…"
        )
        unique.setdefault(fold(short), short)
        if len(unique) == NAMED_AT_MOST:
            break
    return tuple(unique.values())
