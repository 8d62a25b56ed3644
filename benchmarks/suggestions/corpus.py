"""The evaluation's tasks: written for it, each with what a good answer has to do."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Case:
    """One task and what is expected of its analysis."""

    title: str
    description: str
    kind: str
    steps: tuple[str, ...]
    contains: tuple[str, ...]
    avoids: tuple[str, ...]
    language: str
    held_out: bool


def cases() -> list[Case]:
    """All cases, those held out last."""
    return [
        case
        for held_out, prefix in ((False, "open"), (True, "held_out"))
        for language in ("en", "ru")
        for case in _read(FOLDER / f"{prefix}_{language}.toml", language, held_out)
    ]


def _read(path: Path, language: str, held_out: bool) -> list[Case]:
    with path.open("rb") as file:
        tasks = tomllib.load(file)["task"]
    return [
        Case(
            title=task["title"],
            description=task.get("description", "").strip(),
            kind=task["kind"],
            steps=tuple(task.get("steps", ())),
            contains=tuple(task.get("contains", ())),
            avoids=tuple(task.get("avoids", ())),
            language=language,
            held_out=held_out,
        )
        for task in tasks
    ]
