"""What cards are made of: `{% load cards %}`. Plain functions, for there are hundreds."""

import datetime
from collections.abc import Iterable

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts import avatars
from accounts.rows import Person, shown_name
from accounts.templatetags import moments
from tasks.history import WORDS, status_name
from tasks.markdown import to_html

register = template.Library()
register.filter("ago", moments.ago)
register.filter("status_name", status_name)
register.filter("called", shown_name)


@register.simple_tag
def day(date: datetime.date, today: datetime.date) -> str:
    """A date as short as it can be: the year only where it is another one."""
    if date.year == today.year:
        # For translators: day and month, in the letters of Django's date filter.
        return formats.date_format(date, gettext("j M"))
    return formats.date_format(date, gettext("j M Y"))


@register.filter
def markdown(text: str) -> SafeString:
    """The text as HTML; whatever it holds, it does no harm."""
    return to_html(text)


@register.filter
def word(value: str) -> str:
    """A priority, a visibility or the side of a status, in the reader's language."""
    return str(WORDS.get(value, value))


@register.simple_tag
def names(people: Iterable[Person]) -> str:
    """Their names in a row."""
    return ", ".join(map(shown_name, people))


@register.simple_tag
def face(person: Person) -> SafeString:
    """Somebody's picture or the first letter of their name, with their name to read out."""
    name = shown_name(person)
    if not person.avatar:
        markup = '<span class="who avatar" role="img" title="{0}" aria-label="{0}">{1}</span>'
        return format_html(markup, name, name[:1].upper())
    address = avatars.path_url(person.avatar)
    return format_html('<img class="who avatar" src="{1}" alt="{0}" title="{0}">', name, address)
