"""Pictures of people: decoded, scaled and written anew; never the bytes that were sent."""

import logging
import secrets
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext
from PIL import Image, ImageOps

from taskhub.errors import Invalid

logger = logging.getLogger(__name__)

SIDE = 512
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# Six thousand by four, a good camera's; 100 MB while it is decoded, one at a time.
MAX_PIXELS = 25_000_000
TIME_LIMIT = 10.0

FOLDER = "avatars"
CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg"}

# One picture at a time, whoever sends them: that bounds the memory, and a caller who waits
# too long is told so instead of holding a server thread.
_decoder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="avatar")


def write(data: bytes) -> str:
    """Store the picture scaled to fit, without metadata; the name it is stored under.

    Raises `Invalid` for anything that is not a PNG, JPEG, WebP or GIF within the limits.
    """
    if len(data) > settings.TASKHUB_AVATAR_LIMIT:
        told = gettext("The picture may have at most %(most)s bytes.")
        raise _refusal(told % {"most": settings.TASKHUB_AVATAR_LIMIT})
    work = _decoder.submit(_redrawn, data)
    try:
        content, suffix = work.result(timeout=TIME_LIMIT)
    except Exception as error:
        # Decoders fail in many ways, all of them the file's; or it took too long.
        work.cancel()
        raise _refusal(gettext("Upload a valid PNG, JPEG, WebP or GIF picture.")) from error
    name = f"{secrets.token_hex(16)}.{suffix}"
    default_storage.save(f"{FOLDER}/{name}", ContentFile(content))
    return name


def read(name: str) -> bytes:
    """The stored picture; raises `FileNotFoundError`."""
    with default_storage.open(f"{FOLDER}/{name}") as file:
        return bytes(file.read())


def delete(name: str) -> None:
    """Remove the stored picture; one that cannot be removed is logged and left."""
    if not name:
        return
    try:
        default_storage.delete(f"{FOLDER}/{name}")
    except OSError as error:
        logger.warning("A picture could not be removed: %s", type(error).__name__)


def path_url(name: str) -> str:
    """The picture's path on this server."""
    return f"{settings.MEDIA_URL}{FOLDER}/{name}"


def _redrawn(data: bytes) -> tuple[bytes, str]:
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        _check_size(image)
        # JPEG only: lets the decoder skip what scaling would throw away.
        image.draft("RGB", (2 * SIDE, 2 * SIDE))
        image.seek(0)
        image.load()
        _check_size(image)
        upright = ImageOps.exif_transpose(_scaled(image))
        return _encoded(upright)


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if not 0 < width * height <= MAX_PIXELS:
        raise ValueError("too many pixels")


def _scaled(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        image = _eight_bits(image)
    see_through = image.has_transparency_data
    mode = "RGBA" if see_through else "RGB"
    scaled = image if image.mode == mode else image.convert(mode)
    scaled.thumbnail((SIDE, SIDE))
    return scaled


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of sixteen bits as grey of eight; `convert` alone would clip all that is not dark."""
    # Pillow scales numbers in these two modes only.
    deep = image if image.mode == "I;16" else image.convert("I")
    grey = deep.point(lambda level: level / 256).convert("L")
    if "transparency" in image.info:
        grey.info["transparency"] = image.info["transparency"] // 256
    return grey


def _encoded(image: Image.Image) -> tuple[bytes, str]:
    # A new image has none of the old one's info: no EXIF, no profile, no comment.
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    out = BytesIO()
    if image.mode == "RGBA":
        fresh.save(out, "PNG", optimize=True)
        return out.getvalue(), "png"
    fresh.save(out, "JPEG", quality=88)
    return out.getvalue(), "jpg"


def _refusal(message: str) -> Invalid:
    return Invalid({"avatar": [message]})
