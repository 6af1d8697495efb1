"""Consent holds everywhere: at every address, message, job, export, panel and link, from the next request on.

An organisation that sees Peggy because she said yes opens all of her record; she takes it back; nothing of it is there.
What is new and stands in no row of `consent_table` fails here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from whatmatters.care_plans import services as plans
from whatmatters.foundation.accounts.models import Account
from whatmatters.foundation.accounts.services.invitations import end_acting, invite_proxy
from whatmatters.foundation.accounts.tests.fixtures import account_for_tests, actor_of, sign_in_for_tests
from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.messages.kinds import all_kinds, schedule
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.messages.services import queue_message, send_message
from whatmatters.foundation.people.exporting.interface import exporters
from whatmatters.foundation.people.exporting.taking_out import export_people
from whatmatters.foundation.people.models import AboutMeEntry, ContactPoint, Organisation, Person, ProxyGrant
from whatmatters.foundation.people.queries.person_page import get_person_page
from whatmatters.foundation.people.sections import PROXY_SECTIONS, Section
from whatmatters.foundation.people.services.appointments import Offer, offer_appointment
from whatmatters.foundation.people.services.capacity import Assessed, record_capacity
from whatmatters.foundation.people.services.consent import Decision, decide_consent, withdraw_consent
from whatmatters.foundation.people.services.in_advance import (
    Power,
    Refusal,
    Statement,
    record_power_of_attorney,
    write_advance_refusal,
    write_advance_statement,
)
from whatmatters.foundation.people.services.merging import merge_people
from whatmatters.foundation.people.services.registering import NewPerson, register_person
from whatmatters.foundation.people.wired import person_links, person_panels
from whatmatters.project.demonstration.telling import tell

from . import consent_table as table
from .matrix import Address, addresses, things

LOADER = Actor.system("test")
NAME = "Holloway"


@dataclass
class Shared:
    """Peggy, an organisation that sees her by her yes alone, its worker and their browser."""

    peggy: Person
    herself: Actor
    hands: Organisation
    worker: Actor
    browser: Client
    consent_id: UUID
    known: dict[str, object]

    def take_back(self) -> None:
        """Peggy takes her yes back."""
        withdraw_consent(consent_id=self.consent_id, by=self.herself, at=now())


def now() -> datetime:
    """The time of the requests."""
    return datetime.now(UTC)


@pytest.fixture
def shared(db: None, settings) -> Shared:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    tell(at=now() - timedelta(minutes=5))
    peggy = Person.objects.get(preferred_name="Peggy")
    own = Account.objects.get(email="peggy@example.org")
    hands = Organisation.objects.create(name="Helping Hands", kind="voluntary", email="hands@example.org")
    roles = (Role.CLINICIAN, Role.CARE_COORDINATOR, Role.LINK_WORKER, Role.COACH, Role.BUDGET_OFFICER)
    account = account_for_tests("Hel Per", posts=[(role, hands.id) for role in roles])
    known = things() | _more_of(peggy, actor_of(own))
    yes = Decision("sharing", "given", organisation_id=hands.id, sections=list(Section))
    consent_id = decide_consent(person_id=peggy.id, decision=yes, by=actor_of(own), at=now())
    known |= {"consent_id": consent_id, "relationship_id": peggy.relationships.get(organisation=hands).id}
    worker, browser = actor_of(account), sign_in_for_tests(Client(raise_request_exception=False), account)
    other = register_person(
        new=NewPerson("Margaret", "Hollowway"), organisation_id=hands.id, consent_said_by="Her", by=worker, at=now()
    )
    known |= {"first_id": peggy.id, "second_id": other}
    return Shared(peggy, actor_of(own), hands, worker, browser, consent_id, known)


def _more_of(peggy: Person, herself: Actor) -> dict[str, object]:
    """What hangs on her record besides, so that every address about it leads somewhere."""
    person_id, at = peggy.id, now()
    entry = AboutMeEntry.objects.filter(person=peggy, heading="wellness").order_by("number").last()
    assert entry is not None
    AboutMeEntry.objects.filter(pk=entry.pk).update(
        media=default_storage.save("about-me/bird.jpg", BytesIO(b"picture")), media_type="image/jpeg"
    )
    proxy_id = invite_proxy(
        person_id=person_id,
        name="Ned Holloway",
        email="ned@example.org",
        relationship="nephew",
        sections=PROXY_SECTIONS,
        by=herself,
        at=at,
    )
    assessed = Assessed("What to eat", "has", "She understands", at.date(), "Dr O")
    return {
        "merge_id": _joined(peggy),
        "entry_id": entry.pk,
        "account_id": proxy_id,
        "grant_id": ProxyGrant.objects.get(person=peggy, proxy_id=str(proxy_id)).id,
        "section": "plan",
        "capacity_id": record_capacity(person_id=person_id, assessed=assessed, by=LOADER, at=at),
        "people:statement_end": write_advance_statement(
            person_id=person_id, statement=Statement("At home"), by=herself, at=at
        ),
        "people:refusal_end": write_advance_refusal(
            person_id=person_id, refusal=Refusal("A tube", "always", False), by=herself, at=at
        ),
        "people:power_end": record_power_of_attorney(
            person_id=person_id, power=Power("Ned", "property"), by=herself, at=at
        ),
    }


def _joined(peggy: Person) -> UUID:
    """A second record of hers, joined into the first."""
    twin = register_person(
        new=NewPerson("Peg", NAME),
        organisation_id=peggy.relationships.earliest("starts_on").organisation_id,
        is_somebody_else=True,
        by=LOADER,
        at=now(),
    )
    return merge_people(kept_id=peggy.id, joined_id=twin, by=LOADER, at=now())


def place_of(address: Address, known: dict[str, object]) -> str:
    """Where an address is for Peggy's record; three kinds of wish share the name of their part."""
    parts = {part: known.get(part, UUID(int=7)) for part in address.parts}
    if address.name in known:
        parts["wish_id"] = known[address.name]
    return reverse(address.name, kwargs=parts) + table.ASKED_FOR.get(address.name, "")


def ask(browser: Client, place: str, *, post: bool = False) -> HttpResponseBase:
    """The answer, with whatever it did undone."""
    with transaction.atomic():
        response = browser.post(place) if post else browser.get(place)
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response


def among(names: list[str]) -> list[Address]:
    return [address for address in addresses() if address.name in names]


# --- nothing is left out of the table


def test_every_address_stands_in_one_row():
    rows = Counter(name for row in table.ADDRESSES for name in row)
    assert [name for name, times in rows.items() if times > 1] == []
    assert {address.name for address in addresses()} == set(rows)


def test_every_kind_of_message_stands_in_one_row():
    rows = Counter(name for row in table.MESSAGES for name in row)
    assert [name for name, times in rows.items() if times > 1] == []
    assert {kind.name for kind in all_kinds()} == set(rows)


def test_every_job_export_panel_and_link_is_declared():
    assert {line.name for line in schedule()} == table.JOBS.keys()
    assert {line.export_person for line in exporters()} == table.EXPORTERS
    assert {panel.gather for panel in person_panels()} == table.PANELS
    assert {link.address for link in person_links()} == table.LINKS


# --- and it does what the table says


def test_a_record_is_there_with_a_yes_and_not_there_once_it_is_taken_back(shared):
    walk = [(address.name, place_of(address, shared.known)) for address in among(table.SHARED)]
    there = {}
    for name, place in walk:
        code = ask(shared.browser, place).status_code
        there[name] = ask(shared.browser, place, post=True).status_code if code == 405 else code
    wrong = {name: code for name, code in there.items() if code >= 404 and code not in (409, 422)}
    assert wrong.keys() == table.NOT_NOW, wrong
    assert sum(code == 200 for code in there.values()) > len(there) / 2
    _not_there_for_any_organisation(shared)
    shared.take_back()
    left = {name: [ask(shared.browser, place, post=post).status_code for post in (False, True)] for name, place in walk}
    assert {name: codes for name, codes in left.items() if set(codes) - {404, 405} or codes == [405, 405]} == {}


def _not_there_for_any_organisation(shared: Shared) -> None:
    for address in among(table.PERSONS_OWN):
        place = place_of(address, shared.known)
        codes = {ask(shared.browser, place, post=post).status_code for post in (False, True)}
        assert codes <= {404, 405}, place
        assert 404 in codes, place


def test_somebody_is_named_in_lists_and_elsewhere_only_while_they_may_be_seen(shared):
    places = [f"{place_of(address, shared.known)}?q=margaret" for address in among(table.LISTS)]
    before = [place for place in places if NAME in ask(shared.browser, place).content.decode()]  # type: ignore[attr-defined]
    assert any(place.startswith("/people/?") for place in before), before
    shared.take_back()
    left = [place for place in places if NAME in ask(shared.browser, place).content.decode()]  # type: ignore[attr-defined]
    assert left == []
    for address in among([*table.DOORS, *table.COUNTED, *table.NO_RECORD, *table.ORGANISATIONS]):
        answer = ask(shared.browser, place_of(address, shared.known))
        text = b"" if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert NAME.encode() not in text, address.name


def test_what_was_queued_before_is_stopped_at_sending(shared):
    """Two reminders and an invitation, in the name of an organisation that no longer may."""
    at = now()
    ContactPoint.objects.filter(person=shared.peggy).delete()
    ContactPoint.objects.create(person=shared.peggy, kind="email", value="peggy@example.org")
    offer = Offer(shared.hands.id, at + timedelta(days=9), shared.worker.id, shared.worker.name)
    offer_appointment(person_id=shared.peggy.id, offer=offer, is_agreed=True, by=shared.worker, at=at)
    plan_id = plans.start_plan(person_id=shared.peggy.id, by=shared.worker, at=at)
    invite(plan_id, shared, at)
    goal_id = plans.add_goal(plan_id=plan_id, goal=plans.GoalWords("I want to walk"), by=shared.worker, at=at)
    step = plans.ActionSteps("Walk", "person", due_on=at.date() + timedelta(days=1), reminds=True)
    plans.add_action(goal_id=goal_id, action=step, by=shared.worker, at=at)
    waiting = {kind: Message.objects.filter(kind=kind).latest("created_at") for kind in table.THROUGH_AN_ORGANISATION}
    Message.objects.update(send_after=at)
    shared.take_back()
    for kind, message in waiting.items():
        assert send_message(message_id=message.pk, by=LOADER, at=now()) == "stopped", kind
        message.refresh_from_db()
        assert message.reason == "consent-withdrawn", kind


def invite(plan_id: UUID, shared: Shared, at: datetime) -> None:
    """An invitation to a conversation."""
    asking = plans.Asking(meet_on=at.date() + timedelta(days=9), how="home", where="At home")
    plans.invite(plan_id=plan_id, asking=asking, by=shared.worker, at=at)


def test_word_to_a_proxy_is_stopped_at_sending_once_they_no_longer_act(shared):
    account_id, at = shared.known["account_id"], now()
    with transaction.atomic():
        ids = {"account_id": account_id, "person_id": shared.peggy.id}
        queue_message(kind="accounts.new-proxy", subject_ids=ids, key="test", by=LOADER, at=at)  # type: ignore[arg-type]
    end_acting(
        grant_id=shared.known["grant_id"],  # type: ignore[arg-type]
        person_id=shared.peggy.id,
        tells=False,
        by=shared.herself,
        at=at,
    )
    Message.objects.update(send_after=at)
    for kind in table.TO_A_PROXY:
        message = Message.objects.filter(kind=kind).latest("created_at")
        assert send_message(message_id=message.pk, by=LOADER, at=now()) == "stopped", kind


def test_panels_links_and_exports_follow_what_may_be_seen_now(shared, tmp_path):
    def exported(name: str) -> bool:
        file: Path = tmp_path / f"{name}.ndjson"
        export_people(file, organisation=shared.hands, progress=_Quiet(), by=LOADER, at=now())
        return str(shared.peggy.id) in file.read_text()

    everything = get_person_page(shared.peggy.id, by=shared.worker, at=now())
    assert len(everything.panels) == len(table.PANELS)
    assert {link.address for link in everything.links} == table.LINKS
    assert exported("before")
    little = Decision("sharing", "given", organisation_id=shared.hands.id, sections=[Section.IDENTITY])
    shared.consent_id = decide_consent(person_id=shared.peggy.id, decision=little, by=shared.herself, at=now())
    page = get_person_page(shared.peggy.id, by=shared.worker, at=now())
    assert (page.panels, page.links) == ((), ())
    shared.take_back()
    assert not exported("after")


class _Quiet:
    def taking(self, done: int, total: int) -> None:
        """Nobody watches."""
