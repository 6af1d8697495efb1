"""An empty spreadsheet to fill in, made from the table of columns.

Serves `whatmatters people template` and the page for small files; other components hand in columns of their own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .layout import COLUMNS, Column

_ROWS_TO_FORMAT = 500
_WIDTHS = {"Address line 1": 28, "Email": 28, "Health conditions": 36}


class NotATemplateFile(ValueError):
    """The name of the file does not say which kind of spreadsheet is wanted."""


def write_template(file: Path, columns: Sequence[Column] = COLUMNS, sheet: str = "People") -> None:
    """Write the template; the ending says which kind. Raises `NotATemplateFile`."""
    match file.suffix.lower():
        case ".xlsx":
            with file.open("wb") as stream:
                write_workbook(stream, columns, sheet)
        case ".csv":
            file.write_text(template_csv(columns), encoding="utf-8-sig", newline="")
        case _:
            raise NotATemplateFile("The name must end in .xlsx or .csv.")


def template_csv(columns: Sequence[Column] = COLUMNS) -> str:
    """The headings as CSV."""
    text = io.StringIO()
    csv.writer(text).writerow(column.heading for column in columns)
    return text.getvalue()


def write_workbook(stream: BinaryIO, columns: Sequence[Column] = COLUMNS, sheet: str = "People") -> None:
    """A workbook with a sheet to fill in, and one that says what each column is for.

    Cells are text, so that no number loses the zero at its beginning and no date is turned round.
    """
    book = Workbook()
    people = book.worksheets[0]
    people.title = sheet
    people.append([column.heading for column in columns])
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        people.cell(1, number).font = Font(bold=True)
        people.column_dimensions[letter].width = _WIDTHS.get(column.heading, max(14, len(column.heading) + 3))
        for row in range(2, _ROWS_TO_FORMAT + 2):
            people.cell(row, number).number_format = "@"
    people.freeze_panes = "A2"
    about = book.create_sheet("What to write")
    about.append(["Column", "What to write", "Example"])
    for column in columns:
        about.append([column.heading, column.about, column.example])
    for cell in about[1]:
        cell.font = Font(bold=True)
    for letter, width in (("A", 28), ("B", 90), ("C", 28)):
        about.column_dimensions[letter].width = width
    for row in about.iter_rows(min_row=2):
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
    book.save(stream)
