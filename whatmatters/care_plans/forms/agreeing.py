"""Agreeing a plan, and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm, PlainRadios

from .. import rules
from .choices import translated


class AgreementForm(PlainForm):
    """Who agrees the plan, and when to look at it again. `version_read` is the plan that was on the screen."""

    agreed_with = forms.ChoiceField(
        label=_("Who agrees this plan?"),
        choices=[
            ("person", _("The person whose plan it is")),
            ("representative", _("Somebody who speaks for them")),
        ],
        widget=PlainRadios,
    )
    name = forms.CharField(label=_("Name of whoever agreed"), required=False, max_length=140)
    role = forms.CharField(
        label=_("What they are to the person"), required=False, max_length=100, help_text=_("For example: daughter")
    )
    ground = forms.ChoiceField(
        label=_("What lets them agree for the person?"),
        required=False,
        choices=translated(rules.GROUNDS),
        widget=PlainRadios,
    )
    capacity_id = forms.TypedChoiceField(
        label=_("Which assessment of capacity is it?"),
        required=False,
        coerce=UUID,
        empty_value=None,
        widget=PlainRadios,
    )
    reason = forms.CharField(
        label=_("Why somebody else agreed instead of the person"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    review_on = DayMonthYearField(label=_("When will you look at it together again?"))
    version_read = forms.IntegerField(widget=forms.HiddenInput)

    def for_writer(self, *, is_the_person: bool, assessments: Sequence[tuple[str, str]] = ()) -> AgreementForm:
        """The person agrees for themself, so is asked only for the day. `assessments` are those that find a lack of
        capacity, as choices."""
        self.fields["capacity_id"].choices = assessments  # type: ignore[attr-defined]
        if not assessments:
            del self.fields["capacity_id"]
        if is_the_person:
            for name in ("agreed_with", "name", "role", "ground", "capacity_id", "reason"):
                self.fields.pop(name, None)
            self.fields["review_on"].label = _("When would you like to look at it again?")
        return self


class ClosingForm(PlainForm):
    """Why a plan is closed."""

    why = forms.CharField(
        label=_("Why is this plan closed?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
