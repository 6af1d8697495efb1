"""A component of a test that has something which points at goals."""

from __future__ import annotations

from datetime import date

from whatmatters.overview.record.thread import Pointing


def list_pointing(goals, *, person_id, by, at):
    """One referral for the first goal."""
    return {goals[0]: [Pointing("Referral", "To the choir", date(2026, 11, 2), f"/people/{person_id}/")]}
