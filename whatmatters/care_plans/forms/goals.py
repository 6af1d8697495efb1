"""Goals and the steps towards them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm, PlainRadios, RulerField

from .. import rules
from .choices import translated

_IMPORTANCE = {1: _("Not very"), 10: _("Very")}
_CONFIDENCE = {1: _("Not sure"), 10: _("Very sure")}

ME = "me"
"""The answer of a member of staff who will do it themself; it is due on their own list."""


class GoalForm(PlainForm):
    """A goal. Staff and proxies also say whose words they are: see `for_writer`."""

    words = forms.CharField(
        label=_("What matters to you? What would you like to happen?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("In your own words. For example: I want to walk to the shop on my own again."),
    )
    whose = forms.ChoiceField(
        label=_("Whose words are these?"),
        choices=[
            ("theirs", _("The person's own words, written down by me")),
            ("mine", _("My words, for the person to agree or change")),
        ],
        widget=PlainRadios,
    )
    why_it_matters = forms.CharField(
        label=_("Why does it matter?"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    importance = RulerField(label=_("How important is it to you?"), required=False, words=_IMPORTANCE)
    target_on = DayMonthYearField(label=_("Is there a day you hope for?"), required=False)

    def for_writer(self, *, is_the_person: bool) -> GoalForm:
        """The same form worded for whoever writes: the person is not asked whose words they are."""
        if is_the_person:
            del self.fields["whose"]
        else:
            self.fields["words"].label = _("What matters to the person? What would they like to happen?")
            self.fields["words"].help_text = _("The way they say it, starting with “I”.")
            self.fields["importance"].label = _("How important is it to them?")
            self.fields["target_on"].label = _("Is there a day they hope for?")
        return self


class ActionForm(PlainForm):
    """One step towards a goal."""

    what = forms.CharField(
        label=_("What is the next step?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=_("Something small that can really be done. For example: go to the choir on Thursday."),
    )
    owner_kind = forms.ChoiceField(
        label=_("Who will do it?"), required=False, choices=translated(rules.OWNERS), widget=PlainRadios
    )
    owner_name = forms.CharField(
        label=_("Their name"), required=False, max_length=200, help_text=_("If it is somebody else, or a group")
    )
    due_on = DayMonthYearField(label=_("By which day?"), required=False)
    when_text = forms.CharField(
        label=_("Or say when in words"), required=False, max_length=200, help_text=_("For example: every Thursday")
    )
    reminds = forms.BooleanField(
        label=_("Remind me the day before"),
        required=False,
        help_text=_("By the way you want to be reached. It does not say what the step is."),
    )
    confidence = RulerField(label=_("How sure are you that it will happen?"), required=False, words=_CONFIDENCE)

    def for_writer(self, *, is_the_person: bool) -> ActionForm:
        """The same form worded for whoever writes."""
        if is_the_person:
            self.fields["owner_kind"].choices = [  # type: ignore[attr-defined]
                (value, _("Me") if value == "person" else _(words)) for value, words in rules.OWNERS.items()
            ]
        else:
            self.fields["owner_kind"].choices = [(ME, _("Me")), *translated(rules.OWNERS)]  # type: ignore[attr-defined]
            self.fields["confidence"].label = _("How sure is the person that it will happen?")
            self.fields["reminds"].label = _("Remind the person the day before")
            self.fields["reminds"].help_text = _(
                "By the way they want to be reached. It does not say what the step is."
            )
        return self


class ProgressForm(PlainForm):
    """How a goal or an action is getting on."""

    move = forms.ChoiceField(label=_("How is it going?"), widget=PlainRadios)
    how_it_went = forms.CharField(
        label=_("How did it go?"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class GoalProgressForm(PlainForm):
    """What happens with a goal now, and how near it is."""

    move = forms.ChoiceField(label=_("What should happen with this goal now?"), widget=PlainRadios)
    achievement = forms.ChoiceField(
        label=_("How near is it?"),
        required=False,
        choices=translated(rules.ACHIEVEMENTS),
        widget=PlainRadios,
    )
