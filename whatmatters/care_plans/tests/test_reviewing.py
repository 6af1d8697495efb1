"""Looking at a plan again: ratings, scores, a new round, and how care was."""

from datetime import date, timedelta

import pytest

from tests.world import AT, TODAY, a_person, an_organisation, staff, themself
from whatmatters.care_plans import queries, services
from whatmatters.care_plans.models import CareAnswer, Plan, Review
from whatmatters.care_plans.queries import by_stage
from whatmatters.care_plans.services.keeping import made
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.errors import NotAllowed, Refused

pytestmark = pytest.mark.django_db
NEXT = date(2027, 2, 1)


def rated(sam, plan_id, score: int = 1, **more) -> None:
    goal = queries.get_plan(plan_id, by=sam, at=AT).goals[0]
    looked = {"is_formal": True, "held_on": TODAY, "how": "home", "next_on": NEXT, "ratings": {goal.id: score}}
    services.review_plan(plan_id=plan_id, looked=services.Looked(**(looked | more)), by=sam, at=AT)


def test_a_formal_review_rates_goals_and_starts_a_new_round(mary, sam, plan_id):
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("I want to walk"), by=sam, at=AT)
    services.write_statement(plan_id=plan_id, heading="worry", said=services.Said("Ice"), by=themself(mary), at=AT)
    rated(sam, plan_id, 2, what_changed="The kerb was lowered")
    page = queries.get_plan(plan_id, by=sam, at=AT)
    review = queries.list_reviews(page)[0]
    assert (review.score, review.ratings[0].score, page.review_on) == (70.0, 2, NEXT)
    assert page.round == 2
    assert not queries.list_statements(page)["worry"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"next_on": None}, "next_on"),
        ({"next_on": TODAY}, "next_on"),
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"how": "owl"}, "how"),
        ({"score": 3}, "score"),
    ],
)
def test_what_is_no_review(sam, plan_id, more, field):
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("I want to walk"), by=sam, at=AT)
    with pytest.raises(Refused) as refusal:
        rated(sam, plan_id, **more)
    assert refusal.value.reasons[0].field == field
    assert not Review.objects.exists()


def test_goals_that_all_weigh_nothing_cannot_be_scored(sam, plan_id):
    goal_id = services.add_goal(plan_id=plan_id, goal=services.GoalWords("I want to walk"), by=sam, at=AT)
    scale = services.Scale(("", "", "To the gate", "", ""), importance_weight=0)
    services.set_goal_scale(goal_id=goal_id, scale=scale, by=sam, at=AT)
    with pytest.raises(Refused) as refusal:
        rated(sam, plan_id)
    assert refusal.value.reasons[0].code == "rating.weights"


def test_how_care_was_names_nobody_and_staff_are_not_asked(mary, sam, plan_id, surgery):
    answers = {"listened": "yes", "hope": "sometimes", "trust": "", "pigeon": "yes"}
    assert services.answer_how_care_was(plan_id=plan_id, answers=answers, by=themself(mary), at=AT) == 2
    assert {field.name for field in CareAnswer._meta.fields} == {"id", "organisation", "month", "question", "answer"}
    assert set(CareAnswer.objects.values_list("month", flat=True)) == {date(2026, 11, 1)}
    with pytest.raises(NotAllowed):
        services.answer_how_care_was(plan_id=plan_id, answers=answers, by=sam, at=AT)


@pytest.mark.parametrize(("day", "stage"), [(date(2027, 1, 31), "happening"), (date(2027, 2, 1), "review")])
def test_an_agreed_plan_comes_up_for_review_on_its_day(sam, plan_id, day, stage):
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("I want to walk"), by=sam, at=AT)
    services.agree_plan(plan_id=plan_id, version_read=2, agreed=services.AgreedBy(), review_on=NEXT, by=sam, at=AT)
    at = AT + (day - TODAY)
    found = {
        code: [plan.id for plan in queries.list_plans_at_stage(code, by=sam, at=at).plans]
        for code in ("record", "happening", "review")
    }
    assert found == {"record": [], "happening": [], "review": []} | {stage: [plan_id]}


def test_the_pages_of_a_stage_follow_each_other(sam, surgery, monkeypatch):
    days = {"happening": [5, None, 90, 3], "review": [None, 8, -2], "due": [-1, 0, -9]}
    for stage, each in days.items():
        for number, away in enumerate(each):
            Plan.objects.create(
                person=a_person(f"Ann Rees{stage}{number}", cared_for_by=surgery),
                organisation=surgery,
                state="agreed",
                stage="happening" if stage == "due" else stage,
                review_on=None if away is None else TODAY + timedelta(days=away),
                **made(sam, AT),
                changed_at=AT,
                changed_by=sam.id,
                changed_by_name=sam.name,
            )
    monkeypatch.setattr(by_stage, "PAGE_SIZE", 2)

    def all_pages(stage: str) -> list[int | None]:
        found: list[int | None] = []
        for page in range(1, 9):
            here = queries.list_plans_at_stage(stage, page=page, by=sam, at=AT)
            found += [one.review_on and (one.review_on - TODAY).days for one in here.plans]
            if not here.has_next:
                break
        return found

    assert all_pages("happening") == [3, 5, 90, None]
    assert all_pages("review") == [-9, -1, 0, -2, 8, None]


def test_the_list_by_stage_is_for_those_who_write_plans(mary, surgery, plan_id, sam):
    money = staff(surgery, Role.BUDGET_OFFICER)
    with pytest.raises(NotAllowed):
        queries.list_plans_at_stage("context", by=money, at=AT)
    elsewhere = staff(an_organisation("Hillside"))
    assert queries.list_plans_at_stage("context", by=elsewhere, at=AT).plans == ()
    assert len(queries.list_plans_at_stage("context", mine=True, by=sam, at=AT).plans) == 1


def test_a_plan_that_was_looked_at_again_still_counts(mary, sam, plan_id):
    services.record_conversation(
        plan_id=plan_id, held_on=TODAY, how="home", what_matters="Being outside", by=sam, at=AT
    )
    words = services.GoalWords("I want to walk", are_the_persons=True)
    goal_id = services.add_goal(plan_id=plan_id, goal=words, by=sam, at=AT)
    services.add_action(goal_id=goal_id, action=services.ActionSteps("To the gate", "person"), by=sam, at=AT)
    version = queries.get_plan(plan_id, by=sam, at=AT).version
    services.agree_plan(
        plan_id=plan_id, version_read=version, agreed=services.AgreedBy(), review_on=NEXT, by=sam, at=AT
    )
    rated(sam, plan_id)
    page = queries.get_plan(plan_id, by=sam, at=AT)
    assert (page.round, page.stages.counts) == (2, True)
