"""Which tasks speak of something: a plain search over titles and descriptions."""

from django.db.models import Q

from accounts.validation import is_storable

#: What is looked for at most; each word costs a look at every text.
MOST_WORDS = 8
LONGEST = 200


def words(text: str) -> list[str]:
    """The words that are looked for: a bounded number of them, each once."""
    return list(dict.fromkeys(text[:LONGEST].split()))[:MOST_WORDS]


def conditions(text: str) -> list[Q]:
    """One condition a word: it stands somewhere in the title or the description, in any case.

    On no words there are no conditions. A text that no column could hold is nowhere.
    """
    if not is_storable(text):
        return [Q(pk__in=())]
    return [Q(title__icontains=word) | Q(description__icontains=word) for word in words(text)]
