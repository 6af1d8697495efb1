"""Acting for somebody: on what it rests, when it is refused, what the person hides, and when it is looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotFound, Refused
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.models import Organisation, Person, ProxyGrant
from whatmatters.foundation.people.permissions import sections_visible, visible_people
from whatmatters.foundation.people.queries.acting_for import list_acted_for
from whatmatters.foundation.people.queries.consent import get_consent_page
from whatmatters.foundation.people.queries.proxies import get_proxy_page, list_to_ask_again
from whatmatters.foundation.people.rules.proxies import asked_again_on, basis_reasons, pressure_reasons
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.in_advance import (
    Power,
    end_power_of_attorney,
    record_power_of_attorney,
)
from whatmatters.foundation.people.services.merging import merge_people
from whatmatters.foundation.people.services.proxies import (
    Grant,
    end_proxy_access,
    grant_proxy_access,
    hide_from_proxy,
    show_to_proxy,
)

from .world import NOW, SYSTEM, TODAY, a_person, an_organisation, somebody, the_person

NEPHEW = Actor("account-nephew", "Idris Khan")
GIVEN = Grant(NEPHEW.id, NEPHEW.name, "Nephew", [Section.IDENTITY, Section.PLAN, Section.CIRCLE])
SEEN_ALONE = replace(GIVEN, sign_of_pressure=False)


@pytest.mark.parametrize(
    ("basis", "by_person", "age", "power", "codes"),
    [
        ("asked", True, 40, None, []),
        ("asked", False, 40, None, []),
        ("advocate", False, None, None, []),
        ("advocate", True, 40, None, []),
        ("because", False, 40, None, ["proxy.basis"]),
        ("parent", True, 9, None, ["proxy.basis"]),
        ("parent", False, 15, None, []),
        ("parent", False, 16, None, ["proxy.parent"]),
        ("parent", False, None, None, ["proxy.parent"]),
        ("attorney", True, 80, ("health-welfare", True), ["proxy.basis"]),
        ("attorney", False, 80, None, ["proxy.power"]),
        ("attorney", False, 80, ("property", True), ["attorney.scope"]),
        ("attorney", False, 80, ("health-welfare", False), ["attorney.registered"]),
        ("attorney", False, 80, ("health-welfare", True), []),
    ],
)
def test_on_what_acting_for_somebody_rests(
    basis: str, by_person: bool, age: int | None, power: tuple[str, bool] | None, codes: list[str]
) -> None:
    reasons = basis_reasons(basis=basis, by_person=by_person, age=age, power=power, day=TODAY)
    assert [reason.code for reason in reasons] == codes


@pytest.mark.parametrize(
    ("sign", "by_staff", "codes"),
    [
        (False, True, []),
        (None, True, ["proxy.pressure.unanswered"]),
        (True, True, ["proxy.not-now"]),
        (None, False, []),
    ],
)
def test_a_sign_of_pressure_refuses(sign: bool | None, by_staff: bool, codes: list[str]) -> None:
    assert [reason.code for reason in pressure_reasons(sign, by_staff=by_staff)] == codes


def test_the_refusal_does_not_say_why() -> None:
    (reason,) = pressure_reasons(True, by_staff=True)
    assert not {"pressure", "safe", "alone", "coercion"} & set(str(reason).lower().replace(".", "").split())


@pytest.mark.parametrize(
    ("born", "starts_on", "ends_before", "due_on"),
    [
        (None, TODAY, None, None),
        (None, TODAY, TODAY + timedelta(days=28), TODAY + timedelta(days=28)),
        (None, TODAY, TODAY + timedelta(days=29), None),
        (date(TODAY.year - 11, 11, 20), TODAY, None, date(TODAY.year, 11, 20)),
        (date(TODAY.year - 11, 12, 20), TODAY, None, None),
        (date(TODAY.year - 16, 11, 20), TODAY, None, date(TODAY.year, 11, 20)),
        # The birthday has passed since it began: the birth date was put right later.
        (date(TODAY.year - 16, 10, 1), date(TODAY.year, 9, 1), None, date(TODAY.year, 10, 1)),
        (date(TODAY.year - 16, 8, 1), date(TODAY.year, 9, 1), None, None),
        (date(2016, 2, 29), date(2026, 11, 2), None, None),
    ],
)
def test_when_it_is_looked_at_again(
    born: date | None, starts_on: date, ends_before: date | None, due_on: date | None
) -> None:
    found = asked_again_on(birth_date=born, starts_on=starts_on, ends_before=ends_before, day=TODAY, days_ahead=28)
    assert found == due_on


# --- the grant


def test_staff_are_refused_where_there_is_a_sign_of_pressure(amina: Person, lin: Actor) -> None:
    for answer in (None, True):
        with pytest.raises(Refused):
            grant_proxy_access(person_id=amina.id, grant=replace(GIVEN, sign_of_pressure=answer), by=lin, at=NOW)
    assert not ProxyGrant.objects.exists()
    grant_proxy_access(person_id=amina.id, grant=SEEN_ALONE, by=lin, at=NOW)
    assert sections_visible(amina.id, NEPHEW, NOW) == set(GIVEN.sections)


def test_an_attorney_acts_by_a_registered_power_and_only_while_it_lasts(
    amina: Person, lin: Actor, surgery: Organisation
) -> None:
    kept = Power("Idris Khan", "health-welfare", is_registered=True)
    other = a_person(surgery, given_names="Ben")
    theirs = record_power_of_attorney(person_id=other.id, power=kept, by=lin, at=NOW)
    asked = replace(SEEN_ALONE, basis="attorney")
    for power_id in (None, theirs):
        with pytest.raises(Refused):
            grant_proxy_access(person_id=amina.id, grant=replace(asked, power_id=power_id), by=lin, at=NOW)
    own = record_power_of_attorney(person_id=amina.id, power=kept, by=lin, at=NOW)
    grant_proxy_access(person_id=amina.id, grant=replace(asked, power_id=own), by=lin, at=NOW)
    assert Section.PLAN in sections_visible(amina.id, NEPHEW, NOW)
    end_power_of_attorney(power_id=own, by=lin, at=NOW)
    assert sections_visible(amina.id, NEPHEW, NOW) == frozenset()
    with pytest.raises(Refused):
        grant_proxy_access(person_id=amina.id, grant=replace(asked, power_id=own), by=lin, at=NOW)


def test_a_parent_acts_for_a_child_until_the_birthday_that_counts(lin: Actor, surgery: Organisation) -> None:
    child = a_person(surgery, given_names="Zed", birth_date=date(2012, 5, 1))
    parent = replace(SEEN_ALONE, basis="parent", ends_before=date(2028, 5, 2))
    with pytest.raises(Refused):
        grant_proxy_access(person_id=child.id, grant=parent, by=lin, at=NOW)
    grant_proxy_access(person_id=child.id, grant=replace(parent, ends_before=date(2028, 5, 1)), by=lin, at=NOW)
    (row,) = get_consent_page(child.id, by=the_person(child), at=NOW).acts
    assert row.sentence.endswith("They have parental responsibility.")


def test_one_carer_acts_for_several_people(amina: Person, herself: Actor, surgery: Organisation) -> None:
    ben = a_person(surgery, given_names="Ben")
    grant_proxy_access(person_id=amina.id, grant=GIVEN, by=herself, at=NOW)
    theirs = replace(GIVEN, sections=[Section.APPOINTMENTS])
    grant_id = grant_proxy_access(person_id=ben.id, grant=theirs, by=the_person(ben), at=NOW)
    assert {row.person_id for row in list_acted_for(by=NEPHEW, at=NOW)} == {amina.id, ben.id}
    assert sections_visible(ben.id, NEPHEW, NOW) == {Section.APPOINTMENTS}
    assert [row.pk for row in visible_people(NEPHEW, Section.PLAN, NOW)] == [amina.id]
    end_proxy_access(grant_id=grant_id, by=the_person(ben), at=NOW)
    assert [row.person_id for row in list_acted_for(by=NEPHEW, at=NOW)] == [amina.id]


# --- hidden by the person


def test_the_person_hides_a_section_from_one_proxy_and_nobody_is_told(
    amina: Person, herself: Actor, lin: Actor
) -> None:
    sister = Actor("account-sister", "Noor Khan")
    grant_id = grant_proxy_access(person_id=amina.id, grant=GIVEN, by=herself, at=NOW)
    grant_proxy_access(
        person_id=amina.id, grant=replace(GIVEN, proxy_id=sister.id, proxy_name=sister.name), by=herself, at=NOW
    )
    hide_from_proxy(grant_id=grant_id, section=Section.PLAN, by=herself, at=NOW)
    assert sections_visible(amina.id, NEPHEW, NOW) == {Section.IDENTITY, Section.CIRCLE}
    assert Section.PLAN in sections_visible(amina.id, sister, NOW)
    assert not visible_people(NEPHEW, Section.PLAN, NOW).exists()
    assert not Message.objects.filter(kind__startswith="accounts").exists()
    mine, staffs = (get_consent_page(amina.id, by=by, at=NOW).acts for by in (herself, lin))
    assert {row.hidden for row in mine} == {"", "my plan: goals and actions"}
    assert {row.hidden for row in staffs} == {""}
    assert all("my plan" in row.sentence for row in staffs)
    assert "hid something from somebody who acts for the person" in [row.action for row in list_events_about(amina.id)]
    show_to_proxy(grant_id=grant_id, section=Section.PLAN, by=herself, at=NOW)
    assert Section.PLAN in sections_visible(amina.id, NEPHEW, NOW)


def test_only_the_person_hides_and_only_what_was_given(amina: Person, herself: Actor, lin: Actor) -> None:
    grant_id = grant_proxy_access(person_id=amina.id, grant=GIVEN, by=herself, at=NOW)
    for by in (NEPHEW, lin, Actor("x", "X")):
        with pytest.raises(NotFound):
            hide_from_proxy(grant_id=grant_id, section=Section.PLAN, by=by, at=NOW)
        with pytest.raises(NotFound):
            get_proxy_page(amina.id, grant_id, by=by, at=NOW)
    with pytest.raises(NotFound):
        hide_from_proxy(grant_id=grant_id, section=Section.MONEY, by=herself, at=NOW)


def test_what_is_hidden_stays_hidden_when_staff_give_it_anew(amina: Person, herself: Actor, lin: Actor) -> None:
    grant_id = grant_proxy_access(person_id=amina.id, grant=GIVEN, by=herself, at=NOW)
    hide_from_proxy(grant_id=grant_id, section=Section.PLAN, by=herself, at=NOW)
    grant_proxy_access(person_id=amina.id, grant=SEEN_ALONE, by=lin, at=NOW)
    assert Section.PLAN not in sections_visible(amina.id, NEPHEW, NOW)
    grant_proxy_access(person_id=amina.id, grant=GIVEN, by=herself, at=NOW)
    assert Section.PLAN in sections_visible(amina.id, NEPHEW, NOW)


def test_what_is_hidden_on_one_of_two_records_stays_hidden_when_they_are_joined(
    amina: Person, herself: Actor, lin: Actor, surgery: Organisation
) -> None:
    twin = a_person(surgery)
    grant_id = grant_proxy_access(person_id=amina.id, grant=GIVEN, by=herself, at=NOW)
    hide_from_proxy(grant_id=grant_id, section=Section.PLAN, by=herself, at=NOW)
    grant_proxy_access(person_id=twin.id, grant=GIVEN, by=the_person(twin), at=NOW)
    merge_people(kept_id=twin.id, joined_id=amina.id, by=lin, at=NOW)
    assert sections_visible(twin.id, NEPHEW, NOW) == {Section.IDENTITY, Section.CIRCLE}
    assert not visible_people(NEPHEW, Section.PLAN, NOW).exists()


def test_when_all_is_hidden_the_person_is_not_listed(amina: Person, herself: Actor) -> None:
    grant_id = grant_proxy_access(person_id=amina.id, grant=GIVEN, by=herself, at=NOW)
    for section in GIVEN.sections:
        hide_from_proxy(grant_id=grant_id, section=section, by=herself, at=NOW)
    assert list_acted_for(by=NEPHEW, at=NOW) == ()


# --- looked at again


def test_those_to_ask_again_are_listed_for_staff_who_care_for_them(lin: Actor, surgery: Organisation) -> None:
    girl = a_person(surgery, given_names="Zara", birth_date=date(2015, 11, 20))
    man = a_person(surgery, given_names="Abel")
    late = a_person(surgery, given_names="Cai")
    ends = {girl: date(2026, 11, 20), man: date(2026, 11, 10), late: date(2027, 11, 10)}
    for person, ends_before in ends.items():
        grant_proxy_access(person_id=person.id, grant=replace(GIVEN, ends_before=ends_before), by=SYSTEM, at=NOW)
    found = [(row.person_name, row.proxy_name, row.due_on) for row in list_to_ask_again(by=lin, at=NOW)]
    assert found == [
        ("Abel Khan", "Idris Khan", date(2026, 11, 10)),
        ("Zara Khan", "Idris Khan", date(2026, 11, 20)),
    ]
    elsewhere = somebody(Role.CLINICIAN, an_organisation("Elsewhere", "trust"))
    assert list_to_ask_again(by=elsewhere, at=NOW) == ()
    assert list_to_ask_again(by=somebody(Role.ADMINISTRATOR, surgery), at=NOW) == ()
