"""What reports may count of people: numbers by organisation and month, never a person."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from .models import CareRelationship, Organisation, Person


def count_people() -> int:
    """How many records there are, for commands that need an empty database."""
    return Person.objects.count()


def organisation_names() -> dict[str, tuple[str, str]]:
    """Every organisation's name, and the id of what it is part of ("" for none), by id."""
    rows = Organisation.objects.values_list("id", "name", "part_of_id")
    return {str(key): (name, str(whole or "")) for key, name, whole in rows}


def count_people_by_month() -> dict[tuple[str, date], int]:
    """People whose care by an organisation began, by organisation id and first day of the month; each person once."""
    rows = (
        CareRelationship.objects.annotate(month=TruncMonth("starts_on"))
        .values_list("organisation_id", "month")
        .annotate(n=Count("person_id", distinct=True))
        .order_by()
    )
    return {(str(organisation_id), month): n for organisation_id, month, n in rows}
