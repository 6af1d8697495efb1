"""The pages of the six stages: they open, they write, and nothing typed is lost."""

import pytest
from django.urls import reverse

from tests.world import AT
from whatmatters.care_plans import queries, rules, services
from whatmatters.care_plans.models import ContingencyPlan, Draft, Involved, Remark, Statement
from whatmatters.foundation.accounts.tests.fixtures import account_for_tests, sign_in_for_tests
from whatmatters.foundation.kernel.actor import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def goal(plan_id, sam):
    return services.add_goal(plan_id=plan_id, goal=services.GoalWords("I want to walk"), by=sam, at=AT)


@pytest.fixture
def worker(client, surgery):
    account = account_for_tests("Sam Patel", posts=[(Role.LINK_WORKER, surgery.id)])
    return sign_in_for_tests(client, account)


@pytest.mark.parametrize("stage", rules.STAGES)
def test_each_stage_is_a_page_with_its_list(worker, plan_id, stage):
    answer = worker.get(reverse("care_plans:stage", args=[plan_id, stage]))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert str(rules.STAGES[stage]) in page
    assert "Still to do here" in page


def test_an_unknown_stage_is_not_there(worker, plan_id):
    assert worker.get(reverse("care_plans:stage", args=[plan_id, "finished"])).status_code == 404


@pytest.mark.parametrize("under", [code for code in rules.HEADINGS if code != "known"])
def test_every_heading_can_be_written_under(worker, plan_id, under):
    typed = {"words": "Something said", "whose": "theirs", "further": "Agreed"}
    answer = worker.post(reverse("care_plans:say", args=[plan_id, under]), typed)
    assert answer.status_code == 302
    assert Statement.objects.get().heading == under


def test_what_is_refused_is_still_on_the_page(worker, plan_id):
    answer = worker.post(reverse("care_plans:say", args=[plan_id, "risk"]), {"words": "", "further": "With a stick"})
    assert answer.status_code == 422
    assert "With a stick" in answer.content.decode()


def test_a_draft_is_kept_and_offered_again(worker, plan_id):
    address = reverse("care_plans:keep_draft", args=[plan_id, "need"])
    assert worker.post(address, {"words": "I get out of"}).status_code == 204
    assert Draft.objects.get().words == "I get out of"
    page = worker.get(reverse("care_plans:say", args=[plan_id, "need"])).content.decode()
    assert "I get out of" in page


def test_a_goal_is_made_of_what_was_said(worker, sam, plan_id):
    said = services.Said("I cannot see the kerb", are_the_persons=True)
    key = services.write_statement(plan_id=plan_id, heading="need", said=said, by=sam, at=AT)
    address = f"{reverse('care_plans:goal_new', args=[plan_id])}?from={key}"
    assert "I cannot see the kerb" in worker.get(address).content.decode()
    worker.post(address, {"words": "I want to cross the road", "whose": "theirs"})
    goal = queries.get_plan(plan_id, by=sam, at=AT).goals[-1]
    assert Statement.objects.get(goals=goal.id).id == key


@pytest.mark.parametrize("wrong", ["nonsense", "00000000-0000-0000-0000-000000000007"])
def test_a_goal_made_of_nothing_is_not_there(worker, plan_id, wrong):
    assert worker.get(f"{reverse('care_plans:goal_new', args=[plan_id])}?from={wrong}").status_code == 404


def test_pages_write_what_stands_around_the_plan(worker, plan_id):
    worker.post(reverse("care_plans:involve", args=[plan_id]), {"name": "Ada", "role": "sister"})
    typed = {"name": "Bad days", "triggers": "No sleep\nNo food", "what_should_happen": "Ring Ada", "whose": "theirs"}
    worker.post(reverse("care_plans:contingency_new", args=[plan_id]), typed)
    worker.post(reverse("care_plans:remark_new", args=[plan_id]), {"kind": "wish", "words": "Say Ada first"})
    assert ContingencyPlan.objects.get().triggers == ["No sleep", "No food"]
    assert Involved.objects.get().name == "Ada"
    answer = {"outcome": "kept", "answer": "She is first already"}
    worker.post(reverse("care_plans:remark_answer", args=[Remark.objects.get().id]), answer)
    assert Remark.objects.get().outcome == "kept"
    happening = worker.get(reverse("care_plans:stage", args=[plan_id, "happening"])).content.decode()
    assert "She is first already" in happening


def test_a_review_is_written_on_its_page(worker, sam, plan_id):
    goal = queries.get_plan(plan_id, by=sam, at=AT).goals[0]
    typed = {
        "is_formal": "formal",
        "held_on-day": "1",
        "held_on-month": "11",
        "held_on-year": "2026",
        "how": "home",
        "what_changed": "She walks",
        "next_on-day": "1",
        "next_on-month": "2",
        "next_on-year": "2030",
        f"goal-{goal.id}": "1",
    }
    answer = worker.post(reverse("care_plans:review", args=[plan_id]), typed)
    assert answer.status_code == 302
    page = worker.get(reverse("care_plans:stage", args=[plan_id, "review"])).content.decode()
    assert "She walks" in page
    assert "60.0" in page


def test_the_shared_screen_is_headed_in_the_persons_words(worker, plan_id):
    page = worker.get(reverse("care_plans:together", args=[plan_id])).content.decode()
    assert "What worries me" in page
    assert "What worries them" not in page


def test_plans_are_listed_where_the_work_is(worker, plan_id):
    at_record = worker.get(reverse("care_plans:by_stage", args=["record"])).content.decode()
    at_review = worker.get(reverse("care_plans:by_stage", args=["review"])).content.decode()
    assert "Mary Okafor" in at_record
    assert "Mary Okafor" not in at_review
    assert worker.get(reverse("care_plans:by_stage", args=["finished"])).status_code == 404


@pytest.mark.parametrize(("name", "more"), [("care_plans:say", ["need"]), ("care_plans:contingency_new", [])])
def test_nobody_is_taken_for_the_author_without_being_asked(worker, plan_id, name, more):
    address = reverse(name, args=[plan_id, *more])
    assert "checked" not in worker.get(address).content.decode()
    typed = {"words": "Breath", "name": "Breath", "triggers": "No breath", "what_should_happen": "Sit down"}
    assert worker.post(address, typed).status_code == 422
    assert not Statement.objects.exists()
    assert not ContingencyPlan.objects.exists()
