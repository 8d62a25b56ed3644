"""Places in the log that one person can come back to.

A cursor holds the id of an event and is signed for its reader. Whoever else shows it, or
makes one up, has a cursor that is no good.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from django.conf import settings

from taskhub.errors import Invalid

#: Every cursor has so many characters, none of which a URL or JSON would escape.
LENGTH = 28
_VERSION = b"\x01"


def write(user_id: int, event_id: int) -> bytes:
    """Their cursor behind this event; 0 is the start of the log."""
    place = event_id.to_bytes(8, "big")
    return urlsafe_b64encode(_VERSION + place + _signature(user_id, place))


def read(user_id: int, cursor: str) -> int:
    """The id of the event that it stands behind; raises `Invalid`."""
    refused = Invalid({"after": ["This is no cursor of yours."]})
    if len(cursor) != LENGTH or not cursor.isascii():
        raise refused
    try:
        raw = urlsafe_b64decode(cursor)
    except ValueError:
        raise refused from None
    place = raw[1:9]
    # Written anew, so that there is one way to write each: decoders skip what they do not know.
    if not hmac.compare_digest(write(user_id, int.from_bytes(place, "big")), cursor.encode()):
        raise refused
    return int.from_bytes(place, "big")


def _signature(user_id: int, place: bytes) -> bytes:
    said = user_id.to_bytes(8, "big") + place
    return hashlib.blake2b(said, digest_size=12, key=_key(settings.TOKEN_KEY)).digest()


@lru_cache(maxsize=4)
def _key(token_key: bytes) -> bytes:
    return hmac.digest(token_key, b"taskhub.cursors", hashlib.sha256)
