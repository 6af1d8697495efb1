"""Plans of a spreadsheet, made: each for one person who is here, in one transaction, once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_change
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.columns import Origin
from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.translating import _
from whatmatters.foundation.people.importing.spreadsheets.files import UnreadableSpreadsheet
from whatmatters.foundation.people.queries.matching import Meant, find_meant
from whatmatters.foundation.people.sections import Section

from ...models import Goal, Plan
from ...permissions import check_may_write
from ..receiving import Receipt
from .columns import HEADINGS
from .reading import SheetRow, read_sheet
from .report import PlansReport, RowProblem, RowResult

_RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: who receives, from which source, who brings it in and when."""

    organisation_id: UUID
    source: str
    by: Actor
    at: datetime

    def origin(self, reference: str) -> dict[str, str]:
        """The columns of `WithOrigin`."""
        return {"origin": Origin.SPREADSHEET, "origin_source": self.source, "origin_reference": reference}


class _NotTaken(Exception):
    """Why one plan does not come in."""

    def __init__(self, column: str, why: str) -> None:
        self.column, self.why = column, why
        super().__init__(why)


def import_plans(
    *, file: Path, organisation_id: UUID, source: str = "", dry_run: bool = False, by: Actor, at: datetime
) -> PlansReport:
    """Bring in the open plans of a spreadsheet; what was made and what was refused, row by row.

    `source` names the system that the file is from: with "Plan reference" it knows a plan again, so that a second run
    makes only what is new. A dry run makes everything and keeps nothing. A plan is for one person whom the organisation
    cares for; it comes in as "received", its goals as from another record. Who may: whoever may write that person's
    plans, and the command line. Raises `UnreadableSpreadsheet` (people).
    """
    run = _Run(organisation_id, clean_text(source)[:200] or "spreadsheet", by, at)
    report = PlansReport(is_dry_run=dry_run)
    for reference, rows in _plans_of(file, report, at).items():
        try:
            with transaction.atomic():
                results = _take(run, reference, rows)
                transaction.set_rollback(dry_run)
        except _NotTaken as refusal:
            report.problems += [RowProblem(row.number, refusal.column, refusal.why) for row in rows]
            continue
        report.rows += results
    return report


def _plans_of(file: Path, report: PlansReport, at: datetime) -> dict[str, list[SheetRow]]:
    try:
        return read_sheet(file, report, day_of(at))
    except UnreadableSpreadsheet as error:
        report.problems.append(RowProblem(0, "", str(error)))
        return {}


def _take(run: _Run, reference: str, rows: list[SheetRow]) -> list[RowResult]:
    """Make what is not here yet of one plan. Raises `_NotTaken`."""
    person_id = _person(run, rows)
    check_may_write(run.by, person_id, run.at)
    receipt = Receipt(person_id, run.organisation_id, run.by, run.at)
    known = Plan.objects.select_for_update().filter(**run.origin(reference)).first()
    if known is not None and known.person_id != person_id:
        raise _NotTaken(HEADINGS["reference"], _("This plan came in before, for somebody else. Check the person."))
    if known is not None and known.state == "closed":
        raise _NotTaken(HEADINGS["reference"], _("This plan came in before and was closed here. Nothing is changed."))
    plan_id = known.id if known else _make_plan(receipt, run, reference, rows)
    results = _make_rows(receipt, run, plan_id, reference, rows, is_new=known is None)
    if receipt.touched:
        receipt.finish()
        record_change(
            "brought in a plan from a spreadsheet",
            by=run.by,
            at=run.at,
            person_id=person_id,
            subject=f"plan:{plan_id}",
            organisations=[run.organisation_id],
        )
    return results


def _person(run: _Run, rows: list[SheetRow]) -> UUID:
    """Whom all rows of a plan mean. Raises `_NotTaken` when that is nobody, or not one person."""
    found = {_one_person(run, meant) for meant in dict.fromkeys(row.meant for row in rows)}
    if len(found) > 1:
        raise _NotTaken(HEADINGS["nhs_number"], _("The rows of this plan are about different people."))
    return found.pop()


def _one_person(run: _Run, meant: Meant) -> UUID:
    matched = find_meant(meant, organisation_id=run.organisation_id, section=Section.PLAN, at=run.at)
    column = HEADINGS["nhs_number" if meant.nhs_number else "birth_date"]
    if not matched.person_ids:
        why = _("Nobody whom this organisation cares for is meant. Bring the person in first, or check the number.")
        raise _NotTaken(column, why)
    if len(matched.person_ids) > 1:
        raise _NotTaken(column, _("Several people are meant. Look at whether they are one, or write the NHS number."))
    if matched.birth_dates_differ:
        why = _("The NHS number is here with another birth date. Check both.")
        raise _NotTaken(HEADINGS["birth_date"], why)
    if matched.has_died:
        raise _NotTaken(column, _("This person has died, so no plan is brought in."))
    return matched.person_ids[0]


def _make_plan(receipt: Receipt, run: _Run, reference: str, rows: list[SheetRow]) -> UUID:
    columns = {
        "title": next((row.title for row in rows if row.title), ""),
        "lead_name": next((row.lead for row in rows if row.lead), ""),
        "review_on": next((row.review_on for row in rows if row.review_on), None),
        "state": _RECEIVED,
    }
    return receipt.receive_plan(columns, run.origin(reference))


def _make_rows(
    receipt: Receipt, run: _Run, plan_id: UUID, reference: str, rows: list[SheetRow], *, is_new: bool
) -> list[RowResult]:
    """The goals and steps of the rows that are not here yet."""
    goals = dict(Goal.objects.filter(plan=plan_id).values_list("origin_reference", "id"))
    steps, results, made_now = set(receipt.actions_by_origin(plan_id)), [], list(["plan"] if is_new else [])
    for row in rows:
        goal_key = f"{reference}#goal-{_digest(row.goal)}"
        step_key = f"{reference}#step-{_digest(row.goal, row.step)}"
        if row.goal and goal_key not in goals:
            goals[goal_key] = receipt.receive_goal(plan_id, _goal_columns(row), run.origin(goal_key))
            made_now.append("goal")
        if row.step and step_key not in steps:
            steps.add(step_key)
            receipt.receive_actions(plan_id, [(_step_columns(row), goals[goal_key], run.origin(step_key))])
            made_now.append("step")
        results.append(RowResult(row.number, reference, tuple(made_now)))
        made_now = []
    return results


def _goal_columns(row: SheetRow) -> dict[str, object]:
    """A goal said to be in the person's own words keeps who wrote them down, and is still from another record."""
    wrote_down = row.written_by or _("the source, which says that they are the person's own words")
    return {
        "words": clean_text(row.goal),
        "importance": row.importance,
        "state": row.goal_state,
        "supported_by": wrote_down[:150] if row.own_words else "",
    }


def _step_columns(row: SheetRow) -> dict[str, object]:
    return {
        "what": clean_text(row.step),
        "owner_kind": row.owner,
        "owner_name": row.owner_name,
        "due_on": row.due_on,
        "when_text": row.when,
        "confidence": row.confidence,
        "state": row.step_state,
    }


def _digest(*words: str) -> str:
    """What the same words are known by again, whatever their spaces and capitals."""
    plain = "\n".join(" ".join(text.casefold().split()) for text in words)
    return hashlib.sha256(plain.encode()).hexdigest()[:24]
