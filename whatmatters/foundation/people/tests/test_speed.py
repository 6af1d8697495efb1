"""The predicate of who may see whom is answered from indexes, and pages cost few statements, on both databases.

With 100,000 people (see `benchmarks/list_page.py`) the plans are the same: they follow from the indexes.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.models import ContactPoint, Organisation, Person
from whatmatters.foundation.people.permissions import (
    live_relationships,
    relationships_showing,
    visible_people,
    visible_person_ids,
    visible_to,
)
from whatmatters.foundation.people.queries.searching import _cared_for, _matching
from whatmatters.foundation.people.rules.searching import read_search
from whatmatters.foundation.people.sections import Section

from .browsing import get
from .world import NOW, TODAY, a_person


def plan_of(rows: QuerySet) -> str:
    """How the database answers. PostgreSQL reads small tables whole whatever the indexes: here it may not."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


def _search(by: Actor) -> QuerySet:
    found = _matching(Person.objects.exclude(state="merged"), read_search("khan am"))
    return found.filter(visible_person_ids(by, Section.IDENTITY, NOW)).order_by("search_name", "pk")[:31]


def _list(by: Actor) -> QuerySet:
    return _cared_for(TODAY, *by.organisation_ids)[:31]


def _one(by: Actor) -> QuerySet:
    return visible_people(by, Section.PLAN, NOW).filter(pk=by.organisation_ids[0])


def _rows_of_one(by: Actor) -> QuerySet:
    return visible_to(ContactPoint.objects.filter(person=by.organisation_ids[0]), by, Section.CONTACT, NOW)


@pytest.mark.parametrize(
    ("ask", "indexes"),
    [
        (_list, ["relationship_by_name"]),
        (_search, ["people_nameword_word", "relationship_person"]),
        (_one, ["relationship_person"]),
        (_rows_of_one, ["relationship_person"]),
    ],
    ids=["list", "search", "one person", "rows of one person"],
)
def test_no_table_of_people_is_read_whole(surgery: Organisation, lin: Actor, ask, indexes: list[str]) -> None:  # type: ignore[no-untyped-def]
    a_person(surgery)
    plan = plan_of(ask(lin))
    for line in plan.splitlines():
        for table in ("people_person", "people_carerelationship", "people_nameword", "people_contactpoint"):
            assert f"SCAN {table}" not in line, plan
            assert f"Seq Scan on {table}" not in line, plan
    if connection.vendor == "sqlite":  # PostgreSQL chooses among them by size
        assert all(index in plan for index in indexes), plan


def test_the_list_is_read_in_order_and_not_sorted(surgery: Organisation, lin: Actor) -> None:
    a_person(surgery)
    if connection.vendor == "postgresql":  # it likes to sort one row: asked not to, it sorts only when it must
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off")
    plan = plan_of(_list(lin))
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan


def test_what_is_prepared_is_what_the_predicate_says(surgery: Organisation, lin: Actor) -> None:
    for name in ("Bo", "Amina", "Cai"):
        a_person(surgery, given_names=name)
    held = live_relationships(lin, Section.IDENTITY, NOW)
    same = relationships_showing(Section.IDENTITY, [surgery.id], TODAY)
    assert set(held.values_list("person", flat=True)) == set(same.values_list("person", flat=True))


@pytest.mark.parametrize(
    ("name", "most"),
    [("person", 16), ("list", 6), ("contacts", 12), ("consent", 14), ("communication", 12), ("circle", 12)],
)
def test_pages_cost_few_statements(staff: Client, amina: Person, name: str, most: int) -> None:
    args = [] if name == "list" else [amina.id]
    get(staff, name, *args)
    with CaptureQueriesContext(connection) as captured:
        get(staff, name, *args)
    sql = [one["sql"] for one in captured if not one["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))]
    assert len(sql) <= most, "\n".join(sql)
