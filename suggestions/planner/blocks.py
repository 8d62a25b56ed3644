"""A description cut into what its writer meant: headings, lists, paragraphs."""

import re
from dataclasses import dataclass, field

from suggestions.planner.text import plain

ITEM = re.compile(
    r"^(?P<indent>[ \t]*)"
    r"(?:(?P<bullet>[-*+•◦▪●·–—])[ \t]+"
    r"|(?P<number>\(?\d{1,2}(?:\.\d{1,2})?[.)])(?:[ \t]+|(?=[^\W\d]))"
    r"|(?P<letter>[a-zа-я]\))[ \t]+"
    r"|(?P<word>(?:step|шаг|этап)[ \t]*№?[ \t]*\d{1,2}[ \t]*[.:)–—-])[ \t]*"
    r"|(?=\[[ xXхХ✓]?\][ \t])|(?=[☐☑✅✔]))"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
BOX = re.compile(r"^(?:\[(?P<mark>[ xXхХ✓]?)\]|(?P<sign>[☐☑✅✔])\ufe0f?)[ \t]*(?P<rest>.*)$")
HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(\S.*)$")
BOLD_LINE = re.compile(r"^[ \t]*(?:\*\*|__)([^*_\n]{1,120})(?:\*\*|__)[ \t]*:?[ \t]*$")
NUMBERS_IN_LINE = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)][ \t]*(?=[^\W\d])")


@dataclass
class Item:
    """One entry of a list, with what stands below it."""

    text: str
    depth: int
    numbered: bool = False
    box: bool = False
    ticked: bool = False
    notes: list[str] = field(default_factory=list)
    children: list["Item"] = field(default_factory=list)


@dataclass
class Block:
    """A run of lines: a list (it has items) or a paragraph, and the heading it stands under."""

    heading: str = ""
    intro: str = ""
    items: list[Item] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a description, in order."""
    reader = _Reader()
    for line in text.split("\n"):
        reader.read(line)
    return [block for block in reader.blocks if block.items or block.lines]


class _Reader:
    """Reads line by line; remembers the heading, the last paragraph and the open list."""

    def __init__(self) -> None:
        self.blocks: list[Block] = [Block()]
        self.heading = ""
        self.blank = False

    def read(self, line: str) -> None:
        if not line.strip():
            self.blank = True
            return
        if heading := HEADING.match(line) or BOLD_LINE.match(line):
            self.heading = plain(heading.group(1)).strip(" #:")
            self.blocks.append(Block(heading=self.heading))
        elif item := ITEM.match(line):
            self._item(item, line)
        else:
            self._text(line)
        self.blank = False

    def _item(self, match: re.Match[str], line: str) -> None:
        item = _item_of(match)
        block = self.blocks[-1]
        if not block.items:
            if block.lines:
                block = Block(heading=self.heading, intro=block.lines[-1])
                self.blocks.append(block)
            else:
                block.heading = self.heading
        parts = numbered_in_line(line)[1] if item.numbered else []
        for each in [Item(part, item.depth, numbered=True) for part in parts] or [item]:
            _hang(block.items, each)

    def _text(self, line: str) -> None:
        block = self.blocks[-1]
        indented = line[:1] in " \t"
        if block.items and (indented or not self.blank) and not line.rstrip().endswith(":"):
            last = _last(block.items)
            if indented or _continues(last.text, line):
                last.notes.append(plain(line))
                return
        if block.items or (self.blank and block.lines):
            block = Block(heading=self.heading)
            self.blocks.append(block)
        block.lines.append(plain(line))


def _item_of(match: re.Match[str]) -> Item:
    indent = len(match.group("indent").expandtabs(4))
    rest = match.group("rest")
    numbered = bool(match.group("number") or match.group("word") or match.group("letter"))
    if box := BOX.match(rest):
        ticked = (box.group("mark") or "").strip() != "" or (box.group("sign") or "☐") != "☐"
        return Item(plain(box.group("rest")), indent, numbered, box=True, ticked=ticked)
    return Item(plain(rest), indent, numbered)


def _hang(items: list[Item], item: Item) -> None:
    """Put the item below the last one that is indented less."""
    while items and item.depth >= items[-1].depth + 2:
        items = items[-1].children
    items.append(item)


def _last(items: list[Item]) -> Item:
    last = items[-1]
    while last.children:
        last = last.children[-1]
    return last


def _continues(before: str, line: str) -> bool:
    """Whether an unindented line right below an item is the rest of its sentence."""
    return line[:1].islower() and before[-1:] not in ".!?;"


def numbered_in_line(line: str) -> tuple[str, list[str]]:
    """What stands before "1) … 2) … 3) …" in one line, and the numbered parts.

    The numbers have to count up from one: "version 2. and 7) later" is no list.
    """
    marks = list(NUMBERS_IN_LINE.finditer(line))
    if [int(mark.group(1)) for mark in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
        return line, []
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    parts = [line[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return line[: marks[0].start()], [part.strip() for part in parts if part.strip()]
