"""The rows of a spreadsheet file, CSV or XLSX, one by one with their numbers as the spreadsheet shows them.

Serves the staging of spreadsheets. Memory stays flat for CSV; an XLSX holds its texts apart from its rows, and one that
unpacks to more than a spreadsheet of people needs is refused. Runs nothing: formulas give the value they last had.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from whatmatters.foundation.kernel.reasons import Reason

MOST_CELLS = 200
LONGEST_CELL = 20_000
_UNPACKED_LIMIT = 500_000_000
_SNIFFED = 1 << 16
ENDINGS = (".csv", ".xlsx", ".xls", ".ods")


class UnreadableSpreadsheet(Exception):
    """The file cannot be read as a spreadsheet; the reason says what to do."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(str(reason))


def rows_of(file: Path) -> Iterator[tuple[int, list[Any]]]:
    """Every row that is not empty, with its number counted from 1. Raises `UnreadableSpreadsheet`."""
    ending = file.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        text = "This kind of spreadsheet is not read. Save it as .xlsx or .csv and try again."
        raise UnreadableSpreadsheet(Reason("not-supported", text))
    try:
        found = _csv_rows(file) if ending == ".csv" else _xlsx_rows(file)
        for number, cells in found:
            if any(cell not in (None, "") for cell in cells):
                yield number, cells[:MOST_CELLS]
    except OSError as error:
        words = f"The file could not be read ({error.strerror or type(error).__name__})."
        raise UnreadableSpreadsheet(Reason("exception", words)) from error


def _csv_rows(file: Path) -> Iterator[tuple[int, list[Any]]]:
    with file.open(encoding=_encoding(file), newline="", errors="replace") as stream:
        dialect = _dialect(stream.read(_SNIFFED))
        stream.seek(0)
        try:
            yield from enumerate((_bounded(row) for row in csv.reader(stream, dialect, strict=False)), 1)
        except csv.Error as error:
            text = "The file stops being a table of values: a quotation mark may be missing, or a cell is too long."
            raise UnreadableSpreadsheet(Reason("structure", text)) from error


def _encoding(file: Path) -> str:
    """UTF-8 if all of the file is; else what Excel writes in England."""
    with file.open("rb") as stream:
        if stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    try:
        with file.open(encoding="utf-8-sig") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _dialect(beginning: str) -> type[csv.Dialect]:
    """Comma, semicolon or tab: whichever the first line has most of."""
    first = next((line for line in beginning.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    return type("Dialect", (csv.excel,), {"delimiter": delimiter})


def _xlsx_rows(file: Path) -> Iterator[tuple[int, list[Any]]]:
    _refuse_what_unpacks_too_far(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parser met
        raise _not_a_workbook() from error
    try:
        sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
        rows = sheet.iter_rows(values_only=True) if sheet is not None else ()
        yield from enumerate((_bounded(list(row)) for row in rows), 1)
    except UnreadableSpreadsheet:
        raise
    except Exception as error:
        raise _not_a_workbook() from error
    finally:
        book.close()


def _refuse_what_unpacks_too_far(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except zipfile.BadZipFile as error:
        raise _not_a_workbook() from error
    if size > _UNPACKED_LIMIT:
        text = "The spreadsheet unpacks to more than one of people needs. Split it, or save it as .csv."
        raise UnreadableSpreadsheet(Reason("too-costly", text))


def _not_a_workbook() -> UnreadableSpreadsheet:
    text = "This is not a spreadsheet that can be read, or it is damaged or locked. Save it again as .xlsx or .csv."
    return UnreadableSpreadsheet(Reason("structure", text))


def _bounded(cells: list[Any]) -> list[Any]:
    """The cells; a row with one that no name or address needs is refused as a whole."""
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
        return [TooLong()]
    return cells


class TooLong:
    """Stands for a row with a cell that is longer than anything a person's particulars need."""
