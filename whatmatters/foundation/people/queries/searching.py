"""Find people: by name, birth date or NHS number, in any order; and the list of those an organisation cares for.

Refuses to show anybody without a relationship: for an exact NHS number, or a whole name with a birth date, the answer
is "known here", and nothing else. Every page is recorded as a list of those it named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ...kernel.actor import Actor
from ...kernel.audit import record_listing
from ...kernel.clock import day_of
from ...kernel.errors import keep_rule
from ...kernel.identifiers import spaced_nhs_number
from ..models import NameWord, Person
from ..permissions import (
    OwnDeed,
    organisations_giving,
    reasons_against_role,
    relationships_showing,
    visible_person_ids,
)
from ..rules.names import full_name
from ..rules.particulars import age_on
from ..rules.searching import Sought, read_search, search_reasons
from ..rules.settings import SETTINGS
from ..sections import Section
from ..states import PERSON
from .prepared import Build, Value, prepared

_COLUMNS = (
    "given_names",
    "family_name",
    "preferred_name",
    "birth_date",
    "birth_date_text",
    "nhs_number",
    "state",
    "died_on",
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a list."""

    id: UUID
    name: str
    called: str
    birth_date: date | None
    birth_date_text: str
    age: int | None
    nhs_number: str
    state: str
    state_words: str
    worker_name: str = ""


@dataclass(frozen=True, slots=True)
class KnownHere:
    """Somebody whom the actor may not see is known here; the id is for the page that opens a record in an emergency."""

    person_id: UUID
    by_number: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of people in the order of their names. `known_here` is empty unless the search named one person."""

    rows: tuple[PersonRow, ...]
    page: int
    has_next: bool
    sought: Sought | None = None
    known_here: tuple[KnownHere, ...] = ()
    may_break_glass: bool = False
    may_register: bool = False


def search_people(text: str, *, page: int = 1, by: Actor, at: datetime) -> PeoplePage:
    """Whoever is meant by a text and may be seen, recorded as a list; pages count from 1.

    Raises `Refused` when the text says too little.
    """
    sought = read_search(text)
    keep_rule(search_reasons(sought, day=day_of(at)))
    found = _matching(Person.objects.exclude(state="merged"), sought)
    seen = found.filter(visible_person_ids(by, Section.IDENTITY, at)).order_by("search_name", "pk")
    rows, has_next = _page_of(seen.values_list("pk", *_COLUMNS), page, day_of(at))
    people = _rows(rows, day_of(at))
    known = _known_here(found, sought, by, at) if sought.names_one_person and page == 1 else ()
    named = [*(row.id for row in people), *(hidden.person_id for hidden in known)]
    record_listing("searched for people", by=by, at=at, people=named)
    return _people_page(people, page, has_next, by, sought=sought, known_here=known)


def list_people(*, page: int = 1, by: Actor, at: datetime) -> PeoplePage:
    """The people whom the actor's organisations care for, in the order of their names, recorded as a list.

    Read in order from one index of each organisation: as quick for a hundred thousand people as for ten.
    """
    return _list_of("opened the list of people", _cared_for, (), page, by, at)


def list_caseload(*, page: int = 1, by: Actor, at: datetime) -> PeoplePage:
    """The people whom the actor holds on their own caseload, recorded as a list."""
    return _list_of("opened the caseload", _held_by, (by.id,), page, by, at)


def _list_of(action: str, build: Build, more: tuple[str, ...], page: int, by: Actor, at: datetime) -> PeoplePage:
    organisations = organisations_giving(by, Section.IDENTITY)
    values: tuple[Value, ...] = (day_of(at), *more, *organisations)
    size, rows = SETTINGS.value("search.page", day_of(at)), []
    if organisations:
        question = prepared(build, tuple(type(value) for value in values))
        rows = question.rows(values, size + 1, (max(page, 1) - 1) * size)
    people = _rows(rows[:size], day_of(at))
    record_listing(action, by=by, at=at, people=[row.id for row in people])
    return _people_page(people, page, len(rows) > size, by)


def _cared_for(day: date, *organisations: UUID) -> QuerySet:
    """The relationships that show who somebody is, in the order of the names."""
    held = relationships_showing(Section.IDENTITY, organisations, day).exclude(person__state="merged")
    columns = [f"person__{column}" for column in _COLUMNS]
    return held.order_by("search_name", "person_id").values_list("person_id", *columns, "worker_name")


def _held_by(day: date, worker_id: str, *organisations: UUID) -> QuerySet:
    return _cared_for(day, *organisations).filter(worker_id=worker_id)


def _people_page(
    rows: tuple[PersonRow, ...],
    page: int,
    has_next: bool,
    by: Actor,
    *,
    sought: Sought | None = None,
    known_here: tuple[KnownHere, ...] = (),
) -> PeoplePage:
    return PeoplePage(
        rows=rows,
        page=page,
        has_next=has_next,
        sought=sought,
        known_here=known_here,
        may_break_glass=not reasons_against_role(OwnDeed.BREAK_GLASS, by),
        may_register=not reasons_against_role(OwnDeed.REGISTER, by),
    )


def _matching(people: QuerySet[Person], sought: Sought) -> QuerySet[Person]:
    """Those who match: every word begins a word of the name; number and birth date are equal."""
    if sought.nhs_number:
        people = people.filter(nhs_number=sought.nhs_number)
    if sought.birth_date:
        people = people.filter(birth_date=sought.birth_date)
    # The longest word finds the fewest people: it leads, the others are asked of those it found.
    longest, *others = sorted(sought.words, key=len, reverse=True) or [""]
    if longest:
        people = people.filter(pk__in=NameWord.objects.filter(word__begins_with=longest).values("person"))
    for word in others:
        people = people.filter(Exists(NameWord.objects.filter(person=OuterRef("pk"), word__begins_with=word)))
    return people


def _page_of(rows: QuerySet, page: int, day: date) -> tuple[list, bool]:
    """The rows of one page, and whether there are more."""
    size = SETTINGS.value("search.page", day)
    start = (max(page, 1) - 1) * size
    found = list(rows[start : start + size + 1])
    return found[:size], len(found) > size


def _rows(found: Iterable[tuple[Any, ...]], day: date) -> tuple[PersonRow, ...]:
    """Rows of the key, `_COLUMNS` and, where there is one, the worker's name; each person once."""
    return tuple({row[0]: _row(day, *row) for row in found}.values())


def _row(
    day: date,
    key: UUID,
    given: str,
    family: str,
    preferred: str,
    born: date | None,
    born_text: str,
    number: str,
    state: str,
    died_on: date | None,
    worker_name: str = "",
) -> PersonRow:
    return PersonRow(
        id=key,
        name=full_name(given, family, preferred),
        called=preferred,
        birth_date=born,
        birth_date_text=born_text,
        age=age_on(born, died_on or day),
        nhs_number=spaced_nhs_number(number) if number else "",
        state=state,
        state_words="" if state == "active" else PERSON.states[state],
        worker_name=worker_name,
    )


def _known_here(found: QuerySet[Person], sought: Sought, by: Actor, at: datetime) -> tuple[KnownHere, ...]:
    """Those whom the search names beyond doubt and whom the actor may not see: staff alone are told."""
    if not by.is_staff:
        return ()
    exact = found
    for word in sought.words if not sought.nhs_number else ():
        exact = exact.filter(Exists(NameWord.objects.filter(person=OuterRef("pk"), word=word)))
    hidden = exact.exclude(visible_person_ids(by, Section.IDENTITY, at))
    return tuple(KnownHere(key, bool(sought.nhs_number)) for key in hidden.values_list("pk", flat=True)[:5])
