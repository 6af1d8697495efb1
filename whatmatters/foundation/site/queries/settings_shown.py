"""Every dated setting of every component, in words: what we decide by, what gives it force, and where it is written.

Serves the page "How we decide". Refuses to leave a setting out because its component wrote no words for it: its key is
shown then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from ...kernel.dated import ALL_TABLES, Dated, DatedTable, Standing
from ...kernel.translating import _, lazy
from ..content import Source, settings_words, sources_in

TITLES = {
    "site.rights": lazy("What our pages say about your rights"),
    "site.urgent": lazy("Urgent numbers"),
    "site.urgent-words": lazy("Words that bring up urgent help"),
    "people": lazy("Your record"),
    "care_plans": lazy("Plans"),
    "directory": lazy("The directory of services"),
    "messages": lazy("Messages to you"),
    "accounts": lazy("Signing in"),
    "today": lazy("What is due today"),
    "reach": lazy("Reports that count people"),
    "site": lazy("This site"),
    "fhir.reading": lazy("Records from other systems"),
}
"""What a table of settings is about, in the order of the page; others come last, by their own names."""


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """One setting: what it settles, its value in words (empty for a fact), its force, its source and its days."""

    means: str
    value: str
    standing: Standing
    sources: tuple[Source, ...]
    since: date
    until: date | None
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The settings of one part."""

    name: str
    title: str
    settings: tuple[ShownSetting, ...]


def list_shown_settings() -> list[ShownTable]:
    """Every setting of every component, by component. Anybody may read them."""
    order = list(TITLES)
    names = sorted(ALL_TABLES, key=lambda name: (order.index(name) if name in TITLES else len(order), name))
    return [_table(name, ALL_TABLES[name]) for name in names]


def _table(name: str, table: DatedTable) -> ShownTable:
    rows = tuple(_setting(name, row) for row in table.rows())
    return ShownTable(name, str(TITLES.get(name, _in_words(name))), rows)


def _setting(table: str, row: Dated) -> ShownSetting:
    return ShownSetting(
        means=str(row.means) or settings_words(table, row.key) or _in_words(row.key),
        value="" if row.value is True else _value(row.value, row.unit),
        standing=row.standing,
        sources=sources_in(row.source),
        since=row.valid_from,
        until=row.valid_to,
        reviewed_on=row.reviewed_on,
    )


def _value(value: Any, unit: str) -> str:
    """A value as a reader says it: numbers and times with their unit, lists with commas."""
    if value is None:
        return str(_("none"))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date | datetime):
        return f"{value:%d %m %Y}"
    if isinstance(value, int) and unit in _LARGER:
        value, unit = _in_larger_unit(value, unit)
    if isinstance(value, list | tuple | set | frozenset):
        inner = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        words = ", ".join(_value(one, "") for one in inner)
    elif isinstance(value, dict):
        words = ", ".join(f"{key}: {_value(one, '')}" for key, one in value.items())
    else:
        words = str(value)
    return f"{words} {unit}".strip()


_LARGER = {"minutes": ((7 * 24 * 60, "weeks"), (24 * 60, "days"), (60, "hours")), "bytes": ((1024 * 1024, "MB"),)}
"""Units that nobody says large numbers of, and what they say instead."""


def _in_larger_unit(value: int, unit: str) -> tuple[int, str]:
    """20,160 minutes are 2 weeks; one of the larger unit, or a number that does not fit, stays as it is."""
    for size, larger in _LARGER[unit]:
        if value % size == 0 and value // size > 1:
            return value // size, larger
    return value, unit


def _in_words(key: str) -> str:
    words = key.replace(".", ": ").replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
