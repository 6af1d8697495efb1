"""Who the person is, as the standard names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whatmatters.foundation.people.queries.contacts import Home, Reach
from whatmatters.foundation.people.queries.known import KnownPerson

_WHO = "Person demographics"
_REACH = f"{_WHO} > Person's contact details"
_LINES = 5


def person_held(
    known: KnownPerson | None, homes: Sequence[Home], points: Sequence[Reach]
) -> Iterator[tuple[str, object]]:
    """Paths and values of the person and their practice; `known` is None where the reader may not know."""
    if known is not None:
        yield from _named(known)
    for number, home in enumerate(homes, start=1):
        yield from _at_home(f"{_WHO} > Person's address#{number}", home)
    for number, point in enumerate(points, start=1):
        yield from _reached(number, point)


def _named(known: KnownPerson) -> Iterator[tuple[str, object]]:
    name = f"{_WHO} > Person name"
    yield f"{name} > Person first name", known.given_names
    yield f"{name} > Person family name", known.family_name
    yield f"{name} > Person preferred name", known.preferred_name
    yield f"{name} > Title", known.title
    yield f"{name} > Person full name", known.full_name
    yield f"{_WHO} > Date of birth", known.birth_date
    yield f"{_WHO} > Gender", known.gender
    yield f"{_WHO} > Ethnicity", known.ethnicity
    yield f"{_WHO} > NHS number", known.nhs_number
    for number, other in enumerate(known.other_identifiers, start=1):
        yield f"{_WHO} > Other identifier#{number}", other
    yield f"{_REACH} > Preferred contact method", known.preferred_way
    practice = "GP practice > GP practice record entry#1"
    yield f"{practice} > GP practice details", known.practice_name
    yield f"{practice} > GP practice identifier", known.practice_code


def _at_home(path: str, home: Home) -> Iterator[tuple[str, object]]:
    lines = [line for line in (*home.street.splitlines(), home.city) if line.strip()][:_LINES]
    for number, line in enumerate(lines, start=1):
        yield f"{path} > Address line {number}", line
    yield f"{path} > Postcode", home.postcode
    yield f"{path} > Address type", home.use


def _reached(number: int, point: Reach) -> Iterator[tuple[str, object]]:
    if point.kind == "other":
        yield f"{_REACH} > Other contact information#{number}", point.value
        return
    group, thing = ("email address", "email address") if point.kind == "email" else ("telephone number",) * 2
    path = f"{_REACH} > Person's {group} details#{number}"
    yield f"{path} > Person's {thing}", point.value
    yield f"{path} > Person's {thing} type", point.use or point.kind
    yield f"{path} > Preference of {thing}", point.rank
