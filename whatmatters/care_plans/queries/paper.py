"""The questions of preparation as they stand on paper, and where the paper goes back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor

from ..models import Plan
from ..rules import list_headings
from .plan_page import PlanPage, get_plan


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question: the heading as the person reads it, and what may help to write."""

    code: str
    label: str
    prompt: str


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The paper for one plan; `goes_back_to` is the organisation that the plan was started through ("" if none)."""

    page: PlanPage
    questions: tuple[PaperQuestion, ...]
    goes_back_to: str


def get_paper_form(plan_id: UUID, *, by: Actor, at: datetime, why: str = "") -> PaperForm:
    """The paper form of one plan, recorded as a read of the plan. Raises `NotFound`."""
    page = get_plan(plan_id, by=by, at=at, why=why)
    organisation = Plan.objects.select_related("organisation").get(pk=plan_id).organisation
    return PaperForm(
        page=page,
        questions=tuple(
            PaperQuestion(heading.code, str(heading.own), str(heading.prompt)) for heading in list_headings("prepare")
        ),
        goes_back_to=organisation.name if organisation else "",
    )
