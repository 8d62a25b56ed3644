"""`make pictures`: the main pages as they look, into docs/pictures/.

Each in light and dark, on a desktop and on a phone; the README shows some of them.
"""

import itertools
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from PIL import Image

from taskhub import sample
from taskhub.testing.browser import Visitor, chromium, site
from taskhub.testing.processes import ROOT

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
)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True},
}
# Flat pages need no more, and the files are a third of the size.
COLOURS = 96
#: Whose pages they are: somebody with things to do.
SHOWN = sample.PEOPLE[1]


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        # The address as it is for everybody, not this run's port.
        site(Path(folder), demo=True, TASKHUB_PUBLIC_URL="http://127.0.0.1:8000") as server,
        chromium() as browser,
    ):
        address = f"http://127.0.0.1:{server.port}"
        for scheme, (device, options) in itertools.product(SCHEMES, DEVICES.items()):
            context = browser.new_context(color_scheme=scheme, locale="en-GB", **options)
            visitor = Visitor(context.new_page(), address)
            take(visitor, OPEN, f"{scheme}-{device}")
            visitor.sign_in(SHOWN.email, sample.PASSWORD)
            take(visitor, SIGNED_IN, f"{scheme}-{device}")
            context.close()


def take(visitor: Visitor, pages: tuple[tuple[str, str], ...], kind: str) -> None:
    """Write a picture of each of these pages."""
    for name, path in pages:
        visitor.go(path)
        shown = Image.open(BytesIO(visitor.page.screenshot(animations="disabled")))
        small = shown.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(FOLDER / f"{name}-{kind}.png", optimize=True)


if __name__ == "__main__":
    main()
