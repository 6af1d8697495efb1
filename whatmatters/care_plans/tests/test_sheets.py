"""Open plans from a spreadsheet: what is made, what is refused by row and column, and a second run."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.world import AT, a_person, a_relationship, an_organisation, staff
from whatmatters.care_plans import queries, services
from whatmatters.care_plans.models import Action, Goal, Plan, PlanVersion
from whatmatters.care_plans.services.sheets import import_plans
from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotAllowed
from whatmatters.foundation.people.models import NameWord, Person

pytestmark = pytest.mark.django_db
NUMBER = "9990001006"
WALK = {
    "Plan reference": "P-1",
    "NHS number": "999 000 1006",
    "Plan title": "Out again",
    "Review date": "1/3/2027",
    "Lead": "Grace Mensah",
    "Goal": "I want to walk to the shop",
    "Importance": "9",
    "Step": "Walk to the corner",
    "Who": "circle",
    "Who by name": "Bill Tanner",
    "Due date": "1/11/2026",
    "Confidence": "7",
    "Step status": "under way",
}


@pytest.fixture
def surgery():
    return an_organisation()


@pytest.fixture
def mary(surgery):
    person = a_person(cared_for_by=surgery, nhs_number=NUMBER)
    name(person)
    return person


@pytest.fixture
def bring(tmp_path, surgery):
    def run(*rows: dict[str, str], dry_run: bool = False, by: Actor | None = None, source: str = "Old system"):
        file = a_csv(tmp_path / "plans.csv", rows)
        by = by or Actor.system("import")
        return import_plans(file=file, organisation_id=surgery.id, source=source, dry_run=dry_run, by=by, at=AT)

    return run


def name(person: Person) -> None:
    words = f"{person.given_names} {person.family_name}".casefold().split()
    NameWord.objects.bulk_create(NameWord(person=person, word=word) for word in words)


def a_csv(file: Path, rows: tuple[dict[str, str], ...]) -> Path:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, headings)
        writer.writeheader()
        writer.writerows(rows)
    return file


def problems(report) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in report.problems]


def test_a_plan_with_two_goals_comes_in(bring, mary, surgery):
    report = bring(WALK, WALK | {"Step": "Walk to the shop", "Step status": ""}, WALK | {"Goal": "Sing", "Step": ""})
    assert report.is_clean
    assert [row.made for row in report.rows] == [("plan", "goal", "step"), ("step",), ("goal",)]
    plan = Plan.objects.get()
    assert (plan.title, plan.review_on, plan.lead_name, plan.state) == (
        "Out again", date(2027, 3, 1), "Grace Mensah", "received",
    )  # fmt: skip
    assert (plan.origin, plan.origin_source, plan.origin_reference) == ("spreadsheet", "Old system", "P-1")
    page = queries.get_plan(plan.id, by=staff(surgery), at=AT)
    assert [goal.words for goal in page.goals] == ["I want to walk to the shop", "Sing"]
    assert page.goals[0].importance == Decimal(9)
    first, second = page.goals[0].actions
    assert (first.what, first.owner) == ("Walk to the corner", "Bill Tanner")
    assert (first.state, first.confidence, first.is_overdue) == ("under-way", 7, True)
    assert second.state == "planned"
    assert PlanVersion.objects.get().content["goals"][0]["actions"][0]["what"] == "Walk to the corner"


def test_it_is_recorded_and_can_be_worked_on_here(bring, mary, surgery):
    bring(WALK)
    assert [event.action for event in list_events_about(mary.id)] == ["brought in a plan from a spreadsheet"]
    plan_id, sam = Plan.objects.get().id, staff(surgery)
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("See the sea"), by=sam, at=AT)
    assert queries.get_plan(plan_id, by=sam, at=AT).state == "being-written"


@pytest.mark.parametrize(
    ("more", "supported_by"),
    [
        ({}, ""),
        ({"Own words": "no", "Written down by": "Sam"}, ""),
        ({"Own words": "yes", "Written down by": "Sam"}, "Sam"),
        ({"Own words": "Yes"}, "the source, which says that they are the person's own words"),
    ],
)
def test_words_are_from_another_record_whatever_the_sheet_says(bring, mary, more, supported_by):
    bring(WALK | more)
    goal = Goal.objects.get()
    assert (goal.authorship, goal.supported_by, goal.origin) == ("imported", supported_by, "spreadsheet")


def test_a_dry_run_says_the_same_and_keeps_nothing(bring, mary):
    rows = (WALK, WALK | {"Plan reference": "P-2", "Importance": "11"}, WALK | {"Plan reference": "P-3", "Step": ""})
    tried = bring(*rows, dry_run=True)
    assert not Plan.objects.exists()
    assert not list_events_about(mary.id)
    done = bring(*rows)
    assert (tried.rows, tried.problems) == (done.rows, done.problems)
    assert Plan.objects.count() == 2


def test_a_second_run_doubles_nothing_and_adds_what_is_new(bring, mary):
    bring(WALK)
    again = bring(WALK | {"Goal": "  i want to walk to the SHOP ", "Importance": "3"})
    assert [row.made for row in again.rows] == [()]
    assert (Plan.objects.count(), Goal.objects.count(), Action.objects.count()) == (1, 1, 1)
    assert Goal.objects.get().importance == 9
    versions = PlanVersion.objects.count()
    assert [row.made for row in bring(WALK).rows] == [()]
    assert PlanVersion.objects.count() == versions
    more = bring(WALK, WALK | {"Step": "Rest on the bench"})
    assert [row.made for row in more.rows] == [(), ("step",)]
    assert Action.objects.count() == 2


def test_another_source_is_another_plan(bring, mary):
    bring(WALK)
    bring(WALK, source="The other system")
    assert Plan.objects.count() == 2


def test_a_plan_that_was_closed_here_stays_closed(bring, mary, surgery):
    bring(WALK)
    services.close_plan(plan_id=Plan.objects.get().id, why="Talked through anew", by=staff(surgery), at=AT)
    report = bring(WALK, WALK | {"Step": "Something new"})
    assert problems(report) == [(2, "Plan reference"), (3, "Plan reference")]
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"Plan reference": ""}, "Plan reference"),
        ({"Plan reference": "x" * 101}, "Plan reference"),
        ({"NHS number": "9990001007"}, "NHS number"),
        ({"NHS number": ""}, "NHS number"),
        ({"NHS number": "", "Given names": "Mary", "Family name": "Okafor", "Birth date": ""}, "Birth date"),
        ({"Birth date": "22/11/48"}, "Birth date"),
        ({"Review date": "19/11/2026"}, "Review date"),
        ({"Review date": "20/11/2026"}, "Review date"),
        ({"Review date": "next spring"}, "Review date"),
        ({"Importance": "0"}, "Importance"),
        ({"Importance": "11"}, "Importance"),
        ({"Importance": "very"}, "Importance"),
        ({"Confidence": "NaN"}, "Confidence"),
        ({"Confidence": "7.25"}, "Confidence"),
        ({"Goal": ""}, "Goal"),
        ({"Goal": "x" * 2001}, "Goal"),
        ({"Step": "x" * 2001}, "Step"),
        ({"Who": "robot"}, "Who"),
        ({"Goal status": "maybe"}, "Goal status"),
        ({"Step status": "maybe"}, "Step status"),
        ({"Due date": "31/02/2027"}, "Due date"),
        ({"Plan title": "x" * 201}, "Plan title"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(bring, mary, more, column):
    report = bring(WALK | {"Birth date": "9/3/1944", "Given names": "", "Family name": "", "Goal status": ""} | more)
    assert (2, column) in problems(report)
    assert report.problems[0].why
    assert not Plan.objects.exists()


def test_one_wrong_row_keeps_its_plan_out_and_no_other(bring, mary):
    report = bring(
        WALK,
        WALK | {"Step": "And back", "Confidence": "0"},
        WALK | {"Plan reference": "P-2", "Goal": "Sing"},
    )
    assert sorted(problems(report)) == [(2, ""), (3, "Confidence")]
    assert Plan.objects.get().origin_reference == "P-2"


@pytest.mark.parametrize(
    ("more", "column"),
    [({"Review date": "2/3/2027"}, "Review date"), ({"Plan title": "Other"}, "Plan title"), ({"Lead": "X"}, "Lead")],
)
def test_rows_of_one_plan_agree_with_each_other(bring, mary, more, column):
    assert (3, column) in problems(bring(WALK, WALK | more))
    assert not Plan.objects.exists()


def test_the_person_is_found_by_names_and_birth_date(bring, mary):
    report = bring(WALK | {"NHS number": "", "Given names": "mary", "Family name": "OKAFOR", "Birth date": "9/3/1944"})
    assert report.is_clean
    assert Plan.objects.get().person_id == mary.id


def test_nobody_is_guessed(bring, mary, surgery):
    by_name = WALK | {"NHS number": "", "Given names": "Mary", "Family name": "Okafor", "Birth date": "9/3/1944"}
    name(a_person(cared_for_by=surgery))
    assert "Several people" in bring(by_name).problems[0].why
    assert "another birth date" in bring(WALK | {"Birth date": "9/3/1945"}).problems[0].why
    other = a_person("Ada Bell", cared_for_by=surgery, nhs_number="9990001375", birth_date=date(1950, 1, 1))
    mixed = bring(WALK, by_name | {"NHS number": "9990001375", "Birth date": ""})
    assert {column for _, column in problems(mixed)} == {"NHS number"}
    Person.objects.filter(pk=other.pk).update(state="died")
    assert "has died" in bring(WALK | {"NHS number": "9990001375"}).problems[0].why
    assert not Plan.objects.exists()


def test_a_person_of_another_organisation_is_not_there(bring, mary):
    elsewhere = an_organisation("Hilltop Surgery")
    hidden = a_person("Ada Bell", cared_for_by=elsewhere, nhs_number="9990001375")
    unknown = bring(WALK | {"NHS number": "9990002118"}).problems
    assert [problem.why for problem in bring(WALK | {"NHS number": "9990001375"}).problems] == [
        problem.why for problem in unknown
    ]
    a_relationship(hidden, Plan._meta.get_field("organisation").related_model.objects.get(name="Riverside Surgery"),
                   ends_before=AT.date() - timedelta(days=1))  # fmt: skip
    assert not bring(WALK | {"NHS number": "9990001375"}).is_clean
    assert not Plan.objects.exists()


def test_a_reference_of_somebody_elses_plan_is_refused(bring, mary, surgery):
    a_person("Ada Bell", cared_for_by=surgery, nhs_number="9990001375")
    bring(WALK)
    assert "somebody else" in bring(WALK | {"NHS number": "9990001375"}).problems[0].why
    assert Plan.objects.count() == 1


def test_whoever_may_not_write_plans_brings_none_in(bring, mary, surgery):
    with pytest.raises(NotAllowed):
        bring(WALK, by=staff(surgery, Role.BUDGET_OFFICER))
    assert bring(WALK, by=staff(surgery)).is_clean


def test_headings_have_other_names_and_unknown_ones_are_named(bring, mary):
    report = bring({"Ref": "P-1", "NHS no": NUMBER, "Next review": "1 March 2027", "Hope": "Sing", "Shoe size": "5"})
    assert report.is_clean
    assert report.left_out == ("Shoe size",)
    assert Plan.objects.get().review_on == date(2027, 3, 1)


def test_a_file_without_headings_and_one_that_is_none(bring, mary, tmp_path, surgery):
    wrong = tmp_path / "plans.docx"
    wrong.write_text("x")
    broken = tmp_path / "plans.xlsx"
    broken.write_text("x")
    bare = a_csv(tmp_path / "bare.csv", tuple({"One": "1", "Two": "2"} for _ in range(30)))
    for file in (wrong, broken, bare):
        report = import_plans(file=file, organisation_id=surgery.id, by=Actor.system("import"), at=AT)
        assert [problem.row for problem in report.problems] == [0]


def test_a_workbook_with_real_days_and_numbers(mary, surgery, tmp_path):
    book = Workbook()
    book.active.append(["Plan reference", "NHS number", "Review date", "Goal", "Importance"])
    book.active.append(["P-9", int(NUMBER), date(2027, 5, 4), "=1+1", 8])
    book.active["D2"].data_type = "s"
    book.save(tmp_path / "plans.xlsx")
    report = import_plans(file=tmp_path / "plans.xlsx", organisation_id=surgery.id, by=Actor.system("import"), at=AT)
    assert report.is_clean
    assert (Plan.objects.get().review_on, Goal.objects.get().words) == (date(2027, 5, 4), "=1+1")
