"""Why a language model has not answered, for the log and in words for the reader."""

from enum import Enum

from suggestions.planner.text import Language


class Reason(Enum):
    """What kept the model from answering, as far as it concerns the one who asked."""

    BUSY = "busy"
    RESTING = "resting"
    SLOW = "slow"
    FAILED = "failed"
    REFUSED = "refused"
    UNUSABLE = "unusable"


class Unavailable(Exception):
    """The model gives no answer; `detail` is for the log and quotes nothing that came back."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail


_SENTENCES: dict[Language, str] = {
    "en": "The language model {why}; this analysis is by the built-in planner.",
    "ru": "Языковая модель {why}; этот анализ сделал встроенный планировщик.",
}
_WHY: dict[Language, dict[Reason, str]] = {
    "en": {
        Reason.BUSY: "is busy with other tasks",
        Reason.RESTING: "has asked for a pause",
        Reason.SLOW: "did not answer in time",
        Reason.FAILED: "is not available right now",
        Reason.REFUSED: "declined to answer",
        Reason.UNUSABLE: "gave no usable answer",
    },
    "ru": {
        Reason.BUSY: "занята другими задачами",
        Reason.RESTING: "попросила сделать паузу",
        Reason.SLOW: "не ответила вовремя",
        Reason.FAILED: "сейчас недоступна",
        Reason.REFUSED: "отказалась отвечать",
        Reason.UNUSABLE: "не дала пригодного ответа",
    },
}


def note(reason: Reason, language: Language) -> str:
    """One sentence that says who answers instead, and why."""
    return _SENTENCES[language].format(why=_WHY[language][reason])
