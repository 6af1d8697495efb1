"""Who may do what: every service of people's records against every role, as one table to read.

`yes`: the service does it (or a rule of another kind says no); `no`: it is refused (403); `·`: the person is not there
for them (404). Source: rulebook 8.1 and 8.2, `permissions.doing`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable

import pytest
from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import EditConflict, NotAllowed, NotFound, Refused
from whatmatters.foundation.people import services
from whatmatters.foundation.people.models import Organisation

from .attempts import SERVICES, a_scene
from .scenes import Scene

MATRIX = """
service                 person proxy link coach coord clin  money broker commun direct analys admin other nobody
register_person         no     no    yes  yes   yes   yes   yes   no     no     no     no     no    no    no
join_care               no     no    yes  yes   yes   yes   yes   no     no     no     no     no    no    no
break_glass             no     no    no   no    no    yes   no    no     no     no     no     no    no    no
correct_particulars     yes    no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
correct_nhs_number      no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
add_contact_point       yes    yes   yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
change_contact_point    yes    yes   yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
end_contact_point       yes    yes   yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
set_address             yes    yes   yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
set_secret_address      yes    no    yes  no    yes   yes   no    ·      ·      ·      ·      ·     ·     ·
write_about_me          yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
take_back_about_me      yes    yes   no   no    no    no    ·     ·      ·      ·      ·      ·     ·     ·
restore_about_me        yes    yes   no   no    no    no    ·     ·      ·      ·      ·      ·     ·     ·
answer_about_me         yes    no    no   no    no    no    ·     ·      ·      ·      ·      ·     ·     ·
write_communication     yes    yes   yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
add_circle_member       yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
change_circle_member    yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
remove_circle_member    yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
decide_consent          yes    no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
withdraw_consent        yes    no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
grant_proxy_access      yes    no    yes  yes   yes   yes   no    ·      ·      ·      ·      ·     ·     ·
end_proxy_access        yes    yes   yes  yes   yes   yes   no    ·      ·      ·      ·      ·     ·     ·
hide_from_proxy         yes    ·     ·    ·     ·     ·     ·     ·      ·      ·      ·      ·     ·     ·
show_to_proxy           yes    ·     ·    ·     ·     ·     ·     ·      ·      ·      ·      ·     ·     ·
start_care              no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
end_care                no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
assign_worker           no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
record_capacity         no     no    yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
write_advance_statement yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
write_advance_refusal   yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
record_power_of_attorney yes   yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
end_advance_statement   yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
end_advance_refusal     yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
end_power_of_attorney   yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
hide_capacity_from_person ·    ·     yes  ·     yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
show_capacity_to_person ·      ·     yes  ·     yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
hide_circle_notes_from_person · ·    yes  ·     yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
show_circle_notes_to_person · ·      yes  ·     yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
link_own_record         yes    yes   yes  yes   yes   yes   ·     ·      ·      ·      ·      ·     ·     ·
record_death            no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
correct_death           no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
record_move_away        no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
record_return           no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
decide_not_the_same     no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
merge_people            no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
undo_merge              no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
offer_appointment       no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
book_appointment        yes    yes   yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
cancel_appointment      yes    yes   yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
record_attended         no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
record_missed           no     no    yes  yes   yes   yes   yes   ·      ·      ·      ·      ·     ·     ·
add_organisation        no     no    no   no    no    no    no    no     no     no     no     no    no    no
"""
"""`other`: a clinician of an organisation that does not care for the person; `nobody`: not signed in."""

HEAD, *ROWS = [line.split() for line in MATRIX.strip().splitlines()]


@pytest.fixture
def scene(surgery: Organisation, choir: Organisation) -> Scene:
    """One of everything, so that each service has something to act on."""
    return a_scene(surgery, choir)


def outcome(service: Callable[[Scene, Actor], object], scene: Scene, by: Actor) -> str:
    """What comes of it; everything is put back afterwards."""
    try:
        with transaction.atomic():
            service(scene, by)
            transaction.set_rollback(True)
    except NotAllowed:
        return "no"
    except NotFound:
        return "·"
    except (Refused, EditConflict):
        return "yes"
    return "yes"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_role_against_every_service(scene: Scene, row: list[str]) -> None:
    name, *expected = row
    found = {who: outcome(SERVICES[name], scene, scene.actors[who]) for who in HEAD[1:]}
    assert found == dict(zip(HEAD[1:], expected, strict=True))


def test_no_service_is_missing_from_the_table() -> None:
    """Every public function of the services that takes an actor stands in the table, but what jobs alone call."""
    by_jobs = {"propose_all_duplicates", "propose_duplicates_of"}
    found = set()
    for module in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            takes = inspect.signature(function).parameters
            is_service = "by" in takes and takes["by"].kind is inspect.Parameter.KEYWORD_ONLY
            is_own = function.__module__.startswith(services.__name__)
            if is_own and is_service and not name.startswith("_"):
                found.add(name)
    inner = {"begin_care", "keep_version", "write_first_consent"}
    tested_with_imports = {"receive_upload", "take_in_upload", "remove_old_uploads"}
    assert found - by_jobs - inner - tested_with_imports <= SERVICES.keys()
