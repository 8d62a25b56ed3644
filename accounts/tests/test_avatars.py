"""Pictures: what is taken, what is stored, and what a hostile file can do."""

import struct
import threading
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from accounts import avatars, services
from accounts.errors import NotYourAccount
from accounts.models import User
from taskhub.errors import Invalid
from taskhub.testing.factories import make_user
from taskhub.testing.race import race


def picture(kind="PNG", size=(64, 48), mode="RGB", colour="red", **options):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def stored(name):
    return Image.open(BytesIO(avatars.read(name)))


def files(settings):
    folder = Path(settings.MEDIA_ROOT) / "avatars"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def png_claiming(width, height):
    """A PNG of some hundred bytes that says it is enormous."""

    def chunk(name, body):
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 10_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def animated(kind):
    out = BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue", "green")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100, lossless=True)
    return out.getvalue()


def with_metadata(kind):
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6  # on its side
    options = {"exif": exif, "icc_profile": b"secret profile" * 20}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", "secret comment")
        options["pnginfo"] = info
    if kind == "JPEG":
        options["comment"] = b"secret comment"
    return picture(kind, size=(64, 32), **options)


HOSTILE = {
    "nothing": b"",
    "text": b"hello",
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "xml bomb": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><svg>&a;</svg>',
    "pdf": b"%PDF-1.4\n%%EOF",
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "png cut off": picture()[:60],
    "jpeg cut off": picture("JPEG", (400, 400))[:600],
    "gif cut off": picture("GIF", (400, 400))[:40],
    "webp cut off": picture("WEBP")[:30],
    "png signature only": b"\x89PNG\r\n\x1a\n",
    "jpeg signature only": b"\xff\xd8\xff\xe0",
    "gif signature only": b"GIF89a",
    "png bomb": png_claiming(50_000, 50_000),
    "png that is longer than it is": png_claiming(2**31 - 1, 2**31 - 1),
    "png of no width": png_claiming(0, 10),
    "gif bomb": b"GIF89a\xff\xff\xff\xff\x80\0\0"
    + b"\0" * 6
    + b",\0\0\0\0\xff\xff\xff\xff\0\x02\0;",
    "too many pixels": picture("GIF", (6000, 5000), mode="P", colour=0),
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "ico": picture("ICO", (32, 32)),
    "noise": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_and_nothing_is_stored(case, settings):
    with pytest.raises(Invalid) as refused:
        avatars.write(HOSTILE[case])
    assert list(refused.value.fields) == ["avatar"]
    assert files(settings) == []


def test_every_cut_of_a_picture_is_refused_or_a_picture(settings):
    for kind in avatars.FORMATS:
        data = picture(kind, (20, 20))
        for length in range(0, len(data), max(1, len(data) // 40)):
            try:
                name = avatars.write(data[:length])
            except Invalid:
                continue
            assert stored(name).size == (20, 20)


@pytest.mark.parametrize("kind", avatars.FORMATS)
@pytest.mark.parametrize(
    ("size", "fitted"),
    [
        ((64, 48), (64, 48)),
        ((1024, 512), (512, 256)),
        ((300, 900), (171, 512)),
        ((1, 1), (1, 1)),
        ((5000, 1), (512, 1)),
    ],
)
def test_pictures_are_scaled_to_fit_and_never_enlarged(kind, size, fitted):
    assert stored(avatars.write(picture(kind, size))).size == fitted


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [
        ("PNG", "1", 1), ("PNG", "L", 9), ("PNG", "LA", (9, 9)), ("PNG", "P", 3),
        ("PNG", "RGBA", (1, 2, 3, 4)), ("PNG", "I;16", 900), ("JPEG", "L", 9),
        ("JPEG", "CMYK", (1, 2, 3, 4)), ("WEBP", "RGBA", (1, 2, 3, 4)), ("GIF", "P", 3),
    ],
)  # fmt: skip
def test_every_kind_of_pixel_is_taken(kind, mode, colour):
    assert stored(avatars.write(picture(kind, mode=mode, colour=colour))).mode in {"RGB", "RGBA"}


def deep(mode):
    """Greys of sixteen bits, from black at the left to white at the right."""
    image = Image.new(mode, (256, 32))
    for x in range(256):
        image.paste(x * 257, (x, 0, x + 1, 32))
    return image


@pytest.mark.parametrize("mode", ["I;16", "I;16B", "I"])
def test_greys_of_sixteen_bits_keep_their_shades(mode):
    scaled = avatars._scaled(deep(mode))
    assert [scaled.getpixel((x, 9)) for x in range(256)] == [(x, x, x) for x in range(256)]


def test_png_of_sixteen_bits_is_stored_as_it_looks():
    out = BytesIO()
    deep("I;16").save(out, "PNG")
    kept = stored(avatars.write(out.getvalue())).convert("L")
    assert all(abs(kept.getpixel((x, 9)) - x) < 4 for x in range(256))


def test_see_through_grey_of_sixteen_bits_stays_see_through():
    out = BytesIO()
    deep("I;16").save(out, "PNG", transparency=200 * 257)
    kept = stored(avatars.write(out.getvalue()))
    shown = [kept.getpixel((x, 9)) for x in (0, 100, 199, 200, 201, 255)]
    assert [pixel[3] for pixel in shown] == [255, 255, 255, 0, 255, 255]
    assert [pixel[0] for pixel in shown] == [0, 100, 199, 200, 201, 255]


def test_transparent_pictures_stay_transparent_and_others_become_small():
    clear = stored(avatars.write(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0))))
    assert clear.format == "PNG"
    assert clear.getpixel((5, 5))[3] == 0
    assert stored(avatars.write(picture("PNG"))).format == "JPEG"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_metadata_is_gone_and_the_picture_upright(kind):
    name = avatars.write(with_metadata(kind))
    assert b"secret" not in avatars.read(name)
    kept = stored(name)
    assert not kept.getexif()
    assert "icc_profile" not in kept.info
    assert kept.size == (32, 64)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_of_a_film_the_first_frame_is_kept(kind):
    kept = stored(avatars.write(animated(kind)))
    assert getattr(kept, "n_frames", 1) == 1
    red, green, blue = kept.convert("RGB").getpixel((20, 20))
    assert red > 200
    assert max(green, blue) < 60


def test_uploaded_bytes_are_never_what_is_stored():
    small = picture("JPEG", (10, 10))
    name = avatars.write(small + b"<script>alert(1)</script>")
    assert b"<script>" not in avatars.read(name)
    assert avatars.read(name) != small


def test_large_files_are_refused_before_they_are_decoded(settings, monkeypatch):
    settings.TASKHUB_AVATAR_LIMIT = len(picture()) - 1
    monkeypatch.setattr(avatars, "_redrawn", lambda data: pytest.fail("decoded"))
    with pytest.raises(Invalid):
        avatars.write(picture())


def test_decoding_has_a_time_limit(monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(avatars, "TIME_LIMIT", 0.05)
    monkeypatch.setattr(avatars, "_redrawn", lambda data: release.wait(5) and (b"", "png"))
    try:
        with pytest.raises(Invalid):
            avatars.write(picture())
    finally:
        release.set()


def test_names_are_random_and_tell_nothing(settings):
    names = {avatars.write(picture()) for _ in range(3)}
    assert len(names) == 3
    assert all(len(name) == 36 and name.endswith(".jpg") for name in names)
    assert avatars.path_url("x.jpg") == "/media/avatars/x.jpg"


class TestSetAvatar:
    @pytest.fixture
    def ann(self, db):
        return make_user("ann")

    def test_new_picture_replaces_the_old_after_commit(
        self, ann, settings, django_capture_on_commit_callbacks
    ):
        first = services.set_avatar(actor=ann, user=ann, data=picture()).avatar
        with django_capture_on_commit_callbacks(execute=True):
            second = services.set_avatar(actor=ann, user=ann, data=picture()).avatar
            assert files(settings) == sorted([first, second])
        assert files(settings) == [second]
        assert User.objects.get().avatar == second

    def test_refused_picture_leaves_the_old_one(self, ann, settings):
        name = services.set_avatar(actor=ann, user=ann, data=picture()).avatar
        with pytest.raises(Invalid):
            services.set_avatar(actor=ann, user=ann, data=b"<svg/>")
        assert User.objects.get().avatar == name
        assert files(settings) == [name]

    def test_removing_takes_file_and_name_away(
        self, ann, settings, django_capture_on_commit_callbacks
    ):
        services.set_avatar(actor=ann, user=ann, data=picture())
        with django_capture_on_commit_callbacks(execute=True):
            assert services.remove_avatar(actor=ann, user=ann).avatar == ""
            services.remove_avatar(actor=ann, user=ann)
        assert files(settings) == []

    def test_deleting_the_account_takes_the_file_away(
        self, ann, settings, django_capture_on_commit_callbacks
    ):
        services.set_avatar(actor=ann, user=ann, data=picture())
        with django_capture_on_commit_callbacks(execute=True):
            services.delete_user(actor=ann, user=ann)
        assert files(settings) == []

    def test_failing_database_leaves_no_file(self, ann, settings, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr(User, "save", fail)
        with pytest.raises(RuntimeError):
            services.set_avatar(actor=ann, user=ann, data=picture())
        assert files(settings) == []

    def test_somebody_else_may_not(self, ann, settings):
        bob = make_user("bob")
        with pytest.raises(NotYourAccount):
            services.set_avatar(actor=bob, user=ann, data=picture())
        with pytest.raises(NotYourAccount):
            services.remove_avatar(actor=bob, user=ann)
        boss = make_user("boss", is_superuser=True)
        assert services.set_avatar(actor=boss, user=ann, data=picture()).avatar

    def test_file_that_is_gone_already_is_no_fault(self, ann, settings):
        avatars.delete("0" * 32 + ".png")
        avatars.delete("")

    @pytest.mark.django_db(transaction=True)
    def test_of_four_pictures_at_once_one_file_is_left(self, settings):
        ann = make_user("ann")
        race(*[lambda: services.set_avatar(actor=ann, user=ann, data=picture())] * 4)
        assert files(settings) == [User.objects.get().avatar]
