"""A service as pages show it: its words, places, times, cost, and whether it can be trusted to be true.

Everything comes from the listing's document; what the document does not say is not shown as "no".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from whatmatters.foundation.kernel.plain import and_list, long_date, pounds
from whatmatters.foundation.kernel.translating import _

from ...models import Listing
from ...rules.entries import entry_of, is_free, is_step_free, languages_of, locations_of
from ...rules.groups import GROUPS
from ...rules.needs import need_labels
from ...rules.sessions import DAY_NAMES, Meeting, clock

_SUMMARY = 220


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """One place: its name, the address on one line, and where it is in degrees."""

    name: str
    address: str
    postcode: str
    latitude: float | None
    longitude: float | None
    access: str


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One service, as lists and its own page show it."""

    id: UUID
    number: int
    name: str
    organisation: str
    summary: str
    description: str
    places: tuple[ShownPlace, ...]
    times: tuple[str, ...]
    cost: str
    who: str
    ages: str
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    how_to_join: str
    phones: tuple[str, ...]
    email: str
    website: str
    alert: str
    capacity: str
    assured: str
    is_unconfirmed: bool
    is_step_free: bool | None
    is_free: bool | None
    is_online: bool
    at_home: bool
    groups: tuple[str, ...]


def card_of(listing: Listing, day: date) -> ServiceCard:
    """What is shown of a listing on this day."""
    document, entry = listing.document, entry_of(listing.document)
    description = str(document.get("description") or "")
    labels = need_labels()
    return ServiceCard(
        id=listing.id,
        number=listing.number,
        name=listing.name,
        organisation=listing.organisation_name,
        summary=_summary(description),
        description=description,
        places=tuple(map(_place, locations_of(document))),
        times=tuple(times_in_words(entry.meetings)),
        cost=_cost(document),
        who=str(document.get("eligibility_description") or ""),
        ages=ages_in_words(entry.minimum_age, entry.maximum_age),
        needs=tuple(labels[code] for code in entry.needs),
        languages=tuple(name.title() for name in languages_of(document)),
        how_to_join=str(document.get("application_process") or ""),
        phones=tuple(_phones(document)),
        email=str(document.get("email") or ""),
        website=str(document.get("url") or ""),
        alert=str(document.get("alert") or ""),
        capacity=capacity_in_words(listing),
        assured=assured_in_words(listing),
        is_unconfirmed=listing.is_unconfirmed,
        is_step_free=is_step_free(document),
        is_free=is_free(document),
        is_online="isonline" in entry.facts,
        at_home="athome" in entry.facts,
        groups=tuple(GROUPS[code][0] for code in entry.groups),
    )


def times_in_words(meetings: tuple[Meeting, ...]) -> Iterator[str]:
    """`Mondays and Wednesdays, 10am to midday`: days that have the same hours together."""
    same: dict[tuple[int, int, int, bool], list[int]] = {}
    for meeting in sorted(meetings, key=lambda one: (one.week_of_month, one.weekday, one.opens_minute)):
        key = (meeting.week_of_month, meeting.opens_minute, meeting.closes_minute, meeting.has_times)
        same.setdefault(key, []).append(meeting.weekday)
    for (week, opens, closes, has_times), days in same.items():
        hours = _("%(opens)s to %(closes)s") % {"opens": clock(opens), "closes": clock(closes)}
        yield f"{_days(sorted(set(days)), week)}, {hours}" if has_times else _days(sorted(set(days)), week)


def _days(days: list[int], week: int) -> str:
    if days == list(range(7)) and not week:
        return _("Every day")
    if days == list(range(5)) and not week:
        return _("Monday to Friday")
    if not week:
        return and_list(f"{DAY_NAMES[day]}s" for day in days)
    which = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth"), -1: _("last")}[week]
    return _("The %(which)s %(days)s of the month") % {"which": which, "days": and_list(DAY_NAMES[day] for day in days)}


def ages_in_words(minimum: int, maximum: int) -> str:
    """`16 to 25`, `18 and over`, `up to 11`; empty for any age."""
    if minimum and maximum < 150:
        return _("%(from)s to %(to)s") % {"from": minimum, "to": maximum}
    if minimum:
        return _("%(from)s and over") % {"from": minimum}
    return _("up to %(to)s") % {"to": maximum} if maximum < 150 else ""


def capacity_in_words(listing: Listing) -> str:
    """Whether there is room, as its contact last said; empty when nobody said."""
    if listing.is_full:
        wait = listing.wait_weeks
        return _("Full: the wait is about %(weeks)s weeks") % {"weeks": wait} if wait else _("Full at the moment")
    said = []
    if listing.places:
        said.append(_("%(places)s places free") % {"places": listing.places})
    if listing.next_start_on:
        said.append(_("starts on %(day)s") % {"day": long_date(listing.next_start_on)})
    return ", ".join(said)


def assured_in_words(listing: Listing) -> str:
    """When somebody last said that the listing is true."""
    if listing.is_unconfirmed:
        return _("Not confirmed: nobody has answered when asked. Ring before you go.")
    if listing.assured_on is None:
        return _("Nobody has confirmed this yet")
    return _("Confirmed on %(day)s") % {"day": long_date(listing.assured_on)}


def _cost(document: dict[str, Any]) -> str:
    said = [
        " ".join(
            str(part) for part in (_amount(option), option.get("option"), option.get("amount_description")) if part
        )
        for option in document.get("cost_options") or ()
    ]
    words = str(document.get("fees_description") or document.get("fees") or "")
    return "; ".join(dict.fromkeys(part for part in (*said, words) if part))


def _amount(option: dict[str, Any]) -> str:
    amount = option.get("amount")
    if amount is None:
        return ""
    return pounds(round(float(amount) * 100)).replace(".00", "") if float(amount) else _("Free")


def _place(location: dict[str, Any]) -> ShownPlace:
    address: dict[str, Any] = next(iter(location.get("addresses") or ()), {})
    lines = [address.get(key) for key in ("address_1", "address_2", "city", "postal_code")]
    access = [
        part for one in location.get("accessibility") or () for part in (one.get("description"), one.get("details"))
    ]
    return ShownPlace(
        name=str(location.get("name") or ""),
        address=", ".join(str(line) for line in lines if line),
        postcode=str(address.get("postal_code") or ""),
        latitude=location.get("latitude"),
        longitude=location.get("longitude"),
        access="; ".join(str(part) for part in access if part),
    )


def _phones(document: dict[str, Any]) -> Iterator[str]:
    owners = (document, document.get("organization") or {}, *locations_of(document), *(document.get("contacts") or ()))
    numbers = (str(phone.get("number") or "") for owner in owners for phone in owner.get("phones") or ())
    yield from dict.fromkeys(number for number in numbers if number)


def _summary(text: str) -> str:
    """The first lines, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= _SUMMARY else f"{text[:_SUMMARY].rpartition(' ')[0]} …"
