"""Who is meant by a number, or by a name and a birth date, among those whom one organisation cares for.

Serves imports of other components, which bring something for somebody who is here already. Refuses to guess, and to say
whether anybody else is known here: outside that organisation's care there is nobody. Records nothing: what is then
written is recorded by whoever writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ...kernel.clock import day_of
from ...kernel.identifiers import bare_nhs_number
from ..models import NameWord, Person
from ..permissions import relationships_showing
from ..rules.names import name_words
from ..sections import Section


@dataclass(frozen=True, slots=True)
class Meant:
    """What is written of somebody, to find them by: the number, or names with the birth date."""

    nhs_number: str = ""
    given_names: str = ""
    family_name: str = ""
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """Who may be meant: one id when it is clear. `birth_dates_differ` where the number is of one person and the birth
    date of another; `has_died` where that one person has."""

    person_ids: tuple[UUID, ...]
    birth_dates_differ: bool = False
    has_died: bool = False


def find_meant(meant: Meant, *, organisation_id: UUID, section: Section, at: datetime) -> Matched:
    """The people for whom an organisation cares, of whom it sees a section, and who are meant; two at most.

    The number counts before the name. Two statements at most.
    """
    words = name_words(given=meant.given_names, family=meant.family_name, preferred="")
    if not meant.nhs_number and not (words and meant.birth_date):
        return Matched(())
    cared_for = relationships_showing(section, [organisation_id], day_of(at))
    people = Person.objects.exclude(state="merged").filter(Exists(cared_for.filter(person=OuterRef("pk"))))
    found = list(_named(people, meant, words).values_list("pk", "birth_date", "state")[:2])
    if len(found) != 1:
        return Matched(tuple(row[0] for row in found))
    key, born, state = found[0]
    return Matched((key,), bool(born and meant.birth_date and born != meant.birth_date), state == "died")


def _named(people: QuerySet[Person], meant: Meant, words: frozenset[str]) -> QuerySet[Person]:
    if meant.nhs_number:
        return people.filter(nhs_number=bare_nhs_number(meant.nhs_number))
    for word in sorted(words):
        people = people.filter(Exists(NameWord.objects.filter(person=OuterRef("pk"), word=word)))
    return people.filter(birth_date=meant.birth_date)
