"""Answers as JSON (docs/decisions/0009)."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer

# Line separators of Unicode: JSON allows them, JavaScript of old does not.
_SEPARATORS = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))
#: How both begin.
_BEFORE = b"\xe2\x80"


class JsonRenderer(JSONRenderer):
    """The bytes that DRF's renderer makes, sooner; whatever orjson refuses is left to DRF's."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The JSON of the data; nothing for None, which stands for no body."""
        if data is None:
            return b""
        try:
            text = orjson.dumps(data, option=_AS_DRF)
        except TypeError:
            return super().render(data)
        # Looking for a separator in a hundred tasks takes a third of encoding them.
        if text.isascii() or _BEFORE not in text:
            return text
        for separator, escaped in _SEPARATORS:
            text = text.replace(separator, escaped)
        return text


class Response(HttpResponse):
    """An answer in JSON, encoded where it is made; without data it has neither body nor type.

    Not DRF's, a template that Django renders later: there is nothing to choose, and a small
    answer took longer to be wrapped than to be encoded.
    """

    def __init__(
        self,
        data: Any = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        content_type: str = JsonRenderer.media_type,
    ) -> None:
        super().__init__(_RENDERER.render(data), content_type=content_type, status=status)
        if data is None:
            del self.headers["Content-Type"]
        for name, value in (headers or {}).items():
            self.headers[name] = value


_RENDERER = JsonRenderer()
# Instants as DRF and `fields.instant` write them; of dataclasses DRF knows nothing.
_AS_DRF = orjson.OPT_UTC_Z | orjson.OPT_PASSTHROUGH_DATACLASS
