"""Static files where nobody has collected them: small on the wire, the same when unpacked."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ADDRESS = "/static/taskhub/base.css"
PLAIN = Path(settings.BASE_DIR / "taskhub/static/taskhub/base.css").read_bytes()
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def ask(method="get", **headers):
    return getattr(Client(), method)(ADDRESS, headers=headers)


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_text_comes_compressed_to_who_takes_it():
    answer = ask(**GZIP)
    sent = body(answer)
    assert gzip.decompress(sent) == PLAIN
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(sent) < len(PLAIN) / 2
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_others_get_it_as_it_is():
    answer = ask()
    assert body(answer) == PLAIN
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_part_is_a_part_of_the_plain_file():
    answer = ask(Range="bytes=2-5", **GZIP)
    assert (answer.status_code, body(answer)) == (206, PLAIN[2:6])


def test_headers_alone_tell_the_same():
    whole, alone = ask(**GZIP), ask("head", **GZIP)
    assert body(alone) == b""
    assert dict(alone.headers) == dict(whole.headers)


def test_what_is_known_is_not_sent_again():
    tag = ask(**GZIP).headers["ETag"]
    again = ask(**GZIP, **{"If-None-Match": tag})
    assert again.status_code == 304
    assert body(again) == b""


def test_it_takes_no_forms():
    assert ask("post", **GZIP).status_code == 405


@pytest.mark.parametrize("name", ["taskhub/none.css", "../settings.py"])
def test_what_is_not_there_is_not_there(name):
    assert Client().get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("more", [{}, GZIP])
def test_the_icon_is_also_where_browsers_look_unasked(more):
    """The admin's pages name none, and neither does what is no page at all."""
    answer, named = (
        Client().get(path, headers=more) for path in ("/favicon.ico", "/static/taskhub/icon.svg")
    )
    assert (answer.status_code, body(answer)) == (200, body(named))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Cache-Control"] == named.headers["Cache-Control"] == "max-age=60, public"
    assert "Set-Cookie" not in answer.headers
    known = {"If-Modified-Since": answer.headers["Last-Modified"]}
    assert Client().get("/favicon.ico", headers=known).status_code == 304
