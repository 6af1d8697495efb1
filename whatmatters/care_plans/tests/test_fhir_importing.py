"""Plans that come in from another record: with their goals and steps, once, and again when they changed there."""

import json

import pytest

from tests.world import AT, an_organisation
from whatmatters.care_plans.models import Action, Goal, Plan
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.importing.bringing_in import Wanted, bring_in
from whatmatters.foundation.people.importing.running.report import Report


class Silent:
    """Nobody watches."""

    def reading(self, entries: int, file: str) -> None:
        """Says nothing."""

    def taking(self, done: int, total: int) -> None:
        """Says nothing."""


PATIENT = {"resourceType": "Patient", "id": "p1", "name": [{"family": "Okafor", "given": ["Mary"]}]}
MARY = {"reference": "urn:p1"}
GOAL = {"resourceType": "Goal", "id": "g1", "lifecycleStatus": "active", "description": {"text": "Walk to the shop"}}
PLAN = {"resourceType": "CarePlan", "id": "c1", "status": "active", "intent": "plan", "title": "Falls"}


def bundle(*steps: str, words: str = "Walk to the shop") -> dict:
    activity = [
        {"detail": {"status": "not-started", "description": step, "goal": [{"reference": "urn:g1"}]}} for step in steps
    ]
    goal = GOAL | {"subject": MARY, "description": {"text": words}}
    plan = PLAN | {"subject": MARY, "goal": [{"reference": "urn:g1"}], "activity": activity}
    entries = [{"fullUrl": f"urn:{one['id']}", "resource": one} for one in (PATIENT, goal, plan)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


@pytest.fixture
def receive(db, tmp_path):
    surgery = an_organisation()

    def receive_bundle(content: dict) -> dict[str, int]:
        file = tmp_path / "records.json"
        file.write_text(json.dumps(content))
        with Report() as report:
            wanted = Wanted([file], surgery, source="Hospital")
            bring_in(wanted, report, Silent(), by=Actor.system("import"), at=AT)
            return dict(report.people)

    return receive_bundle


def test_a_plan_comes_in_with_its_goals_and_steps(receive):
    receive(bundle("Ask for a stick", "Walk to the corner"))
    assert Plan.objects.get().title == "Falls"
    assert Goal.objects.get().authorship == "imported"
    steps = Action.objects.order_by("place")
    assert [step.what for step in steps] == ["Ask for a stick", "Walk to the corner"]
    assert {step.goal_id for step in steps} == {Goal.objects.get().id}


def test_a_second_run_changes_nothing(receive):
    receive(bundle("Ask for a stick"))
    version = Plan.objects.get().version
    receive(bundle("Ask for a stick"))
    assert (Plan.objects.get().version, Action.objects.count(), Goal.objects.count()) == (version, 1, 1)


def test_what_changed_there_is_followed_once(receive):
    receive(bundle("Ask for a stick"))
    receive(bundle("Ask for a white stick", "Walk to the corner", words="Walk there alone"))
    assert [step.what for step in Action.objects.order_by("place")] == ["Ask for a white stick", "Walk to the corner"]
    assert Goal.objects.get().words == "Walk there alone"
    version = Plan.objects.get().version
    receive(bundle("Ask for a white stick", "Walk to the corner", words="Walk there alone"))
    assert Plan.objects.get().version == version
