"""When what is told of a service can be kept: what is missing or wrong, every reason at once, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whatmatters.foundation.kernel.reasons import Reason, Reasons
from whatmatters.foundation.kernel.translating import _

from .documents import Told
from .places import tidy_postcode
from .sessions import minutes

LONGEST_NAME = 200
LONGEST_TEXT = 5000


def told_reasons(told: Told) -> Reasons:
    """Why this cannot be a listing; empty when it can."""
    return tuple(_reasons(told))


def _reasons(told: Told) -> Iterator[Reason]:
    if not told.name.strip():
        yield Reason("listing.name", _("Enter the name of the group or service."), "name")
    if len(told.name) > LONGEST_NAME:
        yield Reason("listing.name-long", _("Use a name of 200 letters or fewer."), "name")
    if not told.description.strip():
        yield Reason("listing.description", _("Say in a few words what people do there."), "description")
    if len(told.description) > LONGEST_TEXT:
        yield Reason("listing.description-long", _("Use 5,000 letters or fewer."), "description")
    if not (told.phone or told.email or told.website or told.postcode):
        yield Reason("listing.reach", _("Give one way to reach it: telephone, e-mail, web page or address."), "phone")
    if told.postcode and not tidy_postcode(told.postcode):
        yield Reason("listing.postcode", _("Enter a whole postcode, like M4 5JD, or leave it empty."), "postcode")
    if told.website and not re.match(r"https?://[^\s/]+\.[^\s/]+", told.website):
        yield Reason("listing.website", _("A web address begins with https://"), "website")
    yield from _ages(told)
    yield from _times(told)


def _ages(told: Told) -> Iterator[Reason]:
    if told.minimum_age is not None and told.maximum_age is not None and told.minimum_age > told.maximum_age:
        yield Reason("listing.ages", _("The youngest age is above the oldest. Swap them."), "minimum_age")


def _times(told: Told) -> Iterator[Reason]:
    for field, said in (("opens_at", told.opens_at), ("closes_at", told.closes_at)):
        if said and minutes(said) is None:
            yield Reason("listing.time", _("Write a time like 10:30."), field)
    if (told.opens_at or told.closes_at) and not told.weekdays:
        yield Reason("listing.days", _("Choose the days to which these times belong."), "weekdays")
