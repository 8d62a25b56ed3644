"""Pictures of people who do not exist: a head, hair, and shoulders, in flat colours."""

from io import BytesIO

from PIL import Image, ImageDraw

from taskhub.sample.kinds import Colours

#: Pixels a side; painted larger and scaled down, for smooth edges.
SIDE = 256
_FINER = 4


def portrait(colours: Colours, *, long_hair: bool) -> bytes:
    """A square picture, as PNG."""
    image = Image.new("RGB", (SIDE * _FINER, SIDE * _FINER), colours.behind)
    draw = ImageDraw.Draw(image)

    def oval(colour: str, left: int, top: int, right: int, bottom: int) -> None:
        corners = [each * SIDE * _FINER // 100 for each in (left, top, right, bottom)]
        draw.ellipse(corners, colour)

    # From the back to the front, in hundredths of a side.
    oval(colours.hair, 24, 12, 76, 84 if long_hair else 58)
    oval(colours.shirt, 10, 72, 90, 140)
    oval(colours.skin, 40, 58, 60, 82)
    oval(colours.skin, 30, 22, 70, 70)
    oval(colours.hair, 28, 11, 72, 38)
    out = BytesIO()
    image.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()
