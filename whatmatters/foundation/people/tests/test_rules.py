"""Rules as example tables: names, searches, dates, needs, ways and likeness."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whatmatters.foundation.people.rules import about_me, communication, likeness, particulars, proxies
from whatmatters.foundation.people.rules.appointments import time_reasons
from whatmatters.foundation.people.rules.names import folded, name_words, search_name
from whatmatters.foundation.people.rules.reaching import NoWay, Point, Way, choose_way
from whatmatters.foundation.people.rules.searching import Sought, read_search, search_reasons
from whatmatters.foundation.people.sections import PROXY_SECTIONS, Section

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("O'Brien-Łuszcz", "obrien luszcz"),
        ("  José   ÁLVAREZ ", "jose alvarez"),
        ("Straße", "strasse"),
        ("St. John", "st john"),
        ("ਅਮਨਦੀਪ ਕੌਰ", "ਅਮਨਦੀਪ ਕੌਰ"),
        ("محمّد", "محمد"),
        ("李小龍", "李小龍"),
        ("<script>alert(1)</script>", "script alert 1 script"),
        ("", ""),
    ],
)
def test_names_are_folded_for_finding(typed: str, found: str) -> None:
    assert folded(typed) == found


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_a_double_name_is_found_by_each_part_and_by_both() -> None:
    assert name_words(given="Anne-Marie", family="O'Neil", preferred="Annie") == {
        "anne", "marie", "annemarie", "oneil", "annie",
    }  # fmt: skip
    assert search_name(given="Anne-Marie", family="O'Neil", preferred="") == "oneil anne marie"


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("khan amina", Sought(("khan", "amina"))),
        ("Amina 12/3/1958 Khan", Sought(("amina", "khan"), date(1958, 3, 12))),
        ("12 March 1958", Sought((), date(1958, 3, 12))),
        ("1958-03-12 khan", Sought(("khan",), date(1958, 3, 12))),
        ("12th Mar 1958", Sought((), date(1958, 3, 12))),
        ("999 000 0018", Sought(nhs_number="9990000018")),
        ("khan 999-000-0018 12.03.1958", Sought(("khan",), date(1958, 3, 12), "9990000018")),
        ("31/2/1958", Sought(("31", "2", "1958"))),
        ("12/3/58", Sought(("12", "3", "58"))),
        ("   ", Sought()),
    ],
)
def test_a_search_is_understood_in_any_order(typed: str, sought: Sought) -> None:
    assert read_search(typed) == sought


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "search.empty"), ("k", "search.short"), ("ka", ""), ("李", ""), ("k 12/3/1958", ""), ("9990000018", "")],
)
def test_too_little_is_not_looked_for(typed: str, code: str) -> None:
    reasons = search_reasons(read_search(typed), day=DAY)
    assert [reason.code for reason in reasons] == ([code] if code else [])


@pytest.mark.parametrize(
    ("born", "code"),
    [
        (None, ""),
        (DAY, ""),
        (date(2026, 11, 24), "birth-date.future"),
        (date(1896, 1, 1), ""),
        (date(1895, 12, 31), "birth-date.too-old"),
        (date(1876, 5, 1), "birth-date.too-old"),
    ],
)
def test_birth_dates(born: date | None, code: str) -> None:
    assert [r.code for r in particulars.birth_date_reasons(born, day=DAY)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("kind", "value", "is_right"),
    [
        ("mobile", "07700 900982", True),
        ("phone", "+44 (0)1632 960 123 ext 4", True),
        ("phone", "12345", False),
        ("phone", "call me", False),
        ("phone", "------", False),
        ("email", "a@example.org", True),
        ("email", "a@example", False),
        ("email", "a b@example.org", False),
        ("other", "through the neighbour", True),
        ("other", " ", False),
    ],
)
def test_ways_of_contact(kind: str, value: str, is_right: bool) -> None:
    assert (particulars.contact_reasons(kind, value) == ()) is is_right


def test_staff_must_say_whom_they_supported() -> None:
    assert about_me.supported_by_reasons("", by_staff=True, day=DAY)[0].code == "about-me.supported-by.missing"
    assert about_me.supported_by_reasons("", by_staff=False, day=DAY) == ()
    assert about_me.supported_by_reasons("x" * 150, by_staff=True, day=DAY) == ()
    assert about_me.supported_by_reasons("x" * 151, by_staff=True, day=DAY)[0].code == "about-me.supported-by.long"


def test_the_seven_headings_are_those_of_the_standard() -> None:
    from whatmatters.foundation.people.models.about import SNOMED_BY_HEADING, Heading

    assert list(about_me.HEADINGS) == Heading.values == [str(heading) for heading in SNOMED_BY_HEADING]


@pytest.mark.parametrize(
    ("written", "due"),
    [(date(2026, 1, 15), date(2027, 1, 15)), (date(2028, 2, 29), date(2029, 2, 28)), (DAY, date(2027, 11, 23))],
)
def test_needs_are_asked_again_in_a_year(written: date, due: date) -> None:
    assert communication.review_due_on(written) == due


def test_an_interpreter_needs_a_language() -> None:
    def codes(**given: object) -> list[str]:
        asked = {"formats": [], "support": [], "interpreter_language": "", "review_on": None} | given
        return [reason.code for reason in communication.needs_reasons(**asked, day=DAY)]  # type: ignore[arg-type]

    assert codes(support=["language-interpreter"]) == ["communication.language"]
    assert codes(support=["language-interpreter"], interpreter_language="Urdu") == []
    assert codes(formats=["smoke-signals"]) == ["communication.unknown"]
    assert codes(review_on=date(2026, 11, 22)) == ["communication.review.past"]


EMAIL, SMS, LETTER = (
    Point(("email",), "a@example.org"),
    Point(("sms",), "07700 900982"),
    Point(("letter",), "Amina\n1 Rd"),
)


@pytest.mark.parametrize(
    ("state", "preferred", "points", "answer"),
    [
        ("active", "", [SMS, EMAIL, LETTER], "email"),
        ("active", "sms", [SMS, EMAIL, LETTER], "sms"),
        ("active", "letter", [SMS, EMAIL, LETTER], "letter"),
        ("active", "email", [LETTER], "letter"),
        ("active", "phone", [EMAIL], "wants-a-call"),
        ("active", "email", [Point(("email",), "a@example.org", is_safe=False)], "no-safe-way"),
        ("active", "email", [Point(("email",), "a@example.org", is_safe=False), SMS], "sms"),
        ("active", "", [], "no-way"),
        ("active", "", [Point(("email",), " ")], "no-way"),
        ("died", "email", [EMAIL], "died"),
        ("moved-away", "email", [EMAIL], "moved-away"),
        ("merged", "email", [EMAIL], "merged"),
    ],
)
def test_the_way_to_reach_somebody(state: str, preferred: str, points: list[Point], answer: str) -> None:
    way = choose_way(state=state, preferred=preferred, points=points, language="", formats=())
    assert (way.channel if isinstance(way, Way) else way.code) == answer


def test_a_secret_address_alone_is_no_way() -> None:
    way = choose_way(state="active", preferred="letter", points=[], language="", formats=(), has_unsafe=True)
    assert isinstance(way, NoWay)
    assert way.code == "no-safe-way"


@pytest.mark.parametrize(
    ("born", "ends_before", "code"),
    [
        (date(1990, 1, 1), None, ""),
        (date(2020, 1, 1), None, "proxy.birthday"),
        (date(2020, 1, 1), date(2031, 1, 1), ""),
        (date(2020, 1, 1), date(2031, 1, 2), "proxy.birthday"),
        (date(2012, 6, 1), date(2028, 6, 1), ""),
        (date(2012, 6, 1), None, "proxy.birthday"),
        (None, None, ""),
        (date(1990, 1, 1), DAY, "proxy.end"),
    ],
)
def test_acting_for_a_child_ends_at_the_birthdays_that_count(
    born: date | None, ends_before: date | None, code: str
) -> None:
    reasons = proxies.grant_reasons(
        sections=[Section.PLAN],
        allowed=PROXY_SECTIONS,
        birth_date=born,
        starts_on=DAY,
        ends_before=ends_before,
        day=DAY,
    )
    assert [reason.code for reason in reasons] == ([code] if code else [])


def test_who_looked_is_never_given_to_a_proxy() -> None:
    reasons = proxies.grant_reasons(
        sections=[Section.ACCESS], allowed=PROXY_SECTIONS, birth_date=None, starts_on=DAY, ends_before=None, day=DAY
    )
    assert reasons[0].code == "proxy.sections.own"


WHO = likeness.Particulars(given="Amina", family="Khan", birth_date=date(1958, 3, 12), nhs_number="9990000018")


@pytest.mark.parametrize(
    ("other", "is_proposed", "codes"),
    [
        (WHO, True, {"nhs-number", "name-same", "birth-date"}),
        (likeness.Particulars("Khan", "Amina", date(1958, 3, 12)), True, {"name-same", "birth-date"}),
        (likeness.Particulars("Aminah", "Khan", date(1958, 12, 3)), False, {"name-alike", "birth-date-near"}),
        (likeness.Particulars("Aminah", "Khan", None, "9990000018"), True, {"nhs-number", "name-alike"}),
        (likeness.Particulars("Amina", "Khan", date(1991, 7, 1)), False, {"name-same", "birth-date-differs"}),
        # Twins: one birth date, one family name, one roof.
        (likeness.Particulars("Yusuf", "Khan", date(1958, 3, 12)), False, {"family-same", "birth-date"}),
        (likeness.Particulars("Amina", "Khan", date(1958, 3, 12), "9990000026"), False, {"nhs-number-differs"}),
        (likeness.Particulars("Zoë", "Brown"), False, set()),
    ],
)
def test_what_looks_like_one_person(other: likeness.Particulars, is_proposed: bool, codes: set[str]) -> None:
    found = likeness.likeness(WHO, other, day=DAY)
    assert codes <= set(found.codes)
    assert likeness.is_worth_proposing(found, day=DAY) is is_proposed


@pytest.mark.parametrize(
    ("one", "other", "value"), [("martha", "marhta", 0.961), ("dixon", "dicksonx", 0.813), ("", "a", 0)]
)
def test_jaro_winkler_agrees_with_the_published_examples(one: str, other: str, value: float) -> None:
    assert likeness.jaro_winkler(one, other) == pytest.approx(value, abs=0.001)


@given(st.text(max_size=12), st.text(max_size=12))
def test_jaro_winkler_is_between_nothing_and_all_and_symmetric(one: str, other: str) -> None:
    assert 0 <= likeness.jaro_winkler(one, other) <= 1
    assert (likeness.jaro_winkler(one, other) == 1) == (one == other)


@pytest.mark.parametrize(
    ("starts_at", "minutes", "state", "code"),
    [
        (datetime(2026, 12, 1, 10, tzinfo=UTC), 45, "active", ""),
        (datetime(2026, 11, 1, 10, tzinfo=UTC), 45, "active", "appointment.past"),
        (datetime(2026, 12, 1, 10, tzinfo=UTC), 0, "active", "appointment.minutes"),
        (datetime(2026, 12, 1, 10, tzinfo=UTC), 45, "died", "appointment.person"),
    ],
)
def test_when_people_can_meet(starts_at: datetime, minutes: int, state: str, code: str) -> None:
    reasons = time_reasons(starts_at, minutes, state, at=datetime(2026, 11, 23, tzinfo=UTC))
    assert [reason.code for reason in reasons] == ([code] if code else [])
