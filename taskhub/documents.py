"""/docs/…: our own pages about the contracts, live events and suggestions, for people.

They are the Markdown files of this repository's docs folder, which says what is published.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.views import View
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from tasks.markdown import cleaned

FOLDER = Path(settings.BASE_DIR) / "docs"
#: Names as they stand in addresses, with their files.
PUBLISHED = {
    **{f"contracts/{path.stem}": path for path in sorted((FOLDER / "contracts").glob("*.md"))},
    "live": FOLDER / "live.md",
    "suggestions": FOLDER / "suggestions.md",
}
_FENCE = "```"


@dataclass(frozen=True)
class Section:
    """A part under a heading of its own; the first has none."""

    key: str
    title: str
    html: SafeString


@dataclass(frozen=True)
class Document:
    """A file as its page shows it."""

    title: str
    sections: list[Section]


class DocumentPage(View):
    """/docs/<name>/"""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """The document in the pages' frame."""
        if name not in PUBLISHED:
            raise Http404
        return render(request, "taskhub/document.html", {"document": document(name)})


def address_of(name: str) -> str | None:
    """Where a document is shown; None for one that is not."""
    return reverse("document", args=[name]) if name in PUBLISHED else None


@cache
def document(name: str) -> Document:
    """The file, read once."""
    title, *parts = _parts(PUBLISHED[name].read_text(encoding="utf-8"))
    shown = MarkdownIt("js-default", {"html": False, "linkify": False})
    shown.core.ruler.push("own_links", partial(_lead_on, name=name))
    shown.core.ruler.push("headless", _behead)
    sections = [
        Section(slugify(head), _plain(head), cleaned(shown.render(body))) for head, body in parts
    ]
    return Document(_plain(title[0]), [Section("", "", cleaned(shown.render(title[1]))), *sections])


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The headings of the first two levels, each with what stands below it."""
    head, body, fenced = "", list[str](), False
    for line in text.splitlines():
        fenced ^= line.startswith(_FENCE)
        if fenced or not re.match("##? ", line):
            body.append(line)
            continue
        if head:
            yield head, "\n".join(body)
        head, body = line.lstrip("# "), []
    yield head, "\n".join(body)


def _plain(head: str) -> str:
    return head.replace("`", "")


def _lead_on(state: StateCore, name: str) -> None:
    """Links between the files lead to their pages; those to files without one are just words."""
    for token in state.tokens:
        if token.children:
            token.children = list(_led(token.children, PurePosixPath(name).parent))


def _behead(state: StateCore) -> None:
    """A column without a name has no heading, instead of an empty one."""
    for opening, inside, closing in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if opening.type == "th_open" and not inside.content:
            opening.tag = closing.tag = "td"


def _led(tokens: list[Token], folder: PurePosixPath) -> Iterator[Token]:
    kept = True
    for token in tokens:
        if token.type == "link_open":
            kept = _lead(token, folder)
        if kept or token.type not in {"link_open", "link_close"}:
            yield token


def _lead(link: Token, folder: PurePosixPath) -> bool:
    """Whether the link leads anywhere, to which it is then turned."""
    target = str(link.attrs["href"])
    path, hash_sign, place = target.partition("#")
    if "://" in target or not path:
        return True
    steps: list[str] = []
    for step in (folder / path).parts:
        steps = steps[:-1] if step == ".." else [*steps, step]
    address = address_of("/".join(steps).removesuffix(".md"))
    if address is None:
        return False
    link.attrs["href"] = address + hash_sign + place
    return True
