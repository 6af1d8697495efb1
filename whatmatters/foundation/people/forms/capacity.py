"""Capacity, the three kinds of wishes in advance, and what is kept from the person's own view."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm, PlainRadios

from ..rules.capacity import FINDINGS, HOW_ATTORNEYS_ACT, SCOPES
from ..services.capacity import Assessed
from ..services.in_advance import Power, Refusal, Statement

_YES_NO = [("yes", _("Yes")), ("no", _("No"))]
_KNOWN = {"yes": True, "no": False, "": None}


def _long(label: Any, help_text: Any = "", *, rows: int = 3, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CapacityForm(PlainForm):
    """One assessment of one decision at one time."""

    decision = forms.CharField(
        label=_("Which decision is it?"),
        max_length=300,
        help_text=_("One decision, such as “whether to move to Rose House”. Not everything at once."),
    )
    how_supported = _long(
        _("What was done to help the person to decide themself?"),
        _("For example: time of day, an interpreter, pictures, somebody they trust."),
    )
    finding = forms.ChoiceField(label=_("What was found?"), choices=list(FINDINGS.items()), widget=PlainRadios)
    reasons = _long(
        _("What does that rest on?"),
        _("Can the person understand it, keep it in mind, weigh it, and tell you?"),
        required=True,
    )
    persons_view = _long(_("What does the person say?"), rows=2)
    best_interests = _long(
        _("If the person cannot decide: what is in their best interests, and why?"),
        _("Start from what they want, feel and believe."),
    )
    who_was_asked = _long(_("Who was asked?"), _("Family, friends, an attorney, an advocate."), rows=2)
    less_restrictive = _long(_("What would leave the person more free?"), rows=2)
    assessed_on = DayMonthYearField(label=_("When was this?"))
    assessor_name = forms.CharField(label=_("Who assessed it?"), max_length=140)
    assessor_role = forms.CharField(label=_("What do they do?"), max_length=100, required=False)
    look_again_on = DayMonthYearField(label=_("When will somebody look again?"), required=False)

    def for_age(self, kind: str) -> CapacityForm:
        """The words for a child or young person under 16 (`gillick`), or for everybody else (`mca`)."""
        if kind == "gillick":
            self.fields["finding"].help_text = _("Gillick competence: enough understanding to decide this themself.")
            self.fields["reasons"].help_text = _(
                "Does the young person understand what is proposed, what it means, and what else could be done?"
            )
            self.fields["best_interests"].label = _("If they cannot decide: what is best for them, and why?")
            self.fields["who_was_asked"].label = _("Who was asked? Who has parental responsibility?")
        return self

    def assessed(self) -> Assessed:
        """What was typed, for the service."""
        return Assessed(**self.cleaned_data)


class _InAdvanceForm(PlainForm):
    """What the three kinds share, asked last."""

    made_on = DayMonthYearField(
        label=_("When was it made?"), required=False, help_text=_("Leave it empty if you do not know.")
    )
    where_kept = forms.CharField(
        label=_("Where is the paper kept?"),
        max_length=300,
        required=False,
        help_text=_("For example: in the kitchen drawer; a copy is with the practice."),
    )


class StatementForm(_InAdvanceForm):
    """An advance statement."""

    words = _long(
        _("What should people know?"),
        _("For example: where you want to be, who should be with you, what you believe, what you cannot stand."),
        rows=8,
        required=True,
    )
    supported_by = forms.CharField(
        label=_("Who helped to write this?"), max_length=150, required=False, help_text=_("Leave empty if nobody did.")
    )
    field_order = ("words", "supported_by", "made_on", "where_kept")

    def for_writer(self, *, must_say_supported_by: bool) -> StatementForm:
        """The form for the person, or for staff who support them."""
        if must_say_supported_by:
            self.fields["words"].label = _("What should people know? In the person’s own words")
            self.fields["supported_by"].label = _("Who supported the person to write this?")
            self.fields["supported_by"].help_text = ""
        return self

    def statement(self) -> Statement:
        """What was typed, for the service."""
        return Statement(**self.cleaned_data)


class RefusalForm(_InAdvanceForm):
    """An advance decision to refuse treatment."""

    treatment = _long(_("Which treatment is refused?"), required=True)
    circumstances = _long(_("When does this hold?"), _("For example: if I can no longer swallow."), required=True)
    is_life_sustaining = forms.ChoiceField(
        label=_("Could the treatment be needed to keep the person alive?"), choices=_YES_NO, widget=PlainRadios
    )
    says_even_if_life_at_risk = forms.BooleanField(
        label=_("It says that it holds even if life is at risk"), required=False
    )
    is_in_writing = forms.BooleanField(label=_("It is in writing"), required=False)
    is_signed = forms.BooleanField(label=_("It is signed"), required=False)
    witness_name = forms.CharField(label=_("Who signed it as a witness?"), max_length=140, required=False)
    field_order = (
        "treatment",
        "circumstances",
        "is_life_sustaining",
        "says_even_if_life_at_risk",
        "is_in_writing",
        "is_signed",
        "witness_name",
        "made_on",
        "where_kept",
    )

    def refusal(self) -> Refusal:
        """What was typed, for the service."""
        return Refusal(**self.cleaned_data | {"is_life_sustaining": self.cleaned_data["is_life_sustaining"] == "yes"})


class PowerForm(_InAdvanceForm):
    """A lasting power of attorney."""

    attorney_name = forms.CharField(label=_("Who is the attorney?"), max_length=140)
    scope = forms.ChoiceField(label=_("What is it for?"), choices=list(SCOPES.items()), widget=PlainRadios)
    is_registered = forms.BooleanField(
        label=_("The Office of the Public Guardian has registered it"),
        required=False,
        help_text=_("Look for the stamp on every page, or the online code."),
    )
    reference = forms.CharField(label=_("Reference number"), max_length=40, required=False)
    acts = forms.ChoiceField(
        label=_("If there are several attorneys, how do they act?"),
        choices=[("", _("I do not know")), *HOW_ATTORNEYS_ACT.items()],
        widget=PlainRadios,
        required=False,
    )
    may_refuse_life_sustaining = forms.ChoiceField(
        label=_("May the attorney refuse treatment that keeps the person alive?"),
        choices=[("", _("I do not know")), *_YES_NO],
        widget=PlainRadios,
        required=False,
    )
    limits = _long(_("Does it say what the attorney may not do?"), rows=2)
    field_order = (
        "attorney_name",
        "scope",
        "is_registered",
        "reference",
        "acts",
        "may_refuse_life_sustaining",
        "limits",
        "made_on",
        "where_kept",
    )

    def power(self) -> Power:
        """What was typed, for the service."""
        known = _KNOWN[self.cleaned_data["may_refuse_life_sustaining"]]
        return Power(**self.cleaned_data | {"may_refuse_life_sustaining": known})


class HideForm(PlainForm):
    """Why something is kept from the person's own view."""

    why = forms.CharField(
        label=_("Why must the person not see this?"),
        max_length=300,
        help_text=_("Whose safety is it for, or whose words are these? Only those who see safeguarding read this."),
    )
