"""Plans from conversation to agreement: who may, what is kept, what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.world import AT, TODAY, a_person, a_proxy, an_organisation, staff, stranger_id, themself
from whatmatters.care_plans import queries, services
from whatmatters.care_plans.models import Action, Goal, Plan, PlanVersion
from whatmatters.foundation.kernel.actor import STRANGER, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import EditConflict, NotAllowed, NotFound, Refused
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.break_glass import break_glass

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
WALK = services.GoalWords("I want to walk to the shop on my own", "It is where I meet people", Decimal(9))
CHOIR = services.ActionSteps("Go to the choir on Thursday", "circle", "My sister Ada", confidence=Decimal(7))


@pytest.fixture
def surgery():
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person(cared_for_by=surgery)


@pytest.fixture
def sam(surgery):
    return staff(surgery)


@pytest.fixture
def plan_id(mary, sam):
    return services.start_plan(person_id=mary.id, by=sam, at=AT)


def written(goal: services.GoalWords) -> services.GoalWords:
    return services.GoalWords(goal.words, goal.why_it_matters, goal.importance, are_the_persons=True)


def test_from_conversation_to_agreement(mary, sam, plan_id):
    services.record_conversation(
        plan_id=plan_id, held_on=TODAY, how="home", who_was_there="Mary, Ada", what_matters="The shop", by=sam, at=AT
    )
    goal_id = services.add_goal(plan_id=plan_id, goal=written(WALK), by=sam, at=AT)
    services.add_action(goal_id=goal_id, action=CHOIR, by=sam, at=AT)
    page = queries.get_plan(plan_id, by=sam, at=AT)
    services.agree_plan(
        plan_id=plan_id,
        version_read=page.version,
        agreed=services.AgreedBy(),
        review_on=date(2027, 2, 1),
        by=sam,
        at=LATER,
    )
    page = queries.get_plan(plan_id, by=themself(mary), at=LATER)
    assert page.state == "agreed"
    assert page.agreement
    assert not page.agreement.has_changed_since
    assert page.stages.counts
    assert page.goals[0].words == WALK.words
    assert page.goals[0].whose_words == "In my own words, with help to write"
    assert page.goals[0].supported_by == "Sam Patel"
    assert page.goals[0].actions[0].owner == "My sister Ada"
    assert page.lead_name == "Sam Patel"


def test_each_change_keeps_a_version_and_an_audit_row(mary, sam, plan_id):
    goal_id = services.add_goal(plan_id=plan_id, goal=WALK, by=sam, at=AT)
    services.add_action(goal_id=goal_id, action=CHOIR, by=sam, at=AT)
    changes = list(PlanVersion.objects.order_by("number").values_list("number", "change"))
    assert changes == [(1, "started a plan"), (2, "added a goal"), (3, "added an action")]
    assert [row.action for row in list_events_about(mary.id)] == ["added an action", "added a goal", "started a plan"]
    assert {row.organisation for row in list_events_about(mary.id)} == {"Riverside Surgery"}


def test_a_change_opens_an_agreed_plan_again_and_progress_does_not(mary, sam, plan_id):
    goal_id = services.add_goal(plan_id=plan_id, goal=WALK, by=sam, at=AT)
    action_id = services.add_action(goal_id=goal_id, action=CHOIR, by=sam, at=AT)
    version = Plan.objects.get().version
    services.agree_plan(
        plan_id=plan_id, version_read=version, agreed=services.AgreedBy(), review_on=date(2027, 2, 1), by=sam, at=AT
    )
    services.move_action(action_id=action_id, move="complete", how_it_went="She sang", by=themself(mary), at=AT)
    services.move_goal(goal_id=goal_id, move="finish", achievement="achieved", by=sam, at=AT)
    page = queries.get_plan(plan_id, by=sam, at=AT)
    assert (page.state, page.agreement.has_changed_since) == ("agreed", False)
    assert page.goals[0].achievement_words == "Reached"
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("See my grandson"), by=themself(mary), at=LATER)
    page = queries.get_plan(plan_id, by=sam, at=LATER)
    assert (page.state, page.agreement.has_changed_since) == ("being-written", True)


def test_the_person_writes_in_their_own_words_and_staff_cannot_edit_them(mary, sam, plan_id):
    goal_id = services.add_goal(plan_id=plan_id, goal=WALK, by=themself(mary), at=AT)
    assert Goal.objects.get().authorship == "person"
    for words in (services.GoalWords("Increase mobility"), written(services.GoalWords("Walk further"))):
        with pytest.raises(Refused) as refusal:
            services.change_goal(goal_id=goal_id, version_read=1, goal=words, by=sam, at=AT)
        assert refusal.value.reasons[0].field == "words"
    same_words = services.GoalWords(WALK.words, "Because of the stairs", Decimal(8))
    services.change_goal(goal_id=goal_id, version_read=1, goal=same_words, by=sam, at=AT)
    goal = Goal.objects.get()
    assert (goal.words, goal.authorship, goal.importance) == (WALK.words, "person", 8)


def test_a_second_editor_is_told_and_nothing_is_lost(mary, sam, plan_id):
    goal_id = services.add_goal(plan_id=plan_id, goal=written(WALK), by=sam, at=AT)
    services.change_goal(
        goal_id=goal_id, version_read=1, goal=services.GoalWords("I want to walk to church"), by=themself(mary), at=AT
    )
    with pytest.raises(EditConflict) as conflict:
        services.change_goal(
            goal_id=goal_id, version_read=1, goal=written(services.GoalWords("I want to swim")), by=sam, at=LATER
        )
    assert conflict.value.mine["What matters"] == "I want to swim"
    assert conflict.value.theirs["What matters"] == "I want to walk to church"
    assert conflict.value.changed_by == mary.full_name
    assert Goal.objects.get().words == "I want to walk to church"


@pytest.mark.parametrize("mark", [7, Decimal("7.0"), Decimal("7")])
def test_a_mark_reads_alike_from_a_form_and_from_the_database(mark):
    assert services.GoalWords("I want to walk", importance=mark).labelled()["How important (1 to 10)"] == "7"
    assert services.ActionSteps("Walk", confidence=mark).labelled()["How sure (1 to 10)"] == "7"


def test_a_plan_that_changed_meanwhile_is_not_agreed(sam, plan_id):
    services.add_goal(plan_id=plan_id, goal=WALK, by=sam, at=AT)
    read = Plan.objects.get().version
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("Another"), by=sam, at=AT)
    with pytest.raises(EditConflict):
        services.agree_plan(
            plan_id=plan_id, version_read=read, agreed=services.AgreedBy(), review_on=date(2027, 1, 1), by=sam, at=AT
        )
    assert Plan.objects.get().state == "being-written"


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        ("link worker", None),
        ("coach", None),
        ("care co-ordinator", None),
        ("clinician", None),
        ("the person", None),
        ("proxy for plans", None),
        ("budget officer", NotAllowed),
        ("proxy for money", NotFound),
        ("proxy past the end", NotFound),
        ("administrator", NotFound),
        ("analyst", NotFound),
        ("directory editor", NotFound),
        ("community contact", NotFound),
        ("broker", NotFound),
        ("link worker elsewhere", NotFound),
        ("a stranger", NotFound),
    ],
)
def test_who_may_write(who, outcome, mary, surgery):
    actors = {
        "the person": themself(mary),
        "proxy for plans": a_proxy(mary, Section.PLAN),
        "proxy for money": a_proxy(mary, Section.MONEY),
        "proxy past the end": a_proxy(mary, Section.PLAN, ends_before=TODAY),
        "link worker elsewhere": staff(an_organisation("Hilltop Surgery")),
        "care co-ordinator": staff(surgery, Role.CARE_COORDINATOR),
        "a stranger": STRANGER,
    }
    actor = actors[who] if who in actors else staff(surgery, Role(who.replace(" ", "-")))
    if outcome is None:
        services.start_plan(person_id=mary.id, by=actor, at=AT)
        return
    with pytest.raises(outcome):
        services.start_plan(person_id=mary.id, by=actor, at=AT)
    assert not Plan.objects.exists()


def test_what_was_opened_in_an_emergency_is_read_and_not_written(mary, sam):
    elsewhere = an_organisation("Brackwater Surgery")
    doctor = staff(elsewhere, Role.CLINICIAN, "Dr Obi")
    plan_id = services.start_plan(person_id=mary.id, by=sam, at=AT)
    break_glass(person_id=mary.id, organisation_id=elsewhere.id, reason="Fell at the bus stop", by=doctor, at=AT)
    page = queries.get_plan(plan_id, by=doctor, at=AT)
    assert [reason.code for reason in page.reasons_against_writing] == ["plan.write.emergency"]
    for write in (
        lambda: services.start_plan(person_id=mary.id, by=doctor, at=AT),
        lambda: services.add_goal(plan_id=plan_id, goal=WALK, by=doctor, at=AT),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_what_is_not_there_is_not_found(sam):
    for call in (queries.get_plan, queries.get_goal, queries.get_action, queries.list_versions):
        with pytest.raises(NotFound):
            call(stranger_id(), by=sam, at=AT)
    with pytest.raises(NotFound):
        services.change_goal(goal_id=stranger_id(), version_read=1, goal=WALK, by=sam, at=AT)


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda goal, by: services.add_action(goal_id=goal, action=services.ActionSteps(""), by=by, at=AT), "what"),
        (
            lambda goal, by: services.add_action(
                goal_id=goal, action=services.ActionSteps("x", due_on=TODAY - timedelta(days=1)), by=by, at=AT
            ),
            "due_on",
        ),
        (
            lambda goal, by: services.add_action(
                goal_id=goal, action=services.ActionSteps("x", confidence=Decimal(0)), by=by, at=AT
            ),
            "confidence",
        ),
        (
            lambda goal, by: services.add_action(
                goal_id=goal, action=services.ActionSteps("x", owner_kind="robot"), by=by, at=AT
            ),
            "owner_kind",
        ),
        (lambda goal, by: services.move_goal(goal_id=goal, move="explode", by=by, at=AT), "move"),
    ],
)
def test_bad_answers_are_refused_beside_their_question(call, field, sam, plan_id):
    goal_id = services.add_goal(plan_id=plan_id, goal=WALK, by=sam, at=AT)
    with pytest.raises(Refused) as refusal:
        call(goal_id, sam)
    assert refusal.value.reasons[0].field == field
    assert not Action.objects.exists()


def test_closed_plans_are_read_only_until_opened_again(sam, plan_id):
    services.close_plan(plan_id=plan_id, why="She moved in with her son", by=sam, at=AT)
    with pytest.raises(Refused):
        services.add_goal(plan_id=plan_id, goal=WALK, by=sam, at=AT)
    assert queries.get_plan(plan_id, by=sam, at=AT).reasons_against_writing
    services.reopen_plan(plan_id=plan_id, by=sam, at=AT)
    services.add_goal(plan_id=plan_id, goal=WALK, by=sam, at=AT)


def test_scripts_stay_literal_text(mary, sam, plan_id):
    words = "<script>alert(1)</script> & 'walk'"
    services.add_goal(plan_id=plan_id, goal=services.GoalWords(words), by=sam, at=AT)
    assert queries.get_plan(plan_id, by=sam, at=AT).goals[0].words == words


def test_two_versions_side_by_side(sam, plan_id):
    goal_id = services.add_goal(plan_id=plan_id, goal=written(WALK), by=sam, at=AT)
    services.change_goal(
        goal_id=goal_id, version_read=1, goal=written(services.GoalWords("I want to walk to church")), by=sam, at=LATER
    )
    page = queries.get_comparison(plan_id, earlier=2, later=3, by=sam, at=LATER)
    assert ("Goal 1: what matters", WALK.words, "I want to walk to church") in page.lines
    with pytest.raises(NotFound):
        queries.get_comparison(plan_id, earlier=2, later=99, by=sam, at=LATER)


def test_a_plan_page_costs_the_same_for_two_and_twenty_goals(mary, sam, plan_id, django_assert_max_num_queries):
    def statements() -> int:
        with django_assert_max_num_queries(12) as counted:
            queries.get_plan(plan_id, by=sam, at=AT)
        return len(counted.captured_queries)

    goals = [services.add_goal(plan_id=plan_id, goal=WALK, by=sam, at=AT) for _ in range(2)]
    few = statements()
    goals += [services.add_goal(plan_id=plan_id, goal=WALK, by=sam, at=AT) for _ in range(18)]
    for goal_id in goals:
        services.add_action(goal_id=goal_id, action=CHOIR, by=sam, at=AT)
    assert statements() == few
