"""The counts page: people, plans, goals and actions by organisation and month, small numbers suppressed.

Who may: analysts, for their own organisation and its parts. No person's name and no exact small number leaves here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from whatmatters.care_plans import counts as plan_counts
from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotAllowed
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.foundation.people import counts as people_counts

from .rules import Said, may_be_said, months_back, with_parts

MONTHS_SHOWN = 12
MEASURES = ("people", "plans", "goals", "actions")
_NOT_YOURS = Reason("reach.role", "Counts are for analysts. Ask your administrator if you need them for your work.")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of one organisation: a number for each month shown, and all of them together."""

    measure: str
    by_month: tuple[Said, ...]
    total: Said


@dataclass(frozen=True, slots=True)
class CareRow:
    """One question of "how was care for you?": how often each answer was given, and how many answered."""

    question: str
    words: str
    answers: tuple[Said, ...]
    total: Said


@dataclass(frozen=True, slots=True)
class OrganisationCounts:
    """One organisation's rows; `care` is empty when nobody was asked how care was."""

    name: str
    rows: tuple[MeasureRow, ...]
    care: tuple[CareRow, ...]


@dataclass(frozen=True, slots=True)
class ReachPage:
    """The months (their first days), each organisation's counts, and the answers that `care` counts, in words."""

    months: tuple[date, ...]
    care_answers: tuple[str, ...]
    organisations: tuple[OrganisationCounts, ...]


def get_reach(*, by: Actor, at: datetime) -> ReachPage:
    """What was started in each of the last 12 months. Six statements. Raises `NotAllowed` for all but analysts."""
    own = [str(post.organisation_id) for post in by.posts if post.role is Role.ANALYST]
    if not own:
        raise NotAllowed(_NOT_YOURS)
    day, organisations = day_of(at), people_counts.organisation_names()
    shown = with_parts(own, {key: whole for key, (_, whole) in organisations.items() if whole})
    months = tuple(months_back(day, MONTHS_SHOWN))
    counted = dict(zip(MEASURES, _counted(), strict=True))
    cared = plan_counts.count_care_answers(since=months[0])
    return ReachPage(
        months,
        tuple(plan_counts.care_answers().values()),
        tuple(
            OrganisationCounts(
                name,
                tuple(_row(measure, counted[measure], key, months, day) for measure in MEASURES),
                _care(cared, key, day),
            )
            for key, (name, _) in sorted(organisations.items(), key=lambda item: item[1][0])
            if key in shown
        ),
    )


def _counted() -> tuple[dict[tuple[str, date], int], ...]:
    return (
        people_counts.count_people_by_month(),
        plan_counts.count_plans_by_month(),
        plan_counts.count_goals_by_month(),
        plan_counts.count_actions_by_month(),
    )


def _care(counted: dict[tuple[str, str, str], int], key: str, day: date) -> tuple[CareRow, ...]:
    answers, rows = plan_counts.care_answers(), []
    for question, words in plan_counts.care_questions().items():
        numbers = [counted.get((key, question, answer), 0) for answer in answers]
        said = tuple(may_be_said(number, day=day) for number in numbers)
        rows.append(CareRow(question, words, said, may_be_said(sum(numbers), day=day)))
    return tuple(rows) if any(row.total.value != 0 for row in rows) else ()


def _row(
    measure: str, counted: dict[tuple[str, date], int], key: str, months: tuple[date, ...], day: date
) -> MeasureRow:
    numbers = [counted.get((key, month), 0) for month in months]
    return MeasureRow(
        measure, tuple(may_be_said(number, day=day) for number in numbers), may_be_said(sum(numbers), day=day)
    )
