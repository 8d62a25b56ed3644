"""Fixtures of tasktracker's tests."""

import io

import pytest
from PIL import Image

from taskhub.testing.factories import make_comment

#: A password that meets the rules.
PASSWORD = "seven-brass-kettles"


def image(kind: str = "PNG", size: tuple[int, int] = (8, 6)) -> bytes:
    """A picture in one of Pillow's formats."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


@pytest.fixture
def picture() -> bytes:
    """A small PNG."""
    return image()


@pytest.fixture
def comment(task, person):
    """The author's remark on their task."""
    return make_comment(task, person("author"))
