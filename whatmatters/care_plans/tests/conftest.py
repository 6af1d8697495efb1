"""A surgery, somebody it cares for, a link worker, and a plan that has just begun."""

import pytest

from tests.world import AT, a_person, an_organisation, staff
from whatmatters.care_plans import services


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
