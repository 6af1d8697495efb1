"""Which of several copies is meant, as a table: (digest, last changed) of each, and what becomes of it."""

from __future__ import annotations

import pytest

from ..entries import Resource
from ..staging.versions import OUTDATED, REPEATED, TAKEN, UNDECIDED, Copy, judge, may_be_one_person
from .samples import NHS, NUMBER, patient

OLD, NEW = "2024-01-01T00:00:00+00:00", "2025-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        ([("a", "")], [TAKEN]),
        ([("a", ""), ("a", "")], [TAKEN, REPEATED]),
        ([("a", OLD), ("a", NEW)], [TAKEN, REPEATED]),
        ([("a", OLD), ("b", NEW)], [OUTDATED, TAKEN]),
        ([("b", NEW), ("a", OLD), ("b", NEW)], [TAKEN, OUTDATED, REPEATED]),
        ([("a", ""), ("b", "")], [UNDECIDED, UNDECIDED]),
        ([("a", ""), ("b", NEW)], [UNDECIDED, UNDECIDED]),
        ([("a", NEW), ("b", NEW)], [UNDECIDED, UNDECIDED]),
        ([("a", OLD), ("b", NEW), ("c", "")], [UNDECIDED, UNDECIDED, UNDECIDED]),
    ],
)
def test_what_becomes_of_copies(copies: list[tuple[str, str]], expected: list[str]) -> None:
    verdicts = judge([Copy(n, digest.encode(), updated) for n, (digest, updated) in enumerate(copies, 1)])
    assert [fate for _, fate, _ in verdicts] == expected
    standing = [number for number, _, same_as in verdicts if same_as is None]
    assert len(standing) == 1
    assert {same_as for _, _, same_as in verdicts if same_as} <= set(standing)


def test_a_newer_copy_is_taken_only_if_it_may_be_the_same() -> None:
    copies = [Copy(1, b"a", OLD), Copy(2, b"b", NEW)]
    verdicts = judge(copies, may_follow=lambda old, new: (old.number, new.number) != (1, 2))
    assert [fate for _, fate, _ in verdicts] == [UNDECIDED, UNDECIDED]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (patient(birthDate="1950-07-01"), patient(birthDate="1950-07-01"), True),
        (patient(birthDate="1950-07-01"), patient(birthDate="1951-07-01"), False),
        (
            patient(identifier=[{"system": NHS, "value": NUMBER}]),
            patient(identifier=[{"system": NHS, "value": NUMBER}]),
            True,
        ),
        (patient(), patient(), False),
    ],
)
def test_who_may_be_one_person(old: Resource, new: Resource, expected: bool) -> None:
    assert may_be_one_person(old, new) is expected
