"""A person who wants to be reminded of a step is, the day before, and only while it is still to come."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.world import AT, TODAY, themself
from whatmatters.care_plans import services
from whatmatters.care_plans.models import Action
from whatmatters.care_plans.queries.step_reminding import prepare_step_reminder
from whatmatters.foundation.kernel.clock import LONDON
from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.messages.kinds import Prepared
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.models import ContactPoint

pytestmark = pytest.mark.django_db
DUE = TODAY + timedelta(days=5)
EVE = datetime(DUE.year, DUE.month, DUE.day, tzinfo=LONDON) - timedelta(hours=14)
WALK = {"what": "Walk to the choir", "owner_kind": "person", "due_on": DUE, "reminds": True}


@pytest.fixture
def goal_id(sam, plan_id):
    return services.add_goal(plan_id=plan_id, goal=services.GoalWords("I want to sing"), by=sam, at=AT)


@pytest.fixture
def action_id(mary, sam, goal_id):
    ContactPoint.objects.create(person=mary, kind="email", value="mary@example.org")
    return services.add_action(goal_id=goal_id, action=services.ActionSteps(**WALK), by=sam, at=AT)


def reminder(action_id, at: datetime = EVE):
    return prepare_step_reminder({"action_id": action_id}, at)


def change(action_id, sam, **more) -> None:
    row = Action.objects.get(pk=action_id)
    typed = services.ActionSteps(**(WALK | more))
    services.change_action(action_id=action_id, version_read=row.version, action=typed, by=sam, at=AT)


def test_it_goes_the_day_before_and_does_not_say_what(action_id):
    (message,) = Message.objects.filter(kind="care_plans.step-reminder")
    assert message.send_after == EVE
    answer = reminder(action_id)
    assert isinstance(answer, Prepared)
    assert answer.address == "mary@example.org"
    assert f"{DUE.day} " in answer.text
    assert "choir" not in answer.text


def test_saved_again_it_goes_once_and_moved_it_goes_for_the_new_day(action_id, sam):
    change(action_id, sam, what="Walk to the choir with Jean")
    assert Message.objects.count() == 1
    later = DUE + timedelta(days=3)
    change(action_id, sam, due_on=later)
    assert Message.objects.count() == 2
    assert not isinstance(reminder(action_id), Prepared)
    assert isinstance(reminder(action_id, EVE + timedelta(days=3)), Prepared)


@pytest.mark.parametrize(
    "happens",
    [
        lambda action_id, sam: services.move_action(action_id=action_id, move="complete", by=sam, at=AT),
        lambda action_id, sam: change(action_id, sam, reminds=False),
        lambda action_id, sam: services.close_plan(
            plan_id=Action.objects.get(pk=action_id).plan_id, why="Moved", by=sam, at=AT
        ),
    ],
    ids=["done", "not wanted any more", "plan closed"],
)
def test_it_stops_when_there_is_nothing_to_remind_of(action_id, sam, happens):
    happens(action_id, sam)
    assert not isinstance(reminder(action_id), Prepared)


def test_it_does_not_come_after_its_day(action_id):
    assert not isinstance(reminder(action_id, EVE + timedelta(days=3)), Prepared)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"owner_kind": "circle"}, "action.reminds-whom"), ({"due_on": None}, "action.reminds-when")],
)
def test_what_cannot_be_reminded_of_is_refused(goal_id, sam, wrong: dict[str, date | str | None], code):
    with pytest.raises(Refused) as refusal:
        services.add_action(goal_id=goal_id, action=services.ActionSteps(**(WALK | wrong)), by=sam, at=AT)
    assert code in [reason.code for reason in refusal.value.reasons]


def test_the_person_may_ask_for_it_themself(mary, goal_id):
    key = services.add_action(goal_id=goal_id, action=services.ActionSteps(**WALK), by=themself(mary), at=AT)
    assert Action.objects.get(pk=key).reminds
