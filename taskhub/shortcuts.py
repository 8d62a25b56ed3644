"""What keys and the command palette do: one registry, for the handler, the palette and the help.

A page of somebody signed in holds it as JSON, `/account/shortcuts` shows it without script.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.models import User
from taskhub.pages import NAVIGATION

#: What `Command.needs` may say: a task with the focus or the page's own; nothing that the
#: palette could do, for the focus is what it is about; no script of ours, the browser does it.
TASK, FOCUS, NATIVE = "task", "focus", "native"


@dataclass(frozen=True)
class Command:
    """Something to be done by a key or from the palette.

    `name` is what the script knows it by; one with an `address` leads there. `keys` are
    alternatives, in the words of `KeyboardEvent.key`: "Control+k", "g h" one after the other;
    "Arrow" is any of them.
    """

    name: str
    label: Promise
    keys: tuple[str, ...] = ()
    needs: str = ""
    address: str = ""


#: The groups of the help, in its order: what each is called, and what is in it.
GROUPS: tuple[tuple[Promise, tuple[Command, ...]], ...] = (
    (
        _("Find and make"),
        (
            Command("palette", _("Command palette"), ("Control+k",), FOCUS),
            Command("search", _("Search or filter"), ("/",), FOCUS),
            Command("new", _("New task"), ("c",)),
            Command("help", _("Keyboard shortcuts"), ("?",)),
            Command("close", _("Close"), ("Escape",), NATIVE),
        ),
    ),
    (
        _("Move about"),
        (
            Command("down", _("Next card or row"), ("j", "ArrowDown"), FOCUS),
            Command("up", _("Previous card or row"), ("k", "ArrowUp"), FOCUS),
            Command("left", _("Column to the left"), ("h", "ArrowLeft"), FOCUS),
            Command("right", _("Column to the right"), ("l", "ArrowRight"), FOCUS),
            Command("open", _("Open what has the focus"), ("Enter",), NATIVE),
        ),
    ),
    (
        _("The task with the focus"),
        (
            Command("move", _("Move the task"), ("m",), TASK),
            Command("carry", _("Move the card at once"), ("Shift+Arrow",), NATIVE),
            Command("status", _("Change the status"), ("s",), TASK),
            Command("priority", _("Change the priority"), ("p",), TASK),
            Command("assignee", _("Assign the task"), ("a",), TASK),
            Command("mine", _("Assign the task to me"), ("i",), TASK),
            Command("edit", _("Edit title and description"), ("e",), TASK),
        ),
    ),
)
#: What the palette does besides; it has no keys.
OTHERS = (
    Command("theme light", _("Light colours")),
    Command("theme dark", _("Dark colours")),
    Command("theme", _("Colours as my browser asks for")),
    Command("sign-out", _("Sign out")),
)
# Keys for what the navigation leads to. Of tasks there are several lists instead.
_KEYS = {"home": ("g h",), "tasks:boards": ("g b",)}
_LISTS = (
    ("team", _("Tasks of the team"), ("g l",)),
    ("mine", _("My tasks"), ("g m",)),
    ("assigned", _("Tasks assigned to me"), ()),
    ("marked", _("Tasks I am marked in"), ()),
)
_ACCOUNT = (
    ("accounts:profile", _("Profile")),
    ("accounts:password", _("Password")),
    ("accounts:sessions", _("Sessions")),
    ("api-page", _("APIs")),
)
#: How keys are shown where the letter on them would not do.
SHOWN = {
    "Control": "Ctrl", "Escape": "Esc",
    "ArrowUp": "↑", "ArrowDown": "↓", "ArrowLeft": "←", "ArrowRight": "→",
    "Arrow": "← ↑ ↓ →",
}  # fmt: skip
#: What the script says, by the name it knows it by.
WORDS = {
    "title": _("Command palette"),
    "hint": _("Command, place or task"),
    "filter": _("Type to choose"),
    "none": _("Nothing fits."),
    "searching": _("Searching …"),
    "found": _("Results: %(count)s"),
    "board": _("Board"),
    "task": _("Task"),
    "done": _("Done"),
    "offline": _("The server cannot be reached."),
    "failed": _("That did not work."),
    "signedOut": _("You are signed out. Sign in again."),
    "edge": _("There is nothing further that way."),
    "choose": _("Choose a task first: j and k move between them."),
    "refused": _("You may not do this with the task."),
    "help": _("Keyboard shortcuts"),
    "or": _("or"),
    "off": _("Single keys are switched off in your profile; only the palette’s remains."),
    "close": _("Close"),
}


def places() -> Iterator[Command]:
    """Where one can go from everywhere."""
    for entry in NAVIGATION:
        if entry.route != "tasks:tasks":
            keys = _KEYS.get(entry.route, ())
            yield Command("go", entry.label, keys, address=reverse(entry.route))
            continue
        for which, label, keys in _LISTS:
            address = f"{reverse(entry.route)}?list={which}"
            yield Command("go", label, keys, address=address)
    for route, label in _ACCOUNT:
        yield Command("go", label, address=reverse(route))


def groups() -> list[tuple[Promise, list[Command]]]:
    """What has keys, as the help shows it."""
    going = [place for place in places() if place.keys]
    first, *rest = ((name, list(commands)) for name, commands in GROUPS)
    return [first, (_("Go to"), going), *rest]


def shown(keys: str) -> list[str]:
    """The keys to press, together or one after the other, as they are written on them."""
    parts = keys.replace("+", " ").split()
    return [SHOWN.get(part, part) for part in parts]


def in_page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shortcuts`, the registry as a page's script reads it; made on demand."""

    def made() -> SafeString:
        user = request.user
        staff = isinstance(user, User) and user.is_staff
        return _json(translation.get_language() or "en", staff)

    return {"shortcuts": made}


@cache
def _json(language: str, staff: bool) -> SafeString:
    """The registry in one language, commands findable in all of them."""
    sections = [(str(name), [_row(each) for each in commands]) for name, commands in groups()]
    others = [place for place in places() if not place.keys]
    if staff:
        others.append(Command("go", _("Administration"), address=reverse("admin:index")))
    data = {
        "groups": [*sections, ("", [_row(each) for each in (*others, *OTHERS)])],
        "words": {name: str(text) for name, text in WORDS.items()},
        "shown": SHOWN,
    }
    # Not `json_script`: it writes each Cyrillic letter with six characters.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003C")
    markup = '<script type="application/json" id="shortcuts">{}</script>'
    return format_html(markup, mark_safe(text))  # noqa: S308 - no word in it is a user's


def _row(command: Command) -> list[Any]:
    """What the script reads of a command, without what is empty at its end."""
    row = [command.label, _elsewhere(command.label), command.name, command.keys]
    row += [command.needs, command.address]
    while not row[-1]:
        row.pop()
    return [str(value) if isinstance(value, Promise) else value for value in row]


def _elsewhere(label: Promise) -> str:
    """The label in the other languages: not everybody types in the one they read."""
    here = translation.get_language()
    said = []
    for language, _name in settings.LANGUAGES:
        if language != here:
            with translation.override(language):
                said.append(str(label))
    return " ".join(said)


class Shortcuts(LoginRequiredMixin, TemplateView):
    """/account/shortcuts"""

    template_name = "taskhub/shortcuts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The groups, each command with its keys as they are to be shown."""
        sections = [
            (name, [(each.label, [shown(keys) for keys in each.keys]) for each in commands])
            for name, commands in groups()
        ]
        return {**super().get_context_data(**kwargs), "sections": sections}
