"""People on pages: `{% load people %}`."""

from typing import Any

from django import template

from accounts import avatars
from accounts.models import User
from accounts.rows import Person, shown_name

register = template.Library()
register.filter("called", shown_name)


@register.inclusion_tag("accounts/_avatar.html")
def avatar(person: User | Person, size: str = "") -> dict[str, Any]:
    """Somebody's picture, or the first letter of their name; said to nobody, it stands by one.

    `size` is `small`, `large` or nothing.
    """
    name = shown_name(person)
    address = avatars.path_url(person.avatar) if person.avatar else ""
    return {"address": address, "letter": name[:1].upper(), "size": size}
