"""What was decided, in sentences; who sees which part; the receipt to the person; what is no longer there to undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.messages.kinds import Prepared, Stopped, StopReason
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.models import Address, Consent, ContactPoint, Organisation, Person
from whatmatters.foundation.people.queries.consent import get_consent_page
from whatmatters.foundation.people.queries.consent_words import consent_sentence
from whatmatters.foundation.people.queries.receipts import CONSENT_RECEIPT, prepare_receipt
from whatmatters.foundation.people.rules.consent import standing_of, withdrawal_reasons
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.consent import Decision, decide_consent, withdraw_consent
from whatmatters.foundation.people.services.proxies import Grant, grant_proxy_access, hide_from_proxy

from .browsing import get
from .world import NOW, TODAY

LAST = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("decision", "ends_before", "standing"),
    [
        ("given", None, "given"),
        ("given", TODAY + timedelta(days=1), "given"),
        ("given", TODAY, "expired"),
        ("withheld", TODAY, "withheld"),
        ("withdrawn", None, "withdrawn"),
    ],
)
def test_how_a_decision_stands(decision: str, ends_before: date | None, standing: str) -> None:
    assert standing_of(decision=decision, ends_before=ends_before, day=TODAY) == standing


@pytest.mark.parametrize(
    ("decision", "is_superseded", "is_refused"),
    [("given", False, False), ("given", True, True), ("withheld", False, True), ("withdrawn", False, True)],
)
def test_what_can_be_taken_back(decision: str, is_superseded: bool, is_refused: bool) -> None:
    assert bool(withdrawal_reasons(decision=decision, is_superseded=is_superseded)) is is_refused


SENTENCES = """
sharing        given     Riverside Choir may see: name and birth date, until the end of 30 November 2026.
sharing        withheld  Riverside Choir may not see this record.
sharing        withdrawn Riverside Choir may no longer see this record.
sharing        expired   Riverside Choir could see: name and birth date, until the end of 30 November 2026. That time is over.
referral       given     Riverside Choir may be asked to help, until the end of 30 November 2026.
referral       withheld  Riverside Choir may not be asked to help.
referral       withdrawn Riverside Choir may no longer be asked to help.
referral       expired   Riverside Choir could be asked to help, until the end of 30 November 2026. That time is over.
direct-payment given     The money may be paid as a direct payment, until the end of 30 November 2026.
direct-payment withheld  The money may not be paid as a direct payment.
direct-payment withdrawn The money may no longer be paid as a direct payment.
direct-payment expired   The money could be paid as a direct payment, until the end of 30 November 2026. That time is over.
recording      given     Riverside Choir may record sound or pictures, until the end of 30 November 2026.
recording      withheld  Riverside Choir may not record sound or pictures.
recording      withdrawn Riverside Choir may no longer record sound or pictures.
recording      expired   Riverside Choir could record sound or pictures, until the end of 30 November 2026. That time is over.
"""  # noqa: E501 sentences as they are read


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_every_decision_is_a_sentence(line: str, choir: Organisation) -> None:
    purpose, standing, sentence = line.split(maxsplit=2)
    decision, day = ("given", LAST) if standing == "expired" else (standing, TODAY)
    row = Consent(purpose=purpose, organisation=choir, decision=decision, ends_before=LAST)
    row.sections = frozenset({Section.IDENTITY})
    assert consent_sentence(row, day) == sentence


def yes_to(organisation: Organisation, **given: object) -> Decision:
    shared = [Section.IDENTITY, Section.PLAN]
    return Decision("sharing", "given", organisation_id=organisation.id, sections=shared, **given)  # type: ignore[arg-type]


def test_a_yes_that_is_over_is_told_as_such(amina: Person, herself: Actor, choir: Organisation) -> None:
    decide_consent(person_id=amina.id, decision=yes_to(choir, ends_before=LAST), by=herself, at=NOW)
    page = get_consent_page(amina.id, by=herself, at=NOW + timedelta(days=40))
    assert page.decided == ()
    assert [row.sentence.endswith("That time is over.") for row in page.history] == [True]


def test_part_by_part_who_sees_it_now(amina: Person, herself: Actor, lin: Actor, choir: Organisation) -> None:
    decide_consent(person_id=amina.id, decision=yes_to(choir), by=herself, at=NOW)
    grant = Grant("account-nephew", "Idris Khan", "Nephew", [Section.PLAN, Section.CIRCLE])
    grant_id = grant_proxy_access(person_id=amina.id, grant=grant, by=herself, at=NOW)
    hide_from_proxy(grant_id=grant_id, section=Section.CIRCLE, by=herself, at=NOW)

    def seen() -> dict[str, tuple[str, ...]]:
        return {part.label: part.who for part in get_consent_page(amina.id, by=herself, at=NOW).parts}

    assert seen()["My plan: goals and actions"] == ("Riverside Choir", "Riverside Surgery", "Idris Khan")
    assert seen()["My circle of support"] == ("Riverside Surgery",)
    assert "Safeguarding" not in seen()
    decide_consent(person_id=amina.id, decision=Decision("sharing", "withheld"), by=herself, at=NOW)
    assert seen()["My plan: goals and actions"] == ("Idris Khan",)
    assert get_consent_page(amina.id, by=herself, at=NOW).must_say_who is False


def test_the_page_shows_the_parts_to_the_person_alone(own: Client, staff: Client, amina: Person) -> None:
    assert "Part by part" in get(own, "consent", amina.id)
    assert "Part by part" not in get(staff, "consent", amina.id)


# --- the receipt


def receipts() -> list[Message]:
    return list(Message.objects.filter(kind=CONSENT_RECEIPT).order_by("created_at", "id"))


def test_the_person_gets_a_receipt_without_the_reason(amina: Person, herself: Actor, choir: Organisation) -> None:
    ContactPoint.objects.create(person=amina, kind="email", value="amina@example.org")
    secret = yes_to(choir, in_words="Because of my brother")
    consent_id = decide_consent(person_id=amina.id, decision=secret, by=herself, at=NOW)
    (message,) = receipts()
    ready = prepare_receipt(message.subject_ids, NOW)
    assert isinstance(ready, Prepared)
    assert ready.address == "amina@example.org"
    assert "Riverside Choir may see: name and birth date and my plan: goals and actions." in ready.text
    assert "On 2 November 2026" in ready.text
    assert "brother" not in ready.text
    withdraw_consent(consent_id=consent_id, in_words="She shouts", by=herself, at=NOW + timedelta(minutes=1))
    first, second = receipts()
    assert prepare_receipt(first.subject_ids, NOW) == Stopped(StopReason.SUPERSEDED)
    ready = prepare_receipt(second.subject_ids, NOW)
    assert isinstance(ready, Prepared)
    assert "Riverside Choir may no longer see this record." in ready.text
    assert "shouts" not in ready.text


def test_the_receipt_goes_no_way_that_is_not_safe(amina: Person, herself: Actor, choir: Organisation) -> None:
    ContactPoint.objects.create(person=amina, kind="email", value="amina@example.org", is_safe=False)
    decide_consent(person_id=amina.id, decision=yes_to(choir), by=herself, at=NOW)
    assert prepare_receipt(receipts()[0].subject_ids, NOW) == Stopped(StopReason.NO_SAFE_WAY)


def test_no_organisation_is_named_to_somebody_in_a_refuge(amina: Person, herself: Actor, choir: Organisation) -> None:
    ContactPoint.objects.create(person=amina, kind="email", value="amina@example.org")
    Address.objects.create(person=amina, lines="1 Quiet Road", is_secret=True)
    decide_consent(person_id=amina.id, decision=yes_to(choir), by=herself, at=NOW)
    ready = prepare_receipt(receipts()[0].subject_ids, NOW)
    assert isinstance(ready, Prepared)
    assert "Riverside Choir" not in ready.text
    assert "Something has changed in who may see your record." in ready.text


def test_what_no_longer_holds_is_not_taken_back(amina: Person, herself: Actor, choir: Organisation) -> None:
    first = decide_consent(person_id=amina.id, decision=yes_to(choir), by=herself, at=NOW)
    second = decide_consent(person_id=amina.id, decision=yes_to(choir, ends_before=LAST), by=herself, at=NOW)
    with pytest.raises(Refused):
        withdraw_consent(consent_id=first, by=herself, at=NOW)
    withdrawn = withdraw_consent(consent_id=second, by=herself, at=NOW)
    for gone in (second, withdrawn):
        with pytest.raises(Refused):
            withdraw_consent(consent_id=gone, by=herself, at=NOW)
    assert Consent.objects.filter(person=amina, decision="withdrawn").count() == 1
