"""Radios and checkboxes that explain themselves: a hint for each choice, and a question that a choice reveals.

Serves: forms whose choices need more than a name. Refuses: hiding a revealed question from people without JavaScript;
they see it below its choice at all times.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget


class _Explained(ChoiceWidget):
    """What both kinds share; `describe` reads it."""

    def __init__(
        self,
        *args: Any,
        hints: Mapping[object, object] | None = None,
        reveals: Mapping[object, str] | None = None,
        inline: bool = False,
        small: bool = False,
        exclusive: Collection[object] = (),
        **kwargs: Any,
    ) -> None:
        """Beside Django's arguments: `hints` by choice, `reveals` names the form's field that a choice opens,
        `inline` for two short answers side by side, `exclusive` the choices that rule out all others ("none").
        """
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.reveals = {str(value): name for value, name in (reveals or {}).items()}
        self.inline, self.small = inline, small
        self.exclusive = {str(value) for value in exclusive}


class PlainRadios(_Explained, forms.RadioSelect):
    """One answer of several."""


class PlainCheckboxes(_Explained, forms.CheckboxSelectMultiple):
    """Any number of answers."""
