"""Which tasks speak of something: a plain search over titles and descriptions."""

import json

from django.db import connection
from django.db.models import BigIntegerField, Func, Q, Value

from accounts.validation import is_storable
from tasks import text_index

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


def sieve(text: str) -> list[Q]:
    """A condition that all tasks with these words meet, where an index makes it a quick one.

    Asks the index (`text_index.candidates`).
    """
    found = text_index.candidates(words(text), connection) if is_storable(text) else None
    if found is None:
        return []
    listed = Func(
        Value(json.dumps(found)),
        template="(SELECT value FROM json_each(%(expressions)s))",
        output_field=BigIntegerField(),
    )
    return [Q(pk__in=listed)]
