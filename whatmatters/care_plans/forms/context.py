"""Who has a part in a plan, and the invitation to talk about it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm, PlainRadios

from .. import rules
from .choices import translated


class PartForm(PlainForm):
    """Somebody with a part in the plan."""

    name = forms.CharField(label=_("Who is it?"), max_length=140)
    role = forms.CharField(
        label=_("What is their part?"),
        required=False,
        max_length=100,
        help_text=_("For example: sister, district nurse"),
    )
    organisation = forms.CharField(label=_("Where are they from?"), required=False, max_length=140)
    reach = forms.CharField(label=_("How can they be reached?"), required=False, max_length=200)
    is_professional = forms.BooleanField(label=_("They do this as their work"), required=False)


class InvitationForm(PlainForm):
    """An invitation to a conversation. It goes the way and in the format that the person chose."""

    meet_on = DayMonthYearField(label=_("On which day would you meet?"), required=False)
    when_text = forms.CharField(
        label=_("What time, or how will you arrange it?"),
        required=False,
        max_length=200,
        help_text=_("For example: at 2pm. Or: I will call you to find a day"),
    )
    how = forms.ChoiceField(
        label=_("How will you talk?"), required=False, choices=translated(rules.WAYS_TO_MEET), widget=PlainRadios
    )
    where = forms.CharField(label=_("Where?"), required=False, max_length=300)
    words = forms.CharField(
        label=_("Words of your own"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The invitation says already what to expect. It never says what the talk is about."),
    )
