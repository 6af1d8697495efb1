"""Plans in full: several staff over weeks, whose words are whose, when things get worse, looking again."""

from datetime import date, timedelta

import pytest

from tests.world import AT, TODAY, a_proxy, an_organisation, staff, stranger_id, themself
from whatmatters.care_plans import queries, rules, services
from whatmatters.care_plans.models import Draft, Plan
from whatmatters.foundation.kernel.actor import STRANGER, Role
from whatmatters.foundation.kernel.errors import EditConflict, NotAllowed, NotFound, Refused
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.capacity import Assessed, record_capacity

pytestmark = pytest.mark.django_db

WORSE = services.WhenWorse("Breathing", ("I cannot finish a sentence",), "Call 999", are_the_persons=True)
NEXT = date(2027, 2, 1)


def said(words: str = "I am good with my hands", **more: object) -> services.Said:
    return services.Said(words, are_the_persons=True, **more)  # type: ignore[arg-type]


def test_three_staff_over_four_weeks_make_one_plan_that_counts(surgery, mary, sam):
    nurse = staff(surgery, Role.CLINICIAN, "Nia Rees")
    grace = staff(surgery, Role.CARE_COORDINATOR, "Grace Mensah")
    weeks = [AT + timedelta(weeks=n) for n in range(5)]

    plan_id = services.start_plan(person_id=mary.id, by=grace, at=weeks[0])
    services.involve(plan_id=plan_id, part=services.Part("Ada", "sister"), by=grace, at=weeks[0])
    services.write_statement(
        plan_id=plan_id, heading="known", said=services.Said("COPD", said_by="Chest clinic"), by=nurse, at=weeks[1]
    )
    assert Plan.objects.get().stage == "context"
    services.write_statement(plan_id=plan_id, heading="matters", said=said("My garden"), by=themself(mary), at=weeks[1])
    assert Plan.objects.get().stage == "prepare"
    services.record_conversation(
        plan_id=plan_id, held_on=weeks[2].date(), how="home", what_matters="My garden", by=sam, at=weeks[2]
    )
    assert Plan.objects.get().stage == "conversation"
    services.write_statement(plan_id=plan_id, heading="need", said=said("I get out of breath"), by=sam, at=weeks[2])
    goal = services.GoalWords("I want to dig my own beans", are_the_persons=True)
    goal_id = services.add_goal(plan_id=plan_id, goal=goal, by=sam, at=weeks[2])
    services.record_conversation(plan_id=plan_id, held_on=weeks[3].date(), how="in-person", by=nurse, at=weeks[3])
    services.add_action(
        goal_id=goal_id, action=services.ActionSteps("Pace the digging", "person"), by=nurse, at=weeks[3]
    )
    page = queries.get_plan(plan_id, by=grace, at=weeks[4])
    assert [c.number for c in page.stages.criteria if not c.is_met] == [3, 5]
    services.agree_plan(
        plan_id=plan_id,
        version_read=page.version,
        agreed=services.AgreedBy(),
        review_on=date(2027, 3, 1),
        by=grace,
        at=weeks[4],
    )
    page = queries.get_plan(plan_id, by=sam, at=weeks[4])
    assert page.stages.counts
    assert Plan.objects.get().stage == "happening"
    assert {talk.written_by for talk in page.conversations} == {"Sam Patel", "Nia Rees"}


@pytest.mark.parametrize(
    ("writer", "own", "authorship"),
    [
        ("mary", True, "person"),
        ("mary", False, "person"),
        ("sam", True, "supported"),
        ("sam", False, "staff"),
        ("proxy", True, "supported"),
        ("proxy", False, "proxy"),
    ],
)
def test_a_statement_says_whose_words_it_is(mary, sam, plan_id, writer, own, authorship):
    by = {"mary": themself(mary), "sam": sam, "proxy": a_proxy(mary, Section.PLAN)}[writer]
    words = services.Said("My hands", are_the_persons=own)
    services.write_statement(plan_id=plan_id, heading="strength", said=words, by=by, at=AT)
    page = queries.get_plan(plan_id, by=sam, at=AT)
    assert [view.authorship for view in queries.list_statements(page)["strength"]] == [authorship]


def test_staff_do_not_change_what_a_proxy_wrote(mary, sam, plan_id):
    rita = a_proxy(mary, Section.PLAN)
    key = services.write_statement(plan_id=plan_id, heading="worry", said=services.Said("She falls"), by=rita, at=AT)
    view = queries.list_statements(queries.get_plan(plan_id, by=sam, at=AT))["worry"][0]
    assert (view.whose_words, view.supported_by) == ("Written by somebody who acts for them", rita.name)
    with pytest.raises(Refused, match="acts for the person"):
        services.change_statement(
            statement_id=key, version_read=1, said=services.Said("Falls risk", are_the_persons=False), by=sam, at=AT
        )
    services.change_statement(
        statement_id=key, version_read=1, said=services.Said("She fell", are_the_persons=False), by=rita, at=AT
    )
    with pytest.raises(Refused):
        services.take_back_statement(statement_id=key, by=sam, at=AT)
    services.take_back_statement(statement_id=key, by=rita, at=AT)


def test_nobody_changes_or_takes_back_the_persons_words(mary, sam, plan_id):
    key = services.write_statement(plan_id=plan_id, heading="worry", said=said("Falling"), by=themself(mary), at=AT)
    with pytest.raises(Refused):
        services.change_statement(statement_id=key, version_read=1, said=services.Said("Risk"), by=sam, at=AT)
    with pytest.raises(Refused):
        services.take_back_statement(statement_id=key, by=sam, at=AT)
    services.change_statement(statement_id=key, version_read=1, said=said("Falling again"), by=themself(mary), at=AT)
    services.take_back_statement(statement_id=key, by=themself(mary), at=AT)
    assert not queries.list_statements(queries.get_plan(plan_id, by=sam, at=AT))["worry"]


def test_the_second_editor_of_a_statement_is_told(sam, plan_id):
    key = services.write_statement(plan_id=plan_id, heading="need", said=said("Breath"), by=sam, at=AT)
    services.change_statement(statement_id=key, version_read=1, said=said("My breath"), by=sam, at=AT)
    with pytest.raises(EditConflict) as conflict:
        services.change_statement(statement_id=key, version_read=1, said=said("Breathing"), by=sam, at=AT)
    assert conflict.value.theirs["What was said"] == "My breath"


@pytest.mark.parametrize(
    ("heading", "words", "code"),
    [
        ("need", services.Said(""), "words.empty"),
        ("nothing", services.Said("x"), "statement.heading"),
        ("need", services.Said("x", means="pigeon"), "statement.means"),
        ("known", services.Said("x", said_on=TODAY + timedelta(days=1)), "statement.future"),
    ],
)
def test_what_cannot_be_written(sam, plan_id, heading, words, code):
    with pytest.raises(Refused) as refusal:
        services.write_statement(plan_id=plan_id, heading=heading, said=words, by=sam, at=AT)
    assert [reason.code for reason in refusal.value.reasons] == [code]


def test_there_is_one_formulation(sam, plan_id):
    services.write_statement(plan_id=plan_id, heading="formulation", said=services.Said("It fits"), by=sam, at=AT)
    with pytest.raises(Refused):
        services.write_statement(plan_id=plan_id, heading="formulation", said=services.Said("Or so"), by=sam, at=AT)


def test_what_is_part_of_the_agreement_opens_it_again_and_preparation_does_not(mary, sam, plan_id):
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("I want to walk"), by=sam, at=AT)
    services.agree_plan(plan_id=plan_id, version_read=2, agreed=services.AgreedBy(), review_on=NEXT, by=sam, at=AT)
    services.write_statement(plan_id=plan_id, heading="worry", said=said("Ice"), by=themself(mary), at=AT)
    services.add_remark(plan_id=plan_id, kind="note", words="Walked to the gate", by=themself(mary), at=AT)
    assert Plan.objects.get().state == "agreed"
    services.write_statement(plan_id=plan_id, heading="strength", said=said(), by=sam, at=AT)
    assert Plan.objects.get().state == "being-written"


def test_a_draft_is_its_writers_alone_and_gone_once_saved(mary, sam, plan_id):
    services.keep_draft(plan_id=plan_id, heading="need", words="I get out", by=sam, at=AT)
    services.keep_draft(plan_id=plan_id, heading="need", words="I get out of breath", by=sam, at=AT)
    assert queries.get_heading(plan_id, "need", by=sam, at=AT).heading.draft == "I get out of breath"
    assert queries.get_heading(plan_id, "need", by=themself(mary), at=AT).heading.draft == ""
    services.write_statement(plan_id=plan_id, heading="need", said=said("I get out of breath"), by=sam, at=AT)
    assert not Draft.objects.exists()


def test_contingency_plans_are_kept_changed_and_ended(sam, plan_id):
    key = services.add_contingency(plan_id=plan_id, contingency=WORSE, by=sam, at=AT)
    page, view = queries.get_contingency(key, by=sam, at=AT)
    assert view.triggers == ("I cannot finish a sentence",)
    services.change_contingency(contingency_id=key, version_read=1, contingency=WORSE, by=sam, at=AT)
    with pytest.raises(EditConflict):
        services.change_contingency(contingency_id=key, version_read=1, contingency=WORSE, by=sam, at=AT)
    services.end_contingency(contingency_id=key, by=sam, at=AT)
    assert queries.list_contingencies(page) == ()
    with pytest.raises(NotFound):
        queries.get_contingency(key, by=sam, at=AT)


def test_a_contingency_without_a_trigger_is_refused(sam, plan_id):
    empty = services.WhenWorse("Breathing", (" ",), "Call 999")
    with pytest.raises(Refused) as refusal:
        services.add_contingency(plan_id=plan_id, contingency=empty, by=sam, at=AT)
    assert refusal.value.reasons[0].field == "triggers"


def test_a_wish_is_answered_once_and_a_different_view_stands(mary, sam, plan_id):
    key = services.write_statement(plan_id=plan_id, heading="formulation", said=services.Said("Low"), by=sam, at=AT)
    services.add_remark(
        plan_id=plan_id,
        kind="differ",
        words="I am not low, I am alone",
        beside=services.Beside(statement_id=key),
        by=themself(mary),
        at=AT,
    )
    wish = services.add_remark(plan_id=plan_id, kind="wish", words="Say alone", by=themself(mary), at=AT)
    services.answer_wish(remark_id=wish, outcome="changed", answer="You are right", by=sam, at=AT)
    with pytest.raises(Refused):
        services.answer_wish(remark_id=wish, outcome="kept", answer="No", by=sam, at=AT)
    found = {remark.kind: remark for remark in queries.list_remarks(queries.get_plan(plan_id, by=sam, at=AT))}
    assert found["differ"].statement_id == key
    assert (found["wish"].outcome, found["wish"].waits) == ("changed", False)


def test_a_remark_stands_beside_something_of_this_plan(mary, sam, plan_id):
    other = services.start_plan(person_id=mary.id, by=sam, at=AT)
    goal = services.add_goal(plan_id=other, goal=services.GoalWords("I want to sing"), by=sam, at=AT)
    with pytest.raises(NotFound):
        services.add_remark(
            plan_id=plan_id, kind="note", words="Here", beside=services.Beside(goal_id=goal), by=sam, at=AT
        )


def assessed(finding: str) -> Assessed:
    return Assessed(
        decision="Agreeing the care and support plan",
        finding=finding,
        reasons="Could not weigh what was said",
        assessed_on=TODAY,
        assessor_name="Nia Rees",
        how_supported="Pictures, morning, twice",
        best_interests="The plan keeps her at home",
        who_was_asked="Ada, her sister",
    )


def agree_for_her(plan_id, by, **more):
    version = queries.get_plan(plan_id, by=by, at=AT).version
    ada = {"with_whom": "representative", "name": "Ada", "reason": "She cannot decide this now"}
    agreed = services.AgreedBy(**(ada | more))
    services.agree_plan(plan_id=plan_id, version_read=version, agreed=agreed, review_on=NEXT, by=by, at=AT)


def test_somebody_else_agrees_only_with_a_record_of_capacity(mary, sam, plan_id):
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("I want to stay at home"), by=sam, at=AT)
    has = record_capacity(person_id=mary.id, assessed=assessed("has"), by=sam, at=AT)
    for capacity_id in (None, has, stranger_id()):
        with pytest.raises(Refused):
            agree_for_her(plan_id, sam, ground="lacks-capacity", capacity_id=capacity_id)
    lacks = record_capacity(person_id=mary.id, assessed=assessed("lacks"), by=sam, at=AT)
    agree_for_her(plan_id, sam, ground="lacks-capacity", capacity_id=lacks)
    assert queries.get_plan(plan_id, by=sam, at=AT).agreement.ground == str(rules.GROUNDS["lacks-capacity"])


def test_an_invitation_goes_into_the_outbox_once_and_comes_from_staff(mary, sam, plan_id):
    asking = services.Asking(meet_on=TODAY + timedelta(days=7), how="home", words="I bring the tea")
    services.invite(plan_id=plan_id, asking=asking, by=sam, at=AT)
    message = Message.objects.get()
    assert message.kind == "care_plans.invitation"
    assert "tea" not in str(message.subject_ids)
    with pytest.raises(Refused):
        services.invite(plan_id=plan_id, asking=asking, by=themself(mary), at=AT)
    with pytest.raises(Refused):
        services.invite(plan_id=plan_id, asking=services.Asking(), by=sam, at=AT)


@pytest.mark.parametrize(
    ("who", "answer"),
    [("stranger", NotFound), ("elsewhere", NotFound), ("money", NotAllowed), ("proxy", None), ("coach", None)],
)
def test_who_may_write_in_full(surgery, mary, plan_id, who, answer):
    by = {
        "stranger": STRANGER,
        "elsewhere": staff(an_organisation("Hillside")),
        "money": staff(surgery, Role.BUDGET_OFFICER),
        "proxy": a_proxy(mary, Section.PLAN),
        "coach": staff(surgery, Role.COACH),
    }[who]
    calls = (
        lambda: services.write_statement(plan_id=plan_id, heading="need", said=said(), by=by, at=AT),
        lambda: services.add_contingency(plan_id=plan_id, contingency=WORSE, by=by, at=AT),
        lambda: services.add_remark(plan_id=plan_id, kind="note", words="Here", by=by, at=AT),
        lambda: services.involve(plan_id=plan_id, part=services.Part("Ada"), by=by, at=AT),
        lambda: services.keep_draft(plan_id=plan_id, heading="need", words="x", by=by, at=AT),
    )
    for call in calls:
        if answer is None:
            call()
        else:
            with pytest.raises(answer):
                call()


def test_two_versions_show_what_was_said_and_what_to_do_when_things_get_worse(sam, plan_id):
    key = services.write_statement(plan_id=plan_id, heading="need", said=said("My breath"), by=sam, at=AT)
    services.change_statement(statement_id=key, version_read=1, said=said("My breath at night"), by=sam, at=AT)
    services.add_contingency(plan_id=plan_id, contingency=WORSE, by=sam, at=AT)
    lines = queries.get_comparison(plan_id, earlier=2, later=4, by=sam, at=AT).lines
    assert ("Needs and concerns", "My breath", "My breath at night") in lines
    assert ("When things get worse: Breathing", "", "I cannot finish a sentence\nCall 999") in lines
    assert queries.get_comparison(plan_id, earlier=1, later=2, by=sam, at=AT).lines
