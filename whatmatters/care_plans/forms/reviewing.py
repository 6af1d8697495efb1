"""Looking at a plan again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm, PlainRadios

from .. import rules
from .choices import translated


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=2000, widget=area, help_text=help_text)


class ReviewForm(PlainForm):
    """A review, formal or informal, with how far each goal has come."""

    is_formal = forms.ChoiceField(
        label=_("What kind of review is it?"),
        choices=[
            ("formal", _("A formal review: everybody who should be there was asked")),
            ("informal", _("We looked at it in between")),
        ],
        widget=PlainRadios,
    )
    held_on = DayMonthYearField(label=_("When did you look at it together?"))
    how = forms.ChoiceField(label=_("How did you talk?"), choices=translated(rules.WAYS_TO_MEET), widget=PlainRadios)
    who_was_there = forms.CharField(label=_("Who was there?"), required=False, max_length=300)
    what_changed = _text(_("What has changed?"))
    why = _text(_("Why?"))
    next_on = DayMonthYearField(
        label=_("When will you look at it again?"), required=False, help_text=_("A formal review needs a day")
    )

    def for_goals(self, goals: Iterable[tuple[UUID, str]]) -> ReviewForm:
        """The same form with one question for each goal: how far it has come."""
        for goal_id, words in goals:
            self.fields[f"goal-{goal_id}"] = forms.TypedChoiceField(
                label=_("How far has this come? “%(goal)s”") % {"goal": words},
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(str(level), label) for level, label in rules.LEVELS.items()],
                widget=PlainRadios,
            )
        return self

    def ratings(self) -> dict[UUID, int]:
        """The goals that were rated, from -2 to +2."""
        found = {name: value for name, value in self.cleaned_data.items() if name.startswith("goal-")}
        return {UUID(name[5:]): value for name, value in found.items() if value is not None}


class ScaleForm(PlainForm):
    """What each level of a goal would look like."""

    level_2 = _text(_("Much more than hoped for"))
    level_1 = _text(_("Somewhat more than hoped for"))
    level_0 = _text(_("As hoped for"))
    level_minus_1 = _text(_("Somewhat less than hoped for"))
    level_minus_2 = _text(_("Much less than hoped for"))
    baseline = forms.TypedChoiceField(
        label=_("Where is the person now?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(str(level), label) for level, label in rules.LEVELS.items()],
        widget=PlainRadios,
    )
    importance_weight = forms.IntegerField(label=_("How much does it matter? (0 to 9)"), initial=1)
    difficulty_weight = forms.IntegerField(label=_("How hard is it? (0 to 9)"), initial=1)

    def levels(self) -> tuple[str, ...]:
        """The words from -2 to +2."""
        names = ("level_minus_2", "level_minus_1", "level_0", "level_1", "level_2")
        return tuple(self.cleaned_data[name] for name in names)


class CareForm(PlainForm):
    """How care was. Every question can be skipped, and nobody sees who answered."""

    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question, label in rules.CARE_QUESTIONS.items():
            self.fields[question] = forms.ChoiceField(
                label=label, required=False, choices=translated(rules.CARE_ANSWERS), widget=PlainRadios
            )
