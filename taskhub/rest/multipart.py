"""Forms with files (RFC 7578), read whole or not at all.

Django's reader passes over parts that it cannot read, puts a sign in the place of what is not
UTF-8, and takes a form whose end is missing: somebody's name is then half of what was sent.
Here each of these is a `ValueError`. Bodies are bounded before they get here.
"""

from __future__ import annotations

import re
from base64 import b64decode
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.http import parse_header_parameters

END = b"\r\n"
#: Bytes that the headers of one part may have; reading them takes more than a glance each.
HEAD = 4096
_BOUNDARY = re.compile(r"[ -~]{0,200}[!-~]")
_HEADER_NAME = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)


class Form(NamedTuple):
    """Texts and files, the last of each name; an input that no file was chosen for is neither."""

    texts: dict[str, str]
    files: dict[str, ContentFile[bytes]]


def read(body: bytes, content_type: str) -> Form:
    """The form in a body of this type; raises `ValueError` for one that cannot be read whole."""
    form = Form({}, {})
    for part in _parts(body, _boundary(content_type)):
        name, filename, content = _opened(part)
        if filename is None:
            form.texts[name] = content.decode()
        # Browsers send an untouched file input as a file without a name or content.
        elif filename or content:
            form.files[name] = ContentFile(content, filename)
    return form


def _boundary(content_type: str) -> bytes:
    boundary = _parameters(content_type)[1].get("boundary", "")
    if not _BOUNDARY.fullmatch(boundary):
        raise ValueError("no usable boundary")
    return boundary.encode()


def _parts(body: bytes, boundary: bytes) -> list[bytes]:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    # Text before the first boundary and after the last counts for nothing (RFC 2046, 5.1.1).
    pieces = (END + body).split(END + b"--" + boundary, most + 1)[1:]
    parts: list[bytes] = []
    for piece in pieces:
        if piece.startswith(b"--"):
            return parts
        padding, end, part = piece.partition(END)
        if padding.strip(b" \t") or not end:
            raise ValueError("something else where a boundary ends")
        parts.append(part)
    raise ValueError("no closing boundary, or too many parts before it")


def _opened(part: bytes) -> tuple[str, str | None, bytes]:
    head, gap, content = part.partition(END + END)
    if not gap or len(head) > HEAD:
        raise ValueError("a part without an end of its headers")
    headers = _headers(head.decode())
    kind, given = _parameters(headers.get("content-disposition", ""))
    if kind != "form-data" or "name" not in given:
        raise ValueError("a part without a name")
    encoding = headers.get("content-transfer-encoding", "binary")
    return given["name"], given.get("filename"), _decoded(content, encoding.lower())


def _headers(head: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        key = name.lower()
        if not _HEADER_NAME.fullmatch(name) or key in headers:
            raise ValueError("a line that is no header, or one that was there before")
        headers[key] = value.strip()
    return headers


def _parameters(header: str) -> tuple[str, dict[str, str]]:
    try:
        return parse_header_parameters(header)
    except TypeError:
        # Python's reader compares the numbers of a parameter's pieces, also those without one.
        raise ValueError("pieces of a parameter that make no whole") from None


def _decoded(content: bytes, encoding: str) -> bytes:
    if encoding in ("7bit", "8bit", "binary"):
        return content
    if encoding != "base64":
        raise ValueError("an encoding that nobody sends forms in")
    return b64decode(b"".join(content.split()), validate=True)
