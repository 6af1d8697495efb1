"""Counts: suppressed, rounded, and only of organisations that are the reader's to see."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.world import AT, a_person, an_organisation, staff, themself
from whatmatters.care_plans import services
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.errors import NotAllowed
from whatmatters.overview.reach.queries import get_reach
from whatmatters.overview.reach.rules import may_be_said, months_back, with_parts

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (7, "5"), (8, "10"), (1_002, "1,000")],
)
def test_what_may_be_said_of_a_number(count, said):
    assert str(may_be_said(count, day=TODAY)) == said


def test_months_go_back_over_the_new_year():
    assert months_back(date(2026, 2, 14), 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_parts_of_parts_belong_and_circles_end():
    part_of = {"network": "board", "surgery": "network", "choir": "", "a": "b", "b": "a"}
    assert with_parts(["board"], part_of) == {"board", "network", "surgery"}
    assert with_parts(["a"], part_of) == {"a", "b"}


@pytest.mark.django_db
def test_an_analyst_sees_their_own_organisation_and_its_parts():
    board = an_organisation("Riverside Board", "board")
    surgery = an_organisation()
    surgery.part_of = board
    surgery.save()
    elsewhere = an_organisation("Hilltop Surgery")
    sam = staff(surgery)
    for number in range(6):
        person = a_person(f"Person {number}", cared_for_by=surgery)
        plan_id = services.start_plan(person_id=person.id, by=sam, at=AT)
        if number < 2:
            services.add_goal(plan_id=plan_id, goal=services.GoalWords("Walk"), by=sam, at=AT)
    a_person("Somebody Else", cared_for_by=elsewhere)
    page = get_reach(by=staff(board, Role.ANALYST), at=AT)
    counts = {(org.name, row.measure): str(row.total) for org in page.organisations for row in org.rows}
    assert counts[("Riverside Surgery", "people")] == "5"
    assert counts[("Riverside Surgery", "plans")] == "5"
    assert counts[("Riverside Surgery", "goals")] == "fewer than 5"
    assert counts[("Riverside Surgery", "actions")] == "0"
    assert {name for name, _ in counts} == {"Riverside Board", "Riverside Surgery"}
    assert page.months[-1] == date(2026, 11, 1)
    assert [str(said) for said in page.organisations[1].rows[1].by_month[-2:]] == ["0", "5"]


@pytest.mark.django_db
def test_how_care_was_is_counted_and_suppressed():
    surgery = an_organisation()
    sam = staff(surgery)
    for number in range(9):
        person = a_person(f"Person {number}", cared_for_by=surgery)
        plan_id = services.start_plan(person_id=person.id, by=sam, at=AT)
        answers = {"listened": "yes" if number < 7 else "no"} | ({"trust": "mostly"} if number == 0 else {})
        services.answer_how_care_was(plan_id=plan_id, answers=answers, by=themself(person), at=AT)
    analyst = staff(surgery, Role.ANALYST)
    page = get_reach(by=analyst, at=AT)
    care = {row.question: ([str(said) for said in row.answers], str(row.total)) for row in page.organisations[0].care}
    assert care["listened"] == (["5", "0", "0", "fewer than 5"], "10")
    assert care["trust"] == (["0", "fewer than 5", "0", "0"], "fewer than 5")
    assert care["hope"] == (["0"] * 4, "0")
    assert not get_reach(by=analyst, at=AT + timedelta(days=400)).organisations[0].care


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANALYST])
def test_counts_are_for_analysts(role):
    with pytest.raises(NotAllowed):
        get_reach(by=staff(an_organisation(), role), at=AT)


@pytest.mark.django_db
def test_counts_are_not_for_the_person_and_cost_the_same_for_many():
    with pytest.raises(NotAllowed):
        get_reach(by=themself(a_person()), at=AT)


@pytest.mark.django_db
def test_the_last_day_of_a_month_counts_in_it(django_assert_num_queries):
    surgery = an_organisation()
    person = a_person(cared_for_by=surgery)
    end_of_october = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    services.start_plan(person_id=person.id, by=staff(surgery), at=end_of_october)
    with django_assert_num_queries(6):
        page = get_reach(by=staff(surgery, Role.ANALYST), at=AT + timedelta(days=3))
    plans = next(row for row in page.organisations[0].rows if row.measure == "plans")
    assert [str(said) for said in plans.by_month[-2:]] == ["fewer than 5", "0"]
