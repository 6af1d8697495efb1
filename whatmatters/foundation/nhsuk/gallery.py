"""The gallery: every component with its name, when to use it, how it looks, and the code that makes it.

Serves: `/gallery/`, for whoever builds pages, and the tests, which look at every component there is. Refuses: real
people; everything shown is invented here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import (
    ClockTimeField,
    DayMonthYearField,
    PlainCheckboxes,
    PlainForm,
    PlainRadios,
    RulerField,
)

FOLDER = Path(__file__).parent / "templates" / "nhsuk" / "gallery"


@dataclass(frozen=True, slots=True)
class Example:
    """One component: its key (and template), name, and when to use it."""

    key: str
    name: object
    use: object

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"nhsuk/gallery/{self.key}.html"

    @property
    def code(self) -> str:
        """The template's own text."""
        return _code(self.key)


@lru_cache(maxsize=64)
def _code(key: str) -> str:
    return (FOLDER / f"{key}.html").read_text(encoding="utf-8").strip()


class ExampleForm(PlainForm):
    """One question of each kind."""

    name = forms.CharField(
        label=_("What would you like us to call you?"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "width": "20"}),
    )
    words = forms.CharField(
        label=_("What matters to you?"),
        help_text=_("Use your own words. There is no wrong answer."),
        max_length=2000,
        widget=forms.Textarea,
    )
    born_on = DayMonthYearField(
        label=_("When were you born?"),
        subject=_("Your date of birth"),
        help_text=_("For example, 27 3 1984"),
        widget=DayMonthYearField.widget(attrs={"autocomplete": "bday"}),
    )
    ring_at = ClockTimeField(label=_("When is it best to ring you?"), required=False, help_text=_("Like 2:30pm"))
    reach = forms.ChoiceField(
        label=_("How shall we tell you?"),
        choices=[("post", _("By letter")), ("sms", _("By text message"))],
        widget=PlainRadios(hints={"sms": _("We never put private things in a text.")}, reveals={"sms": "mobile"}),
    )
    mobile = forms.CharField(label=_("Mobile number"), required=False, widget=forms.TextInput(attrs={"width": "20"}))
    help_with = forms.MultipleChoiceField(
        label=_("What would help you talk with us?"),
        choices=[("slow", _("More time")), ("bsl", _("British Sign Language")), ("none", _("Nothing special"))],
        widget=PlainCheckboxes(exclusive=["none"]),
        required=False,
    )
    sure = RulerField(
        label=_("How sure are you that you can do this?"),
        words={1: _("Not at all sure"), 10: _("Very sure")},
        pictures="faces",
        required=False,
    )
    photo = forms.FileField(label=_("A photo that says something about you"), required=False)
    secret = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    agreed = forms.BooleanField(label=_("I have read this through with somebody"), required=False)


EXAMPLES = (
    Example("form", _("A form"), _("To ask. One question at a time where you can; mark what can be skipped.")),
    Example(
        "form-errors", _("A form with something wrong"), _("Says what happened, what to do, and that nothing is lost.")
    ),
    Example("buttons", _("Buttons"), _("One main button on a page. Warning buttons are for what cannot be undone.")),
    Example("tags", _("Tags"), _("To show the state of a thing. The word must be enough without its colour.")),
    Example("summary-list", _("Summary list"), _("Facts about one thing, and a way to change each.")),
    Example(
        "table",
        _("Table with pages"),
        _("To compare many things of one kind. On a narrow screen each row stands alone."),
    ),
    Example("empty-table", _("Nothing to show"), _("Says why it is empty and what will be here.")),
    Example("own-words", _("A person's own words"), _("What somebody wrote, as they wrote it, and who wrote it.")),
    Example(
        "compare", _("Two versions side by side"), _("To see what changed, or to choose between two people's changes.")
    ),
    Example("line-chart", _("Line chart"), _("How something went over time.")),
    Example("bar-chart", _("Bar chart"), _("How many, in groups.")),
    Example("share-chart", _("Bar of shares"), _("Parts of a whole.")),
    Example("warning", _("Callouts"), _("What must not be missed, what stands apart, what only some need.")),
    Example(
        "wording", _("Dates, times, money and numbers"), _("Always written the same way, in the reader's language.")
    ),
)


@dataclass(frozen=True, slots=True)
class _Invented:
    name: str
    review_on: date
    goals: int


def gallery_context() -> dict[str, Any]:
    """What the examples show."""
    wrong = {"born_on-day": "31", "born_on-month": "2", "born_on-year": "2026", "words": "To walk again", "sure": "7"}
    return {
        "examples": EXAMPLES,
        "example_form": ExampleForm(auto_id="example_%s"),
        "wrong_form": ExampleForm(wrong, auto_id="wrong_%s", prefix=None),
        "people": [
            _Invented("Ann Brown", date(2026, 12, 1), 3),
            _Invented("Tariq Hussain", date(2026, 12, 4), 12),
            _Invented("Zofia Wiśniewska", date(2027, 1, 9), 1),
        ],
        "day": date(2026, 11, 22),
        "moment": datetime(2026, 11, 22, 14, 30, tzinfo=UTC),
    }
