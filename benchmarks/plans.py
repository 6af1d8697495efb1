"""How long the pages of plans take: a large plan, two of its versions side by side, 20,000 plans by stage, its folder as PDF.

    python benchmarks/plans.py                      SQLite
    WHATMATTERS_DATABASE_URL=… python benchmarks/plans.py      PostgreSQL: a database of its own, which it fills

In process, through the real middleware, medians of many requests, each beside a page of no person asked in turn (the
public front page, as what the site itself costs). The large plan has 30 goals, 200 actions and 50 versions and more.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "whatmatters.project.settings"
HOME = tempfile.TemporaryDirectory()
os.environ["WHATMATTERS_HOME"] = HOME.name

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from whatmatters.care_plans import services  # noqa: E402
from whatmatters.care_plans.models import Plan  # noqa: E402
from whatmatters.foundation.accounts.services.accounts import give_post, make_account  # noqa: E402
from whatmatters.foundation.accounts.services.door import Door  # noqa: E402
from whatmatters.foundation.accounts.session_engine import SessionStore  # noqa: E402
from whatmatters.foundation.kernel.actor import Actor, Post, Role  # noqa: E402
from whatmatters.foundation.kernel.clock import day_of, now  # noqa: E402
from whatmatters.foundation.people.models import CareRelationship, Organisation, Person  # noqa: E402

GOALS, ACTIONS, VERSIONS, PLANS, TIMES = 30, 200, 50, 20_000, 60
LOADER = Actor.system("benchmark")
AT = now()
MADE = {"created_at": AT, "created_by": LOADER.id, "created_by_name": LOADER.name}


def main() -> None:
    """Fill a database, sign in, and ask for each page in turn with the front page."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    organisation = Organisation.objects.create(name="Bench Surgery", kind="practice")
    worker, client = _worker(organisation)
    person_id, plan_id = _large_plan(organisation, worker)
    _many_plans(organisation)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(f"{connection.vendor}: medians of {TIMES} requests in process, in milliseconds\n")
    print("| Page | Ours | Front page in turn | Ratio |\n| --- | --- | --- | --- |")
    for name, address in {
        f"plan of {GOALS} goals and {ACTIONS} actions": f"/plans/{plan_id}/",
        "its stage “making it happen”": f"/plans/{plan_id}/stage/happening",
        "its versions": f"/plans/{plan_id}/versions",
        "two versions side by side": f"/plans/{plan_id}/versions/compare?earlier=5&later=60",
        f"{PLANS:,} plans by stage": "/plans/stage/happening",
        "folder as PDF": f"/people/{person_id}/record/folder.pdf",
    }.items():
        ours, front = _in_turn(client, address)
        print(f"| {name} | {ours:.1f} | {front:.1f} | {ours / front:.1f} |")


def _in_turn(client: Client, address: str) -> tuple[float, float]:
    def once(place: str) -> float:
        begun = time.perf_counter()
        answer = client.get(place)
        if answer.status_code != 200:
            raise SystemExit(f"{place} answered {answer.status_code}")
        _ = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return (time.perf_counter() - begun) * 1000

    for place in (address, "/"):
        once(place)
    pairs = [(once(address), once("/")) for _ in range(TIMES)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _worker(organisation: Organisation) -> tuple[Actor, Client]:
    account_id = make_account(name="Sam Patel", email="sam@example.org", by=LOADER, at=AT)
    give_post(account_id=account_id, organisation_id=organisation.id, role=Role.LINK_WORKER, by=LOADER, at=AT)
    store = SessionStore()
    Door(store, "127.0.0.1").let_in(account_id, "code")
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["whatmatters_session"] = store.session_key or ""
    post = Post(Role.LINK_WORKER, organisation.id, organisation.name)
    return Actor(id=str(account_id), name="Sam Patel", posts=(post,)), client


@transaction.atomic
def _large_plan(organisation: Organisation, worker: Actor) -> tuple[UUID, UUID]:
    person = _person(organisation, 0)
    plan_id = services.start_plan(person_id=person.id, by=worker, at=AT)
    for number in range(GOALS):
        words = services.GoalWords(f"I want to walk to place {number} and back again", "I meet people there", None)
        goal_id = services.add_goal(plan_id=plan_id, goal=words, by=worker, at=AT)
        for step in range(ACTIONS // GOALS + (number < ACTIONS % GOALS)):
            action = services.ActionSteps(f"Walk to bench {step}", "person", when_text="every dry morning")
            services.add_action(goal_id=goal_id, action=action, by=worker, at=AT)
    return person.id, plan_id


def _person(organisation: Organisation, number: int) -> Person:
    person = Person.objects.create(given_names="Mary", family_name=f"Okafor{number}", search_name="okafor", **MADE)
    CareRelationship.objects.create(
        person=person, organisation=organisation, basis="direct-care", starts_on=day_of(AT), **MADE
    )
    return person


def _many_plans(organisation: Organisation) -> None:
    people = [
        Person(given_names="Ann", family_name=f"Rees{number}", search_name=f"rees{number}", **MADE)
        for number in range(PLANS)
    ]
    Person.objects.bulk_create(people, batch_size=1000)
    CareRelationship.objects.bulk_create(
        (
            CareRelationship(
                person=person, organisation=organisation, basis="direct-care", starts_on=day_of(AT), **MADE
            )
            for person in people
        ),
        batch_size=1000,
    )
    Plan.objects.bulk_create(
        (
            Plan(
                person=person,
                organisation=organisation,
                state="agreed",
                stage="happening",
                review_on=day_of(AT) + timedelta(days=1 + number % 300),
                changed_at=AT,
                changed_by=LOADER.id,
                changed_by_name=LOADER.name,
                **MADE,
            )
            for number, person in enumerate(people)
        ),
        batch_size=1000,
    )


if __name__ == "__main__":
    main()
