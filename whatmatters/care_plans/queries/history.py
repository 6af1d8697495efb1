"""A plan's versions: the list of them, and any two side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_read
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.people.permissions import acting_organisations
from whatmatters.foundation.people.queries.banner import PersonBanner, get_banner
from whatmatters.foundation.people.sections import Section

from .. import rules
from ..models import Plan
from ..permissions import visible_plans
from ..states import ACTION, GOAL


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the list: its number, what changed, who and when."""

    number: int
    change: str
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Two versions of a plan, line by line: `lines` holds (label, earlier, later) for what either of them says."""

    banner: PersonBanner
    plan_id: UUID
    earlier: VersionRow
    later: VersionRow
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Every version of one plan, newest first. `agreed` is the one to compare with first: the last that was agreed
    before the newest, else the oldest."""

    banner: PersonBanner
    plan_id: UUID
    versions: tuple[VersionRow, ...]
    agreed: int


def list_versions(plan_id: UUID, *, by: Actor, at: datetime) -> VersionsPage:
    """Every version of one plan, newest first, recorded as read. Raises `NotFound`."""
    plan = _shown(plan_id, by, at)
    rows = plan.versions.order_by("-number").values_list("number", "change", "written_at", "written_by_name")
    banner = get_banner(plan.person_id, by=by, at=at)
    versions = tuple(VersionRow(*row) for row in rows)
    agreed = plan.agreements.filter(version__lt=plan.version).order_by("-version").values_list("version", flat=True)
    return VersionsPage(banner, plan.id, versions, agreed.first() or versions[-1].number)


def get_comparison(plan_id: UUID, *, earlier: int, later: int, by: Actor, at: datetime) -> PlanComparison:
    """Two versions side by side, recorded as read. Raises `NotFound`."""
    plan = _shown(plan_id, by, at)
    found = {version.number: version for version in plan.versions.filter(number__in=(earlier, later))}
    if earlier not in found or later not in found:
        raise NotFound
    before, after = _lines(found[earlier].content), _lines(found[later].content)
    keys = list(after) + [key for key in before if key not in after]
    return PlanComparison(
        banner=get_banner(plan.person_id, by=by, at=at),
        plan_id=plan.id,
        earlier=_row(found[earlier]),
        later=_row(found[later]),
        lines=tuple(
            ((after.get(key) or before[key])[0], before.get(key, ("", ""))[1], after.get(key, ("", ""))[1])
            for key in keys
        ),
    )


def _shown(plan_id: UUID, by: Actor, at: datetime) -> Plan:
    plan = visible_plans(by, at).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    record_read(
        "looked at earlier versions of a plan",
        by=by,
        at=at,
        person_id=plan.person_id,
        sections=[Section.PLAN],
        organisations=acting_organisations(plan.person_id, by, at),
    )
    return plan


def _row(version: Any) -> VersionRow:
    return VersionRow(version.number, version.change, version.written_at, version.written_by_name)


def _lines(content: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The plan as labelled lines, keyed so that the same goal or action meets itself in another version."""
    lines = {"review": ("Look at it again on", content["review_on"])}
    for place, goal in enumerate(content["goals"], start=1):
        key = goal["id"]
        lines[f"{key}.words"] = (f"Goal {place}: what matters", goal["words"])
        lines[f"{key}.why"] = (f"Goal {place}: why", goal["why_it_matters"])
        lines[f"{key}.importance"] = (f"Goal {place}: how important", goal["importance"])
        lines[f"{key}.state"] = (f"Goal {place}: now", GOAL.states[goal["state"]])
        for step, action in enumerate(goal["actions"], start=1):
            lines[action["id"]] = (f"Goal {place}, step {step}", _action_line(action))
    for step, action in enumerate(content["actions"], start=1):
        lines[action["id"]] = (f"Step {step} without a goal", _action_line(action))
    for said in content.get("statements", ()):  # versions from before there were statements have none
        lines[said["id"]] = (str(rules.HEADINGS[said["heading"]].words), _said_line(said))
    for worse in content.get("contingencies", ()):
        lines[worse["id"]] = (f"When things get worse: {worse['name']}", _worse_line(worse))
    return {key: line for key, line in lines.items() if line[1]}


def _action_line(action: dict[str, Any]) -> str:
    owner = action["owner_name"] or rules.OWNERS.get(action["owner_kind"], "")
    confidence = f"sure: {action['confidence']} of 10" if action["confidence"] else ""
    parts = (action["what"], owner, action["when_text"] or action["due_on"], confidence, ACTION.states[action["state"]])
    return " · ".join(part for part in parts if part)


def _said_line(said: dict[str, Any]) -> str:
    return "\n".join(part for part in (said["words"], said["further"]) if part)


def _worse_line(worse: dict[str, Any]) -> str:
    """Everything it says, one thing a line."""
    parts = (*worse["triggers"], worse["early_signs"], worse["what_should_happen"], worse["who_to_contact"])
    return "\n".join(part for part in (*parts, worse["coping"], worse["ready_at_hand"]) if part)
