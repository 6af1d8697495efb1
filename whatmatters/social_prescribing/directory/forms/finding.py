"""What is asked of the directory. Posted, never put into an address: what somebody is looking for is their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import PlainCheckboxes, PlainForm

from ..queries.finding import choices


class FindForm(PlainForm):
    """One box for words, one for a place; the rest may stay as it is."""

    marks_optional = False

    words = forms.CharField(
        label=_("What would help, or what is going on?"),
        help_text=_("A few words, like “swimming”, or say it in your own way. Nothing that you write here is kept."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = forms.CharField(
        label=_("Near which postcode?"),
        help_text=_("Such as M4 5JD, or only M4"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "width": "10", "spellcheck": False}),
    )
    miles = forms.ChoiceField(label=_("How far can you go?"), required=False, choices=choices.MILES, initial="5")
    need = forms.ChoiceField(label=_("What it is about"), required=False)
    group = forms.ChoiceField(label=_("Whom it is for"), required=False)
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    day = forms.ChoiceField(label=_("Day"), required=False)
    time = forms.ChoiceField(label=_("Time of day"), required=False, choices=choices.TIMES)
    language = forms.CharField(label=_("Language spoken there"), required=False, max_length=40)
    only = forms.MultipleChoiceField(
        label=_("Only show"), required=False, choices=choices.ONLY, widget=PlainCheckboxes(small=True)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, known in (("need", choices.needs()), ("group", choices.groups()), ("day", choices.days())):
            self.fields[name].choices = known  # type: ignore[attr-defined]

    @property
    def has_more(self) -> bool:
        """Whether more was asked for than words and a place."""
        return any(self.data.get(name) for name in ("need", "group", "age", "day", "time", "language", "only"))
