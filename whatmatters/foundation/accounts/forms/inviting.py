"""What is typed to invite staff, persons and proxies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainCheckboxes, PlainForm, PlainRadios
from whatmatters.foundation.people.queries.proxies import bases_in_words
from whatmatters.foundation.people.sections import PROXY_SECTIONS, Section

_EMAIL = {"autocomplete": "off", "spellcheck": "false", "width": 30}

CHECKED_HOW = (
    ("known", _("I know them")),
    ("photo", _("I saw a photo card or passport")),
    ("questions", _("They answered questions from the record")),
)


class InviteStaffForm(PlainForm):
    """A name, an e-mail address, a role and where."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off", "width": 30})
    )
    email = forms.EmailField(label=_("Work email address"), widget=forms.EmailInput(attrs=dict(_EMAIL)))
    role = forms.TypedChoiceField(
        label=_("What do they do?"),
        choices=[(role.value, role.label) for role in Role],
        coerce=Role,
        widget=PlainRadios,
    )
    organisation_id = forms.TypedChoiceField(label=_("Where?"), coerce=UUID, widget=PlainRadios)

    def at(self, organisations: dict[UUID, str]) -> InviteStaffForm:
        """The same form for the organisations that somebody looks after; with only one it is not asked."""
        where: Any = self.fields["organisation_id"]
        where.choices = [(str(place), name) for place, name in organisations.items()]
        if len(organisations) == 1:
            where.initial, where.widget = str(next(iter(organisations))), forms.HiddenInput()
        return self


class InvitePersonForm(PlainForm):
    """Where to send the invitation; nowhere makes a printed sheet."""

    email = forms.EmailField(
        label=_("Their email address"),
        required=False,
        widget=forms.EmailInput(attrs=dict(_EMAIL)),
        help_text=_("Leave it empty if they have none, or share one. You then print a sheet with a user name."),
    )


class InviteProxyForm(PlainForm):
    """Who will act for the person, in what, and until when."""

    name = forms.CharField(
        label=_("Their name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off", "width": 30})
    )
    relationship = forms.CharField(
        label=_("Who are they to the person?"), max_length=100, help_text=_("For example: daughter, friend, carer")
    )
    email = forms.EmailField(label=_("Their email address"), widget=forms.EmailInput(attrs=dict(_EMAIL)))
    sections = forms.TypedMultipleChoiceField(
        label=_("What may they see and do?"),
        choices=[(section.value, section.label) for section in Section if section in PROXY_SECTIONS],
        coerce=Section,
        widget=PlainCheckboxes,
        help_text=_("Choose only what the person wants."),
    )
    ends_before = DayMonthYearField(
        label=_("Is there a day when this ends?"), required=False, help_text=_("It can be ended at any time.")
    )
    basis = forms.ChoiceField(
        label=_("Why may they act for the person?"), choices=bases_in_words(), widget=PlainRadios, initial="asked"
    )
    power_id = forms.TypedChoiceField(
        label=_("Which power of attorney is it?"),
        required=False,
        coerce=UUID,
        empty_value=None,
        widget=PlainRadios,
        help_text=_("Registered, and for health and welfare. It counts only while the person cannot decide."),
    )
    sign_of_pressure = forms.TypedChoiceField(
        label=_("Did you see any sign of pressure?"),
        choices=[
            ("no", _("No: I spoke with the person alone, and they want this")),
            ("yes", _("Yes, or I am not sure")),
        ],
        coerce=lambda typed: typed == "yes",
        widget=PlainRadios,
    )
    field_order = (
        "name", "relationship", "email", "basis", "power_id", "sections", "ends_before", "sign_of_pressure"
    )  # fmt: skip

    def for_writer(self, *, by_person: bool, powers: Sequence[tuple[str, str]]) -> InviteProxyForm:
        """The form for the person, who is not asked why; or for staff, who choose among the powers of attorney."""
        asked_of_staff = ("basis", "power_id", "sign_of_pressure") if by_person else ()
        for name in (*asked_of_staff, *(() if powers else ("power_id",))):
            self.fields.pop(name, None)
        if "power_id" in self.fields:
            self.fields["power_id"].choices = powers  # type: ignore[attr-defined]
        return self


class EndProxyForm(PlainForm):
    """Whether somebody whose acting ends is told."""

    tells = forms.TypedChoiceField(
        label=_("Shall we tell them?"),
        choices=[
            ("no", _("No: end it and say nothing. It could put somebody in danger, or I am not sure")),
            ("yes", _("Yes: send an email that they no longer act for somebody. It names nobody")),
        ],
        initial="no",
        coerce=lambda typed: typed == "yes",
        widget=PlainRadios,
    )


class PrintCodeForm(PlainForm):
    """How the worker made sure who it is."""

    checked_how = forms.ChoiceField(
        label=_("How do you know that this is the right person?"), choices=CHECKED_HOW, widget=PlainRadios
    )


class WhyForm(PlainForm):
    """A reason, kept in the record of who did what."""

    why = forms.CharField(
        label=_("Why?"), max_length=200, help_text=_("A few words, such as: left on Friday. Others can read them.")
    )
