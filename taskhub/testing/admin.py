"""The admin as a browser uses it, for tests: forms are sent as their page shows them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from taskhub.testing.factories import make_user

PASSWORD = "correct horse battery"


class AdminBrowser:
    """A signed-in browser in the admin; `page` is such as `tasks/task/`."""

    def __init__(self, user: User, password: str = PASSWORD) -> None:
        self.http = Client(raise_request_exception=False)
        self.user = user
        answer = self.http.post("/admin/login/", {"username": user.email, "password": password})
        assert answer.status_code == 302, answer.content

    def get(self, page: str, **query: Any) -> Any:
        """A page."""
        return self.http.get(f"/admin/{page}", query)

    def post(self, page: str, **data: Any) -> Any:
        """What a button sends."""
        return self.http.post(f"/admin/{page}", data)

    def submit(self, page: str, **changes: Any) -> Any:
        """The form of this page with these changes; None leaves a field out."""
        return self.resubmit(page, self.get(page), **changes)

    def resubmit(self, page: str, shown: HttpResponse, **changes: Any) -> Any:
        """A form that was shown some time ago."""
        data = {**fields_of(shown), **changes}
        return self.post(page, **{name: value for name, value in data.items() if value is not None})

    def choose(self, page: str, action: str, *rows: Any, **more: Any) -> Any:
        """An action on the ticked rows of a list."""
        ids = [row.pk for row in rows]
        return self.post(page, action=action, _selected_action=ids, index="0", **more)

    def messages(self, response: Any) -> list[str]:
        """What is told on the page that follows."""
        followed = self.http.get(response.url) if response.status_code == 302 else response
        return [str(message) for message in followed.context["messages"]]


def make_admin(name: str = "boss", **fields: Any) -> AdminBrowser:
    """A browser of a new superuser, or of whatever staff the fields make them."""
    rights = {"is_staff": True, "is_superuser": True, **fields}
    return AdminBrowser(make_user(name, password=PASSWORD, **rights))


def fields_of(page: HttpResponse) -> dict[str, Any]:
    """What a browser would send of the page's main form, nothing being touched."""
    reader = _FormReader()
    reader.feed(page.content.decode())
    return reader.found


class _FormReader(HTMLParser):
    """Collects the values of the last form of a page, which is the one to be filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Any] = {}
        self.name = ""
        self.multiple = False
        self.in_text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.found = {}
        elif tag == "input":
            self._input(given)
        elif tag in ("select", "textarea"):
            self.name, self.in_text = given.get("name") or "", tag == "textarea"
            self.multiple = "multiple" in given
            if self.name:
                self.found[self.name] = [] if self.multiple else ""
        elif tag == "option" and "selected" in given and self.name:
            self._add(self.name, given.get("value") or "", self.multiple)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            if self.in_text:
                # A browser drops the line end that Django's template puts first.
                self.found[self.name] = self.found[self.name].removeprefix("\n")
            self.name, self.in_text = "", False

    def handle_data(self, data: str) -> None:
        if self.in_text:
            self.found[self.name] += data

    def _input(self, given: dict[str, str | None]) -> None:
        name, kind = given.get("name"), given.get("type", "text")
        if not name or kind in ("submit", "file"):
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        self._add(
            name, given.get("value") or ("on" if kind == "checkbox" else ""), kind == "hidden"
        )

    def _add(self, name: str, value: str, many: bool) -> None:
        if many and name in self.found and self.found[name] != "":
            present = self.found[name]
            self.found[name] = [*(present if isinstance(present, list) else [present]), value]
        else:
            self.found[name] = value
