"""Single values: days, times, moments, numbers, addresses, words of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whatmatters.social_prescribing.directory.openreferral.checking import faults_of
from whatmatters.social_prescribing.directory.openreferral.moments import day_of, moment_of, time_of
from whatmatters.social_prescribing.directory.openreferral.values import READERS
from whatmatters.social_prescribing.directory.openreferral.web_addresses import is_uri, web_address


@pytest.mark.parametrize(
    ("came", "day"),
    [
        ("2024-03-15", "2024-03-15"),
        ("2024-03-15T10:00:00Z", "2024-03-15"),
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("5/5/2024", "2024-05-05"),
        ("15 March 2024", "2024-03-15"),
        ("Friday 15th of March 2024", "2024-03-15"),
        ("Apr 18 2014", "2014-04-18"),
        ("May  5 2014", "2014-05-05"),
        ("31/02/2024", None),
        ("05/04/2024", None),
        ("2024-02-30", None),
        ("2024", None),
        ("soon", None),
        ("٢٠٢٤-٠٣-١٥", None),
    ],
)
def test_a_day_is_read_when_it_is_certain(came, day):
    assert day_of(came) == day


@pytest.mark.parametrize(
    ("came", "read"),
    [
        ("09:00", "09:00:00"),
        ("09:00:00", "09:00:00"),
        ("09:00:00Z", "09:00:00Z"),
        ("9:00+01:00", "09:00:00+01:00"),
        ("9am", "09:00:00"),
        ("9.30 pm", "21:30:00"),
        ("12am", "00:00:00"),
        ("12:15 p.m.", "12:15:00"),
        ("noon", "12:00:00"),
        ("midnight", "00:00:00"),
        ("24:00", "00:00:00"),
        ("24:30", None),
        ("0930", "09:30:00"),
        ("25:00", None),
        ("13am", None),
        ("9", None),
        ("930", None),
        ("dusk", None),
    ],
)
def test_a_time_is_read_when_it_is_certain(came, read):
    assert time_of(came) == read


@pytest.mark.parametrize(
    ("came", "moment"),
    [
        ("2023-03-15T10:30:45.123Z", "2023-03-15T10:30:45.123Z"),
        ("2023-03-15 10:30:45+0100", "2023-03-15T10:30:45+01:00"),
        ("2023-03-15T10:30", "2023-03-15T10:30:00Z"),
        ("2023-03-15", "2023-03-15T00:00:00Z"),
        ("2023-02-30T10:30:00Z", None),
        ("2023-03-15T25:30:00Z", None),
        ("yesterday", None),
    ],
)
def test_a_moment_has_its_offset(came, moment):
    assert moment_of(came) == moment


@pytest.mark.parametrize(
    ("came", "uri"),
    [
        ("https://example.org/page?a=1#b", "https://example.org/page?a=1#b"),
        ("www.example.org", "http://www.example.org"),
        ("example.org.uk/page", "http://example.org.uk/page"),
        ("http:/example.org", "http://example.org"),
        ("https://example.org/a b", None),
        ("https://example.org/café", "https://example.org/caf%C3%A9"),
        ("https://münchen.example/x", "https://xn--mnchen-3ya.example/x"),
        ("https://a.example.org, https://b.example.org", "https://a.example.org"),
        ("mailto:jo@example.org", "mailto:jo@example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("example/counselling", None),
        ("jo@example.org", None),
        ("see notes", None),
        ("none", None),
        ("https://", None),
        ("http://[::1", None),
    ],
)
def test_a_web_address_is_completed_or_set_aside(came, uri):
    found = web_address(came)
    assert (found.uri if found else None) == uri
    assert uri is None or is_uri(uri)


@given(some.text(max_size=40))
def test_whatever_is_taken_as_an_address_is_one(text):
    found = web_address(text)
    assert found is None or is_uri(found.uri)


@pytest.mark.parametrize(
    ("kind", "came", "value", "is_kept", "has_why"),
    [
        ("number", 18, 18, False, False),
        ("number", "18", 18, False, False),
        ("number", "51.5", 51.5, False, False),
        ("number", "3.5E-2", 0.035, False, False),
        ("number", "012", 12.0, True, False),
        ("number", "18+", None, True, True),
        ("number", True, None, True, True),
        ("number", float("nan"), None, True, True),
        ("number", 10**400, None, True, True),
        ("number", "1e999", None, True, True),
        ("latitude", 100, None, True, True),
        ("longitude", "-0.1", -0.1, False, False),
        ("mail", "jo@example.org", "jo@example.org", False, False),
        ("mail", "jo@example.org; al@example.org", "jo@example.org", True, True),
        ("mail", "n/a", None, True, True),
        ("mail", 12345, None, True, True),
        ("text", 12345, "12345", True, True),
        ("text", False, None, True, True),
        ("text", ["a"], None, True, True),
        ("status", "active", "active", False, False),
        ("status", "Open", "active", True, True),
        ("status", "closed", "inactive", True, True),
        ("status", "permanently closed", "defunct", True, True),
        ("status", "zzz", "inactive", True, True),
        ("frequency", "weekly", "WEEKLY", True, True),
        ("frequency", "DAILY", None, True, True),
        ("day", "2024-03-15T00:00:00", "2024-03-15", True, False),
        ("time", "9am", "09:00:00", True, False),
        ("time", "09:00", "09:00:00", False, False),
        ("time", "late", None, True, True),
        ("moment", "2024-03-15", "2024-03-15T00:00:00Z", True, True),
    ],
)
def test_what_cannot_be_used_is_kept_and_told(kind, came, value, is_kept, has_why):
    reading = READERS[kind](came)
    assert (reading.value, reading.keep, bool(reading.why)) == (value, is_kept, has_why)


ANYTHING = (
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=30) | some.lists(some.text())
)
FIELDS = {"url": "web", "email": "mail", "minimum_age": "number", "assured_date": "day", "last_modified": "moment"}


@pytest.mark.parametrize("field", FIELDS)
@given(came=ANYTHING)
def test_whatever_comes_the_value_read_is_valid(field, came):
    value = READERS[FIELDS[field]](came).value
    document = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "A", "status": "active"}
    assert value is None or not faults_of(document | {field: value})
