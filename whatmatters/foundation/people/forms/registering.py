"""Register somebody, and correct who they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm, PlainRadios

from ..permissions import OwnDeed, organisations_where
from ..queries.organisations import MyOrganisation
from ..rules.particulars import LANGUAGES, WAYS
from ..services.correcting import Correction
from ..services.registering import NewPerson

_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.I)


def language_choices() -> list[tuple[str, object]]:
    """The languages that are offered, after an empty answer."""
    return [("", _("Not known")), *LANGUAGES.items()]


class RegisterForm(PlainForm):
    """What is asked at registration: a name is enough."""

    given_names = forms.CharField(label=_("First names"), max_length=140, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=140, required=False)
    preferred_name = forms.CharField(
        label=_("What do they like to be called?"),
        max_length=140,
        required=False,
        help_text=_("If it is not the first name"),
    )
    birth_date = DayMonthYearField(
        label=_("Birth date"), subject=_("The birth date"), required=False, help_text=_("For example, 12 3 1958")
    )
    nhs_number = forms.CharField(
        label=_("NHS number"),
        max_length=20,
        required=False,
        help_text=_("10 digits, if they know it"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "10"}),
    )
    language = forms.ChoiceField(label=_("Language they speak best"), choices=language_choices, required=False)
    way = forms.ChoiceField(
        label=_("One way to reach them"),
        choices=list(WAYS.items()),
        widget=PlainRadios(
            reveals={"mobile": "mobile", "phone": "phone", "email": "email", "letter": "address"},
        ),
    )
    mobile = forms.CharField(label=_("Mobile number"), max_length=40, required=False)
    phone = forms.CharField(label=_("Telephone number"), max_length=40, required=False)
    email = forms.CharField(label=_("Email address"), max_length=254, required=False)
    address = forms.CharField(
        label=_("Address and postcode"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    organisation_id = forms.ChoiceField(label=_("For which organisation?"))
    consent_said_by = forms.CharField(
        label=_("Who said yes to keeping and sharing this record, and how?"),
        max_length=140,
        required=False,
        help_text=_("For example: Amina, in person. A charity or group needs the person’s yes."),
    )
    is_somebody_else = forms.BooleanField(label=_("I have looked: none of these is this person"), required=False)

    def for_organisations(self, organisations: tuple[MyOrganisation, ...]) -> RegisterForm:
        """The form for somebody who works at these organisations."""
        choices = [(str(one.id), one.name) for one in organisations]
        self.fields["organisation_id"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["organisation_id"].widget = forms.HiddenInput()
            self.fields["organisation_id"].initial = choices[0][0]
        if not any(one.needs_consent for one in organisations):
            del self.fields["consent_said_by"]
        return self

    def ask_whether_somebody_else(self, *, is_asked: bool) -> None:
        """Take the question out again unless likely duplicates are shown, now or before."""
        if not is_asked and "is_somebody_else" not in self.data:
            del self.fields["is_somebody_else"]

    def new_person(self) -> NewPerson:
        """What was typed, for the service."""
        typed = self.cleaned_data
        way = typed["way"]
        contact = typed.get({"letter": "address"}.get(way, way), "")
        lines, postcode = split_postcode(contact) if way == "letter" else (contact, "")
        names = ("given_names", "family_name", "preferred_name", "birth_date", "nhs_number", "language")
        return NewPerson(way=way, contact=lines, postcode=postcode, **{name: typed[name] for name in names})


def split_postcode(text: str) -> tuple[str, str]:
    """The lines of an address without its postcode, and the postcode."""
    found = _POSTCODE.search(text)
    if found is None:
        return text.strip(), ""
    rest = text[: found.start()] + text[found.end() :]
    lines = [line.strip(" ,") for line in rest.splitlines()]
    return "\n".join(line for line in lines if line), f"{found[1]} {found[2]}".upper()


class ParticularsForm(PlainForm):
    """Who the person is. The person is not asked why, nor for what other records are matched by."""

    given_names = forms.CharField(label=_("First names"), max_length=140, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=140, required=False)
    preferred_name = forms.CharField(label=_("Likes to be called"), max_length=140, required=False)
    title = forms.CharField(label=_("Title, such as Ms or Dr"), max_length=40, required=False)
    birth_date = DayMonthYearField(label=_("Birth date"), subject=_("The birth date"), required=False)
    nhs_number = forms.CharField(label=_("NHS number"), max_length=20, required=False)
    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=[
            ("", _("Not known")),
            ("female", _("Female")),
            ("male", _("Male")),
            ("other", _("Other")),
        ],
    )
    ethnicity = forms.CharField(label=_("Ethnic group, in their own words"), max_length=100, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, required=False)
    gp_practice = forms.ChoiceField(label=_("GP practice"), required=False)
    why = forms.CharField(
        label=_("Why are you changing this?"), max_length=300, help_text=_("The person can read what you write here.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput())

    def for_writer(self, practices: tuple[tuple[str, str], ...], *, is_own: bool, language: str) -> ParticularsForm:
        """The form for the person, or for staff."""
        self.fields["gp_practice"].choices = [("", _("Not known")), *practices]  # type: ignore[attr-defined]
        if language and language not in LANGUAGES:
            self.fields["language"].choices = [*language_choices(), (language, language)]  # type: ignore[attr-defined]
        if is_own:
            for name in ("birth_date", "nhs_number", "why"):
                del self.fields[name]
        return self

    def correction(self) -> Correction:
        """What was typed, for the service."""
        typed: Mapping[str, Any] = self.cleaned_data
        values = {name: typed[name] for name in typed if name not in ("why", "version")}
        values["gp_practice"] = UUID(values["gp_practice"]) if values.get("gp_practice") else None
        return Correction(values, typed.get("why", ""))


class JoinForm(PlainForm):
    """Begin to care for somebody who is known here: say who it is, and why."""

    text = forms.CharField(
        label=_("Their NHS number or whole name, and their birth date"),
        max_length=200,
        help_text=_("For example: 999 123 4560 12/3/1958"),
    )
    purpose = forms.CharField(
        label=_("What will you do for them?"), max_length=200, help_text=_("The person can read what you write here.")
    )
    organisation_id = forms.ChoiceField(label=_("For which organisation?"))
    consent_said_by = forms.CharField(
        label=_("Who said yes to sharing this record, and how?"), max_length=140, required=False
    )

    def for_organisations(self, organisations: tuple[MyOrganisation, ...]) -> JoinForm:
        """The form for somebody who works at these organisations."""
        choices = [(str(one.id), one.name) for one in organisations]
        self.fields["organisation_id"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["organisation_id"].widget = forms.HiddenInput()
            self.fields["organisation_id"].initial = choices[0][0]
        if not any(one.needs_consent for one in organisations):
            del self.fields["consent_said_by"]
        return self


class EmergencyForm(PlainForm):
    """Open a record in an emergency."""

    reason = forms.CharField(
        label=_("Why do you need to see this record now?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person will read what you write."),
    )
    organisation_id = forms.ChoiceField(label=_("For which organisation?"))

    def for_organisations(self, actor: Actor) -> EmergencyForm:
        """The form for whoever may open a record at these organisations."""
        where = organisations_where(OwnDeed.BREAK_GLASS, actor)
        choices = [(str(p.organisation_id), p.organisation_name) for p in actor.posts if p.organisation_id in where]
        self.fields["organisation_id"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["organisation_id"].widget = forms.HiddenInput()
            self.fields["organisation_id"].initial = choices[0][0]
        return self
