"""Puts the rows of a spreadsheet into the staging area, as entries and faults that are named by row.

Serves the import. A row that cannot be read costs that row only; a file without headings that we know costs all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whatmatters.foundation.fhir.checking import SHARED
from whatmatters.foundation.fhir.entries import Entry, Fault, Place
from whatmatters.foundation.fhir.limits import Limits
from whatmatters.foundation.fhir.staging import Staging
from whatmatters.foundation.fhir.staging.store import Store
from whatmatters.foundation.kernel.reasons import Reason

from .cells import cell_text
from .files import ENDINGS, TooLong, UnreadableSpreadsheet, rows_of
from .layout import COLUMNS, column_headed
from .rows import entries_of

_LOOK_FOR_HEADINGS = 20
_NAMES = {"given_names", "family_name", "preferred_name"}
Headings = Mapping[int, str]
"""The column of ours that each place of a row holds."""


def is_spreadsheet(file: Path) -> bool:
    """Whether a file is a spreadsheet by its name."""
    return file.suffix.lower() in ENDINGS


@contextmanager
def stage_spreadsheet(
    file: Path, progress: Callable[[int, str], None], types: Iterable[str], *, limits: Limits, folder: Path
) -> Iterator[Staging]:
    """The staging area with the people of one spreadsheet; it lies in `folder` while it is needed."""
    store = Store(folder)
    try:
        staging = Staging(store, limits, types, SHARED)
        staging.fill(read_spreadsheet(file), progress)
        yield staging
    finally:
        store.close()


def read_spreadsheet(file: Path) -> Iterator[Entry | Fault]:
    """The entries of every row, and a fault for what could not be read."""
    rows = rows_of(file)
    try:
        headings = yield from _find_headings(rows, file)
        for number, cells in rows if headings else iter(()):
            place = Place(str(file), line=number)
            if isinstance(cells[0], TooLong):
                words = "A cell of this row is longer than anything that we keep. The person was not taken in."
                yield Fault(place, Reason("too-long", words))
            else:
                yield from entries_of(_row(cells, headings), place)
    except UnreadableSpreadsheet as error:
        yield Fault(Place(str(file)), error.reason, rest_unread=True)


def _find_headings(rows: Iterator[tuple[int, list[Any]]], file: Path) -> Generator[Fault, None, Headings]:
    """The columns, from the first row that has two headings we know and one for a name; and those we do not know."""
    for number, cells in rows:
        if number > _LOOK_FOR_HEADINGS:
            break
        named = {place: column_headed(cell_text(cell)) for place, cell in enumerate(cells)}
        known = {place: name for place, name in named.items() if name}
        if len(known) >= 2 and _NAMES & set(known.values()):
            yield from _unknown_headings(cells, known, Place(str(file), line=number))
            return {place: name for place, name in known.items() if _is_first(place, name, known)}
    words = (
        "No row with headings was found. The first row must name the columns, such as Given names, Family name and"
        " Birth date: “whatmatters people template FILE.xlsx” writes one to fill in."
    )
    yield Fault(Place(str(file)), Reason("structure", words), rest_unread=True)
    return {}


def _is_first(place: int, name: str, known: Headings) -> bool:
    return place == min(one for one, other in known.items() if other == name)


def _unknown_headings(cells: list[Any], known: Headings, place: Place) -> Iterator[Fault]:
    for number, cell in enumerate(cells):
        heading = cell_text(cell)[:60]
        if heading and number not in known:
            words = f"Column {number + 1} was left out: it has a heading that we have no place for."
            yield Fault(place, Reason("not-supported", words))
        elif heading and not _is_first(number, known[number], known):
            words = f"Column {number + 1} was left out: another column before it is for the same thing."
            yield Fault(place, Reason("not-supported", words))


def _row(cells: list[Any], headings: Headings) -> dict[str, str]:
    """Each column's text; "" where the row has nothing."""
    found = dict.fromkeys((column.name for column in COLUMNS), "")
    for place, name in headings.items():
        found[name] = cell_text(cells[place]) if place < len(cells) else ""
    return found
