"""What reports may count of plans: numbers by organisation and month, never a person."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from .models import Action, CareAnswer, Goal, Plan
from .rules import CARE_ANSWERS, CARE_QUESTIONS


def count_plans_by_month() -> dict[tuple[str, date], int]:
    """Plans started, by organisation id (empty when a person started it alone) and first day of the month."""
    return _by_month(Plan, "organisation_id")


def count_goals_by_month() -> dict[tuple[str, date], int]:
    """Goals written, by the plan's organisation and month."""
    return _by_month(Goal, "plan__organisation_id")


def count_actions_by_month() -> dict[tuple[str, date], int]:
    """Actions written, by the plan's organisation and month."""
    return _by_month(Action, "plan__organisation_id")


def care_questions() -> dict[str, str]:
    """The questions of "how was care for you?" by their codes, in the reader's language."""
    return {code: str(words) for code, words in CARE_QUESTIONS.items()}


def care_answers() -> dict[str, str]:
    """What can be answered, best first."""
    return {code: str(words) for code, words in CARE_ANSWERS.items()}


def count_care_answers(*, since: date) -> dict[tuple[str, str, str], int]:
    """Answers to "how was care for you?" by organisation id, question and answer, from a month on."""
    rows = (
        CareAnswer.objects.filter(month__gte=since)
        .values_list("organisation_id", "question", "answer")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return {(str(organisation_id), question, answer): n for organisation_id, question, answer, n in rows}


def _by_month(model: type, organisation: str) -> dict[tuple[str, date], int]:
    rows = (
        model.objects.annotate(month=TruncMonth("created_at"))  # type: ignore[attr-defined]
        .values_list(organisation, "month")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return {(str(organisation_id or ""), month.date()): n for organisation_id, month, n in rows}
