"""What happens to a record: death stops everything, two records become one and two again to the row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound, Refused
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.models import (
    AboutMeEntry,
    Appointment,
    CareRelationship,
    Consent,
    Organisation,
    Person,
)
from whatmatters.foundation.people.permissions import sections_visible
from whatmatters.foundation.people.queries.duplicates import get_side_by_side
from whatmatters.foundation.people.queries.looking import JoinedInto
from whatmatters.foundation.people.queries.person_page import get_person_page
from whatmatters.foundation.people.queries.searching import search_people
from whatmatters.foundation.people.queries.who_looked import get_who_looked
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.about_me import Words, write_about_me
from whatmatters.foundation.people.services.appointments import Offer, offer_appointment
from whatmatters.foundation.people.services.capacity import Assessed, record_capacity
from whatmatters.foundation.people.services.circle import Member, add_circle_member
from whatmatters.foundation.people.services.communication import Needs, write_communication
from whatmatters.foundation.people.services.consent import Decision, decide_consent
from whatmatters.foundation.people.services.contacts import NewContact, add_contact_point
from whatmatters.foundation.people.services.in_advance import (
    Power,
    Refusal,
    Statement,
    end_power_of_attorney,
    record_power_of_attorney,
    write_advance_refusal,
    write_advance_statement,
)
from whatmatters.foundation.people.services.lifecycle import (
    correct_death,
    record_death,
    record_move_away,
    record_return,
)
from whatmatters.foundation.people.services.merging import (
    RecordsDisagree,
    decide_not_the_same,
    merge_people,
    undo_merge,
)
from whatmatters.foundation.people.services.merging.own import OWN_MOVERS

from .world import NHS_NUMBER, NOW, TODAY, a_link_worker, a_person, an_organisation, somebody, the_person

LATER = NOW + timedelta(days=9)


def meet(person: Person, organisation: Organisation, by: Actor) -> Appointment:
    offer = Offer(organisation.id, LATER, by.id, by.name)
    appointment_id = offer_appointment(person_id=person.id, offer=offer, is_agreed=True, by=by, at=NOW)
    return Appointment.objects.get(pk=appointment_id)


def test_death_stops_letters_reminders_and_appointments_at_once(
    surgery: Organisation, amina: Person, lin: Actor
) -> None:
    meeting = meet(amina, surgery, lin)
    reminder = Message.objects.get(person_id=amina.id)
    record_death(person_id=amina.id, died_on=date(2026, 11, 1), told_by="Her daughter", by=lin, at=NOW)
    meeting.refresh_from_db()
    reminder.refresh_from_db()
    assert (meeting.state, meeting.ended_why, reminder.state) == ("cancelled", "The person has died", "stopped")
    assert get_person_page(amina.id, by=lin, at=NOW).banner.state_words == "Died on 1 November 2026"
    with pytest.raises(Refused):
        meet(amina, surgery, lin)


def test_a_death_that_was_a_mistake_is_put_right_and_starts_nothing(
    surgery: Organisation, amina: Person, lin: Actor
) -> None:
    meeting = meet(amina, surgery, lin)
    record_death(person_id=amina.id, died_on=None, told_by="A letter", by=lin, at=NOW)
    with pytest.raises(Refused):
        correct_death(person_id=amina.id, why=" ", by=lin, at=NOW)
    correct_death(person_id=amina.id, why="Another Amina Khan", by=lin, at=NOW)
    meeting.refresh_from_db()
    amina.refresh_from_db()
    assert (amina.state, amina.died_on, meeting.state) == ("active", None, "cancelled")


@pytest.mark.parametrize("died_on", [TODAY + timedelta(days=1), date(1950, 1, 1)])
def test_nobody_dies_tomorrow_or_before_they_were_born(amina: Person, lin: Actor, died_on: date) -> None:
    with pytest.raises(Refused):
        record_death(person_id=amina.id, died_on=died_on, told_by="X", by=lin, at=NOW)


def test_moved_away_and_back(amina: Person, lin: Actor, surgery: Organisation) -> None:
    meet(amina, surgery, lin)
    record_move_away(person_id=amina.id, moved_on=None, by=lin, at=NOW)
    assert Message.objects.get().state == "stopped"
    with pytest.raises(Refused):
        record_move_away(person_id=amina.id, moved_on=None, by=lin, at=NOW)
    record_return(person_id=amina.id, by=lin, at=NOW)
    amina.refresh_from_db()
    assert amina.state == "active"


def test_the_person_does_not_record_their_own_death(amina: Person, herself: Actor) -> None:
    with pytest.raises(NotAllowed):
        record_death(person_id=amina.id, died_on=None, told_by="Me", by=herself, at=NOW)


# --- two records of one person


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours that a merge may move, to compare before and after."""
    left_out = {"PersonVersion", "DuplicateProposal", "Merge", "Organisation", "NameWord", "Upload"}
    tables = [model for model in apps.get_app_config("people").get_models() if model.__name__ not in left_out]
    rows = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in tables}
    for person in rows["Person"]:
        person.pop("version")
    return rows


def two_full_records(surgery: Organisation, choir: Organisation) -> tuple[Person, Person]:
    """Two records of one person, with something in every table, and things that meet."""
    kept = a_person(surgery, way="mobile", contact="07700 900982")
    joined = a_person(surgery, nhs_number=NHS_NUMBER, language="ur", preferred_name="Mina")
    decide_consent(person_id=joined.id, decision=given_to(choir), by=the_person(joined), at=NOW)
    no = Decision("sharing", "withheld", organisation_id=choir.id)
    decide_consent(person_id=kept.id, decision=no, by=the_person(kept), at=NOW)
    for n, person in enumerate((kept, joined, kept)):
        me, based_on = the_person(person), AboutMeEntry.objects.filter(person=person).count()
        at = NOW + timedelta(minutes=n)
        write_about_me(person_id=person.id, heading="also", words=Words(f"Words {n}"), based_on=based_on, by=me, at=at)
    for person in (kept, joined):
        me = the_person(person)
        write_communication(person_id=person.id, needs=Needs(in_words="Face me"), based_on=0, by=me, at=NOW)
        add_circle_member(person_id=person.id, member=Member("Noor"), by=me, at=NOW)
        add_contact_point(person_id=person.id, contact=NewContact("email", "a@example.org"), by=me, at=NOW)
        write_in_advance(person, me)
    return kept, joined


def write_in_advance(person: Person, me: Actor) -> None:
    """One of each kind of wish, and an assessment."""
    assessed = Assessed("What to eat", "has", "Understands it", TODAY, "Dr O")
    record_capacity(person_id=person.id, assessed=assessed, by=Actor.system("test"), at=NOW)
    write_advance_statement(person_id=person.id, statement=Statement("Home"), by=me, at=NOW)
    write_advance_refusal(person_id=person.id, refusal=Refusal("A tube", "always", False), by=me, at=NOW)
    power_id = record_power_of_attorney(person_id=person.id, power=Power("Noor", "property"), by=me, at=NOW)
    end_power_of_attorney(power_id=power_id, by=me, at=NOW)


def test_every_table_with_a_person_moves_when_two_records_are_joined() -> None:
    stay = {"DuplicateProposal", "Merge", "NameWord", "Person", "PersonVersion"}
    belong = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("people").get_models()
        if model.__name__ not in stay
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is Person
    }
    moved = {mover.name if mover.name.count(".") > 1 else f"{mover.name}.person" for mover in OWN_MOVERS}
    assert moved == belong


def given_to(organisation: Organisation) -> Decision:
    """A yes to an organisation."""
    return Decision("sharing", "given", organisation_id=organisation.id, sections=[Section.IDENTITY])


def test_the_kept_record_keeps_all_and_the_old_address_leads_to_it(
    surgery: Organisation, choir: Organisation, lin: Actor
) -> None:
    kept, joined = two_full_records(surgery, choir)
    merge_people(kept_id=kept.id, joined_id=joined.id, by=lin, at=NOW)
    kept.refresh_from_db()
    assert (kept.nhs_number, kept.language, kept.preferred_name) == (NHS_NUMBER, "ur", "Mina")
    said = AboutMeEntry.objects.filter(person=kept).order_by("number")
    assert [(entry.number, entry.text) for entry in said] == [(1, "Words 0"), (2, "Words 1"), (3, "Words 2")]
    page = get_person_page(kept.id, by=lin, at=NOW)
    assert page.circle is not None
    assert len(page.circle) == 2
    with pytest.raises(JoinedInto) as moved:
        get_person_page(joined.id, by=lin, at=NOW)
    assert moved.value.kept_id == kept.id
    assert [row.id for row in search_people("khan", by=lin, at=NOW).rows] == [kept.id]
    assert CareRelationship.objects.filter(person=kept, organisation=surgery, ends_before=None).count() == 1


def test_a_no_on_either_record_stands(surgery: Organisation, choir: Organisation, lin: Actor) -> None:
    kept, joined = two_full_records(surgery, choir)
    singer = a_link_worker(choir)
    assert sections_visible(joined.id, singer, NOW)
    merge_people(kept_id=kept.id, joined_id=joined.id, by=lin, at=NOW)
    assert not sections_visible(kept.id, singer, NOW)
    (in_force,) = Consent.objects.filter(person=kept, organisation=choir, superseded_at=None)
    assert in_force.decision == "withheld"


def test_undo_restores_every_row(surgery: Organisation, choir: Organisation, lin: Actor) -> None:
    kept, joined = two_full_records(surgery, choir)
    before = everything()
    merge_id = merge_people(kept_id=kept.id, joined_id=joined.id, by=lin, at=NOW)
    assert everything() != before
    undo_merge(merge_id=merge_id, why="Mother and daughter", by=lin, at=NOW)
    assert everything() == before
    assert [row.id for row in search_people("mina", by=lin, at=NOW).rows] == [joined.id]


def test_what_was_written_since_stays_with_the_kept_record(
    surgery: Organisation, choir: Organisation, lin: Actor
) -> None:
    kept, joined = two_full_records(surgery, choir)
    merge_id = merge_people(kept_id=kept.id, joined_id=joined.id, by=lin, at=NOW)
    since = Words("Since the merge")
    me = the_person(kept)
    write_about_me(person_id=kept.id, heading="also", words=since, based_on=3, by=me, at=LATER)
    undo_merge(merge_id=merge_id, why="Not the same", by=lin, at=LATER)
    texts = [entry.text for entry in AboutMeEntry.objects.filter(person=kept).order_by("number")]
    assert texts == ["Words 0", "Words 2", "Since the merge"]
    assert [entry.text for entry in AboutMeEntry.objects.filter(person=joined)] == ["Words 1"]


def test_both_chains_tell_of_the_merge_and_the_person_sees_both_histories(
    surgery: Organisation, choir: Organisation, lin: Actor
) -> None:
    kept, joined = two_full_records(surgery, choir)
    merge_people(kept_id=kept.id, joined_id=joined.id, by=lin, at=LATER)
    assert list_events_about(kept.id)[0].action == "took in another record"
    assert list_events_about(joined.id)[0].action == "was joined into another record"
    seen = [row.action for row in get_who_looked(kept.id, by=the_person(kept), at=LATER).rows]
    assert seen.count("registered the person") == 2


def test_records_that_disagree_are_not_joined(surgery: Organisation, amina: Person, lin: Actor) -> None:
    other = a_person(surgery)
    record_death(person_id=other.id, died_on=None, told_by="Her son", by=lin, at=NOW)
    for kept_id, joined_id in ((amina.id, other.id), (amina.id, amina.id)):
        with pytest.raises(RecordsDisagree):
            merge_people(kept_id=kept_id, joined_id=joined_id, by=lin, at=NOW)


def test_a_chain_of_merges_leads_to_the_last(surgery: Organisation, amina: Person, lin: Actor) -> None:
    second, third = a_person(surgery), a_person(surgery)
    merge_people(kept_id=second.id, joined_id=amina.id, by=lin, at=NOW)
    merge_people(kept_id=third.id, joined_id=second.id, by=lin, at=NOW)
    with pytest.raises(JoinedInto) as moved:
        get_person_page(amina.id, by=lin, at=NOW)
    assert moved.value.kept_id == third.id


def test_only_who_knows_both_decides(surgery: Organisation, amina: Person, lin: Actor) -> None:
    council = an_organisation("Council", "council")
    theirs = a_person(council, nhs_number=NHS_NUMBER)
    for attempt in (
        lambda: merge_people(kept_id=amina.id, joined_id=theirs.id, by=lin, at=NOW),
        lambda: decide_not_the_same(first_id=amina.id, second_id=theirs.id, by=lin, at=NOW),
        lambda: get_side_by_side(amina.id, theirs.id, by=lin, at=NOW),
    ):
        with pytest.raises(NotFound):
            attempt()
    administrator = somebody(Role.ADMINISTRATOR, surgery)
    with pytest.raises(NotFound):
        get_side_by_side(amina.id, a_person(surgery).id, by=administrator, at=NOW)


def test_a_merge_is_one_transaction(surgery: Organisation, amina: Person, lin: Actor, monkeypatch: Any) -> None:
    """When another component's mover fails, nothing has moved."""
    other = a_person(surgery)

    class Broken:
        name = "broken"

        def move(self, joined_id: UUID, kept_id: UUID, at: object) -> object:
            raise RuntimeError("disk")

    before = everything()
    monkeypatch.setattr("whatmatters.foundation.people.services.merging.deciding.merge_movers", lambda: (Broken(),))
    with pytest.raises(RuntimeError), transaction.atomic():
        merge_people(kept_id=amina.id, joined_id=other.id, by=lin, at=NOW)
    assert everything() == before
