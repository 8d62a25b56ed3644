"""What lists of steps commonly leave out, for each kind of work."""

import re
from collections.abc import Sequence

from suggestions.planner.kinds import Kind
from suggestions.planner.steps import Step
from suggestions.planner.text import fold

# A list that has one of these words covers the aspect; its name in words is in `wording_*`.
COVERED_BY = {
    "backup": r"backup|back up|snapshot|dump|резервн|бэкап|бекап|копи",
    "way_back": r"roll ?back|revert|way back|fall ?back|old key|откат|вернут|прежн",
    "check": r"test|check|verif|smoke|compare|qa|review|провер|тест|сверит|прогна|регресс|смоук",
    "tell": r"announce|tell|notify|mail|inform|newsletter|post|publish|changelog|notes|сообщ|объяв"
    r"|разосл|предупред|рассказ|уведом",
    "cause": r"cause|why|root|find out|причин|почему|выяснить|проверить, не",
    "regression": r"test|тест",
    "invite": r"invit|rsvp|guest list|ask who|приглас|приглаш|позвать|волонт",
    "place": r"book|venue|place|room|garden|restaurant|мест|зал|ресторан|заброниров|площадк",
    "budget": r"budget|cost|price|offer|бюджет|смет|цен|предложени",
    "papers": r"visa|passport|insurance|виз|паспорт|страхов|документ",
    "accounts": r"account|access|login|доступ|аккаунт|учетн",
    "buddy": r"buddy|mentor|introduc|наставник|познаком|представ",
    "addresses": r"address|post|internet|power|адрес|интернет|почт|электр",
    "source": r"export|pull|query|source|data|выгруз|данн|источник",
    "logs": r"log|misuse|журнал|лог|след",
    "lawyer": r"lawyer|legal|юрист",
}
PATTERNS = {key: re.compile(pattern) for key, pattern in COVERED_BY.items()}
COMMONLY_OMITTED: dict[Kind, tuple[str, ...]] = {
    Kind.FEATURE: ("check",),
    Kind.BUG: ("cause", "regression"),
    Kind.INCIDENT: ("cause", "tell"),
    Kind.RELEASE: ("check", "way_back", "tell"),
    Kind.INFRASTRUCTURE: ("backup", "check"),
    Kind.MIGRATION: ("backup", "check", "way_back", "tell"),
    Kind.REFACTORING: ("check",),
    Kind.SECURITY: ("check", "logs"),
    Kind.INTEGRATION: ("check",),
    Kind.MAINTENANCE: ("backup", "check"),
    Kind.EVENT: ("place", "invite", "budget"),
    Kind.PURCHASE: (),
    Kind.ONBOARDING: ("accounts", "buddy"),
    Kind.TRAVEL: ("papers",),
    Kind.RELOCATION: ("addresses",),
    Kind.REPORT: ("source", "check"),
    Kind.CONTRACT: ("lawyer",),
}


def omitted(kind: Kind, steps: Sequence[Step], text: str) -> list[str]:
    """Aspects of this kind of work that neither the steps nor the text around them mention."""
    listed = fold("\n".join([text, *(step.title for step in steps)]))
    return [key for key in COMMONLY_OMITTED.get(kind, ()) if not PATTERNS[key].search(listed)]
