"""Dates, times, money and numbers as the content style guide writes them."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from whatmatters.foundation.nhsuk import wording

from .pages import page

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en-gb", "22 November 2026"), ("pl", "22 listopada 2026"), ("ur", "22 نومبر 2026"), ("zz", "22 November 2026")],
)
def test_a_day_is_written_in_the_readers_language(language, expected):
    with translation.override(language):
        assert wording.long_date(DAY) == expected


def test_days_can_be_short_or_named():
    assert wording.short_date(DAY) == "22 Nov 2026"
    assert wording.weekday_date(DAY) == "Sunday 22 November 2026"


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (time(0, 0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(9, 0), "9am"),
        (time(12, 0), "midday"),
        (time(12, 30), "12:30pm"),
        (time(14, 30), "2:30pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_times_are_read_aloud_as_written(clock, expected):
    assert wording.clock_time(clock) == expected


def test_a_moment_is_told_in_the_places_own_time():
    in_summer = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    assert wording.date_and_time(in_summer) == "2 June 2026 at 12:30am"
    assert wording.long_date(in_summer) == "2 June 2026"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "£0.00"), (5, "£0.05"), (1240, "£12.40"), (-1240, "−£12.40"), (123456789, "£1,234,567.89")],
)
def test_pence_are_written_as_pounds(value, expected):
    assert wording.pence(value) == expected


def test_nothing_is_written_for_what_is_not_known():
    writers = (wording.long_date, wording.short_date, wording.clock_time, wording.date_and_time, wording.pence)
    assert {write(None) for write in (*writers, wording.number)} == {""}


def test_filters_follow_the_page():
    source = "{{ day|long_date }} / {{ 1234|number }}"
    with translation.override("pl"):
        assert page(source, day=DAY) == "22 listopada 2026 / 1\xa0234"
    assert page(source, day=DAY) == "22 November 2026 / 1,234"


def test_languages_are_named_as_their_speakers_name_them():
    assert [wording.language_name(code) for code in ("pl", "ur", "zz")] == ["polski", "اردو", "zz"]
    assert [wording.text_direction(code) for code in ("en-gb", "ur", "ar", "he", "zz")] == [
        "ltr", "rtl", "rtl", "rtl", "ltr",
    ]  # fmt: skip
