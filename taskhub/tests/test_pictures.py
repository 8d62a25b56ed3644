"""How `make pictures` keeps its files small (README.md)."""

from PIL import Image, ImageChops

from taskhub.testing.pictures import COLOURS, reduced

GREEN = (22, 101, 52)
#: How far any channel of any pixel may be off, where there are four thousand colours.
NEAR = 16


def painted() -> Image.Image:
    """A large plain area, four thousand soft colours, and a small green sign."""
    image = Image.new("RGB", (200, 100), "white")
    for number in range(4000):
        image.putpixel((number % 200, number // 200), (200, 150 + number // 80, 120 + number % 80))
    image.paste(GREEN, (190, 90, 194, 94))
    return image


def test_a_small_sign_and_a_large_area_keep_their_colours():
    shown = reduced(painted()).convert("RGB")
    assert shown.getpixel((191, 91)) == GREEN
    assert shown.getpixel((10, 60)) == (255, 255, 255)


def test_nothing_is_far_from_what_it_was():
    image = painted()
    small = reduced(image)
    assert len(small.getcolors()) <= COLOURS
    off = ImageChops.difference(image, small.convert("RGB")).getextrema()
    assert max(most for _least, most in off) <= NEAR


def test_what_has_few_colours_stays_as_it_is():
    image = Image.new("RGB", (4, 4), "navy")
    image.putpixel((1, 1), GREEN)
    assert reduced(image).convert("RGB").tobytes() == image.tobytes()
