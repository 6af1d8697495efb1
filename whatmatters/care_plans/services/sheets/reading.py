"""Rows of a spreadsheet, understood: each as a plan's goal and step, or why not, by column.

Refuses to guess: an unclear day, an unknown word or a mark off the ruler is named and keeps its whole plan out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from whatmatters.foundation.kernel.identifiers import bare_nhs_number, nhs_number_reasons
from whatmatters.foundation.kernel.reasons import Reason, Reasons
from whatmatters.foundation.kernel.translating import _
from whatmatters.foundation.people.importing.spreadsheets.cells import cell_text, date_text, is_yes
from whatmatters.foundation.people.importing.spreadsheets.files import TooLong, UnreadableSpreadsheet, rows_of
from whatmatters.foundation.people.queries.matching import Meant

from ... import rules
from .columns import HEADINGS, plan_column_headed
from .report import PlansReport, RowProblem

LONGEST_REFERENCE = 100
_ROWS_ABOVE_HEADINGS = 20
_FEWEST_HEADINGS = 3
_LONGEST = {"title": 200, "lead": 200, "owner_name": 200, "written_by": 150, "when": 200}

GOAL_STATES = {
    "": "active", "active": "active", "being worked on": "active", "in progress": "active", "under way": "active",
    "proposed": "proposed", "thought about": "proposed", "being thought about": "proposed",
    "on hold": "on-hold", "on hold for now": "on-hold", "paused": "on-hold",
    "finished": "completed", "finished with": "completed", "completed": "completed", "achieved": "completed",
    "no longer wanted": "cancelled", "cancelled": "cancelled",
}  # fmt: skip
STEP_STATES = {
    "": "planned", "not started": "planned", "planned": "planned",
    "under way": "under-way", "started": "under-way", "in progress": "under-way",
    "done": "done", "completed": "done", "finished": "done",
    "will not be done": "not-done", "not done": "not-done", "cancelled": "not-done",
}  # fmt: skip
OWNERS = {
    "": "", "person": "person", "the person": "person", "me": "person", "self": "person",
    "circle": "circle", "family": "circle", "friend": "circle", "carer": "circle", "neighbour": "circle",
    "group": "group", "community group": "group", "staff": "staff", "professional": "staff",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: whose plan, what the plan says, and one goal with one step where there are any."""

    number: int
    reference: str
    meant: Meant
    title: str
    lead: str
    review_on: date | None
    goal: str
    own_words: bool
    written_by: str
    importance: Decimal | None
    goal_state: str
    step: str
    owner: str
    owner_name: str
    due_on: date | None
    when: str
    confidence: Decimal | None
    step_state: str


@dataclass(slots=True)
class _Reader:
    """One row while it is read: its cells as text by column, and what is wrong with them."""

    number: int
    cells: Mapping[str, str]
    day: date
    problems: list[RowProblem] = field(default_factory=list)

    def wrong(self, column: str, why: str) -> None:
        """Keep what is wrong with one cell."""
        self.problems.append(RowProblem(self.number, HEADINGS[column], why))

    def against(self, column: str, reasons: Reasons) -> None:
        """Keep what a rule says against one cell."""
        for reason in reasons:
            self.wrong(column, str(reason))

    def text(self, column: str) -> str:
        """A cell as text that fits."""
        text = self.cells.get(column, "").strip()
        longest = _LONGEST.get(column)
        if longest and len(text) > longest:
            self.wrong(column, _("Make it %(longest)d characters or fewer.") % {"longest": longest})
        return text

    def on(self, column: str) -> date | None:
        """A day; unclear ones are not guessed."""
        text = date_text(self.text(column))
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.wrong(column, _("“%(text)s” is no day that is clear. Write it like 22/11/2026.") % {"text": text[:40]})
            return None

    def mark(self, column: str) -> Decimal | None:
        """A mark on a ruler."""
        text = self.text(column).replace(",", ".")
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or value != round(value, 1):
            self.wrong(column, _("Write a number from 1 to 10."))
            return None
        self.against(column, rules.ruler_reasons(value, field=column, day=self.day))
        return value

    def one_of(self, column: str, known: Mapping[str, str]) -> str:
        """The code of a word."""
        text = " ".join(self.text(column).casefold().replace("-", " ").split())
        if text not in known:
            allowed = ", ".join(word for word in known if word)
            self.wrong(column, _("This word is not known here. Use one of: %(words)s.") % {"words": allowed})
        return known.get(text, "")


def read_sheet(file: Path, report: PlansReport, day: date) -> dict[str, list[SheetRow]]:
    """The rows by plan reference, in order; what cannot be read goes to the report, and its plan is left out.

    Raises `UnreadableSpreadsheet` (people) for what is no spreadsheet.
    """
    plans: dict[str, list[SheetRow]] = {}
    refused: set[str] = set()
    columns: list[str | None] = []
    for number, cells in rows_of(file):
        if not columns:
            columns = _columns(number, [cell_text(cell) for cell in cells], report)
            continue
        row, problems = _read(number, cells, columns, day)
        report.problems += problems
        reference = row.reference if row else ""
        if row is not None:
            plans.setdefault(reference, []).append(row)
        refused |= {reference} if problems else set()
    return {reference: rows for reference, rows in plans.items() if not _is_refused(reference, rows, refused, report)}


def _columns(number: int, texts: list[str], report: PlansReport) -> list[str | None]:
    """The names of the columns, if this is the row of headings. Raises when no such row is near the top."""
    found = [plan_column_headed(text) for text in texts]
    known = [name for name in found if name]
    if len(known) < _FEWEST_HEADINGS or "reference" not in known:
        if number >= _ROWS_ABOVE_HEADINGS:
            raise UnreadableSpreadsheet(_no_headings())
        return []
    report.left_out = tuple(text for text, name in zip(texts, found, strict=True) if text and not name)
    return found


def _no_headings() -> Reason:
    text = _("There is no row of headings with “Plan reference”. `whatmatters plans template` writes one to fill in.")
    return Reason("structure", text)


def _read(
    number: int, cells: list[object], columns: list[str | None], day: date
) -> tuple[SheetRow | None, list[RowProblem]]:
    if cells and isinstance(cells[0], TooLong):
        return None, [RowProblem(number, "", _("A cell of this row is far too long."))]
    texts = {name: cell_text(cell) for name, cell in zip(columns, cells, strict=False) if name}
    reader = _Reader(number, texts, day)
    row = _row(reader)
    _check(reader, row)
    return row, reader.problems


def _row(reader: _Reader) -> SheetRow:
    meant = Meant(
        nhs_number=reader.text("nhs_number"),
        given_names=reader.text("given_names"),
        family_name=reader.text("family_name"),
        birth_date=reader.on("birth_date"),
    )
    return SheetRow(
        number=reader.number,
        reference=reader.text("reference"),
        meant=meant,
        title=reader.text("title"),
        lead=reader.text("lead"),
        review_on=reader.on("review_on"),
        goal=reader.text("goal"),
        own_words=is_yes(reader.text("own_words")),
        written_by=reader.text("written_by"),
        importance=reader.mark("importance"),
        goal_state=reader.one_of("goal_state", GOAL_STATES),
        step=reader.text("step"),
        owner=reader.one_of("owner", OWNERS),
        owner_name=reader.text("owner_name"),
        due_on=reader.on("due_on"),
        when=reader.text("when"),
        confidence=reader.mark("confidence"),
        step_state=reader.one_of("step_state", STEP_STATES),
    )


def _check(reader: _Reader, row: SheetRow) -> None:
    """What must be there, and what the rules of plans say."""
    if not row.reference:
        reader.wrong("reference", _("Write what your system calls the plan, so that it comes in once."))
    if len(row.reference) > LONGEST_REFERENCE:
        reader.wrong("reference", _("Make it %(longest)d characters or fewer.") % {"longest": LONGEST_REFERENCE})
    if row.meant.nhs_number:
        reader.against("nhs_number", nhs_number_reasons(row.meant.nhs_number))
    elif not (row.meant.family_name or row.meant.given_names):
        reader.wrong("nhs_number", _("Write the NHS number, or the names and the birth date."))
    elif row.meant.birth_date is None and not reader.text("birth_date"):
        reader.wrong("birth_date", _("Without an NHS number the birth date is needed."))
    if row.review_on is not None:
        reader.against("review_on", rules.review_reasons(row.review_on, day=reader.day))
    if row.step and not row.goal:
        reader.wrong("goal", _("A step belongs to a goal: write the goal in this row too."))
    for column, words in (("goal", row.goal), ("step", row.step)):
        if words:
            reader.against(column, rules.words_reasons(words, field=column, what=column, day=reader.day))


def _is_refused(reference: str, rows: list[SheetRow], refused: set[str], report: PlansReport) -> bool:
    """Whether a plan stays out: one of its rows is wrong, or its rows do not agree with each other."""
    told = [*_disagreements(rows)]
    report.problems += told
    if reference in refused:
        wrong = {problem.row for problem in report.problems}
        why = _("Another row of this plan is not right, so none of it comes in.")
        report.problems += [RowProblem(row.number, "", why) for row in rows if row.number not in wrong]
    return reference in refused or bool(told)


def _disagreements(rows: list[SheetRow]) -> Iterable[RowProblem]:
    same: tuple[tuple[str, Callable[[SheetRow], object]], ...] = (
        ("nhs_number", lambda row: bare_nhs_number(row.meant.nhs_number)),
        ("birth_date", lambda row: row.meant.birth_date),
        ("title", lambda row: row.title),
        ("lead", lambda row: row.lead),
        ("review_on", lambda row: row.review_on),
    )
    for column, told in same:
        first = next((told(row) for row in rows if told(row)), None)
        for row in rows:
            if told(row) and told(row) != first:
                why = _("This is not what an earlier row of the same plan says.")
                yield RowProblem(row.number, HEADINGS[column], why)
