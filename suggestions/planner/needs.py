"""What each kind of work has to know beforehand, and whether the text says it."""

import re

from suggestions.planner.kinds import Kind
from suggestions.planner.text import fold

# What shows that a question has been answered already; the questions are in `wording_*`.
_AMOUNT = r"\d[\d ,.]*\s?(?:k\b|€|\$|£|₽|eur|usd|euros?|dollars?|руб|тыс)"
ANSWERED = {
    "acceptance": r"accept|done when|criteri|must|should|expected|target|at most|at least|no more"
    r"|without|so that|works for|критери|готово|должн|ожида|не более|не больше|чтобы|цель|приемк",
    "budget": rf"budget|{_AMOUNT}|at most \d|no more than \d|each\b|spend|бюджет|до \d+ ?(?:тыс"
    rf"|руб)|дорог",
    "reproduce": r"steps|open|click|when|after|reproduc|sentry|happens|шаги|при|если|после"
    r"|открыть|нажать",
    "expected": r"expected|instead|should|must|ожида|долж|вместо",
    "environment": r"version|browser|firefox|chrome|safari|ios|android|windows|linux|mac|верси"
    r"|браузер|сервер",
    "people": r"\d+ (?:people|guests|persons|participants|children|of us|adults|customers|registr)"
    r"|\d+ (?:человек|гост|дет|участник|взросл)|челов\w+ \w+|вдвоем|втроем|двое|трое",
    "place": r"venue|room|restaurant|office|remote|online|zoom|garden|rooftop|train|live"
    r"|ресторан|место"
    r"|зал|переговорн|офис|онлайн|объект|кафе|парк|дома|удаленно",
    "target": r"\d+ ?(?:ms|sec|second|minute|hour|%|percent|секунд|минут|час|мс)|target|цель"
    r"|меньше|не больше",
    "volume": r"\d[\d ,.]* ?(?:gb|tb|mb|rows|records|contacts|mailbox|tasks|k\b|гб|тб|мб|тысяч"
    r"|запис|страниц)",
    "way_back": r"roll ?back|way back|revert|backup|fall ?back|откат|вернуться|резервн",
    "window": r"downtime|window|maintenance|sunday|night|простой|простоя|окно|ночью|выходн",
    "audience": r"audience|readers?|customers|users|guild|for (?:the|our|new|people)|для "
    r"|аудитори|читател|клиент",
    "length": r"\d[\d,.]* ?(?:words|pages?|slides|minutes|characters|strings|знаков|страниц"
    r"|слайд|минут|строк)"
    r"|one page|одн\w+ страниц|коротко",
    "decider": r"decid|approv|recommendation|agreed|решает|решение|утвержд|согласован",
    "criteria": r"criteri|price|cost|must|prefer|open source|цена|критери|сравн|интересуют"
    r"|бюджет|:",
    "role": r"senior|junior|years|experience|full|part-time|remote|python|опыт|полн|полставки"
    r"|удал|стаж",
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


def open_questions(kind: Kind, text: str, *, dated: bool) -> list[str]:
    """What this kind of work needs and the text does not say; keys of `wording_*.QUESTIONS`."""
    folded = fold(text)
    missing = [key for key in NEEDS[kind] if not ANSWER_PATTERNS[key].search(folded)]
    if not dated and kind not in WITHOUT_A_DATE_TOO:
        missing.append("date")
    return missing
