"""What is said: conversations, statements under a heading, remarks beside the plan."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm, PlainRadios

from .. import rules
from .choices import translated


class ConversationForm(PlainForm):
    """A conversation about what matters."""

    held_on = DayMonthYearField(label=_("When did you talk?"))
    how = forms.ChoiceField(label=_("How did you talk?"), choices=translated(rules.WAYS_TO_MEET), widget=PlainRadios)
    who_was_there = forms.CharField(
        label=_("Who was there?"), required=False, max_length=300, help_text=_("For example: Amina, her sister and me")
    )
    what_matters = forms.CharField(
        label=_("What matters most just now?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write it the way it was said."),
    )
    notes = forms.CharField(
        label=_("What else did you talk about?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StatementForm(PlainForm):
    """One statement under a heading. Staff and proxies also say whose words they are: see `for_heading`."""

    words = forms.CharField(label=_("What would you like to say?"), max_length=2000, widget=forms.Textarea)
    further = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    said_by = forms.CharField(
        label=_("Who knew this?"),
        required=False,
        max_length=150,
        help_text=_("For example: district nurse, the council"),
    )
    said_on = DayMonthYearField(label=_("When did they find this out?"), required=False)
    whose = forms.ChoiceField(
        label=_("Whose words are these?"),
        choices=[("theirs", _("The person's own words, written down by me")), ("mine", _("My words"))],
        widget=PlainRadios,
    )
    means = forms.ChoiceField(
        label=_("How did it come?"),
        required=False,
        choices=translated(rules.MEANS),
        widget=PlainRadios,
    )

    def for_heading(self, heading: rules.Heading, *, is_the_person: bool, prompt: str = "") -> StatementForm:
        """The same form worded for a heading and whoever writes; it asks nothing that does not belong there.

        `prompt` is what helps to write where the plan's template has words of its own.
        """
        words = self.fields["words"]
        words.label = str(heading.own if is_the_person else heading.words)
        words.help_text = prompt or str(heading.prompt)
        words.widget.attrs["rows"] = 4
        if heading.further:
            self.fields["further"].label = str(heading.further)
        else:
            del self.fields["further"]
        if heading.code != "known":
            del self.fields["said_by"], self.fields["said_on"]
        if is_the_person or heading.for_staff:
            del self.fields["whose"]
        if is_the_person or not heading.of_round:
            del self.fields["means"]
        return self


class RemarkForm(PlainForm):
    """Something said beside the plan."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=translated(rules.REMARKS), widget=PlainRadios)
    words = forms.CharField(
        label=_("What do you want to say?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(PlainForm):
    """The answer to a wish for a change."""

    outcome = forms.ChoiceField(
        label=_("What happens with this wish?"),
        choices=[("changed", _("The plan has been changed")), ("kept", _("The plan stays as it is"))],
        widget=PlainRadios,
    )
    answer = forms.CharField(
        label=_("Say why, in words for the person"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
