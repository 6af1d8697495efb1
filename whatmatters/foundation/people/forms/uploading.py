"""Send up a small file of people."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forms import PlainForm

from ..queries.organisations import MyOrganisation


class UploadForm(PlainForm):
    """A file, who receives the people, and their consent where that is needed."""

    nothing_lost = _("Nothing was saved, and your file is as it was. Put these things right, then send it again.")

    file = forms.FileField(
        label=_("File of people"),
        help_text=_("A spreadsheet (.xlsx or .csv), or FHIR records (.json, .ndjson, .zip)"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json,.ndjson,.jsonl,.gz,.zip"}),
    )
    organisation_id = forms.ChoiceField(label=_("Who will care for these people?"))
    consent_said_by = forms.CharField(
        label=_("For a charity or group: who said yes to keeping and sharing these records, and how?"),
        help_text=_("For example: each person, on paper. A charity or group needs each person’s yes"),
        max_length=140,
        required=False,
    )

    def for_organisations(self, organisations: tuple[MyOrganisation, ...]) -> UploadForm:
        """The form for somebody who works at these organisations."""
        choices = [(str(one.id), one.name) for one in organisations]
        self.fields["organisation_id"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["organisation_id"].initial = choices[0][0]
        if not any(one.needs_consent for one in organisations):
            del self.fields["consent_said_by"]
        elif all(one.needs_consent for one in organisations):
            self.fields["consent_said_by"].required = True
        return self

    def refuse_size(self, size: int, why: str) -> None:
        """Say that the file was refused while it arrived: there is none to look at."""
        if size:
            self.errors.pop("file", None)
            self.add_error("file", ValidationError(why or _now("This file is too large.")))
