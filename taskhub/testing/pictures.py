"""`make pictures`: the main pages as they look, into docs/pictures/.

Each in light and dark, on a desktop and on a phone; the README shows some of them. With names
after the command only those pages are taken: `python -m taskhub.testing.pictures board list`.
"""

import itertools
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PIL import Image

from taskhub import sample
from taskhub.testing.browser import SURROUNDINGS, Visitor, chromium, site
from taskhub.testing.processes import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = ROOT / "docs/pictures"
#: Name and path of each page; those of OPEN are taken signed out.
OPEN = (("welcome", "/"), ("sign-up", "/account/sign-up"))
SIGNED_IN = (
    ("home", "/"),
    ("boards", "/boards/"),
    ("board", "/boards/1/"),
    ("list", "/tasks/"),
    ("task", "/tasks/1/"),
    ("profile", "/account/profile"),
    ("sessions", "/account/sessions"),
    ("apis", "/account/api"),
    ("palette", "/boards/1/"),
    ("keys", "/boards/1/"),
)
#: What is pressed before a picture of that name is taken, and what then appears.
PRESSED = {
    "palette": (("j", "Control+k"), ".palette [role=option] .quiet"),
    "keys": (("?",), ".palette kbd"),
}
#: Those of a hub that is in use for half a year.
LATER = (("statistics", "/statistics/"),)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 840}},
    "phone": {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True},
}
# Flat pages need no more, and the files are a third of the size.
COLOURS = 256
#: So many of them are the most frequent ones; the others are chosen to leave nothing out.
EXACT = 64
#: Whether every image is there; those further down are not asked for.
DRAWN = """() => [...document.images].every(
    (image) => image.complete || image.getBoundingClientRect().top > innerHeight)"""
#: Whose pages they are: somebody with things to do.
SHOWN = sample.PEOPLE[1]


def main(wanted: Iterable[str]) -> None:
    """Take those that are named; all of them, if none is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        # The address as it is for everybody, not this run's port.
        site(Path(folder), demo=True, TASKHUB_PUBLIC_URL="http://127.0.0.1:8000") as server,
        chromium() as browser,
    ):
        address = f"http://127.0.0.1:{server.port}"
        camera = Camera(browser, address, frozenset(wanted))
        camera.take_all(OPEN, SIGNED_IN)
        _give_a_past(Path(folder))
        camera.take_all((), LATER)


def _give_a_past(folder: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "shell",
            "-c",
            "from taskhub.testing import past; past.invent()",
        ],
        cwd=ROOT,
        env={**os.environ, **SURROUNDINGS, "TASKHUB_DATA_DIR": str(folder / "data")},
        check=True,
        stdout=subprocess.DEVNULL,
    )


Pages = tuple[tuple[str, str], ...]
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Camera:
    """Takes pages of the server at `address`, by every device in both schemes."""

    browser: "Browser"
    address: str
    wanted: frozenset[str]

    def take_all(self, signed_out: Pages, signed_in: Pages) -> None:
        """Write the pictures of these pages that are wanted."""
        signed_out, signed_in = self._of(signed_out), self._of(signed_in)
        for scheme, (device, options) in itertools.product(SCHEMES, DEVICES.items()):
            context = self.browser.new_context(color_scheme=scheme, locale="en-GB", **options)
            visitor = Visitor(context.new_page(), self.address)
            take(visitor, signed_out, f"{scheme}-{device}")
            if signed_in:
                visitor.sign_in(SHOWN.email, sample.PASSWORD)
                take(visitor, signed_in, f"{scheme}-{device}")
            context.close()

    def _of(self, pages: Pages) -> Pages:
        return tuple(each for each in pages if not self.wanted or each[0] in self.wanted)


def press(visitor: Visitor, keys: Iterable[str], appears: str) -> None:
    """Press these keys, and wait for what they bring."""
    for each in keys:
        visitor.page.keyboard.press(each)
    visitor.page.locator(appears).first.wait_for()


def take(visitor: Visitor, pages: Pages, kind: str) -> None:
    """Write a picture of each of these pages."""
    for name, path in pages:
        visitor.go(path)
        if name in PRESSED:
            press(visitor, *PRESSED[name])
        visitor.page.wait_for_function(DRAWN)
        shown = Image.open(BytesIO(visitor.page.screenshot(animations="disabled")))
        reduced(shown.convert("RGB")).save(FOLDER / f"{name}-{kind}.png", optimize=True)


def reduced(image: Image.Image) -> Image.Image:
    """The same with `COLOURS` colours: large plain areas keep theirs, and so do small signs.

    Pillow's own choice goes by how much of a picture a colour fills: a dot of green is grey then.
    """
    channels = image.tobytes()
    pixels = list(zip(channels[::3], channels[1::3], channels[2::3], strict=True))
    colours = [colour for colour, _count in Counter(pixels).most_common()]
    palette = colours[:EXACT]
    nearest = {
        each: min(_to(each, other, at) for at, other in enumerate(palette)) for each in colours
    }
    while len(palette) < COLOURS:
        # Whichever is furthest from all that are there comes in: nothing is far off in the end.
        missed = max(colours, key=lambda colour: nearest[colour][0])
        place = len(palette)
        palette.append(missed)
        nearest = {each: min(found, _to(each, missed, place)) for each, found in nearest.items()}
    small = Image.frombytes("P", image.size, bytes(nearest[colour][1] for colour in pixels))
    small.putpalette(bytes(itertools.chain(*palette)))
    return small


def _to(colour: Colour, other: Colour, place: int) -> tuple[int, int]:
    """How far a colour is from another, and that one's place in the palette."""
    red, green, blue = (ours - its for ours, its in zip(colour, other, strict=True))
    return red * red + green * green + blue * blue, place


if __name__ == "__main__":
    main(sys.argv[1:])
