"""The form of a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Lines, PageForm
from comments.models import TEXT_LENGTH


class CommentForm(PageForm):
    """What somebody says."""

    text = Lines(
        label=_("Comment"),
        help_text=_("Markdown: **bold**, _italic_, `code`, - lists, [links](https://…)"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
