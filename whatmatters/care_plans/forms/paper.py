"""What came back on paper: one box for each question of preparation."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from whatmatters.foundation.nhsuk.forms import PlainForm

from ..queries import PaperQuestion


class PaperAnswersForm(PlainForm):
    """A box for each question; `for_questions` makes them. Every one can be left empty."""

    def for_questions(self, questions: Iterable[PaperQuestion]) -> PaperAnswersForm:
        """The same form with a box for each of these questions."""
        for question in questions:
            self.fields[question.code] = forms.CharField(
                label=question.label,
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        return self
