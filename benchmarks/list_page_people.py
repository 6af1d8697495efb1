"""Seeds the database of `list_page.py`: one organisation, its link worker, and as many people as asked for.

Straight into the tables, because it is the page that is measured. Prints the key of a signed-in session.
"""

from __future__ import annotations

import os
import random
import sys
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "whatmatters.project.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from whatmatters.foundation.accounts.services.accounts import give_post, make_account  # noqa: E402
from whatmatters.foundation.accounts.services.door import Door  # noqa: E402
from whatmatters.foundation.accounts.session_engine import SessionStore  # noqa: E402
from whatmatters.foundation.kernel.actor import Actor, Role  # noqa: E402
from whatmatters.foundation.people.models import CareRelationship, Organisation, Person  # noqa: E402

AT = datetime.now(UTC)
LOADER = Actor.system("benchmark")
MADE = {"created_at": AT, "created_by": LOADER.id, "created_by_name": LOADER.name}
GIVEN = [
    "Mary",
    "John",
    "Amina",
    "Peggy",
    "Tomasz",
    "Ruth",
    "George",
    "Kai",
    "Hawa",
    "Daniel",
    "Jaswinder",
    "Walter",
    "Idris",
    "Grace",
    "Lena",
    "Sam",
]
FAMILY = [
    "Holloway",
    "Okafor",
    "Yusuf",
    "Nowak",
    "Kaur",
    "Abernathy",
    "Finch",
    "Rees",
    "Mensah",
    "Patel",
    "Obi",
    "Hale",
    "Wright",
    "Duarte",
]


def main() -> None:
    """Migrate, seed, sign in."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    chance = random.Random(1)
    organisation = Organisation.objects.create(name="Bench Surgery", kind="practice")
    elsewhere = Organisation.objects.create(name="Other Surgery", kind="practice")
    for start in range(0, int(sys.argv[1]), 5000):
        _people(chance, min(5000, int(sys.argv[1]) - start), organisation, elsewhere)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server does by itself a minute after so many rows came
    print(_signed_in(organisation.id))


def _people(chance: random.Random, count: int, organisation: Organisation, elsewhere: Organisation) -> None:
    """Half of them are cared for by the worker's organisation, half by another."""
    people = []
    for _ in range(count):
        given, family = chance.choice(GIVEN), f"{chance.choice(FAMILY)}{chance.randrange(10_000)}"
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(30_000))
        name = f"{family} {given}".casefold()
        people.append(Person(given_names=given, family_name=family, search_name=name, birth_date=born, **MADE))
    Person.objects.bulk_create(people, batch_size=1000)
    CareRelationship.objects.bulk_create(
        (
            CareRelationship(
                person=person,
                organisation=organisation if number % 2 else elsewhere,
                basis="direct-care",
                search_name=person.search_name,
                worker_name="Sam Patel",
                starts_on=date(2026, 1, 1),
                **MADE,
            )
            for number, person in enumerate(people)
        ),
        batch_size=1000,
    )


def _signed_in(organisation_id: UUID) -> str:
    account_id = make_account(name="Sam Patel", email="sam@example.org", by=LOADER, at=AT)
    give_post(account_id=account_id, organisation_id=organisation_id, role=Role.LINK_WORKER, by=LOADER, at=AT)
    store = SessionStore()
    Door(store, "127.0.0.1").let_in(account_id, "code")
    return store.session_key or ""


if __name__ == "__main__":
    main()
