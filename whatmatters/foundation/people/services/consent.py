"""What the person said yes or no to: four purposes kept apart, as decisions with their history.

Who sees what follows from these rows at the next request: there is no copy to go stale. Refuses a yes that names
nothing, and a decision that staff write down without saying who told them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, keep_rule
from ...kernel.plain import clean_text
from ...messages.services import queue_message
from ..models import Consent, Organisation, Person
from ..models.access import Basis, ConsentDecision, Purpose
from ..permissions import Access, Deed
from ..queries.receipts import CONSENT_RECEIPT
from ..queries.reminding import SHARING_ENDED
from ..rules.consent import FIRST_SECTIONS, decision_reasons, said_by_reasons, withdrawal_reasons
from ..sections import Section
from .keeping import person_for
from .relationships import begin_care, open_organisation


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `organisation_id` None means every organisation; `said_by` says who told staff, and how.

    `decision` is `given` or `withheld`; `sections` count for sharing alone; `ends_before` is the first day on which it
    no longer holds.
    """

    purpose: str
    decision: str
    organisation_id: UUID | None = None
    sections: Collection[Section] = ()
    in_words: str = ""
    said_by: str = ""
    ends_before: date | None = None


@transaction.atomic
def decide_consent(*, person_id: UUID, decision: Decision, by: Actor, at: datetime) -> UUID:
    """Write a decision down in the place of the one before; its id. A yes to an organisation opens its relationship.

    Who may: the person; staff who know them, saying who told them. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.DECIDE_CONSENT, person_id, by, at)
    keep_rule(
        decision_reasons(
            purpose=decision.purpose,
            decision=decision.decision,
            sections=decision.sections,
            ends_before=decision.ends_before,
            day=day_of(at),
        )
        + said_by_reasons(decision.said_by, by_staff=not (access.is_own or access.is_system))
    )
    organisation = open_organisation(decision.organisation_id) if decision.organisation_id else None
    saved = _replace(person, organisation, decision, by, at)
    if organisation and decision.purpose == Purpose.SHARING and decision.decision == ConsentDecision.GIVEN:
        why = _("The person said yes")
        begin_care(person, organisation, basis=Basis.CONSENT, purpose=why, by=by, at=at)
    action = "said yes" if decision.decision == ConsentDecision.GIVEN else "said no"
    _record(action, saved, access, by, at)
    _tell(saved, by, at)
    return saved.id


@transaction.atomic
def withdraw_consent(*, consent_id: UUID, said_by: str = "", in_words: str = "", by: Actor, at: datetime) -> UUID:
    """Take a yes back; the id of the new decision. It holds from the next request on.

    Who may and raises: as `decide_consent`; also refused when the yes is no longer what holds.
    """
    found = Consent.objects.filter(pk=consent_id).values_list("person_id", flat=True).first()
    if found is None:
        raise NotFound
    person, access = person_for(Deed.DECIDE_CONSENT, found, by, at)
    # Read again: the person's row is locked now, and somebody else may have been quicker.
    before = Consent.objects.select_related("organisation").get(pk=consent_id)
    keep_rule(
        withdrawal_reasons(decision=before.decision, is_superseded=before.superseded_at is not None)
        + said_by_reasons(said_by, by_staff=not (access.is_own or access.is_system))
    )
    decision = Decision(
        purpose=before.purpose,
        decision=ConsentDecision.WITHDRAWN,
        organisation_id=before.organisation_id,
        sections=before.sections,
        in_words=in_words,
        said_by=said_by,
    )
    saved = _replace(person, before.organisation, decision, by, at)
    _record("took a yes back", saved, access, by, at)
    _tell(saved, by, at)
    return saved.id


def write_first_consent(person: Person, organisation: Organisation, said_by: str, by: Actor, at: datetime) -> Consent:
    """The yes with which somebody comes to a charity or group. The caller has checked, and writes the audit."""
    decision = Decision(Purpose.SHARING, ConsentDecision.GIVEN, sections=FIRST_SECTIONS, said_by=said_by)
    return _replace(person, organisation, decision, by, at)


def _replace(person: Person, organisation: Organisation | None, decision: Decision, by: Actor, at: datetime) -> Consent:
    """The decision as a new row; the one that was in force becomes history."""
    same = {"person": person, "purpose": decision.purpose, "organisation": organisation}
    Consent.objects.filter(**same, superseded_at__isnull=True).update(superseded_at=at, superseded_by=by.id)
    return Consent.objects.create(
        **same,
        decision=decision.decision,
        sections=frozenset(decision.sections) if decision.purpose == Purpose.SHARING else frozenset(),
        in_words=clean_text(decision.in_words),
        decided_for_by=clean_text(decision.said_by)[:140],
        decided_at=at,
        decided_by=by.id,
        decided_by_name=by.name,
        ends_before=decision.ends_before,
    )


def _tell(saved: Consent, by: Actor, at: datetime) -> None:
    """A receipt to the person; and to the organisation that it may see less now, without naming anybody."""
    receipt = {"person_id": saved.person_id, "consent_id": saved.id}
    queue_message(kind=CONSENT_RECEIPT, subject_ids=receipt, key=f"consent-receipt:{saved.id}", by=by, at=at)
    organisation = saved.organisation
    if saved.purpose != Purpose.SHARING or saved.decision == ConsentDecision.GIVEN or not organisation:
        return
    if organisation.email:
        ids = {"person_id": saved.person_id, "organisation_id": organisation.id, "consent_id": saved.id}
        queue_message(kind=SHARING_ENDED, subject_ids=ids, key=f"sharing-ended:{saved.id}", by=by, at=at)


def _record(action: str, saved: Consent, access: Access, by: Actor, at: datetime) -> None:
    record_change(
        action,
        by=by,
        at=at,
        person_id=saved.person_id,
        subject=f"consent:{saved.id}",
        details={
            "purpose": saved.purpose,
            "decision": saved.decision,
            "organisation": str(saved.organisation_id or ""),
            "sections": sorted(saved.sections),
        },
        organisations=access.organisations,
    )
