"""Consent, appointments, and what happens to a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.kernel.clock import LONDON
from whatmatters.foundation.nhsuk.forms import (
    ClockTimeField,
    DayMonthYearField,
    PlainCheckboxes,
    PlainForm,
    PlainRadios,
)

from ..rules.appointments import WAYS_TO_MEET
from ..sections import Section
from ..services.appointments import Offer
from ..services.consent import Decision


class ConsentForm(PlainForm):
    """One decision of the person about sharing or another of the four purposes."""

    purpose = forms.ChoiceField(
        label=_("What is it about?"),
        widget=PlainRadios,
        initial="sharing",
        choices=[
            ("sharing", _("Seeing my record")),
            ("referral", _("Being asked to help me")),
            ("recording", _("Recording me, in sound or pictures")),
            ("direct-payment", _("Paying my money as a direct payment")),
        ],
    )
    organisation_id = forms.ChoiceField(label=_("Who?"))
    decision = forms.ChoiceField(
        label=_("Yes or no?"),
        choices=[("given", _("Yes")), ("withheld", _("No"))],
        widget=PlainRadios,
    )
    sections = forms.MultipleChoiceField(label=_("What may they see?"), widget=PlainCheckboxes, required=False)
    last_day = DayMonthYearField(
        label=_("Until when?"),
        subject=_("The last day"),
        required=False,
        help_text=_("The last day. Leave it empty if there is no end."),
    )
    in_words = forms.CharField(
        label=_("In your own words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    said_by = forms.CharField(
        label=_("Who told you this, and how?"), max_length=140, help_text=_("For example: Amina, on the telephone")
    )

    def for_writer(
        self,
        *,
        organisations: Iterable[tuple[UUID, str]],
        sections: Iterable[tuple[str, str]],
        must_say_who: bool,
    ) -> ConsentForm:
        """The form for the person, or for staff who write down what the person said."""
        everyone = ("", _("Everyone who gives care"))
        self.fields["organisation_id"].required = False
        self.fields["organisation_id"].choices = [  # type: ignore[attr-defined]
            everyone,
            *((str(key), name) for key, name in organisations),
        ]
        self.fields["sections"].choices = list(sections)  # type: ignore[attr-defined]
        if not must_say_who:
            del self.fields["said_by"]
        return self

    def written_decision(self) -> Decision:
        """What was typed, for the service."""
        typed = self.cleaned_data
        return Decision(
            purpose=typed["purpose"],
            decision=typed["decision"],
            organisation_id=UUID(typed["organisation_id"]) if typed["organisation_id"] else None,
            sections=[Section(name) for name in typed["sections"]],
            in_words=typed["in_words"],
            said_by=typed.get("said_by", ""),
            ends_before=typed["last_day"] + timedelta(days=1) if typed["last_day"] else None,
        )


class WithdrawForm(PlainForm):
    """Take a yes back."""

    in_words = forms.CharField(
        label=_("Why? You do not have to say."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    said_by = forms.CharField(
        label=_("Who told you this, and how?"), max_length=140, help_text=_("For example: Amina, on the telephone")
    )

    def for_writer(self, *, must_say_who: bool) -> WithdrawForm:
        """The form for the person, or for staff who write down what the person said."""
        if not must_say_who:
            del self.fields["said_by"]
        return self


class OfferForm(PlainForm):
    """A time to meet."""

    day = DayMonthYearField(label=_("Day"))
    clock = ClockTimeField(
        label=_("Time"), help_text=_("For example: 2:30pm"), widget=forms.TextInput(attrs={"width": "5"})
    )
    minutes = forms.IntegerField(label=_("How many minutes?"), initial=45, widget=forms.TextInput(attrs={"width": "3"}))
    how = forms.ChoiceField(
        label=_("How?"), choices=list(WAYS_TO_MEET.items()), widget=PlainRadios, initial="in-person"
    )
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    about = forms.CharField(
        label=_("What is it about?"),
        max_length=200,
        required=False,
        help_text=_("This is never put in a reminder."),
    )
    organisation_id = forms.ChoiceField(label=_("For which organisation?"))
    is_agreed = forms.BooleanField(label=_("The person has said yes to this time"), required=False)

    def for_organisations(self, organisations: Iterable[tuple[UUID, str]]) -> OfferForm:
        """The form for somebody who works at these organisations."""
        choices = [(str(key), name) for key, name in organisations]
        self.fields["organisation_id"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["organisation_id"].widget = forms.HiddenInput()
            self.fields["organisation_id"].initial = choices[0][0]
        return self

    def offer(self, *, with_id: str, with_name: str) -> Offer:
        """What was typed, for the service: a time by the clock on the wall."""
        typed = self.cleaned_data
        starts_at = datetime.combine(typed["day"], typed["clock"], LONDON)
        return Offer(
            organisation_id=UUID(typed["organisation_id"]),
            starts_at=starts_at,
            with_id=with_id,
            with_name=with_name,
            **{name: typed[name] for name in ("minutes", "how", "place", "about")},
        )


class WhyForm(PlainForm):
    """A reason, for whatever needs one."""

    why = forms.CharField(label=_("Why?"), max_length=300, help_text=_("The person can read what you write here."))


class MaybeWhyForm(PlainForm):
    """A reason that may be left out."""

    why = forms.CharField(label=_("Why?"), max_length=200, required=False)


class DeathForm(PlainForm):
    """Record that the person has died."""

    died_on = DayMonthYearField(
        label=_("When did the person die?"),
        subject=_("The day"),
        required=False,
        help_text=_("Leave it empty if you do not know."),
    )
    told_by = forms.CharField(
        label=_("Who told us?"), max_length=300, help_text=_("For example: her daughter, on the telephone")
    )


class MoveForm(PlainForm):
    """Record that the person has moved away."""

    moved_on = DayMonthYearField(label=_("When did the person move?"), required=False)
    why = forms.CharField(label=_("Where to, or who told us?"), max_length=300, required=False)
