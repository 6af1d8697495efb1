"""What the readers of text, dates, moments and periods make of good, odd and bad values, as tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ..values import (
    dates,
    periods,
    reads,
)

DAY = date(2025, 6, 1)


def problems(read: reads.Read[Any]) -> list[tuple[str, str]]:
    """The codes and places of the reasons."""
    return [(reason.code, reason.field) for reason in read.reasons]


@pytest.mark.parametrize(
    ("value", "expected", "code"),
    [
        (None, "", ""),
        ("  Winifred ", "Winifred", ""),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", ""),
        ("a\x00b\x1bc\u202ed", "abcd", ""),
        ("two\r\nlines", "two\nlines", ""),
        ("ਗੁਰਪ੍ਰੀਤ ਕੌਰ", "ਗੁਰਪ੍ਰੀਤ ਕੌਰ", ""),
        ("12345678901", "", "too-long"),
        (7, "", "structure"),
        (["a"], "", "structure"),
    ],
)
def test_text(value: Any, expected: str, code: str) -> None:
    read = reads.text(value, "X.note", longest=10 if code == "too-long" else 100)
    assert read.value == expected
    assert problems(read) == ([(code, "X.note")] if code else [])


def test_text_that_is_too_long_says_how_long() -> None:
    [reason] = reads.text("x" * 12, "X", longest=10).reasons
    assert reason.text == "This is longer than we can keep (12 characters; at most 10), so it was left out."


@pytest.mark.parametrize(
    ("value", "expected", "first", "last"),
    [
        ("1970", "1970", date(1970, 1, 1), date(1970, 12, 31)),
        ("1970-09", "1970-09", date(1970, 9, 1), date(1970, 9, 30)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29", "2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2025-06-01", "2025-06-01", DAY, DAY),
        ("0001", "0001", date(1, 1, 1), date(1, 12, 31)),
    ],
)
def test_dates_keep_their_precision(value: str, expected: str, first: date, last: date) -> None:
    read = dates.partial_date(value, "Patient.birthDate", not_after=DAY)
    assert read.reasons == ()
    assert read.value is not None
    assert (str(read.value), read.value.first_day, read.value.last_day) == (expected, first, last)
    assert read.value.is_whole is (len(value) == 10)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2023-02-29", "value"),
        ("1970-13", "value"),
        ("1970-00-01", "value"),
        ("0000", "value"),
        ("70", "value"),
        ("01/09/1970", "value"),
        ("1970-9-1", "value"),
        ("", "value"),
        ("١٩٧٠", "value"),
        ("2025-06-02", "value"),
        ("2025-07", "value"),
        ("2026", "value"),
        (1970, "structure"),
    ],
)
def test_dates_that_cannot_be(value: Any, code: str) -> None:
    read = dates.partial_date(value, "Patient.birthDate", not_after=DAY)
    assert read.value is None
    assert problems(read) == [(code, "Patient.birthDate")]


@pytest.mark.parametrize(
    ("value", "day", "at", "code"),
    [
        ("2020", "2020", None, ""),
        ("2020-05-04", "2020-05-04", None, ""),
        ("2020-05-04T10:20:30Z", "2020-05-04", datetime(2020, 5, 4, 10, 20, 30, tzinfo=UTC), ""),
        ("2020-05-04T10:20:30+01:00", "2020-05-04", datetime(2020, 5, 4, 9, 20, 30, tzinfo=UTC), ""),
        ("2020-05-04T10:20:30.5-05:00", "2020-05-04", datetime(2020, 5, 4, 15, 20, 30, 500_000, tzinfo=UTC), ""),
        ("2020-05-04T10:20:30.123456789Z", "2020-05-04", datetime(2020, 5, 4, 10, 20, 30, 123_456, tzinfo=UTC), ""),
        ("2016-12-31T23:59:60Z", "2016-12-31", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC), ""),
        ("2020-05-04T10:20Z", "2020-05-04", datetime(2020, 5, 4, 10, 20, tzinfo=UTC), ""),
        ("2020-07-04T10:20:30", "2020-07-04", datetime(2020, 7, 4, 9, 20, 30, tzinfo=UTC), "value"),
        ("2020-05-04T25:00:00Z", "2020-05-04", None, "value"),
        ("2020-05-04T1:::::::Z", "2020-05-04", None, "value"),
        ("2020-05T10:20:30Z", "2020-05", None, "value"),
        ("2020-02-30T10:20:30Z", None, None, "value"),
        ("yesterday", None, None, "value"),
        (5, None, None, "structure"),
        (None, None, None, ""),
    ],
)
def test_moments(value: Any, day: str | None, at: datetime | None, code: str) -> None:
    read = dates.moment(value, "X.issued")
    found = read.value
    assert (str(found.day) if found else None) == day
    assert (found.at if found else None) == at
    assert [reason.code for reason in read.reasons] == ([code] if code else [])


@pytest.mark.parametrize(
    ("value", "holds", "code"),
    [
        ({"start": "2025-01-01", "end": "2025-06-01"}, True, ""),
        ({"start": "2025-01", "end": "2025-05"}, False, ""),
        ({"start": "2025"}, True, ""),
        ({"end": "2025"}, True, ""),
        ({"start": "2025-06-02"}, False, ""),
        ({"start": "2025", "end": "2024"}, None, "value"),
        ({"start": "never"}, None, "value"),
        ({}, None, ""),
        ("2025", None, "structure"),
        (None, None, ""),
    ],
)
def test_periods(value: Any, holds: bool | None, code: str) -> None:
    read = periods.period(value, "X.period")
    assert (read.value.holds_on(DAY) if read.value else None) is holds
    assert [reason.code for reason in read.reasons] == ([code] if code else [])
