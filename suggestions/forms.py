"""The form that asks for an analysis."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Lines, PageForm
from tasks.models import DESCRIPTION_LENGTH


class AnalyseForm(PageForm):
    """What the analysis should know besides the task itself."""

    context = Lines(
        label=_("What else should it know?"),
        max_length=DESCRIPTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
