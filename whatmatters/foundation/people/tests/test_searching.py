"""People are found in any order of words, by those who may see them; others learn only that somebody is known here."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.people.models import Organisation
from whatmatters.foundation.people.queries.searching import list_caseload, list_people, search_people
from whatmatters.foundation.people.services.relationships import assign_worker

from .world import NHS_NUMBER, NOW, SYSTEM, a_link_worker, a_person, an_organisation, somebody


@pytest.fixture
def people(surgery: Organisation) -> None:
    a_person(surgery, given_names="Amina", family_name="Khan", nhs_number=NHS_NUMBER)
    a_person(surgery, given_names="José", family_name="Álvarez-Ruiz", birth_date=date(1970, 1, 2))
    a_person(surgery, given_names="Mary Anne", family_name="O'Neil", preferred_name="Polly", birth_date=None)
    a_person(surgery, given_names="Khan", family_name="Aslam", birth_date=date(1958, 3, 12))


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("amina khan", ["Amina Khan"]),
        ("KHAN am", ["Amina Khan"]),
        ("khan", ["Khan Aslam", "Amina Khan"]),
        ("alvarez jose", ["José Álvarez-Ruiz"]),
        ("ruiz", ["José Álvarez-Ruiz"]),
        ("alvarezruiz", ["José Álvarez-Ruiz"]),
        ("oneil", ["Mary Anne O'Neil"]),
        ("polly", ["Mary Anne O'Neil"]),
        ("12/3/1958", ["Khan Aslam", "Amina Khan"]),
        ("12 March 1958 khan amina", ["Amina Khan"]),
        ("999 000 0018", ["Amina Khan"]),
        ("min", []),
        ("amina aslam", []),
        ("%", []),
    ],
)
def test_who_is_found(lin: Actor, text: str, found: list[str]) -> None:
    if text == "%":
        with pytest.raises(Refused):
            search_people(text, by=lin, at=NOW)
    else:
        assert [row.name for row in search_people(text, by=lin, at=NOW).rows] == found


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("999 000 0018", True),
        ("amina khan 12/3/1958", True),
        ("ami khan 12/3/1958", False),
        ("amina khan", False),
        ("khan 12/3/1958", False),
        ("amina khan 13/3/1958", False),
        ("999 000 0026", False),
    ],
)
def test_others_learn_only_that_somebody_is_known_here(text: str, is_known: bool) -> None:
    doctor = somebody(Role.CLINICIAN, an_organisation("Elsewhere", "trust"))
    page = search_people(text, by=doctor, at=NOW)
    assert page.rows == ()
    assert bool(page.known_here) is is_known
    assert page.may_break_glass


@pytest.mark.usefixtures("people")
def test_persons_are_told_nothing_of_others(surgery: Organisation) -> None:
    page = search_people("999 000 0018", by=Actor("p", "Somebody"), at=NOW)
    assert (page.rows, page.known_here, page.may_break_glass) == ((), (), False)


def test_being_found_is_shown_to_the_person(surgery: Organisation, lin: Actor) -> None:
    amina = a_person(surgery)
    search_people("khan", by=lin, at=NOW)
    (row, _registered) = list_events_about(amina.id)
    assert (row.kind, row.action, row.who) == ("Appeared in a list", "searched for people", "Lin Ker")


def test_lists_come_in_pages_in_the_order_of_names(surgery: Organisation, lin: Actor) -> None:
    for n in range(33):
        a_person(surgery, given_names="Pat", family_name=f"Name{n:02}")
    first, second = list_people(by=lin, at=NOW), list_people(page=2, by=lin, at=NOW)
    assert (len(first.rows), first.has_next, len(second.rows), second.has_next) == (30, True, 3, False)
    names = [row.name for row in (*first.rows, *second.rows)]
    assert names == sorted(names)
    found = search_people("name pat", page=2, by=lin, at=NOW)
    assert [row.name for row in found.rows] == ["Pat Name30", "Pat Name31", "Pat Name32"]


def test_a_caseload_is_whom_somebody_holds(surgery: Organisation, lin: Actor) -> None:
    mine, _other = a_person(surgery), a_person(surgery, given_names="Ben")
    held = mine.relationships.get()
    assign_worker(relationship_id=held.id, worker_id=lin.id, worker_name=lin.name, by=SYSTEM, at=NOW)
    assert [row.id for row in list_caseload(by=lin, at=NOW).rows] == [mine.id]


@pytest.mark.parametrize(
    "query", [lambda by: search_people("pat", by=by, at=NOW), lambda by: list_people(by=by, at=NOW)]
)
def test_twenty_rows_cost_as_many_statements_as_two(surgery: Organisation, lin: Actor, query) -> None:  # type: ignore[no-untyped-def]
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            query(lin)
        return len(captured)

    for n in range(2):
        a_person(surgery, given_names="Pat", family_name=f"A{n}")
    for_two = statements()
    for n in range(18):
        a_person(surgery, given_names="Pat", family_name=f"B{n}")
    assert statements() == for_two <= 3


def test_two_posts_at_one_organisation_list_nobody_twice(surgery: Organisation) -> None:
    posts = somebody(Role.COACH, surgery).posts + a_link_worker(surgery).posts
    a_person(surgery)
    assert len(list_people(by=Actor("two", "Two", posts), at=NOW).rows) == 1
