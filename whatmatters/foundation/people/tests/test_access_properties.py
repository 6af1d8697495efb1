"""For any world of relationships, consents, proxies and emergencies, the two ways of asking give one answer.

`sections_visible` (one record, all sections) equals `visible_people` and `visible_to` (one section, all records). What
is over, withdrawn or objected to opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whatmatters.foundation.kernel.actor import Actor, Post, Role
from whatmatters.foundation.people.models import (
    Address,
    BreakGlass,
    CareRelationship,
    Consent,
    Organisation,
    Person,
    ProxyGrant,
)
from whatmatters.foundation.people.permissions import sections_visible, visible_people, visible_to
from whatmatters.foundation.people.sections import OWN_SECTIONS, PROXY_SECTIONS, SECTIONS_BY_ROLE, Section

from .world import NOW, TODAY

MADE = {"created_at": NOW, "created_by": "test", "created_by_name": "Test"}
PEOPLE, PLACES = 3, 2
people, places = st.integers(0, PEOPLE - 1), st.integers(0, PLACES - 1)
days = st.integers(-3, 3).map(lambda n: TODAY + timedelta(days=n))
ends = st.none() | days
sections = st.frozensets(st.sampled_from(list(Section)), max_size=4)


@dataclass
class World:
    """What hypothesis draws: rows as tuples, and one actor."""

    relationships: list[tuple[int, int, str, date, date | None]]
    consents: list[tuple[int, int | None, str, frozenset[Section], date | None, bool]]
    grants: list[tuple[int, frozenset[Section], date, date | None, bool, frozenset[Section]]]
    opened: list[tuple[int, int, int]]
    posts: list[tuple[Role, int]]
    own: int | None


worlds = st.builds(
    World,
    relationships=st.lists(
        st.tuples(people, places, st.sampled_from(["direct-care", "consent"]), days, ends),
        max_size=5,
        unique_by=lambda row: row[:2],
    ),
    consents=st.lists(
        st.tuples(
            people,
            st.none() | places,
            st.sampled_from(["given", "withheld", "withdrawn"]),
            sections,
            ends,
            st.booleans(),
        ),
        max_size=5,
        unique_by=lambda row: row[:2],
    ),
    grants=st.lists(st.tuples(people, sections, days, ends, st.booleans(), sections), max_size=3),
    opened=st.lists(st.tuples(people, places, st.integers(-90, 90)), max_size=2),
    posts=st.lists(st.tuples(st.sampled_from(list(Role)), places), max_size=3),
    own=st.none() | people,
)


def built(world: World) -> tuple[list[UUID], list[UUID], Actor]:
    """The world in the database, and the actor in it."""
    who = [Person.objects.create(given_names=f"P{n}", search_name=f"p{n}", **MADE) for n in range(PEOPLE)]
    where = [Organisation.objects.create(name=f"O{n}", kind="practice") for n in range(PLACES)]
    posts = tuple(Post(role, where[place].id, f"O{place}") for role, place in world.posts)
    actor = Actor(f"actor-{uuid4()}", "Actor", posts, None if world.own is None else who[world.own].id)
    _relate(world, who, where)
    _consent(world, who, where)
    _let_in(world, who, where, actor)
    Address.objects.bulk_create([Address(person=person, lines="1 Road") for person in who])
    return [person.id for person in who], [place.id for place in where], actor


def _relate(world: World, who: list[Person], where: list[Organisation]) -> None:
    for person, place, basis, starts_on, ends_before in world.relationships:
        CareRelationship.objects.create(
            person=who[person],
            organisation=where[place],
            basis=basis,
            starts_on=starts_on,
            ends_before=max(ends_before, starts_on) if ends_before else None,
            **MADE,
        )


def _consent(world: World, who: list[Person], where: list[Organisation]) -> None:
    for person, organisation, decision, shown, ends_before, is_over in world.consents:
        Consent.objects.create(
            person=who[person],
            organisation=None if organisation is None else where[organisation],
            purpose="sharing",
            decision=decision,
            sections=shown,
            ends_before=ends_before,
            superseded_at=NOW if is_over else None,
            decided_at=NOW,
            decided_by="test",
            decided_by_name="Test",
        )


def _let_in(world: World, who: list[Person], where: list[Organisation], actor: Actor) -> None:
    for person, shown, starts_on, ends_before, is_over, hidden in world.grants:
        ProxyGrant.objects.create(
            person=who[person],
            proxy_id=actor.id,
            proxy_name="Actor",
            sections=shown,
            hidden_sections=hidden,
            starts_on=starts_on,
            ends_before=ends_before,
            ended_at=NOW if is_over else None,
            **MADE,
        )
    for person, place, minutes in world.opened:
        BreakGlass.objects.create(
            person=who[person],
            organisation=where[place],
            opened_by=actor.id,
            opened_by_name="Actor",
            reason="An emergency",
            opened_at=NOW + timedelta(minutes=minutes - 60),
            ends_at=NOW + timedelta(minutes=minutes),
        )


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds)
def test_asking_by_record_and_asking_by_section_agree(world: World) -> None:
    with transaction.atomic():
        who, _where, actor = built(world)
        for section in Section:
            by_section = set(visible_people(actor, section, NOW).values_list("pk", flat=True))
            by_record = {person for person in who if section in sections_visible(person, actor, NOW)}
            rows = visible_to(Address.objects.all(), actor, section, NOW)
            assert by_section == by_record == set(rows.values_list("person", flat=True))
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds)
def test_nothing_is_seen_beyond_what_somebody_is_or_was_given(world: World) -> None:
    with transaction.atomic():
        who, _where, actor = built(world)
        by_role = frozenset().union(*(SECTIONS_BY_ROLE[role] for role, _place in world.posts))
        for n, person in enumerate(who):
            allowed = by_role | (OWN_SECTIONS if world.own == n else frozenset())
            given_here, hidden_here = frozenset(), frozenset()
            for given_to, shown, starts_on, ends_before, is_over, hidden in world.grants:
                is_live = not is_over and starts_on <= TODAY and (ends_before is None or ends_before > TODAY)
                if given_to == n and is_live:
                    given_here, hidden_here = given_here | shown & PROXY_SECTIONS, hidden_here | hidden
            allowed |= given_here - hidden_here
            assert sections_visible(person, actor, NOW) <= allowed
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_stranger_sees_nobody() -> None:
    who, *_ = built(World([(0, 0, "direct-care", TODAY, None)], [], [], [], [], None))
    stranger = Actor("", "")
    assert not visible_people(stranger, Section.IDENTITY, NOW).exists()
    assert sections_visible(who[0], stranger, NOW) == frozenset()
