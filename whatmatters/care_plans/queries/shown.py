"""Goals, steps, conversations and agreements as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from whatmatters.foundation.kernel.reasons import Reasons

from ..rules import WordsAdvice


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action as a page shows it. `moves` are what may be done with it now."""

    id: UUID
    goal_id: UUID | None
    what: str
    owner: str
    owner_kind: str
    owner_name: str
    owner_id: str
    due_on: date | None
    when_text: str
    reminds: bool
    confidence: Decimal | None
    state: str
    state_words: str
    strategies: str
    how_it_went: str
    version: int
    moves: tuple[str, ...]
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal as a page shows it, with whose words it is."""

    id: UUID
    plan_id: UUID
    words: str
    whose_words: str
    authorship: str
    supported_by: str
    written_by: str
    why_it_matters: str
    importance: Decimal | None
    state: str
    state_words: str
    achievement: str
    achievement_words: str
    target_on: date | None
    version: int
    origin_source: str
    moves: tuple[str, ...]
    reasons_against_rewording: Reasons
    actions: tuple[ActionView, ...]
    advice: WordsAdvice | None = None


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A conversation as a page shows it."""

    held_on: date
    how: str
    who_was_there: str
    what_matters: str
    notes: str
    written_by: str
    whose_words: str


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The last agreement: who, which version, and whether the plan has changed since."""

    agreed_with: str
    name: str
    role: str
    ground: str
    reason: str
    agreed_at: datetime
    written_by: str
    version: int
    has_changed_since: bool
