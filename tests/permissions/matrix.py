"""The permission matrix: every address that is not public, asked by every role, about one person's record.

The people and staff are those of the demonstration; the record is Peggy Holloway's. Each address is asked as its
method allows (a page is read; an address that only takes a form is sent an empty one), and what was done is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.allowed import PUBLIC_ADDRESSES
from whatmatters.care_plans.models import Action, ContingencyPlan, Goal, Involved, Plan, Remark, Statement
from whatmatters.foundation.accounts.models import Account
from whatmatters.foundation.accounts.tests.fixtures import sign_in_for_tests
from whatmatters.foundation.people.models import (
    AdvanceStatement,
    Appointment,
    CapacityRecord,
    CareRelationship,
    CircleMember,
    Consent,
    ContactPoint,
    Organisation,
    Person,
)
from whatmatters.social_prescribing.directory.models import FeedRun, Listing, Report

WHO = {
    "the person": "peggy",
    "a proxy of somebody else": "amina",
    "link worker": "link.worker",
    "coach": "coach",
    "care co-ordinator": "coordinator",
    "clinician": "clinician",
    "budget team": "budgets",
    "broker": "broker",
    "community group": "choir",
    "directory editor": "directory",
    "analyst": "analyst",
    "administrator": "administrator",
    "link worker in another place": "elsewhere",
}
"""Who asks, and their sign-in in the demonstration."""

_ANSWERS = {200: "yes", 204: "yes", 302: "yes", 303: "yes", 422: "yes", 409: "yes", 404: "·", 403: "no"}
"""`yes` may, `no` may not, `·` it is not there for them. 422 and 409: may, but the empty form was refused."""


@dataclass(frozen=True)
class Address:
    """One address by name, with what its parts are called."""

    name: str
    parts: tuple[str, ...]


def addresses() -> list[Address]:
    """Every address that is not public, in the order of its name."""
    return sorted(_walk(get_resolver().url_patterns, "", ()), key=lambda address: address.name)


def _walk(patterns: list[URLPattern | URLResolver], space: str, parts: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        inner = (*parts, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space, inner
            )
        elif f"{space}{pattern.name}" not in PUBLIC_ADDRESSES:
            yield Address(f"{space}{pattern.name}", inner)


def things() -> dict[str, object]:
    """What the parts of an address stand for: Peggy's record and what hangs on it; else something that is not there."""
    peggy = Person.objects.get(preferred_name="Peggy")
    statement = Statement.objects.filter(plan__person=peggy, authorship="staff").earliest("created_at")
    return {
        "person_id": peggy.id,
        "plan_id": Plan.objects.get(person=peggy).id,
        "goal_id": Goal.objects.filter(plan__person=peggy).earliest("place").id,
        "action_id": Action.objects.filter(plan__person=peggy).earliest("place").id,
        "contact_id": ContactPoint.objects.get(person=peggy).id,
        "member_id": CircleMember.objects.filter(person=peggy).earliest("name").id,
        "consent_id": Consent.objects.get(person=peggy).id,
        "relationship_id": CareRelationship.objects.get(person=peggy, organisation__kind="network").id,
        "appointment_id": Appointment.objects.get(person=peggy).id,
        "organisation_id": Organisation.objects.get(kind="network").id,
        "first_id": peggy.id,
        "second_id": Person.objects.get(given_names="Walter").id,
        "statement_id": statement.id,
        "contingency_id": ContingencyPlan.objects.filter(plan__person=peggy).earliest("place").id,
        "remark_id": Remark.objects.filter(plan__person=peggy, kind="wish").earliest("created_at").id,
        "involved_id": Involved.objects.filter(plan__person=peggy).earliest("created_at").id,
        "capacity_id": CapacityRecord.objects.get(person=peggy).id,
        "wish_id": AdvanceStatement.objects.get(person=peggy).id,
        "listing_id": Listing.objects.earliest("number").id,
        "run_id": FeedRun.objects.earliest("created_at").id,
        "report_id": Report.objects.earliest("created_at").id,
        "section": "plan",
        "under": "need",
        "stage": "record",
        "heading": "wellness",
        "move": "cancel",
        "number": 1,
        "based_on": 1,
        "code": "pl",
        "token": "nothing",
        "provider": "nhs-login",
        "side": "old",
    }


def matrix() -> dict[str, dict[str, str]]:
    """The answer for each address and each who; signs everybody in once."""
    clients = {who: _client(login) for who, login in WHO.items()}
    known = things()
    return {
        address.name: {who: _answer(address, client, known) for who, client in clients.items()}
        for address in addresses()
    }


def _client(login: str) -> Client:
    return sign_in_for_tests(Client(raise_request_exception=False), Account.objects.get(email=f"{login}@example.org"))


def _answer(address: Address, client: Client, known: dict[str, object]) -> str:
    place = reverse(address.name, kwargs={part: known.get(part, UUID(int=7)) for part in address.parts})
    with transaction.atomic():
        response = client.get(place)
        if response.status_code == 405:
            response = client.post(place)
        transaction.set_rollback(True)
    if response.status_code == 302 and "sign-in" in response.headers["Location"]:
        return "sign in"
    return _ANSWERS.get(response.status_code, str(response.status_code))


def as_markdown(found: dict[str, dict[str, str]]) -> str:
    """The matrix as a page of the documentation."""
    lines = [
        "# Who may open what",
        "",
        "Made by `python -m pytest tests/permissions --write-matrix` from the site and its demonstration people;",
        "`./test` fails while it differs. The record is Peggy Holloway's. **yes** may, **no** may not, **·** it",
        "is not there for them (the same answer as for what does not exist). What anybody may open is listed in",
        "`tests/architecture/allowed.py`, each with its reason; everything else refuses a stranger.",
        "",
        f"| Address | {' | '.join(WHO)} |",
        f"| --- |{' --- |' * len(WHO)}",
    ]
    lines += [f"| {name} | {' | '.join(answers.values())} |" for name, answers in found.items()]
    return "\n".join(lines) + "\n"
