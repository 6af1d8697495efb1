"""When to try again, when not to disturb, and when the schedule is due."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules import (
    SETTINGS,
    last_due_daily,
    last_due_every,
    quiet_until,
    sms_parts,
    wait_before_attempt,
    wait_before_try,
)

FIRST = datetime(2026, 1, 2, tzinfo=UTC)
minutes = st.integers(min_value=0, max_value=10 * 366 * 24 * 60)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("channel", "at", "until"),
    [
        ("sms", "2026-11-02T10:00", None),
        ("sms", "2026-11-02T08:00", None),
        ("sms", "2026-11-02T07:59", "2026-11-02T08:00"),
        ("sms", "2026-11-02T19:59", None),
        ("sms", "2026-11-02T20:00", "2026-11-03T08:00"),
        ("sms", "2026-11-02T23:30", "2026-11-03T08:00"),
        # In summer the clock on the wall is an hour ahead.
        ("sms", "2026-07-02T06:59", "2026-07-02T07:00"),
        ("sms", "2026-07-02T07:00", None),
        ("sms", "2026-07-02T19:00", "2026-07-03T07:00"),
        # The night in which the clock goes back is an hour longer.
        ("sms", "2026-10-24T21:00", "2026-10-25T08:00"),
        ("email", "2026-11-02T03:00", None),
    ],
)
def test_quiet_hours(channel, at, until):
    assert quiet_until(channel, utc(at)) == (utc(until) if until else None)


@given(minutes)
def test_what_waits_for_the_end_of_quiet_hours_may_then_go(moment):
    until = quiet_until("sms", FIRST + timedelta(minutes=moment))
    assert until is None or quiet_until("sms", until) is None


def test_tries_are_further_and_further_apart_and_end():
    at = utc("2026-11-02T10:00")
    waits = [wait_before_try(tries, at) for tries in range(1, 9)]
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] is None
    assert waits[:-1] == sorted(wait for wait in waits[:-1] if wait)
    assert wait_before_attempt(1, at) == timedelta(seconds=5)
    assert wait_before_attempt(6, at) is None


@pytest.mark.parametrize(
    ("at_time", "at", "due"),
    [
        (time(3, 10), "2026-11-02T03:09", "2026-11-01T03:10"),
        (time(3, 10), "2026-11-02T03:10", "2026-11-02T03:10"),
        (time(3, 10), "2026-07-02T03:10", "2026-07-02T02:10"),
        # 25 October 2026: 01:30 comes twice, at 00:30 and 01:30 UTC. The first counts, and the second is the same one.
        (time(1, 30), "2026-10-25T00:29", "2026-10-24T00:30"),
        (time(1, 30), "2026-10-25T00:30", "2026-10-25T00:30"),
        (time(1, 30), "2026-10-25T01:30", "2026-10-25T00:30"),
        (time(1, 30), "2026-10-26T01:29", "2026-10-25T00:30"),
        (time(1, 30), "2026-10-26T01:30", "2026-10-26T01:30"),
        # 29 March 2026: 01:30 does not come; it is done at 02:30 by the new clock, once.
        (time(1, 30), "2026-03-29T01:29", "2026-03-28T01:30"),
        (time(1, 30), "2026-03-29T01:30", "2026-03-29T01:30"),
        (time(1, 30), "2026-03-30T00:30", "2026-03-30T00:30"),
    ],
)
def test_daily_at_a_time_on_the_wall(at_time, at, due):
    assert last_due_daily(at_time, utc(at)) == utc(due)


@given(
    minutes,
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
)
def test_daily_is_due_once_in_any_day_and_the_due_moment_never_goes_back(moment, at_time):
    at = FIRST + timedelta(minutes=moment)
    dues = [last_due_daily(at_time, at + timedelta(minutes=30 * step)) for step in range(2 * 24 * 3)]
    assert dues == sorted(dues)
    assert 3 <= len(set(dues)) <= 5
    assert all(at - timedelta(hours=26) < due <= at + timedelta(days=3) for due in dues)


def test_every_so_often_on_a_grid_that_summer_time_does_not_move():
    every = timedelta(minutes=15)
    assert last_due_every(every, utc("2026-10-25T01:07")) == utc("2026-10-25T01:00")
    assert last_due_every(every, utc("2026-10-25T01:15")) == utc("2026-10-25T01:15")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ا" * 70, 1),
        ("ا" * 71, 2),
        ("👋" * 35, 1),
        ("👋" * 36, 2),
    ],
)
def test_parts_of_a_text_message(text, parts):
    assert sms_parts(text) == parts


def test_every_setting_says_that_it_is_ours():
    assert {row.standing.value for row in SETTINGS.rows()} == {"our-practice"}
    assert all(row.source for row in SETTINGS.rows())
