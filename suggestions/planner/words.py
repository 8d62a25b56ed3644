"""How the words of a kind are written down."""

from typing import NamedTuple


class Words(NamedTuple):
    """Three strengths: words that nearly prove a kind, that speak for it, that lean to it."""

    certain: str
    usual: str
    hint: str
