"""The forms of boards and tasks. What a value must be like is the services' to say: these
read what a browser sends, and find the people and things that it names.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Lines, PageForm
from accounts.models import User
from accounts.names import username_key
from taskhub.errors import Invalid
from tasks.filters import NO_DATE, NOBODY, OPEN, OVERDUE, TODAY, WEEK, Filter
from tasks.history import WORDS
from tasks.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Priority, TaskStatus, Visibility

PRIORITIES = [(priority.value, WORDS[priority.value]) for priority in Priority]
VISIBILITIES = [(each.value, WORDS[each.value]) for each in Visibility]
_LARGEST_ID = 2**63 - 1


class BoardForm(PageForm):
    """What a board is called and who may read it."""

    name = forms.CharField(label=_("Name"), max_length=TITLE_LENGTH)
    description = Lines(
        label=_("Description"),
        max_length=DESCRIPTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_private = forms.BooleanField(
        label=_("Private"),
        help_text=_("Only you and its members see a private board. An open one everybody reads."),
        required=False,
        initial=True,
    )


class TitleForm(forms.Form):
    """A new task, by its title alone."""

    title = forms.CharField(max_length=TITLE_LENGTH)


class FilterForm(forms.Form):
    """The filter of a board, as its URL has it."""

    q = forms.CharField(label=_("Text"), max_length=200, required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    priority = forms.ChoiceField(
        label=_("Priority"), required=False, choices=[("", _("Any")), *PRIORITIES]
    )
    due = forms.ChoiceField(
        label=_("Due date"),
        required=False,
        choices=[
            ("", _("Any")),
            (OVERDUE, _("Overdue")),
            (TODAY, _("Today")),
            (WEEK, _("In the next 7 days")),
            (NO_DATE, _("No date")),
        ],
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        choices = [("", _("Anybody")), (NOBODY, _("Nobody")), *people]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def read(cls, data: Any) -> Filter:
        """The filter that a URL names; what makes no sense in it asks for nothing."""
        form = FilterForm(data, people=[])
        person, status = str(data.get("person", "")), str(data.get("status", ""))
        form.full_clean()
        found = form.cleaned_data
        return Filter(
            text=found.get("q", ""),
            person=person if person == NOBODY or as_id(person) else "",
            priority=found.get("priority", ""),
            due=found.get("due", ""),
            status=status if status == OPEN or as_id(status) else "",
        )


class ListForm(FilterForm):
    """The filter and the order of a list."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("newest", _("Newest first")),
            ("oldest", _("Oldest first")),
            ("changed", _("Last changed first")),
            ("due", _("Soonest due first")),
            ("priority", _("Most pressing first")),
            ("status", _("By status")),
            ("title", _("By title")),
        ],
    )

    def __init__(self, *args: Any, statuses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            ("", _("Any")),
            (OPEN, _("Not done")),
            *statuses,
        ]


class BulkForm(PageForm):
    """What is to become of several tasks; what is left empty stays as it is."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    priority = forms.ChoiceField(
        label=_("Priority"), required=False, choices=[("", _("as it is")), *PRIORITIES]
    )
    assignee = forms.CharField(
        label=_("Assignee"),
        help_text=_("A user name, or - for nobody"),
        required=False,
        max_length=151,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    due_date = forms.DateField(
        label=_("Due date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    no_due_date = forms.BooleanField(label=_("Take the date away"), required=False)

    def __init__(self, *args: Any, statuses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [("", _("as it is")), *statuses]  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """The changes, as `update_task` takes them."""
        wanted = {name: self.cleaned_data[name] for name in ("priority",)}
        wanted["status"] = status_of(self.cleaned_data["status"])
        wanted["due_date"] = self.cleaned_data["due_date"]
        changes = {name: value for name, value in wanted.items() if value}
        if self.cleaned_data["no_due_date"]:
            changes["due_date"] = None
        if name := self.cleaned_data["assignee"].strip():
            changes["assignee"] = self._assignee(name)
        return changes

    def _assignee(self, name: str) -> User | None:
        if name == "-":
            return None
        found = people_named(names_in(name))
        if len(found) != 1:
            raise Invalid({"assignee": [str(_("There is nobody called that."))]})
        return found[0]


def as_id(text: object) -> int | None:
    """The id that this text writes, if it is one that a row can have."""
    plain = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 20
    number = int(str(text)) if plain else 0
    return number if 0 < number <= _LARGEST_ID else None


class MergingForm(PageForm):
    """A form that knows what its fields said when the page was made.

    What was left alone is not sent on: two people who change different fields do not meet.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """Refuses a field that is said to have shown what it cannot hold: no page did that."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.fields.keys() - self.errors.keys():
            try:
                self.seen(name)
            except forms.ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def seen(self, name: str) -> Any:
        """What the field said on the page that was filled in."""
        field = self.fields[name]
        widget = field.hidden_widget()
        key = self.add_initial_prefix(name)
        return field.to_python(widget.value_from_datadict(self.data, self.files, key))

    def show_afresh(self, now: dict[str, Any]) -> None:
        """Keeps what was typed, and takes the present values for what the page has shown."""
        shown = {self.add_initial_prefix(name): _written(now[name]) for name in self.fields}
        self.data = {**{name: self.data[name] for name in self.data}, **shown}


def _written(value: Any) -> str:
    return "" if value is None else str(value)


class TextForm(MergingForm):
    """Title and description."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    description = Lines(
        label=_("Description"),
        help_text=_("Markdown: **bold**, _italic_, `code`, - lists, [links](https://…)"),
        max_length=DESCRIPTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class DetailsForm(MergingForm):
    """Everything else about a task; people are named by their user names."""

    status = forms.ChoiceField(label=_("Status"))
    priority = forms.ChoiceField(label=_("Priority"), choices=PRIORITIES)
    assignee = forms.CharField(
        label=_("Assignee"),
        max_length=151,
        required=False,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    marked = forms.CharField(
        label=_("Marked"),
        help_text=_("User names, separated by commas"),
        max_length=4000,
        required=False,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    due_date = forms.DateField(
        label=_("Due date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    board = forms.ChoiceField(label=_("Board"), required=False)
    parent = forms.CharField(
        label=_("Part of"),
        help_text=_("The number of another task"),
        max_length=20,
        required=False,
        widget=forms.TextInput(
            attrs={"list": "parents", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )
    visibility = forms.ChoiceField(label=_("Visible to"), choices=VISIBILITIES)

    def __init__(
        self, *args: Any, choices: dict[str, list[tuple[str, Any]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean_assignee(self) -> str:
        """One user name, or nothing."""
        return self._names("assignee")

    def clean_marked(self) -> str:
        """User names in a fixed order, so that the same people are the same text."""
        return self._names("marked")

    def clean_parent(self) -> str:
        """The number of a task, or nothing."""
        text = str(self.cleaned_data["parent"]).strip().removeprefix("#")
        if text and as_id(text) is None:
            raise forms.ValidationError(_("This is not the number of a task."))
        return text

    def _names(self, name: str) -> str:
        """The user names in this field, each of somebody there is."""
        given = names_in(self.cleaned_data[name])
        known = {user.username_key: user.username for user in people_named(given)}
        unknown = [each for each in given if username_key(each) not in known]
        if unknown:
            told = _("There is nobody called %(names)s.")
            raise forms.ValidationError(told, params={"names": ", ".join(unknown)})
        return ", ".join(sorted(known.values(), key=str.casefold))


def names_in(text: str) -> list[str]:
    """The user names that a text lists."""
    return [name for part in text.split(",") if (name := part.strip().removeprefix("@"))]


def people_named(names: list[str]) -> list[User]:
    """Those of them that there are; one statement.

    Deleted accounts too: whom a task names already it goes on to name, and the service
    refuses them where they are new.
    """
    return list(User.objects.with_usernames(names)) if names else []


def status_of(text: object) -> TaskStatus | None:
    """The status with the id that this text writes, if there is one; one statement."""
    pk = as_id(text)
    return TaskStatus.objects.filter(pk=pk).first() if pk else None
