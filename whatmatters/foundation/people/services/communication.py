"""Write how to communicate with the person: the six steps of the Accessible Information Standard, a version a save."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import EditConflict, keep_rule
from ...kernel.plain import clean_text
from ..models import CommunicationNeeds
from ..permissions import Deed
from ..rules.communication import needs_reasons, review_due_on
from .keeping import person_for, written


@dataclass(frozen=True, slots=True)
class Needs:
    """What the person needs, by step; codes are those of `rules.communication`. Without a `review_on` we choose one."""

    asked_how: str = ""
    formats: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    interpreter_language: str = ""
    in_words: str = ""
    show_alert: bool = True
    may_share: bool | None = None
    how_met: str = ""
    review_on: date | None = None
    preferred_way: str = ""
    safe_times: str = ""
    unsafe_ways: str = ""
    may_leave_message: bool | None = None


_TEXTS = ("asked_how", "interpreter_language", "in_words", "how_met", "safe_times", "unsafe_ways")
_OTHERS = ("formats", "support", "show_alert", "may_share", "preferred_way", "may_leave_message")


@transaction.atomic
def write_communication(*, person_id: UUID, needs: Needs, based_on: int, by: Actor, at: datetime) -> int:
    """Write a new version of the person's needs; its number. `based_on` is the version that the writer saw (0: none).

    Who may: the person, a proxy who sees this section, staff who know them. Raises `NotFound`, `NotAllowed`, `Refused`,
    `EditConflict`.
    """
    person, access = person_for(Deed.WRITE_COMMUNICATION, person_id, by, at)
    last = CommunicationNeeds.objects.filter(person=person).order_by("-number").first()
    if (last.number if last else 0) != based_on:
        raise _conflict(needs, last)
    keep_rule(
        needs_reasons(
            formats=needs.formats,
            support=needs.support,
            interpreter_language=needs.interpreter_language,
            review_on=needs.review_on,
            day=day_of(at),
        )
    )
    saved = CommunicationNeeds.objects.create(
        person=person,
        number=based_on + 1,
        review_on=needs.review_on or review_due_on(day_of(at)),
        **{name: clean_text(getattr(needs, name)) for name in _TEXTS},
        **{name: getattr(needs, name) for name in _OTHERS},
        **written(by, at),
    )
    record_change(
        "wrote how to communicate with the person",
        by=by,
        at=at,
        person_id=person_id,
        subject=f"communication:{saved.pk}",
        details={"version": saved.number, "formats": saved.formats, "support": saved.support},
        organisations=access.organisations,
    )
    return saved.number


def _conflict(needs: Needs, last: CommunicationNeeds | None) -> EditConflict:
    label = _("In words")
    return EditConflict(
        mine={label: needs.in_words},
        theirs={label: last.in_words if last else ""},
        changed_by=last.written_by_name if last else "",
    )
