"""A contingency plan, on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm, PlainRadios


def _text(label: Any, rows: int = 3, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=2000, widget=area, help_text=help_text)


class ContingencyForm(PlainForm):
    """What to do when things get worse."""

    name = forms.CharField(
        label=_("A name for this plan"), max_length=140, help_text=_("For example: when my breathing gets bad")
    )
    triggers = _text(
        _("How do we know that it is needed?"),
        required=True,
        help_text=_("One sign a line. For example: I cannot finish a sentence"),
    )
    early_signs = _text(_("Early signs to look out for"))
    what_should_happen = _text(_("What should happen then?"), 4, required=True)
    who_to_contact = _text(_("Who should be contacted?"), help_text=_("Name and telephone number, one a line"))
    coping = _text(_("What helps to cope?"))
    ready_at_hand = _text(_("Medicines or equipment kept ready"))
    whose = forms.ChoiceField(
        label=_("Whose words are these?"),
        choices=[("theirs", _("The person's own words, written down by me")), ("mine", _("My words"))],
        widget=PlainRadios,
    )
    review_on = DayMonthYearField(label=_("When will you look at it again?"), required=False)

    def for_writer(self, *, is_the_person: bool) -> ContingencyForm:
        """The person is not asked whose words they are."""
        if is_the_person:
            del self.fields["whose"]
        return self

    def clean_triggers(self) -> tuple[str, ...]:
        """One sign a line."""
        return tuple(line.strip() for line in self.cleaned_data["triggers"].splitlines() if line.strip())
