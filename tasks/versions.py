"""Versions: who says what they have read changes that, or nothing."""

from collections.abc import Collection

#: The version that a thing must still have, or any of several; None where it does not matter.
Versions = int | Collection[int] | None


def fits(present: int, wanted: Versions) -> bool:
    """Whether the present version is one that was wanted."""
    if wanted is None:
        return True
    return present in ({wanted} if isinstance(wanted, int) else wanted)
