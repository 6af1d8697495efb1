"""What the readers of names, addresses and ways to reach someone make of good, odd and bad values, as tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ..values import (
    contacts,
    names,
    reads,
)

DAY = date(2025, 6, 1)


def problems(read: reads.Read[Any]) -> list[tuple[str, str]]:
    """The codes and places of the reasons."""
    return [(reason.code, reason.field) for reason in read.reasons]


@pytest.mark.parametrize(
    ("value", "full"),
    [
        (
            {"family": "Okafor", "given": ["Winifred", "Ada"], "prefix": ["Mrs"], "suffix": ["MBE"]},
            "Mrs Winifred Ada Okafor MBE",
        ),
        ({"text": "Δήμητρα Παπαδοπούλου"}, "Δήμητρα Παπαδοπούλου"),
        ({"text": "Winnie O.", "family": "Okafor"}, "Winnie O."),
        ({"given": ["Madonna"]}, "Madonna"),
        ({"family": "<img src=x onerror=alert(1)>"}, "<img src=x onerror=alert(1)>"),
        ({"given": ["Ada", None, " "], "family": "Okafor"}, "Ada Okafor"),
        ({"use": "official"}, None),
        ({}, None),
        (None, None),
    ],
)
def test_names(value: Any, full: str | None) -> None:
    read = names.human_name(value, "Patient.name[0]")
    assert read.reasons == ()
    assert (read.value.full if read.value else None) == full


def test_names_that_are_wrong_keep_what_is_right() -> None:
    read = names.human_names([7, {"family": 7, "given": "Ada"}, {"family": "Okafor", "given": [7]}], "P.name")
    assert [name.full for name in read.value] == ["Okafor"]
    assert problems(read) == [
        ("structure", "P.name[0]"),
        ("structure", "P.name[1].family"),
        ("structure", "P.name[1].given"),
        ("structure", "P.name[2].given[0]"),
    ]


OFFICIAL = {"use": "official", "family": "Okafor"}
USUAL = {"use": "usual", "given": ["Winnie"]}
MAIDEN = {"use": "maiden", "family": "Eze"}
ENDED = {"use": "official", "family": "Former", "period": {"end": "2020"}}


@pytest.mark.parametrize(
    ("given", "formal", "liked"),
    [
        ([USUAL, OFFICIAL], "Okafor", "Winnie"),
        ([MAIDEN, USUAL], "Winnie", "Winnie"),
        ([ENDED, {"family": "Now"}], "Now", None),
        ([ENDED, OFFICIAL], "Okafor", None),
        ([MAIDEN], "Eze", None),
        ([], None, None),
    ],
)
def test_which_name_holds_on_a_day(given: list[Any], formal: str | None, liked: str | None) -> None:
    found = names.human_names(given, "Patient.name").value
    pair = names.name_on(found, DAY), names.liked_name_on(found, DAY)
    assert tuple(name.full if name else None for name in pair) == (formal, liked)


def test_ways_to_reach_someone_come_best_first() -> None:
    given = [
        {"system": "phone", "value": "020 7946 0001"},
        {"system": "email", "value": "w@example.org", "rank": 2},
        {"system": "phone", "value": "07700 900001", "rank": 1, "use": "mobile"},
        {"system": "phone", "value": "old", "use": "old"},
        {"system": "phone", "rank": True},
        "phone",
    ]
    read = contacts.contact_points(given, "Patient.telecom")
    assert [point.value for point in read.value] == ["07700 900001", "w@example.org", "020 7946 0001", "old"]
    assert [point.is_current(DAY) for point in read.value] == [True, True, True, False]
    assert problems(read) == [("structure", "Patient.telecom[5]")]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (
            {"line": ["1 High Street", "Upper Flat"], "city": "Leeds", "postalCode": "ls10 4yu"},
            ("1 High Street", "Upper Flat", "Leeds", "LS10 4YU"),
        ),
        ({"text": "1 High Street\nLeeds"}, ("1 High Street", "Leeds")),
        ({"postalCode": "LS10 4YU"}, ("LS10 4YU",)),
        ({"use": "home"}, None),
        (None, None),
    ],
)
def test_addresses(value: Any, lines: tuple[str, ...] | None) -> None:
    read = contacts.address(value, "Patient.address[0]")
    assert (read.value.all_lines if read.value else None) == lines


def test_an_address_that_has_ended_is_not_current() -> None:
    [ended, old, now] = contacts.addresses(
        [
            {"city": "Leeds", "period": {"end": "2020-01-01"}},
            {"city": "York", "use": "old"},
            {"city": "Hull", "period": {"start": "2020-01-01"}},
        ],
        "Patient.address",
    ).value
    assert [place.is_current(DAY) for place in (ended, old, now)] == [False, False, True]
