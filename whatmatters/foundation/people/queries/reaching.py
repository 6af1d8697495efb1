"""How a message may reach a person, asked at the moment of sending.

Serves every kind of message (each kind's `prepare`). Records nothing: the message that is sent is recorded.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ...kernel.clock import day_of
from ...kernel.errors import NotFound
from ..models import Address, CommunicationNeeds, ContactPoint, Person
from ..rules.reaching import NoWay, Point, Way, choose_way, is_current

__all__ = ["NoWay", "Way", "find_way_to_reach"]

_CHANNELS = {"email": ("email",), "mobile": ("sms",)}


def find_way_to_reach(person_id: UUID, at: datetime) -> Way | NoWay:
    """The way that the person prefers and that is safe, or why there is none.

    Never a way that is marked unsafe, never a secret address, nobody who has died or moved away. `Way.channel` is
    `email`, `sms` or `letter`; for a letter, `address` is the name and the lines. Raises `NotFound` when there is no
    such person.
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    needs = CommunicationNeeds.objects.filter(person=person).order_by("-number").first()
    day = day_of(at)
    points = [
        Point(_CHANNELS.get(point.kind, ()), point.value, point.is_safe)
        for point in ContactPoint.objects.filter(person=person).order_by("rank", "pk")
        if is_current(point.ends_before, day)
    ]
    addresses = [
        row for row in Address.objects.filter(person=person).order_by("-pk") if is_current(row.ends_before, day)
    ]
    points += [Point(("letter",), envelope(person, row)) for row in addresses if not row.is_secret]
    return choose_way(
        state=person.state,
        preferred=needs.preferred_way if needs else "",
        points=points,
        language=person.language,
        formats=tuple(needs.formats) if needs else (),
        has_unsafe=any(row.is_secret for row in addresses),
    )


def envelope(person: Person, address: Address) -> str:
    """What stands on the envelope: the name, the lines, the town and the postcode."""
    name = " ".join(part for part in (person.title, person.full_name) if part)
    town = "" if address.city and address.city in address.lines else address.city
    lines = [name, *address.lines.splitlines(), town, address.postcode]
    return "\n".join(line.strip() for line in lines if line.strip())
