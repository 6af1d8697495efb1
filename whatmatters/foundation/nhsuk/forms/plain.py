"""The base of every form: plain words when something is wrong, and text without what cannot be seen.

Serves: each component's forms. Refuses: control characters, NUL and marks that turn the direction of text round (a
name must read as it is stored); limits that cut text off while it is typed or pasted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

# Controls but tab and line feed; overrides of direction; the byte order mark; what is no character at all.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufeff\ufffe\uffff\ud800-\udfff]")

PLAIN_ERRORS: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (
        forms.Field,
        {"required": _("Answer this question: %(label)s")},
    ),
    (
        forms.ChoiceField,
        {
            "required": _("Choose an answer: %(label)s"),
            "invalid_choice": _("Choose one of the answers on this page: %(label)s"),
        },
    ),
    (forms.MultipleChoiceField, {"invalid_choice": _("Choose from the answers on this page: %(label)s")}),
    (
        forms.CharField,
        {
            "max_length": _("Use %(limit_value)d characters or fewer. You used %(show_value)d. %(label)s"),
            "min_length": _("Use %(limit_value)d characters or more. You used %(show_value)d. %(label)s"),
        },
    ),
    (
        forms.EmailField,
        {"invalid": _("Enter an email address like name@example.org")},
    ),
    (forms.URLField, {"invalid": _("Enter a web address like https://www.example.org")}),
    (
        forms.IntegerField,
        {
            "invalid": _("Enter a whole number, like 12: %(label)s"),
            "min_value": _("Enter a number that is %(limit_value)s or more: %(label)s"),
            "max_value": _("Enter a number that is %(limit_value)s or less: %(label)s"),
        },
    ),
    (
        forms.FileField,
        {
            "required": _("Choose a file: %(label)s"),
            "empty": _("The file you chose is empty. Choose another file."),
            "invalid": _("The file did not arrive. Choose it again."),
        },
    ),
)


def plain_text(text: str) -> str:
    """The text as it reads: one kind of line end, composed letters, nothing unseen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNSEEN.sub("", text))


def _plain_data(data: Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(data, QueryDict):
        plain = QueryDict(mutable=True, encoding=data.encoding)
        for name, texts in data.lists():
            plain.setlist(name, [plain_text(text) if isinstance(text, str) else text for text in texts])
        return plain
    return {name: plain_text(text) if isinstance(text, str) else text for name, text in data.items()}


class PlainForm(forms.Form):
    """A form whose errors say what to do, in plain words; a field's own `error_messages` go before ours.

    `marks_optional` is false where every question can be skipped and the page says so once. `nothing_lost` is the
    sentence above the list of errors.
    """

    use_required_attribute = False
    marks_optional = True
    nothing_lost: object = _("What you wrote is still here. Put these things right, then send it again.")

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None if data is None else _plain_data(data), *args, **kwargs)
        for field in self.fields.values():
            _use_plain_errors(field)

    def add_error(self, field: str | None, error: Any) -> None:
        """Keep an error, with the question it is about filled in."""
        label = str(self.fields[field].label or "") if field in self.fields else ""
        super().add_error(field, _with_label(error, label))


def _use_plain_errors(field: forms.Field) -> None:
    """Put our words where the field still has Django's; later rows of the table go before earlier ones."""
    ours: dict[str, Any] = {}
    for kind, messages in PLAIN_ERRORS:
        ours |= messages if isinstance(field, kind) else {}
    for code, words in ours.items():
        if field.error_messages.get(code) in (None, _djangos_own(type(field), code)):
            field.error_messages[code] = words


def _djangos_own(kind: type[forms.Field], code: str) -> object:
    for ancestor in kind.__mro__:
        messages = ancestor.__dict__.get("default_error_messages", {})
        if code in messages and ancestor.__module__.startswith("django."):
            return messages[code]
        if code in messages:
            return object()
    return None


def _with_label(error: Any, label: str) -> Any:
    """The same error, with `label` among its words where it does not say it itself."""
    if isinstance(error, ValidationError) and hasattr(error, "error_list"):
        for one in error.error_list:
            if "%(label)s" not in str(one.message):
                continue
            one.params = {"label": label, **(one.params or {})}
    return error
