"""The form kit: Django forms shown with NHS.UK components, with nothing to repeat on each page.

    class GoalForm(PlainForm):
        words = CharField(label=_("What matters to you?"), widget=Textarea, max_length=2000)
        by = DayMonthYearField(label=_("When would you like to look at this again?"), required=False)

    {{ render_form(form, submit=_("Save my goal")) }}

Serves: every component's `forms.py`. Refuses: meaning. A form says what shape an answer has; whether it is allowed is
for rules and services to say.
"""

from whatmatters.foundation.nhsuk.forms.choices import PlainCheckboxes, PlainRadios
from whatmatters.foundation.nhsuk.forms.days import DayMonthYearField, DayMonthYearInput
from whatmatters.foundation.nhsuk.forms.plain import PlainForm, plain_text
from whatmatters.foundation.nhsuk.forms.rulers import RulerField
from whatmatters.foundation.nhsuk.forms.times import ClockTimeField

__all__ = [
    "ClockTimeField",
    "DayMonthYearField",
    "DayMonthYearInput",
    "PlainCheckboxes",
    "PlainForm",
    "PlainRadios",
    "RulerField",
    "plain_text",
]
