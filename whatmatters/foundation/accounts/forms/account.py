"""What somebody types about their own account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import PlainForm, PlainRadios

from .signing_in import NewPasswordForm, password_box


def _languages() -> list[tuple[str, object]]:
    return [("", _("Let my browser choose")), *settings.LANGUAGES]


class PasswordAgainForm(PlainForm):
    """The present password, before something that matters."""

    marks_optional = False
    nothing_lost: object = _("Nothing was changed yet. Put this right, then send it again.")

    old_password = forms.CharField(
        label=_("Your password now"),
        required=False,  # whoever signs in with NHS login alone has none; the service knows
        strip=False,
        max_length=1000,
        widget=password_box("current-password"),
    )


class ChangePasswordForm(PasswordAgainForm, NewPasswordForm):
    """The old password and a new one."""

    field_order = ["old_password", "password"]


class ChangeEmailForm(PasswordAgainForm):
    """A new e-mail address."""

    new_email = forms.EmailField(
        label=_("New email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "width": 30}),
        help_text=_("We write to your old and your new address. Both must agree."),
    )
    field_order = ["new_email", "old_password"]


class DetailsForm(PlainForm):
    """What to be called, and in which language."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name", "width": 30})
    )
    language = forms.ChoiceField(label=_("Language"), choices=_languages, widget=PlainRadios, required=False)
    marks_optional = False
