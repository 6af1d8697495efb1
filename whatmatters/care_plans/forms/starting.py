"""Starting a plan from a template."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import PlainForm, PlainRadios


class StartForm(PlainForm):
    """Which template to start from; none is fine. `offer` gives the choices."""

    template = forms.ChoiceField(
        label=_("Which kind of plan?"),
        required=False,
        widget=PlainRadios,
        help_text=_(
            "It changes the questions that help you to write, and nothing else. Choose none for general questions."
        ),
    )

    def offer(self, templates: Iterable[tuple[str, str]]) -> StartForm:
        """The same form with these to choose from."""
        self.fields["template"].choices = list(templates)  # type: ignore[attr-defined]
        return self
