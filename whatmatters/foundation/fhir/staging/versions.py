"""Which of several copies of one thing is meant.

Serves linking; pure functions. Refuses to choose where nothing says which copy is the newer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..entries import Resource
from ..references import identifier_tokens

TAKEN, REPEATED, OUTDATED, UNDECIDED = "taken", "repeated", "outdated", "undecided"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: its row number, what it says in short, and when its sender last changed it ("" if not said)."""

    number: int
    digest: bytes
    updated: str = ""


Verdict = tuple[int, str, int | None]
"""A row number, what becomes of it, and the row that stands for it."""


def judge(copies: Sequence[Copy], *, may_follow: Callable[[Copy, Copy], bool] = lambda old, new: True) -> list[Verdict]:
    """What becomes of each copy of one thing, given in input order.

    Copies that say the same are one. Of copies that differ the newest is kept, if each says when it was changed and
    `may_follow(old, new)` allows it; else all are undecided, and the first stands for them.
    """
    kept = _newest(copies)
    if kept is None or not all(may_follow(copy, kept) for copy in copies if copy.digest != kept.digest):
        first = copies[0].number
        return [(copy.number, UNDECIDED, first if copy.number != first else None) for copy in copies]
    return list(_around(kept, copies))


def _newest(copies: Sequence[Copy]) -> Copy | None:
    """The copy to keep, or None if that cannot be told."""
    if len({copy.digest for copy in copies}) == 1:
        return copies[0]
    latest = max(copy.updated for copy in copies)
    newest = [copy for copy in copies if copy.updated == latest]
    told = all(copy.updated for copy in copies) and len({copy.digest for copy in newest}) == 1
    return newest[0] if told else None


def _around(kept: Copy, copies: Sequence[Copy]) -> Iterator[Verdict]:
    for copy in copies:
        if copy.number == kept.number:
            yield copy.number, TAKEN, None
        else:
            yield copy.number, REPEATED if copy.digest == kept.digest else OUTDATED, kept.number


def may_be_one_person(old: Resource, new: Resource) -> bool:
    """Whether two Patients of one name can be versions of one person: an identifier or the birth date is the same."""
    if set(identifier_tokens(old)) & set(identifier_tokens(new)):
        return True
    return old.get("birthDate") is not None and old.get("birthDate") == new.get("birthDate")
