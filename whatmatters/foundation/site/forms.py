"""The shape of what is typed on the public site and its staff pages. Meaning is for rules and services."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..nhsuk.forms import PlainCheckboxes, PlainForm, PlainRadios
from .rules import TOPICS


class CommentForm(PlainForm):
    """The words that may follow an answer."""

    comment = forms.CharField(
        label=_("What could be better? What helped?"),
        help_text=_("Please do not write your name, address, NHS number, or anything about your health."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class UpdatesForm(PlainForm):
    """Who wants to hear about what."""

    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("We use it for updates only."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": False, "width": "30"}),
    )
    topics = forms.MultipleChoiceField(
        label=_("What would you like to hear about?"),
        help_text=_("Choose as many as you like."),
        choices=list(TOPICS.items()),
        widget=PlainCheckboxes,
        error_messages={"required": _("Choose at least one thing to hear about.")},
    )


class BulletinForm(PlainForm):
    """An update. `version_read` is the version that the writer had before them."""

    topic = forms.ChoiceField(label=_("What is it about?"), choices=list(TOPICS.items()), widget=PlainRadios)
    subject = forms.CharField(
        label=_("Subject"), help_text=_("Short, and the most important word first."), max_length=150
    )
    text = forms.CharField(
        label=_("What do you want to tell people?"),
        help_text=_("Plain text. Leave an empty line between paragraphs. Put a web address on a line of its own."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    version_read = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class SendForm(PlainForm):
    """The last step before an update goes."""

    version_read = forms.IntegerField(widget=forms.HiddenInput)


class ContactDetailsForm(PlainForm):
    """How to reach those who run this copy."""

    organisation = forms.CharField(label=_("Who runs this copy of whatmatters?"), max_length=200)
    email = forms.EmailField(label=_("Email address for the public"), required=False, max_length=254)
    telephone = forms.CharField(label=_("Telephone number for the public"), required=False, max_length=40)
    hours = forms.CharField(
        label=_("When somebody answers it"),
        help_text=_("For example: Monday to Friday, 9am to 5pm"),
        required=False,
        max_length=200,
    )
    post = forms.CharField(
        label=_("Postal address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    data_protection = forms.EmailField(
        label=_("Email address of the data protection officer"), required=False, max_length=254
    )
