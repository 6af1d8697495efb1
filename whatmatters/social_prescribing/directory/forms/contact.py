"""The shape of what a listing's contact, or anybody who finds something wrong, types. Meaning is for rules."""

from __future__ import annotations

from dataclasses import asdict
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import ClockTimeField, PlainCheckboxes, PlainForm, PlainRadios

from ..rules.documents import Told
from ..rules.listings import LONGEST_NAME, LONGEST_TEXT
from ..rules.needs import need_labels
from ..rules.reports import LONGEST_WORDS, WHAT
from ..rules.sessions import DAY_NAMES

_SHORT = 300


def _line(label: Any, hint: Any = "", *, most: int = _SHORT, **shown: Any) -> forms.CharField:
    """One line that can be left empty."""
    widget = forms.TextInput(attrs=shown)
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


def _lines(label: Any, hint: Any = "", *, most: int = LONGEST_TEXT, rows: int = 3) -> forms.CharField:
    """Some lines that can be left empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


class CorrectionForm(PlainForm):
    """What the directory says of a service, to be changed: a question for each field of `Told` but its coordinates."""

    marks_optional = False

    name = _line(_("Name of the group or service"), most=LONGEST_NAME)
    organisation = _line(_("Who runs it"))
    description = _lines(_("What people do there"), rows=6)
    eligibility = _lines(_("Who it is for"), _("For example: anybody over 50, or people with diabetes"))
    minimum_age = forms.IntegerField(label=_("Youngest age"), required=False, min_value=0, max_value=150)
    maximum_age = forms.IntegerField(label=_("Oldest age"), required=False, min_value=0, max_value=150)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        choices=[(day, _(name)) for day, name in enumerate(DAY_NAMES)],
        coerce=int,
        required=False,
        widget=PlainCheckboxes(small=True),
    )
    opens_at = ClockTimeField(label=_("From"), help_text=_("Like 10am or 2:30pm"), required=False)
    closes_at = ClockTimeField(label=_("Until"), help_text=_("Like 10am or 2:30pm"), required=False)
    place = _line(_("Name of the place"), _("For example: St Mark’s Hall"))
    address = _line(_("Address: building and street"))
    town = _line(_("Town"))
    postcode = _line(_("Postcode"), _("Such as M4 5JD"), most=10, width="10", spellcheck=False)
    access = _lines(_("Getting in"), _("Such as steps, a lift, a hearing loop, parking"))
    cost = _lines(_("What it costs"), _("Write “free” when it costs nothing"))
    how_to_join = _lines(_("How to join in"), _("For example: just come along, or ring first"))
    phone = _line(_("Telephone number"), most=60, inputmode="tel", width="20")
    email = forms.EmailField(label=_("E-mail address for the public"), required=False, max_length=254)
    website = _line(_("Web address"), _("It begins with https://"), most=500, inputmode="url", spellcheck=False)
    languages = _line(_("Languages spoken there"), _("Write a comma between them"))
    needs = forms.MultipleChoiceField(
        label=_("What it is about"), required=False, widget=PlainCheckboxes(small=True, attrs={})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = list(need_labels().items())  # type: ignore[attr-defined]

    @staticmethod
    def start(told: Told) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return asdict(told) | {"languages": ", ".join(told.languages)}

    def said(self) -> dict[str, Any]:
        """The answers as `Told` has them."""
        clean = dict(self.cleaned_data)
        clean |= {name: _clock(clean[name]) for name in ("opens_at", "closes_at")}
        clean |= {name: tuple(clean[name]) for name in ("weekdays", "needs")}
        named = (name.strip() for name in clean["languages"].split(","))
        return clean | {"languages": tuple(dict.fromkeys(name for name in named if name))}


def _clock(said: time | None) -> str:
    return f"{said:%H:%M}" if said else ""


class NewLinkForm(PlainForm):
    """Where a new link is to be sent."""

    email = forms.EmailField(
        label=_("The e-mail address that we have for this page"),
        help_text=_("We send the link to this address only if it is the one that we have."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": False, "width": "30"}),
    )


class WrongForm(PlainForm):
    """What is wrong with a listing."""

    what = forms.ChoiceField(label=_("What is wrong?"), choices=list(WHAT.items()), widget=PlainRadios)
    words = forms.CharField(
        label=_("What should it say?"),
        help_text=_(
            "The group and those who keep this directory read this. Please do not write your name, or anything about "
            "your health."
        ),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
