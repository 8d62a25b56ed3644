"""Static files over the wire: compressed also where nobody has collected them."""

import gzip
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Response, StaticFile

_TEXTS = {".css", ".js", ".svg"}


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise; of files found where packages keep them it compresses the texts itself.

    Collected files have been compressed by `collectstatic`. Nothing secret is in any of them,
    so their size tells nobody anything.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Browsers look here where what they show names no icon, as the admin's pages.
        icon = self.files.get(f"{self.static_prefix}taskhub/icon.svg")
        if icon is not None:
            self.files["/favicon.ico"] = icon

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        """What answers for the file at this path."""
        plain = super().get_static_file(path, url, stat_cache)
        as_it_is = settings.COLLECTED or Path(path).suffix not in _TEXTS
        return plain if as_it_is else CompressedFile(plain, Path(path))


class CompressedFile:
    """A text, compressed when it is first asked for and then kept."""

    def __init__(self, plain: StaticFile, path: Path) -> None:
        self.plain = plain
        self.path = path

    @cached_property
    def content(self) -> bytes:
        """The file, compressed."""
        # Without a time in it, so that the same file is the same bytes.
        return gzip.compress(self.path.read_bytes(), compresslevel=6, mtime=0)

    def get_response(self, method: str, meta: dict[str, str]) -> Response:
        """The answer to a request; a part of a file is a part of the plain one."""
        small = "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "") and "HTTP_RANGE" not in meta
        response = self.plain.get_response("HEAD" if small and method == "GET" else method, meta)
        headers = {**dict(response.headers), "Vary": "Accept-Encoding"}
        if not small or response.status != 200 or method not in {"GET", "HEAD"}:
            return Response(response.status, headers.items(), response.file)
        headers |= {"Content-Encoding": "gzip", "Content-Length": str(len(self.content))}
        file = BytesIO(self.content) if method == "GET" else None
        return Response(response.status, headers.items(), file)
