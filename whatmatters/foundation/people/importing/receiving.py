"""Which organisation receives the people of a run.

Serves the command and the page. Refuses to guess when several could be meant: whoever receives a person may see them.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.kernel.reasons import Reason

from ..models import CareRelationship, Organisation

_MOST_NAMED = 20


class WhichOrganisation(Refused):
    """No one organisation is meant: the reason says what to write, and which there are."""


def organisation_called(text: str) -> Organisation:
    """The open organisation with this ODS code, id or name; without a text, the only one there could be.

    Raises `WhichOrganisation`.
    """
    found = list(_called(text.strip()) if text.strip() else _likely())
    if len(found) == 1:
        return found[0]
    raise WhichOrganisation(Reason("organisation.which", _why(text.strip(), found), "organisation"))


def _called(text: str) -> list[Organisation]:
    open_ones = Organisation.objects.filter(is_open=True)
    try:
        return list(open_ones.filter(pk=UUID(text)))
    except ValueError:
        by_code = list(open_ones.filter(ods_code=text.upper()))
        return by_code or list(open_ones.filter(name__iexact=text))


def _likely() -> list[Organisation]:
    """Those that care for somebody; else all. A practice that records only name is not one that works here."""
    open_ones = Organisation.objects.filter(is_open=True)
    caring = list(open_ones.filter(Exists(CareRelationship.objects.filter(organisation=OuterRef("pk"))))[:2])
    return caring or list(open_ones[:2])


def _why(text: str, found: list[Organisation]) -> str:
    if found and text:
        return _("Several organisations are called “%(name)s”: give the ODS code or the id.") % {"name": text}
    known = Organisation.objects.filter(Q(is_open=True)).order_by("name")[:_MOST_NAMED]
    listed = "; ".join(f"{one.name} ({one.ods_code or one.id})" for one in known)
    if not listed:
        return _("There is no organisation yet that could receive people. Make one first.")
    if text:
        return _("No organisation is called “%(name)s”. There are: %(listed)s.") % {"name": text, "listed": listed}
    return _("Say which organisation receives these people, by ODS code, name or id: %(listed)s.") % {"listed": listed}
