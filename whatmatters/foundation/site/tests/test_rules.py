"""The site's rules: what is masked, how much is taken, how long things live."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ...kernel.actor import STRANGER, Actor, Role
from ..permissions import bulletin_reasons as who_may_send
from ..permissions import contact_details_reasons, feedback_reading_reasons
from ..rules import (
    bulletin_reasons,
    comment_reasons,
    feedback_reasons,
    is_kept,
    mask_personal,
    may_mail_again,
    request_is_live,
    review_is_due,
    topics_reasons,
)
from .conftest import actor_with

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "personal",
    [
        "999 123 4560",
        "999-123-4560",
        "9991234560",
        "999_123_4560",
        "999 - 123 - 4560",
        "999\u00a0123\u00a04560",
        "９９９１２３４５６０",
        "٩٩٩١٢٣٤٥٦٠",
        "020 7946 0958",
        "+44 (0)20 7946 0958",
        "07700 900123",
        "12/03/1961",
        "1961-03-12",
        "SW1A 1AA",
        "m1 1ae",
        "QQ 12 34 56 C",
        "mina@example.org",
        "https://example.org/people/7",
        "www.example.org",
    ],
)
def test_what_looks_personal_is_taken_out(personal):
    masked = mask_personal(f"I am {personal}, ring me")
    assert personal not in masked
    assert "taken out]" in masked
    assert masked.startswith("I am ")
    assert masked.endswith("ring me")


@pytest.mark.parametrize(
    "harmless",
    ["I waited 18 weeks", "page 3 of 12", "The 2014 Act", "section 117", "call 999", "10/10", "A1 poster", "Covid 19"],
)
def test_other_numbers_stay(harmless):
    assert mask_personal(harmless) == harmless


@given(st.text(alphabet=st.characters(categories=["Nd", "Zs", "Po", "Pd", "L"]), max_size=60))
def test_no_six_digits_ever_stand_together(text):
    run = longest = 0
    for letter in mask_personal(text):
        run = run + 1 if letter.isdecimal() else 0
        longest = max(longest, run)
    assert longest < 6


@given(st.text(max_size=80))
def test_masking_twice_is_masking_once(text):
    assert mask_personal(mask_personal(text)) == mask_personal(text)


@pytest.mark.parametrize(
    ("on_this_page", "on_all_pages", "taken"),
    [(0, 0, True), (9, 59, True), (10, 10, False), (0, 60, False)],
)
def test_so_many_answers_a_minute(on_this_page, on_all_pages, taken):
    assert (not feedback_reasons(on_this_page=on_this_page, on_all_pages=on_all_pages, day=DAY)) is taken


def test_a_comment_has_an_end():
    assert not comment_reasons("x" * 1000, DAY)
    (reason,) = comment_reasons("x" * 1001, DAY)
    assert reason.field == "comment"
    assert "1001" in str(reason)


@pytest.mark.parametrize(
    ("sent_on", "kept"),
    [
        (DAY, True),
        (date(2024, 11, 22), True),
        (date(2024, 11, 21), False),
        (date(2024, 12, 1), True),
        (date(2023, 1, 1), False),
    ],
)
def test_answers_are_kept_for_two_years(sent_on, kept):
    assert is_kept(sent_on, DAY) is kept


@pytest.mark.parametrize(
    ("reviewed_on", "due"),
    [
        (None, True),
        (DAY, False),
        (date(2026, 5, 23), False),
        (date(2026, 5, 22), True),
        (date(2025, 11, 22), True),
    ],
)
def test_urgent_numbers_are_checked_every_six_months(reviewed_on, due):
    assert review_is_due(reviewed_on, DAY) is due


def test_a_request_lives_for_two_days():
    asked_at = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert request_is_live(asked_at, asked_at + timedelta(hours=47, minutes=59))
    assert not request_is_live(asked_at, asked_at + timedelta(hours=48))


def test_an_address_is_not_pestered():
    at = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert [may_mail_again(asked, at) for asked in range(5)] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("topics", "field"), [((), "topics"), (("weather",), "topics"), (("news", "weather"), "topics")]
)
def test_topics_are_ours(topics, field):
    (reason,) = topics_reasons(topics)
    assert reason.field == field


def test_an_update_needs_its_parts():
    missing = bulletin_reasons(topic="", subject=" ", text="\n")
    assert [reason.field for reason in missing] == ["topic", "subject", "text"]
    assert not bulletin_reasons(topic="news", subject="A choir in Harbourside", text="Come and sing.")
    assert bulletin_reasons(topic="news", subject="A\nBcc: all", text="x")
    assert bulletin_reasons(topic="news", subject="x" * 151, text="x")


@pytest.mark.parametrize("role", list(Role))
def test_who_may_do_what_in_the_office(role):
    by = actor_with(role)
    is_editor = role in (Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR)
    assert (not feedback_reading_reasons(by)) is is_editor
    assert (not who_may_send(by)) is is_editor
    assert (not contact_details_reasons(by)) is (role is Role.ADMINISTRATOR)


@pytest.mark.parametrize("by", [STRANGER, Actor("p", "Mina")])
def test_nobody_else_may(by):
    assert feedback_reading_reasons(by)
    assert who_may_send(by)
    assert contact_details_reasons(by)
