"""What somebody types to get in. Every box can be filled by a password manager, and pasted into."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import PlainForm

_NAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "width": 30}
_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "width": 10}
_PRINTED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "width": 20}


def password_box(autocomplete: str) -> forms.PasswordInput:
    """A box for a password: `current-password` or `new-password`. The design system adds "Show" where it can."""
    return forms.PasswordInput(attrs={"autocomplete": autocomplete})


class NewPasswordForm(PlainForm):
    """One new password, typed once: it can be shown."""

    nothing_lost: object = _("Nothing was changed yet. Put this right, then send it again.")

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=1000,
        widget=password_box("new-password"),
        help_text=_("12 characters or more. Three words that do not belong together are easy to remember."),
    )


class SignInForm(PlainForm):
    """A name and a password."""

    nothing_lost: object = ""

    name = forms.CharField(
        label=_("Email address or user name"), max_length=254, widget=forms.TextInput(attrs=dict(_NAME))
    )
    password = forms.CharField(
        label=_("Password"), strip=False, max_length=1000, widget=password_box("current-password")
    )


class CodeForm(PlainForm):
    """The code of the authenticator app."""

    nothing_lost: object = ""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs=dict(_CODE)),
        help_text=_("6 figures. The app shows new ones every 30 seconds."),
    )


class RecoveryCodeForm(PlainForm):
    """One of the codes kept on paper."""

    nothing_lost: object = ""

    code = forms.CharField(
        label=_("Recovery code"),
        max_length=30,
        widget=forms.TextInput(attrs=dict(_PRINTED)),
        help_text=_("8 letters and figures, like K7QM-2XWD. Each works once."),
    )


class SheetForm(NewPasswordForm):
    """The user name and the code of a printed sheet, and the password to have from now on."""

    name = forms.CharField(
        label=_("User name, or email address"), max_length=254, widget=forms.TextInput(attrs=dict(_NAME))
    )
    code = forms.CharField(
        label=_("Code on your sheet"),
        max_length=40,
        widget=forms.TextInput(attrs=dict(_PRINTED)),
        help_text=_("12 letters and figures, like K7QM-2XWD-94TR"),
    )
    field_order = ["name", "code", "password"]


class ForgottenForm(PlainForm):
    """Where to send a link for a new password."""

    nothing_lost: object = ""

    email = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "width": 30}),
    )
