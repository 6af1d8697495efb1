"""The choices of the search, and what a filled-in form asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason, Reasons
from whatmatters.foundation.kernel.translating import _, lazy

from ...rules.asked import Asked
from ...rules.groups import GROUPS
from ...rules.needs import need_labels
from ...rules.sessions import DAY_NAMES
from ...rules.typed import is_sentence
from .where import Place, find_place, knows_postcodes

MILES = [
    ("1", lazy("1 mile")),
    ("3", lazy("3 miles")),
    ("5", lazy("5 miles")),
    ("10", lazy("10 miles")),
    ("25", lazy("25 miles")),
]
TIMES = [
    ("", lazy("Any time")),
    ("morning", lazy("Morning")),
    ("afternoon", lazy("Afternoon")),
    ("evening", lazy("Evening")),
]
ONLY = [
    ("free", lazy("Free")),
    ("step-free", lazy("A way in without steps")),
    ("online", lazy("Online or by telephone")),
    ("home", lazy("Comes to your home")),
    ("places", lazy("Has places now")),
]
_MINUTES = {"morning": (360, 720), "afternoon": (720, 1020), "evening": (1020, 1440), "": (None, None)}
_KM_A_MILE = 1.609344


def needs() -> list[tuple[str, str]]:
    """What a service is about: the needs, with "anything" first."""
    return [("", _("Anything")), *need_labels().items()]


def groups() -> list[tuple[str, str]]:
    """Whom a service is for, with "anybody" first."""
    return [("", _("Anybody")), *((code, name) for code, (name, _words) in GROUPS.items())]


def days() -> list[tuple[str, str]]:
    """The days of the week, with "any" first."""
    return [("", _("Any day")), *((str(number), name) for number, name in enumerate(DAY_NAMES))]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a filled-in form asks, the place that it names, and what could not be understood."""

    asked: Asked
    place: Place | None
    reasons: Reasons


def understand(said: Mapping[str, Any]) -> Understood:
    """What the cleaned data of a form ask for. A postcode that is not known is said, and nothing is lost."""
    place = find_place(said.get("place") or "")
    reasons = _place_reasons(said.get("place") or "", place)
    words = said.get("words") or ""
    only = set(said.get("only") or ())
    from_minute, to_minute = _MINUTES[said.get("time") or ""]
    asked = Asked(
        words="" if is_sentence(words) else words,
        sentence=words if is_sentence(words) else "",
        centre=place.point if place else None,
        km=float(said.get("miles") or 5) * _KM_A_MILE,
        also_anywhere=True,
        needs=(said["need"],) if said.get("need") else (),
        groups=(said["group"],) if said.get("group") else (),
        age=said.get("age"),
        weekday=int(said["day"]) if said.get("day") else None,
        from_minute=from_minute,
        to_minute=to_minute,
        language=said.get("language") or "",
        is_free="free" in only,
        is_step_free="step-free" in only,
        is_online="online" in only,
        at_home="home" in only,
        has_places="places" in only,
    )
    return Understood(asked, place, reasons)


def _place_reasons(typed: str, place: Place | None) -> Reasons:
    if not typed.strip() or place is not None:
        return ()
    if not knows_postcodes():
        return (
            Reason("find.no-postcodes", _("Postcodes are not set up here yet. Leave this empty for now."), "place"),
        )
    return (
        Reason("find.postcode", _("We do not know this postcode. Check it, or write only its first half."), "place"),
    )
