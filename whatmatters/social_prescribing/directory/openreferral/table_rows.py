"""The rows of a table in a CSV file, one at a time: a broken row costs only itself.

Serves reading of folders of tables. Knows commas, semicolons and tabs, byte-order marks, headings with spaces and
columns without a name. Refuses rows with more or fewer cells than the heading: nobody knows which cell is which.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from .found import Limits, short_raw

_DELIMITERS = ",;\t|"
_MOST_RETRIES = 20
"""How often a file may be read again from within a row whose quotation marks never close."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, its cells that are not empty, by heading. If it is broken, why, and `raw` as it came."""

    number: int
    cells: dict[str, str]
    why: str = ""
    raw: str = ""


class _Lines:
    """Lines for the parser, remembering those since the last row, and giving back what was swallowed by mistake."""

    def __init__(self, file: TextIO, longest: int) -> None:
        self._file, self._longest = file, longest
        self._again: list[str] = []
        self.taken: list[str] = []
        self.is_at_end = self.is_cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._file.readline(self._longest)
        if not line:
            self.is_at_end = True
            raise StopIteration
        if len(line) >= self._longest and not line.endswith(("\n", "\r")):
            self._pass_over_the_rest()
        self.taken.append(line)
        return line

    def _pass_over_the_rest(self) -> None:
        """Go to the end of a line that is longer than any row may be."""
        self.is_cut = True
        while (rest := self._file.readline(self._longest)) and not rest.endswith(("\n", "\r")):
            pass

    def begin_row(self) -> None:
        """Forget the lines of the row before."""
        self.taken.clear()
        self.is_cut = False

    def give_back_all_but_first(self) -> None:
        """Let the lines after the first of this row be read once more."""
        self._again.extend(reversed(self.taken[1:]))
        del self.taken[1:]
        self.is_at_end = False


def heading_of(file: TextIO) -> list[str]:
    """The names of a table's columns; empty when it has none. Leaves the file at its first row."""
    while line := file.readline(100_000):
        if line.strip():
            break
    return _names(next(csv.reader([line], delimiter=_delimiter(line)), [])) if line else []


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=lambda mark: (line.count(mark), -_DELIMITERS.index(mark)))


def _names(cells: list[str]) -> list[str]:
    """A name for each column, no name twice."""
    names: list[str] = []
    for count, cell in enumerate(cells, start=1):
        name = cell.strip("\ufeff\x00 \t\r\n") or f"column {count}"
        names.append(name if name not in names else f"{name} {count}")
    return names


def read_rows(file: TextIO, limits: Limits) -> Iterator[Row]:
    """Every row under the heading."""
    csv.field_size_limit(max(csv.field_size_limit(), limits.record_bytes))
    lines = _Lines(file, limits.record_bytes)
    first = next((line for line in lines if line.strip()), "")
    lines.begin_row()
    delimiter = _delimiter(first)
    names = _names(next(csv.reader([first], delimiter=delimiter), []))
    reader, number, retries = csv.reader(lines, delimiter=delimiter), 1, 0
    while True:
        number += 1
        cells, why = _next_cells(reader, lines, limits)
        if cells is None and not why:
            return
        if why and retries < _MOST_RETRIES and len(lines.taken) > 1:
            retries += 1
            lines.give_back_all_but_first()
            reader = csv.reader(lines, delimiter=delimiter)
        raw = "".join(lines.taken)
        lines.begin_row()
        if row := _row(number, names, cells, why, raw):
            yield row


def _next_cells(reader: Iterator[list[str]], lines: _Lines, limits: Limits) -> tuple[list[str] | None, str]:
    """The cells of the next row, and why they are not to be trusted."""
    try:
        cells = next(reader, None)
    except csv.Error as error:
        return [], f"This row is not CSV ({error}). Export the table again."
    if cells is None:
        return None, ""
    if lines.is_at_end and "".join(lines.taken).count('"') % 2:
        return cells, "A quotation mark in this row is never closed, or the file was cut off. Export the table again."
    if lines.is_cut or sum(map(len, lines.taken)) >= limits.record_bytes:
        return cells, f"This row is larger than {limits.record_bytes:,} characters. Shorten its texts."
    return cells, ""


def _row(number: int, names: list[str], cells: list[str] | None, why: str, raw: str) -> Row | None:
    """The row, or None for an empty one."""
    cells = cells or []
    while len(cells) > len(names) and not cells[-1].strip():
        cells.pop()
    if not why and len(cells) != len(names):
        if not any(cell.strip("\x00 \t") for cell in cells):
            return None
        why = f"This row has {len(cells)} cells where the heading has {len(names)}. Export the table again."
    if why:
        return Row(number, {}, why, short_raw(raw))
    found = {name: cell for name, cell in zip(names, cells, strict=True) if cell.strip("\x00 \t\r\n")}
    return Row(number, found) if found else None
