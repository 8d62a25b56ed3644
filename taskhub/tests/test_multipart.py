"""What a form says, read by what browsers and programs send."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from taskhub.rest import multipart
from taskhub.testing.hostile import BROKEN_FORMS, NAME, form

TYPE = "multipart/form-data; boundary=x"
FILE = b'Content-Disposition: form-data; name="file"'


def texts(*parts):
    return multipart.read(form(*parts), TYPE).texts


def files(*parts):
    found = multipart.read(form(*parts), TYPE).files
    return {name: (file.name, file.size, file.read()) for name, file in found.items()}


def test_texts_and_files_come_as_they_were_sent():
    data = bytes(range(256)) * 300 + b"\r\n--\r\n\r\n"
    sent = {"name": "Анна 👩‍🚀\r\nLee", "about": "", "file": SimpleUploadedFile("ü.png", data)}
    read = multipart.read(encode_multipart(BOUNDARY, sent), MULTIPART_CONTENT)
    assert read.texts == {"name": "Анна 👩‍🚀\r\nLee", "about": ""}
    assert {name: file.read() for name, file in read.files.items()} == {"file": data}
    assert read.files["file"].name == "ü.png"


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (NAME + b"\r\n\r\nAnna", "Anna"),
        (NAME.lower() + b"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nAnna", "Anna"),
        (b"Content-Disposition:form-data;name=name\r\n\r\nAnna", "Anna"),
        (NAME + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\xd0\x90", "А"),
        (NAME + b"\r\nContent-Transfer-Encoding: BASE64\r\n\r\nQW5u\r\nYQ==", "Anna"),
        (NAME + b"\r\n\r\n", ""),
    ],
)
def test_a_text_is_read_whatever_it_is_wrapped_in(part, text):
    assert texts(part) == {"name": text}


def test_the_last_of_each_name_counts():
    assert texts(NAME + b"\r\n\r\na", NAME + b"\r\n\r\nb") == {"name": "b"}


def test_an_untouched_file_input_is_nothing_and_an_empty_file_is_a_file():
    untouched, empty = (FILE + b'; filename="' + name + b'"\r\n\r\n' for name in (b"", b"a.png"))
    assert files(untouched) == {}
    assert texts(untouched) == {}
    assert files(empty) == {"file": ("a.png", 0, b"")}
    assert files(FILE + b'; filename="a.png"\r\n\r\nx', untouched) == {"file": ("a.png", 1, b"x")}


@pytest.mark.parametrize(
    ("start", "end"), [(b"", b""), (b"\r\n", b"\r\n"), (b"So it begins.\r\n", b"This is the end.")]
)
def test_what_stands_around_a_form_counts_for_nothing(start, end):
    body = start + form(NAME + b"\r\n\r\nAnna").removesuffix(b"\r\n") + end
    assert multipart.read(body, TYPE).texts == {"name": "Anna"}


def test_a_form_may_be_empty_and_have_a_thousand_parts(settings):
    assert texts() == {}
    parts = [NAME + b"\r\n\r\nAnna"] * settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert texts(*parts) == {"name": "Anna"}
    with pytest.raises(ValueError):
        texts(*parts, parts[0])


@pytest.mark.parametrize("kind", ["", "boundary=", 'boundary="x "', "boundary=é", "a=x"])
def test_a_form_needs_a_boundary(kind):
    with pytest.raises(ValueError):
        multipart.read(form(), f"multipart/form-data; {kind}")


@pytest.mark.parametrize("body", BROKEN_FORMS.values(), ids=BROKEN_FORMS)
def test_what_cannot_be_read_whole_is_refused(body):
    with pytest.raises(ValueError):
        multipart.read(body, TYPE)


def test_no_cut_of_a_form_is_taken():
    body = form(NAME + b"\r\n\r\nAnna", FILE + b'; filename="a.png"\r\n\r\nx')
    for length in range(len(body) - len(b"\r\n")):
        with pytest.raises(ValueError):
            multipart.read(body[:length], TYPE)


def test_noise_is_a_form_or_refused():
    chance = random.Random(7)
    good = form(
        NAME + b"; a*0*=utf-8''%41; a*1=b\r\n\r\nAnna", FILE + b"; filename*=x'y'z\r\n\r\nx"
    )
    for _ in range(3000):
        body = bytearray(good)
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(body))
            body[place : place + chance.randrange(3)] = chance.choice(
                [b"\r\n", b'"', b";", b"*", b"=", b"%", b"\0", b"\xff", b"--x", b"'", b"9" * 9]
            )
        try:
            multipart.read(bytes(body), TYPE)
        except ValueError:
            continue
