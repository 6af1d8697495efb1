"""About Me, how to communicate, how to reach, and the circle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainCheckboxes, PlainForm, PlainRadios

from ..rules.communication import FORMATS, SUPPORT, WAYS
from ..services.circle import Member
from ..services.communication import Needs
from ..services.contacts import NewAddress, NewContact
from .registering import split_postcode

_YES_NO = [("", _("I did not say")), ("yes", _("Yes")), ("no", _("No"))]
_ANSWERS = {"yes": True, "no": False}


class AboutMeForm(PlainForm):
    """What is said under one heading, in writing, as a sound or as a picture."""

    text = forms.CharField(
        label=_("In your own words"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    file = forms.FileField(
        label=_("A sound or a picture"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*,image/*"}),
        help_text=_("Say it aloud and add the recording, or add a photograph. MP3, M4A, WAV, JPEG or PNG."),
    )
    keeps_media = forms.BooleanField(label=_("Keep the sound or picture that is there now"), required=False)
    supported_by = forms.CharField(
        label=_("Who helped to write this?"), max_length=150, required=False, help_text=_("Leave empty if nobody did.")
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)

    def for_writer(self, *, is_staff: bool, has_media: bool) -> AboutMeForm:
        """The form for the person, or for staff who support them."""
        if is_staff:
            self.fields["text"].label = _("In the person’s own words")
            self.fields["supported_by"].required = True
            self.fields["supported_by"].label = _("Who supported the person to write this?")
            self.fields["supported_by"].help_text = _("The person sees: written with you by …")
        if not has_media:
            del self.fields["keeps_media"]
        return self


class AnswerForm(PlainForm):
    """What the person says of words that were written with them."""

    answer = forms.ChoiceField(
        label=_("Is this what you said?"),
        choices=[("right", _("That is right")), ("not-right", _("That is not what I said"))],
        widget=PlainRadios,
    )
    in_words = forms.CharField(
        label=_("What did you say?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CommunicationForm(PlainForm):
    """The six steps on one page."""

    marks_optional = False
    asked_how = forms.CharField(
        label=_("How was this asked?"), max_length=200, required=False, help_text=_("For example: at home, with signs")
    )
    in_words = forms.CharField(
        label=_("What should people know first?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence or two. For example: face me when you speak."),
    )
    formats = forms.MultipleChoiceField(
        label=_("Letters and information"), choices=list(FORMATS.items()), widget=PlainCheckboxes, required=False
    )
    support = forms.MultipleChoiceField(
        label=_("Help to talk and to understand"), choices=list(SUPPORT.items()), widget=PlainCheckboxes, required=False
    )
    interpreter_language = forms.CharField(label=_("Language of the interpreter"), max_length=40, required=False)
    show_alert = forms.BooleanField(label=_("Show this at the top of every page about me"), required=False)
    may_share = forms.ChoiceField(
        label=_("May other services that care for me be told?"), choices=_YES_NO, widget=PlainRadios, required=False
    )
    preferred_way = forms.ChoiceField(
        label=_("Best way to reach me"),
        choices=[("", _("No preference")), *WAYS.items()],
        widget=PlainRadios,
        required=False,
    )
    safe_times = forms.CharField(
        label=_("When is it safe or good to call?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    unsafe_ways = forms.CharField(
        label=_("What must never be done?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: never ring the house."),
    )
    may_leave_message = forms.ChoiceField(
        label=_("May a message be left?"), choices=_YES_NO, widget=PlainRadios, required=False
    )
    how_met = forms.CharField(
        label=_("What has been done about it?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: letters go out in large print since May."),
    )
    review_on = DayMonthYearField(
        label=_("When shall we ask again?"), required=False, help_text=_("If you leave this empty: in a year.")
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)

    def needs(self) -> Needs:
        """What was typed, for the service."""
        typed: dict[str, Any] = dict(self.cleaned_data)
        typed.pop("based_on")
        for name in ("may_share", "may_leave_message"):
            typed[name] = _ANSWERS.get(typed[name])
        return Needs(**typed)


class ContactForm(PlainForm):
    """One telephone number or e-mail address."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[("mobile", _("Mobile telephone")), ("phone", _("Telephone")), ("email", _("Email"))],
        widget=PlainRadios,
    )
    value = forms.CharField(label=_("Number or address"), max_length=254)
    is_safe = forms.ChoiceField(
        label=_("Is it safe to use?"),
        choices=[("yes", _("Yes")), ("no", _("No: somebody else could see or hear it"))],
        widget=PlainRadios,
        initial="yes",
    )
    note = forms.CharField(
        label=_("What should people know about it?"),
        max_length=200,
        required=False,
        help_text=_("For example: it is my daughter’s"),
    )

    def contact(self) -> NewContact:
        """What was typed, for the service."""
        typed = self.cleaned_data
        return NewContact(typed["kind"], typed["value"], typed["is_safe"] == "yes", typed["note"])


class AddressForm(PlainForm):
    """Where the person lives."""

    address = forms.CharField(label=_("Address and postcode"), max_length=400, widget=forms.Textarea(attrs={"rows": 5}))
    is_secret = forms.BooleanField(
        label=_("This address is secret"),
        required=False,
        help_text=_("Such as a refuge. It is never printed, and no letter is sent to it."),
    )

    def for_writer(self, *, may_write_secret: bool) -> AddressForm:
        """The form for somebody who may, or may not, know of secret addresses."""
        if not may_write_secret:
            del self.fields["is_secret"]
        return self

    def new_address(self) -> NewAddress:
        """What was typed, for the service."""
        lines, postcode = split_postcode(self.cleaned_data["address"])
        return NewAddress(lines, postcode=postcode, is_secret=self.cleaned_data.get("is_secret", False))


class MemberForm(PlainForm):
    """Somebody in the circle of support."""

    name = forms.CharField(label=_("Name"), max_length=140)
    relationship = forms.CharField(
        label=_("Who are they to you?"), max_length=100, required=False, help_text=_("For example: sister, neighbour")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.CharField(label=_("Email"), max_length=254, required=False)
    what = forms.MultipleChoiceField(
        label=_("Are they any of these?"),
        required=False,
        widget=PlainCheckboxes,
        choices=[
            ("is_emergency_contact", _("To be called in an emergency")),
            ("is_carer", _("A carer")),
            ("is_next_of_kin", _("Next of kin")),
            ("is_professional", _("A professional")),
            ("is_key_worker", _("The key worker")),
        ],
    )
    how_they_help = forms.CharField(
        label=_("How do they help?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def member(self) -> Member:
        """What was typed, for the service."""
        typed = self.cleaned_data
        names = ("name", "relationship", "phone", "email", "how_they_help")
        flags: dict[str, Any] = dict.fromkeys(typed["what"], True)
        return Member(**{name: typed[name] for name in names}, **flags)


class FindForm(PlainForm):
    """Somebody to look for, in the address."""

    q = forms.CharField(max_length=200)


class OwnRecordForm(PlainForm):
    """Which record is somebody's own; empty takes the link away."""

    own_record_id = forms.UUIDField(required=False)
