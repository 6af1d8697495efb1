"""Plans, goals and actions from another record, as the project's import table calls it.

Serves `IMPORTERS`: inside the one transaction of a person. An imported goal is never the person's own words, and an
imported plan is "received" until it has been talked through here. What was changed here since is left alone, and said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from whatmatters.foundation.fhir.entries import Entry
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.reasons import Reason, Reasons
from whatmatters.foundation.people.importing.interface import ImportedCounts, PersonGroup, PersonRun, Standing

from ..services.receiving import Receipt
from ..services.receiving_beside import receive_carried
from .carrying import read_carried
from .reading import ActionSaid, PlanSaid, read_action, read_goal, read_plan

_CHANGED_HERE = Reason("plan.changed-here", "It was changed here since it came in, so what is here stands.")
_NO_WORDS = Reason("goal.empty", "The goal says nothing in words, so there is nothing to show.")


@dataclass(slots=True)
class _Import:
    """One person's plans while they are taken in. Entries are known by their place in memory."""

    group: PersonGroup
    run: PersonRun
    receipt: Receipt
    counts: ImportedCounts = field(default_factory=ImportedCounts)
    plan_of_goal: dict[int, UUID] = field(default_factory=dict)
    goals: dict[int, UUID] = field(default_factory=dict)


def import_group(group: PersonGroup, person_id: UUID, run: PersonRun, *, by: Actor, at: datetime) -> ImportedCounts:
    """Take in the CarePlans and Goals of one person. See `people.importing.interface`."""
    work = _Import(group, run, Receipt(person_id, run.organisation_id, by, at))
    # What an entry is to us is asked before it is taken: afterwards it is known.
    plans = [(entry, run.standing(entry), _take_plan(work, entry)) for entry in group.of_type("CarePlan")]
    for entry in group.of_type("Goal"):
        _take_goal(work, entry)
    for entry, standing, plan_id in plans:
        _take_actions(work, entry, standing, plan_id)
        _take_what_is_around(work, entry, standing, plan_id)
    work.receipt.finish()
    return work.counts


def _take_plan(work: _Import, entry: Entry) -> UUID:
    standing, said = work.run.standing(entry), read_plan(entry.resource)
    work.counts.count(entry, standing)
    if standing is Standing.NEW:
        plan_id = work.receipt.receive_plan(said.value.columns, work.run.origin_of(entry).columns)
        work.run.remember(entry, f"plan:{plan_id}")
    else:
        plan_id = _target(work, entry)
        if standing is Standing.CHANGED:
            work.run.remember(entry, f"plan:{plan_id}")
            if not work.receipt.follow_plan(plan_id, said.value.columns):
                work.counts.keep(entry, _CHANGED_HERE)
    _flag(work, entry, standing, said.reasons)
    _claim_goals(work, entry, plan_id, said.value)
    return plan_id


def _claim_goals(work: _Import, entry: Entry, plan_id: UUID, said: PlanSaid) -> None:
    """A goal belongs to the first plan that names it."""
    for reference in said.goal_references:
        found = work.group.find(reference, seen_from=entry)
        if found is not None and found.type == "Goal":
            work.plan_of_goal.setdefault(id(found), plan_id)


def _take_goal(work: _Import, entry: Entry) -> None:
    standing, said = work.run.standing(entry), read_goal(entry.resource)
    if not said.value.columns["words"]:
        work.counts.leave_out(entry, _NO_WORDS)
        return
    work.counts.count(entry, standing)
    if standing is Standing.NEW:
        origin = work.run.origin_of(entry).columns
        goal_id = work.receipt.receive_goal(work.plan_of_goal.get(id(entry)), said.value.columns, origin)
        work.run.remember(entry, f"goal:{goal_id}")
    else:
        goal_id = _target(work, entry)
        if standing is Standing.CHANGED:
            work.run.remember(entry, f"goal:{goal_id}")
            if not work.receipt.follow_goal(goal_id, said.value.columns):
                work.counts.keep(entry, _CHANGED_HERE)
    _flag(work, entry, standing, said.reasons)
    work.goals[id(entry)] = goal_id


def _take_actions(work: _Import, entry: Entry, standing: Standing, plan_id: UUID) -> None:
    """The activities of a new or changed CarePlan; they are known by their place in it."""
    activities = [one for one in entry.resource.get("activity") or () if isinstance(one, dict)]
    if standing is Standing.SAME or not activities:
        return
    present = work.receipt.actions_by_origin(plan_id) if standing is Standing.CHANGED else {}
    new = []
    for number, activity in enumerate(activities, start=1):
        read = read_action(activity, f"CarePlan.activity[{number - 1}]")
        columns, origin = _with_words(work, entry, read.value), _origin(work, entry, number)
        _flag(work, entry, standing, read.reasons)
        if not columns["what"]:
            work.counts.leave_out(entry, Reason("activity.empty", f"Activity {number} says nothing in words."))
        elif origin["origin_reference"] not in present:
            new.append((columns, _goal_of(work, entry, read.value), origin))
        elif not work.receipt.follow_action(present[origin["origin_reference"]], columns):
            work.counts.keep(entry, _CHANGED_HERE)
    work.receipt.receive_actions(plan_id, new)


def _take_what_is_around(work: _Import, entry: Entry, standing: Standing, plan_id: UUID) -> None:
    """What stands around the goals of a plan that is new here; later, what is here stands."""
    if standing is not Standing.NEW:
        return
    rows, reasons = read_carried(entry.resource)
    origin = work.run.origin_of(entry)
    by_reference = work.receipt.actions_by_origin(plan_id) if rows else {}
    left_out = receive_carried(
        work.receipt,
        plan_id,
        rows,
        goals={
            str(goal.resource.get("id")): key
            for goal in work.group.of_type("Goal")
            if (key := work.goals.get(id(goal)))
        },
        actions={reference.rpartition("#activity-")[2]: key for reference, key in by_reference.items()},
        origin=origin.columns,
    )
    for row in left_out:
        reasons.append(Reason("plan.carried", f"What is called {row.kind}-{row.id} in the plan lacks what it needs."))
    _flag(work, entry, standing, tuple(reasons))


def _origin(work: _Import, entry: Entry, number: int) -> dict[str, str]:
    origin = work.run.origin_of(entry)
    return origin.columns | {"origin_reference": f"{origin.reference}#activity-{number}"[:200]}


def _with_words(work: _Import, entry: Entry, said: ActionSaid) -> dict[str, Any]:
    """The columns of an action; one that only points at another resource takes that one's words."""
    if said.columns["what"] or not said.reference:
        return said.columns
    found = work.group.find(said.reference, seen_from=entry)
    code = found.resource.get("code") or found.resource.get("medicationCodeableConcept") if found else None
    label = read_action({"detail": {"code": code}}, "CarePlan.activity").value.columns["what"] if code else ""
    return said.columns | {"what": label or (f"See the {found.type} in the other record" if found else "")}


def _goal_of(work: _Import, entry: Entry, said: ActionSaid) -> UUID | None:
    for reference in said.goal_references:
        found = work.group.find(reference, seen_from=entry)
        if found is not None and id(found) in work.goals:
            return work.goals[id(found)]
    return None


def _target(work: _Import, entry: Entry) -> UUID:
    return UUID(work.run.target(entry).partition(":")[2])


def _flag(work: _Import, entry: Entry, standing: Standing, reasons: Reasons) -> None:
    for reason in reasons if standing is not Standing.SAME else ():
        work.counts.flag(entry, reason)
