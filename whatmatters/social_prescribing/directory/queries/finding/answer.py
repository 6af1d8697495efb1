"""The answer to a filled-in search form: urgent help first where words call for it, then the services that fit.

Serves the public page and the link worker's. What was asked is not kept, logged or put into an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from whatmatters.foundation.kernel.errors import keep_rule
from whatmatters.foundation.site.queries.urgent_help import UrgentHelp, get_urgent_help

from ...rules.needs import need_labels
from .choices import understand
from .found import FoundPage, find_services
from .where import Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown: help for danger first, the page of services, and the place that was understood."""

    urgent_help: UrgentHelp | None
    found: FoundPage
    place: Place | None


def get_answer(*, said: Mapping[str, Any], page: int, day: date) -> Answer:
    """The services for the cleaned data of a search form. Anybody may ask. Raises `Refused` for an unknown postcode."""
    understood = understand(said)
    keep_rule(understood.reasons)
    return Answer(
        urgent_help=get_urgent_help(words=said.get("words") or ""),
        found=find_services(understood.asked, day=day, page=page),
        place=understood.place,
    )


def list_needs_to_browse() -> list[tuple[str, str]]:
    """The needs, for browsing without typing."""
    return list(need_labels().items())
