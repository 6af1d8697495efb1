"""What reports may count of plans: numbers by organisation and month, never a person."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from .models import Action, Goal, Plan


def count_plans_by_month() -> dict[tuple[str, date], int]:
    """Plans started, by organisation id (empty when a person started it alone) and first day of the month."""
    return _by_month(Plan, "organisation_id")


def count_goals_by_month() -> dict[tuple[str, date], int]:
    """Goals written, by the plan's organisation and month."""
    return _by_month(Goal, "plan__organisation_id")


def count_actions_by_month() -> dict[tuple[str, date], int]:
    """Actions written, by the plan's organisation and month."""
    return _by_month(Action, "plan__organisation_id")


def _by_month(model: type, organisation: str) -> dict[tuple[str, date], int]:
    rows = (
        model.objects.annotate(month=TruncMonth("created_at"))  # type: ignore[attr-defined]
        .values_list(organisation, "month")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return {(str(organisation_id or ""), month.date()): n for organisation_id, month, n in rows}
