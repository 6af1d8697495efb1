"""What an import of plans made, or would make, row by row; and what it refused, by row and column."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row that came in: what was made of it (`plan`, `goal`, `step`); nothing when all of it is here already."""

    row: int
    reference: str
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row does not come in. `column` is the heading, empty where it is about the whole row or plan."""

    row: int
    column: str
    why: str


@dataclass(slots=True)
class PlansReport:
    """The whole run. `left_out` are headings that are not known."""

    is_dry_run: bool
    rows: list[RowResult] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    left_out: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether everything came in."""
        return not self.problems

    def count(self, what: str) -> int:
        """How many plans, goals or steps were made."""
        return sum(row.made.count(what) for row in self.rows)

    def in_order(self) -> list[RowResult | RowProblem]:
        """What happened to each row, in the order of the sheet."""
        return sorted([*self.rows, *self.problems], key=lambda one: one.row)
