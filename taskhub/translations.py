"""The catalogues of translations: what the sources say, gathered, and compiled.

Each app has its own, `<app>/locale/<language>/LC_MESSAGES/django.po`, for its modules and its
folder in templates/. The compiled file beside it is committed, since a fresh machine has no
gettext; this needs none either.
"""

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

#: Languages that are translated to, each with its rule for plurals, as gettext writes it.
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<10 || n%100>=20) ? 1 : 2);",
}
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
_NOT_SHOWN = {"tests", "testing", "migrations"}
_TEXT = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"\b(n?gettext|_)\(\s*{_TEXT}(?:\s*,\s*{_TEXT})?", re.DOTALL)
_MAGIC = 0x950412DE


@dataclass(frozen=True, order=True)
class Message:
    """What is to be translated; `plural` is empty where there is no number in it."""

    text: str
    plural: str = ""


@dataclass
class Catalogue:
    """One app's translations to one language."""

    app: str
    language: str
    messages: dict[Message, list[str]] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The readable file."""
        folder = Path(settings.BASE_DIR) / self.app / "locale" / self.language / "LC_MESSAGES"
        return folder / "django.po"

    @property
    def header(self) -> str:
        """What gettext reads from the translation of nothing."""
        return (
            f"Language: {self.language}\nMIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
            f"Plural-Forms: {PLURALS[self.language]}\n"
        )

    @property
    def untranslated(self) -> list[str]:
        """The texts that lack a translation, or one of its plural forms."""
        return [message.text for message, texts in self.messages.items() if not all(texts)]

    def load(self) -> None:
        """Read the file, if there is one."""
        if self.path.exists():
            self.messages = dict(_parsed(self.path.read_text(encoding="utf-8")))

    def fit(self, found: Iterable[Message]) -> None:
        """Hold exactly these messages, with what was translated already."""
        forms = int(PLURALS[self.language].partition(";")[0].removeprefix("nplurals="))
        self.messages = {
            message: self.messages.get(message, [""] * (forms if message.plural else 1))
            for message in sorted(found)
        }

    def text(self) -> str:
        """The readable file's content."""
        entries = [f'msgid ""\nmsgstr {_quoted(self.header)}\n']
        entries += [_entry(message, texts) for message, texts in self.messages.items()]
        return "\n".join(entries)

    def compiled(self) -> bytes:
        """The compiled file's content; what lacks a translation is left out."""
        texts = {"": self.header}
        for message, translated in self.messages.items():
            if all(translated):
                key = f"{message.text}\0{message.plural}" if message.plural else message.text
                texts[key] = "\0".join(translated)
        return _binary(texts)


def places(text: str) -> list[str]:
    """Where values are put into this text."""
    return re.findall(r"%\(\w+\)[sd]", text)


def catalogues() -> list[Catalogue]:
    """What the sources need today, with the translations there are."""
    made = []
    for app in settings.OWN_APPS:
        found = set(messages_of(app))
        for language in PLURALS if found else ():
            catalogue = Catalogue(app, language)
            catalogue.load()
            catalogue.fit(found)
            made.append(catalogue)
    return made


def messages_of(app: str) -> Iterator[Message]:
    """What this app's modules and templates say to people."""
    base = Path(settings.BASE_DIR)
    for path in sorted((base / app).rglob("*.py")):
        if not _NOT_SHOWN & set(path.parts):
            yield from _in_module(path.read_text(encoding="utf-8"))
    for path in _templates(base / "templates", app):
        yield from _in_template(path.read_text(encoding="utf-8"), str(path))


def _templates(folder: Path, app: str) -> list[Path]:
    # Mails are texts, too.
    own = [*(folder / app).rglob("*.html"), *(folder / app).rglob("*.txt")]
    if app == "taskhub":
        # The frame's: what stands in no app's folder.
        others = {*settings.OWN_APPS, "admin", "rest"}
        pages = folder.rglob("*.html")
        own += [path for path in pages if path.relative_to(folder).parts[0] not in others]
    return sorted(set(own))


def _in_module(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if name in MARKS and texts and isinstance(texts[0], str):
            plural = str(texts[1]) if name.startswith("ngettext") else ""
            yield Message(texts[0], plural)


def _in_template(source: str, origin: str) -> Iterator[Message]:
    for name, text, plural in _CALL.findall(templatize(source, origin=origin)):
        second = ast.literal_eval(plural) if name == "ngettext" else ""
        yield Message(ast.literal_eval(text), second)


def _entry(message: Message, texts: list[str]) -> str:
    lines = [f"msgid {_quoted(message.text)}"]
    if message.plural:
        lines.append(f"msgid_plural {_quoted(message.plural)}")
        lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(texts)]
    else:
        lines.append(f"msgstr {_quoted(texts[0])}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _parsed(text: str) -> Iterator[tuple[Message, list[str]]]:
    for block in re.split(r"\n\s*\n", text):
        parts: dict[str, str] = {}
        last = ""
        for line in block.splitlines():
            keyword, _gap, quoted = line.partition('"')
            if line.startswith("#") or not quoted:
                continue
            last = keyword.strip() or last
            parts[last] = parts.get(last, "") + ast.literal_eval(f'"{quoted}')
        if parts.get("msgid"):
            texts = [value for key, value in parts.items() if key.startswith("msgstr")]
            yield Message(parts["msgid"], parts.get("msgid_plural", "")), texts


def _binary(texts: dict[str, str]) -> bytes:
    """The format that gettext reads: two tables of (length, offset), then the texts."""
    pairs = sorted((key.encode(), value.encode()) for key, value in texts.items())
    start = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    content = b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += [len(pair[side]), start + len(content)]
            content += pair[side] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    numbers = [*tables[0], *tables[1]]
    return head + struct.pack(f"<{len(numbers)}I", *numbers) + content
