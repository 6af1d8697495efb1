"""One stage of a plan as a place of work: its list, and its headings with what stands under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound

from .. import rules
from ..models import Draft, Statement
from ..wording import whose_words
from .advising import advice_on
from .beside import (
    ContingencyView,
    InvitationView,
    InvolvedView,
    RemarkView,
    ReviewView,
    list_contingencies,
    list_invitations,
    list_involved,
    list_remarks,
    list_reviews,
)
from .plan_page import PlanPage, get_plan
from .progress import StagesView, StageView
from .templates import TemplateView, prompt_for, template_of


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement as a page shows it, with whose words it is and why the reader may not change it."""

    id: UUID
    kind: rules.Heading
    words: str
    further: str
    whose_words: str
    authorship: str
    supported_by: str
    written_by: str
    means_words: str
    said_by: str
    said_on: date | None
    version: int
    may_change: bool
    advice: rules.WordsAdvice | None = None


@dataclass(frozen=True, slots=True)
class HeadingView:
    """One heading with what stands under it, and what the reader has typed there and not saved."""

    code: str
    label: str
    prompt: str
    further: str
    statements: tuple[StatementView, ...]
    draft: str
    draft_further: str
    may_add: bool


@dataclass(frozen=True, slots=True)
class StagePage:
    """One stage as a place of work: its plan, its list, and its headings."""

    page: PlanPage
    stage: StageView
    items: tuple[rules.StageItem, ...]
    headings: tuple[HeadingView, ...]
    all_stages: StagesView
    involved: tuple[InvolvedView, ...] = ()
    invitations: tuple[InvitationView, ...] = ()
    contingencies: tuple[ContingencyView, ...] = ()
    remarks: tuple[RemarkView, ...] = ()
    reviews: tuple[ReviewView, ...] = ()
    template: TemplateView | None = None


@dataclass(frozen=True, slots=True)
class HeadingPage:
    """One heading to write under."""

    page: PlanPage
    heading: HeadingView
    kind: rules.Heading


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """The shared screen: what was said to get ready, what is said now, and the goals on their plan."""

    page: PlanPage
    prepared: tuple[HeadingView, ...]
    now: tuple[HeadingView, ...]


def get_stage(plan_id: UUID, stage: str, *, by: Actor, at: datetime) -> StagePage:
    """One stage of a plan, recorded as read. Raises `NotFound`."""
    if stage not in rules.STAGES:
        raise NotFound
    page = get_plan(plan_id, by=by, at=at)
    view = page.stages
    beside: dict[str, Callable[[PlanPage], Any]] = {"remarks": list_remarks, **_AROUND.get(stage, {})}
    around = {name: gather(page) for name, gather in beside.items()}
    return StagePage(
        page=page,
        stage=next(one for one in view.stages if one.code == stage),
        items=view.items_of(stage),
        headings=_headings(page, stage, by),
        all_stages=view,
        template=template_of(page),
        **around,
    )


_AROUND: dict[str, dict[str, Callable[[PlanPage], Any]]] = {
    "context": {"involved": list_involved, "invitations": list_invitations},
    "record": {"contingencies": list_contingencies},
    "review": {"reviews": list_reviews},
}
"""What a stage shows beside its headings and what was said about them."""


def get_heading(plan_id: UUID, heading: str, *, by: Actor, at: datetime) -> HeadingPage:
    """One heading of a plan to write under, recorded as read. Raises `NotFound`, also for one that is for others."""
    if heading not in rules.HEADINGS:
        raise NotFound
    page, kind = get_plan(plan_id, by=by, at=at), rules.HEADINGS[heading]
    view = next(one for one in _headings(page, kind.stage, by) if one.code == heading)
    if kind.for_staff and page.is_own:
        raise NotFound
    return HeadingPage(page, view, kind)


def get_together(plan_id: UUID, *, by: Actor, at: datetime) -> TogetherPage:
    """The shared screen of a plan, recorded as read: the person looks at it too, so it is headed in their words.

    Raises `NotFound`.
    """
    page = get_plan(plan_id, by=by, at=at)
    before, during = (_headings(page, stage, by) for stage in ("prepare", "conversation"))
    return TogetherPage(page, _as_the_person_says(before), _as_the_person_says(during))


def _as_the_person_says(headings: tuple[HeadingView, ...]) -> tuple[HeadingView, ...]:
    return tuple(replace(heading, label=str(rules.HEADINGS[heading.code].own)) for heading in headings)


def get_statement(statement_id: UUID, *, by: Actor, at: datetime) -> tuple[PlanPage, StatementView]:
    """One statement and its plan, recorded as read. Raises `NotFound`."""
    row = Statement.objects.filter(pk=statement_id, taken_back_at=None).first()
    if row is None:
        raise NotFound
    page = get_plan(row.plan_id, by=by, at=at)
    return page, _statement(row, page)


def list_statements(page: PlanPage) -> dict[str, tuple[StatementView, ...]]:
    """Everything that stands in the plan, by heading in order; preparation of this round only. One statement.

    The caller has the page, and so may read it.
    """
    rows = Statement.objects.filter(plan=page.id, taken_back_at=None).order_by("place", "created_at")
    found: dict[str, list[StatementView]] = {code: [] for code in rules.HEADINGS}
    for row in rows:
        if row.round == page.round or not rules.HEADINGS[row.heading].of_round:
            found[row.heading].append(_statement(row, page))
    return {code: tuple(views) for code, views in found.items()}


def _headings(page: PlanPage, stage: str, by: Actor) -> tuple[HeadingView, ...]:
    said = list_statements(page)
    drafts = {draft.heading: draft for draft in Draft.objects.filter(plan=page.id, written_by=by.id)}
    return tuple(
        _heading(heading, said[heading.code], drafts.get(heading.code), page) for heading in rules.list_headings(stage)
    )


def _heading(
    heading: rules.Heading, said: tuple[StatementView, ...], draft: Draft | None, page: PlanPage
) -> HeadingView:
    may_write = not page.reasons_against_writing and not (heading.for_staff and page.is_own)
    return HeadingView(
        code=heading.code,
        label=str(heading.own if page.is_own else heading.words),
        prompt=prompt_for(heading, page),
        further=str(heading.further),
        statements=said,
        draft=draft.words if draft else "",
        draft_further=draft.further if draft else "",
        may_add=may_write and not (heading.once and said),
    )


def _statement(row: Statement, page: PlanPage) -> StatementView:
    may_reword = not rules.own_words_reasons(row.authorship, is_the_person=page.is_own, new_authorship="supported")
    return StatementView(
        id=row.id,
        kind=rules.HEADINGS[row.heading],
        words=row.words,
        further=row.further,
        whose_words=whose_words(row.authorship, is_own=page.is_own),
        authorship=row.authorship,
        supported_by=row.supported_by,
        written_by=row.changed_by_name,
        means_words=str(rules.MEANS.get(row.means, "")),
        said_by=row.said_by,
        said_on=row.said_on,
        version=row.version,
        may_change=may_reword and not page.reasons_against_writing,
        advice=advice_on(row.authorship, row.words, row.further, day=day_of(row.changed_at)),
    )
