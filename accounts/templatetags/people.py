"""People on pages: `{% load people %}`."""

from typing import Any

from django import template

from accounts import avatars
from accounts.models import User
from accounts.rows import Person

register = template.Library()


@register.inclusion_tag("accounts/_avatar.html")
def avatar(person: User | Person, size: str = "") -> dict[str, Any]:
    """Somebody's picture, or the first letter of their name; said to nobody, it stands by one.

    `size` is `small`, `large` or nothing.
    """
    name = person.full_name or person.username
    address = avatars.path_url(person.avatar) if person.avatar else ""
    return {"address": address, "letter": name[:1].upper(), "size": size}


@register.filter
def called(person: User | Person) -> str:
    """What somebody is called: their full name, else their user name."""
    return person.full_name or person.username
