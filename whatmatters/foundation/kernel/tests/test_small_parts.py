"""Identifiers, dated settings, state tables, plain words: tables of examples."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whatmatters.foundation.kernel.actor import Actor, Post, Role
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.dated import Dated, DatedTable, NoSettingThen, Standing
from whatmatters.foundation.kernel.identifiers import (
    is_snomed_id,
    nhs_number_check_digit,
    nhs_number_reasons,
    spaced_nhs_number,
)
from whatmatters.foundation.kernel.plain import and_list, clean_text, clock_time, pounds
from whatmatters.foundation.kernel.states import ALL_TABLES, Move, StateTable


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("9434765919", True),
        ("943 476 5919", True),
        ("943-476-5919", True),
        ("9000000009", True),
        ("1234567890", False),
        ("0000000000", False),
        ("943476591", False),
        ("94347659190", False),
        ("943476591a", False),
        ("٩٤٣٤٧٦٥٩١٩", False),
        ("", False),
    ],
)
def test_nhs_numbers(typed, is_one):
    assert (nhs_number_reasons(typed) == ()) == is_one


@given(st.integers(min_value=1, max_value=999_999_999))
def test_one_wrong_digit_is_always_found(first_nine):
    digits = f"{first_nine:09d}"
    check = nhs_number_check_digit(digits)
    if check == 10:
        assert all(nhs_number_reasons(f"{digits}{last}") for last in range(10))
        return
    number = f"{digits}{check}"
    assert nhs_number_reasons(number) == ()
    wrong = str((int(number[3]) + 1) % 10)
    assert nhs_number_reasons(number[:3] + wrong + number[4:])


def test_an_nhs_number_as_it_is_printed():
    assert spaced_nhs_number("9434765919") == "943 476 5919"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("871731000000106", True),
        ("871711000000103", True),
        ("1515861000000103", True),
        ("1515921000000101", True),
        ("718426000", True),
        ("425268008", True),
        ("815691000000107", True),
        ("871731000000107", False),
        ("12345", False),
        ("0871731000000106", False),
        ("1234567890123456789", False),
    ],
)
def test_snomed_ids(text, is_one):
    assert is_snomed_id(text) == is_one


def test_a_dated_setting_is_the_one_of_its_day():
    rows = [
        Dated("x", 1, date(2020, 1, 1), Standing.LAW, "A", valid_to=date(2024, 1, 1)),
        Dated("x", 2, date(2024, 1, 1), Standing.LAW, "B"),
    ]
    table = DatedTable("test.dated", rows)
    assert [table.value("x", date(2023, 12, 31)), table.value("x", date(2024, 1, 1))] == [1, 2]
    with pytest.raises(NoSettingThen):
        table.on("x", date(2019, 12, 31))
    with pytest.raises(NoSettingThen):
        table.on("y", date(2024, 1, 1))


def test_two_values_at_once_are_refused():
    rows = [Dated("x", value, date(2020, 1, value), Standing.LAW, "A") for value in (1, 2)]
    with pytest.raises(ValueError, match="two values"):
        DatedTable("test.overlap", rows)


def test_a_state_table_refuses_what_it_does_not_know():
    with pytest.raises(ValueError, match="not in the table"):
        StateTable("test.bad", states={"a": "A"}, initial="a", moves=[Move("go", ("a",), "b", "x")])
    with pytest.raises(ValueError, match="starts in"):
        StateTable("test.worse", states={"a": "A"}, initial="b", moves=[])


def test_every_state_can_be_reached():
    for name, table in ALL_TABLES.items():
        if name.startswith("test."):
            continue
        reached, before = {table.initial, *table.arrives_as}, set()
        while reached != before:
            before = set(reached)
            reached |= {move.target for move in table.moves.values() if set(move.sources) & reached}
        assert reached == set(table.states), name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mary \r\n Okafor ", "Mary \n Okafor"),
        ("nul\x00here\x07", "nulhere"),
        ("abc\u202edef", "abcdef"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("e\u0301", "é"),
        ("اُردُو", "اُردُو"),
    ],
)
def test_clean_text(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize(("pence", "words"), [(0, "£0.00"), (5, "£0.05"), (123450, "£1,234.50"), (-40, "−£0.40")])
def test_pounds(pence, words):
    assert pounds(pence) == words


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_and_list(words, joined):
    assert and_list(words) == joined


def test_the_day_and_the_time_are_those_of_england():
    summer_night = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert day_of(summer_night) == date(2026, 7, 1)
    assert clock_time(summer_night) == "12:30am"
    assert clock_time(datetime(2026, 12, 1, 12, 5, tzinfo=UTC)) == "12:05pm"


def test_the_post_of_an_actor():
    here, there = Post(Role.COACH, "a", "A"), Post(Role.ANALYST, "b", "B")
    actor = Actor("1", "Sam", (here, there))
    assert actor.post_at() == here
    assert actor.post_at(frozenset({"b"})) == there
    assert actor.has_role(Role.ANALYST, organisation_id="b")
    assert not actor.has_role(Role.ANALYST, organisation_id="a")
    assert not Actor.system("worker").is_staff
