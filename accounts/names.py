"""How e-mail addresses, user names and full names are written and compared.

The one place that normalises; everything that stores, looks up or limits by an address or
a user name calls it.
"""

import re
import unicodedata

#: Names that a route or a screen already uses for something else.
RESERVED_USERNAMES = frozenset({"me", "user", "users", "admin", "root", "system", "deleted"})

#: What the names and the address of a deleted account are made of; nobody else may have one.
DELETED_STEM = "deleted-"
DELETED_DOMAIN = "deleted.invalid"

_UNFIT = re.compile(r"[^\w.@+-]+")
# NUL cannot be stored by PostgreSQL, half a surrogate pair by neither database.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def is_storable(text: str) -> bool:
    """Whether both databases can hold the text."""
    return not _UNSTORABLE.search(text)


def normalise_email(address: str) -> str:
    """The form an address is stored, looked up and limited in: trimmed, lower case."""
    # Lower case may take a letter apart that another spelling has in one piece.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).lower()).strip()


def username_key(username: str) -> str:
    """The form in which two user names are the same name, whatever their case."""
    # Folding may take a letter apart that another spelling has in one piece.
    return unicodedata.normalize("NFKC", tidy_username(username).casefold())


def tidy_username(username: str) -> str:
    """The form a user name is stored and shown in: trimmed, one spelling of each letter."""
    return unicodedata.normalize("NFKC", username).strip()


def is_reserved(username: str) -> bool:
    """Whether nobody may call themselves that."""
    key = username_key(username)
    return key in RESERVED_USERNAMES or key.startswith(DELETED_STEM)


def username_stem(address: str) -> str:
    """A user name to start from, made of an address's local part; never empty."""
    local = unicodedata.normalize("NFKC", address.strip().split("@")[0])
    stem = _UNFIT.sub("", local)[:140]
    # A number appended would not help a name that starts like a deleted account's.
    return "person" if not stem or stem.casefold().startswith(DELETED_STEM) else stem


def split_name(name: str) -> tuple[str, str]:
    """First word and the rest (contracts/README.md, "User"); any white space ends a word."""
    first, *rest = name.split(maxsplit=1) or [""]
    return first, "".join(rest).rstrip()
