"""The wiring of these tests: kinds whose answers each test chooses, and a schedule of one line.

A process of its own (the worker in `worker_process`) has no test to choose, and gets the answer in `ANSWERS[None]`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from ..kinds import Answer, Channel, Ids, MessageKind, Prepared, Scheduled

ADDRESS = "mina.begum@example.org"
TEXT = "Hello Mina\n\nWe meet on Tuesday. If you cannot come, tell us here:\n\nhttp://127.0.0.1:8000/today"
POSTAL = "Mina Begum\n4 Quay Street\nHarbourside\nTS1 1AA"

EMAIL = Prepared(channel=Channel.EMAIL, address=ADDRESS, text=TEXT)
SMS = Prepared(channel=Channel.SMS, address="07700 900123", text="We meet on Tuesday.")
LETTER = Prepared(channel=Channel.LETTER, address=POSTAL, text=TEXT, sender="Harbourside Network\n0191 498 0000")

Chosen = Answer | Exception | Callable[[Ids, datetime], Answer]

ANSWERS: dict[UUID | None, Chosen] = {None: EMAIL}
"""What a kind answers about this person; `None` for everybody else."""


def prepare(ids: Ids, at: datetime) -> Answer:
    """Answer as the test chose."""
    person_id = ids.get("person_id")
    answer = ANSWERS.get(person_id if isinstance(person_id, UUID) else None, ANSWERS[None])
    if isinstance(answer, Exception):
        raise answer
    return answer(ids, at) if callable(answer) else answer


def _kind(name: str, *ids: str, at_any_time: bool = False) -> MessageKind:
    return MessageKind(
        name=name,
        label=f"A {name}",
        subject="A time to meet",
        ids=frozenset(ids),
        prepare=prepare,
        at_any_time=at_any_time,
    )


MESSAGE_KINDS = (
    _kind("reminder", "person_id", "organisation_id"),
    _kind("password", "person_id", at_any_time=True),
    _kind("news", "issue_id"),
)
SCHEDULE = (
    Scheduled(name="pick-up", job="whatmatters.foundation.messages.jobs.pick_up_messages", every=timedelta(minutes=1)),
)


def name_people(people: list[UUID], **_: object) -> dict[UUID, str]:
    """Names as the project's wiring gives them: here, of everybody whose id is even."""
    return {person_id: f"Person {person_id.int % 1000}" for person_id in people if person_id.int % 2 == 0}


NAME_PEOPLE = f"{__name__}.name_people"
