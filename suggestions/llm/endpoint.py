"""One exchange with a chat completions endpoint: bounded in time and bytes, no redirects.

The address is the operator's, so it may well be a local one. Whatever comes back is foreign:
it is never logged or quoted, since endpoints repeat keys and prompts in their errors.
"""

import json
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpx2

from suggestions.llm.answer import Unusable
from suggestions.llm.reasons import Reason, Unavailable

#: Bytes of an answer; ten long sub-tasks take a tenth of it.
MOST_BYTES = 512 * 1024
#: Seconds of rest after a 429 that names none, and the most that one may name.
REST, LONGEST_REST = 10.0, 600.0


class Rejected(Exception):
    """The endpoint does not take a request of this form."""


class RestWanted(Unavailable):
    """The endpoint asks to be left alone for `seconds`."""

    def __init__(self, seconds: float, status: int) -> None:
        super().__init__(Reason.RESTING, f"HTTP {status}, to be asked again in {seconds:.0f} s")
        self.seconds = seconds


@dataclass(frozen=True)
class Endpoint:
    """Where the model is reached, and with which key."""

    url: str
    key: str = field(repr=False)

    def complete(self, body: dict[str, Any], until: float) -> str:
        """What the model says to this, before the clock of `time.monotonic` shows `until`.

        Raises `Rejected`, `Unavailable`, and `Unusable` for an answer that was cut short.
        """
        try:
            content = self._post(json.dumps(body).encode(), until)
        except httpx2.TimeoutException:
            raise Unavailable(Reason.SLOW, "no answer in time") from None
        except httpx2.HTTPError as failure:
            raise Unavailable(Reason.FAILED, type(failure).__name__) from None
        return _said(content)

    def _post(self, content: bytes, until: float) -> bytes:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            # A small packed answer could unpack to any size.
            "Accept-Encoding": "identity",
        }
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = f"{self.url}/chat/completions"
        seconds = max(0.01, until - time.monotonic())
        with _client().stream(
            "POST", address, content=content, headers=headers, timeout=seconds
        ) as response:
            _require_success(response)
            return _body(response, until)


@cache
def _client() -> httpx2.Client:
    """The one client of this process.

    Connections are not kept: calls are rare, and one that the other side has closed
    meanwhile would cost an analysis.
    """
    limits = httpx2.Limits(max_keepalive_connections=0)
    return httpx2.Client(trust_env=False, follow_redirects=False, limits=limits)


def _require_success(response: httpx2.Response) -> None:
    status = response.status_code
    if status in (400, 422):
        raise Rejected
    if status == 429 or (status == 503 and "Retry-After" in response.headers):
        raise RestWanted(_rest(response.headers.get("Retry-After", "")), status)
    if status != 200:
        raise Unavailable(Reason.FAILED, f"HTTP {status}")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unavailable(Reason.FAILED, "a packed answer")


def _rest(retry_after: str) -> float:
    """The wait that `Retry-After` names, in seconds or as a date (RFC 9110, 10.2.3)."""
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(retry_after).timestamp() - time.time()
        except (ValueError, TypeError, OverflowError):
            seconds = REST
    # Written so that NaN, which compares with nothing, falls to the default.
    return min(seconds, LONGEST_REST) if seconds > 0 else REST


def _body(response: httpx2.Response, until: float) -> bytes:
    parts, size = [], 0
    for part in response.iter_raw():
        size += len(part)
        if size > MOST_BYTES:
            raise Unavailable(Reason.UNUSABLE, "an answer beyond all bounds")
        if time.monotonic() > until:
            raise Unavailable(Reason.SLOW, "an answer in drips")
        parts.append(part)
    return b"".join(parts)


def _said(content: bytes) -> str:
    """The message in the envelope that all these endpoints share."""
    try:
        choice = json.loads(content)["choices"][0]
        message, end = choice["message"], choice.get("finish_reason")
        refusal, said = message.get("refusal"), message.get("content")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise Unavailable(Reason.UNUSABLE, "no chat completion") from None
    if refusal or end == "content_filter":
        raise Unavailable(Reason.REFUSED, "the model declined")
    if end == "length":
        raise Unusable("It was cut short; be briefer.")
    if not isinstance(said, str) or not said.strip():
        raise Unusable("It is empty.")
    return said
