"""How many people and resources a second come in, on each database, and how memory grows with the input.

    .venv/bin/python benchmarks/import_people.py                       SQLite
    .venv/bin/python benchmarks/import_people.py --postgresql URL      PostgreSQL too (a database of its own is made there)

Invented people of the shape of Synthea's: a Patient, 8 conditions, 110 observations, 2 goals in a plan, and as many
entries again that nobody takes. Each run is the command itself, in a process of its own, on a database of its own. It
is measured against a floor in the same run: `json.loads` of each line and one row a resource, unchecked, in one
transaction for fifty people. Also measured: one person to a transaction, and a second run, which changes nothing.
Prints a table; `--json FILE` keeps the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg

ROOT = Path(__file__).resolve().parents[1]
SETUP = """
import django; django.setup()
from whatmatters.foundation.people.models import Organisation
Organisation.objects.create(name="Riverside Surgery", kind="practice", ods_code="A99001")
"""
UCUM = "http://unitsofmeasure.org"
WEIGHT = {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}], "text": "Weight"}
CONDITIONS, OBSERVATIONS, IGNORED = 8, 110, 120
TAKEN_OF_EACH = 1 + CONDITIONS + OBSERVATIONS + 2 + 1


@dataclass
class Figure:
    """One run. `seconds` by the clock, `cpu` of the process alone, `peak_mb` its most memory."""

    database: str
    what: str
    people: int
    seconds: float
    cpu: float
    peak_mb: float

    @property
    def people_a_second(self) -> float:
        """People that came in."""
        return self.people / self.seconds

    @property
    def resources_a_second(self) -> float:
        """Resources that came in; those that nobody takes are not counted."""
        return self.people * TAKEN_OF_EACH / self.seconds


def one_person(chance: random.Random) -> Iterator[dict[str, Any]]:
    """The records of one invented person."""
    whose = new_id(chance)
    subject, when = {"reference": f"Patient/{whose}"}, f"20{chance.randrange(10, 26)}-03-01T09:30:00Z"
    yield the_patient(chance, whose)
    for _ in range(CONDITIONS):
        code = {"coding": [{"system": "http://snomed.info/sct", "code": "195967001", "display": "Asthma"}]}
        yield {"resourceType": "Condition", "id": new_id(chance), "code": code, "subject": subject,
               "onsetDateTime": when}  # fmt: skip
    for _ in range(OBSERVATIONS):
        value = {"value": chance.randrange(400, 1200) / 10, "unit": "kg", "system": UCUM, "code": "kg"}
        yield {"resourceType": "Observation", "id": new_id(chance), "status": "final", "code": WEIGHT,
               "subject": subject, "effectiveDateTime": when, "issued": when, "valueQuantity": value}  # fmt: skip
    goals = [new_id(chance), new_id(chance)]
    for goal in goals:
        yield {"resourceType": "Goal", "id": goal, "lifecycleStatus": "active", "subject": subject,
               "description": {"text": "Walk to the shop and back"}}  # fmt: skip
    yield {"resourceType": "CarePlan", "id": new_id(chance), "status": "active", "intent": "plan", "subject": subject,
           "title": "Keeping well", "goal": [{"reference": f"Goal/{goal}"} for goal in goals]}  # fmt: skip
    for _ in range(IGNORED):
        yield {"resourceType": "Claim", "id": new_id(chance), "patient": subject, "item": [{"note": "x" * 400}]}


def new_id(chance: random.Random) -> str:
    """A UUID that is the same in every run."""
    return str(UUID(int=chance.getrandbits(128), version=4))


def the_patient(chance: random.Random, whose: str) -> dict[str, Any]:
    """One invented Patient."""
    born = f"{chance.randrange(1930, 2015)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    return {
        "resourceType": "Patient",
        "id": whose,
        "identifier": [{"system": "urn:benchmark", "value": whose}],
        "name": [{"use": "official", "family": f"Family{chance.randrange(9999)}", "given": ["Given"]}],
        "gender": chance.choice(["female", "male"]),
        "birthDate": born,
        "address": [{"line": ["12 Mill Lane"], "city": "Exbridge", "postalCode": "EX99 1AA"}],
        "telecom": [{"system": "phone", "value": f"07700 900{chance.randrange(1000):03d}"}],
    }


def write_people(file: Path, people: int) -> Path:
    """So many people as NDJSON; the same for the same number."""
    chance = random.Random(people)
    with file.open("w") as stream:
        for _ in range(people):
            for record in one_person(chance):
                stream.write(json.dumps(record) + "\n")
    return file


@contextmanager
def installation(postgresql: str) -> Iterator[tuple[dict[str, str], Path]]:
    """An environment with a database of its own, and its home; all gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="whatmatters-benchmark-") as home:
        environment = {**os.environ, "WHATMATTERS_HOME": home, "DJANGO_SETTINGS_MODULE": "whatmatters.project.settings"}
        environment.pop("WHATMATTERS_DATABASE_URL", None)
        name = f"whatmatters_benchmark_{os.getpid()}"
        try:
            if postgresql:
                administer(postgresql, f"CREATE DATABASE {name}")
                environment["WHATMATTERS_DATABASE_URL"] = urlsplit(postgresql)._replace(path=f"/{name}").geturl()
            subprocess.run(
                [sys.executable, "-m", "whatmatters.project.cli", "migrate"],
                env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            subprocess.run([sys.executable, "-c", SETUP], env=environment, cwd=ROOT, check=True)
            yield environment, Path(home)
        finally:
            if postgresql:
                administer(postgresql, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def administer(server: str, sql: str) -> None:
    """One statement that makes or drops a database."""
    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(sql)  # type: ignore[arg-type]


def measured(environment: dict[str, str], database: str, what: str, people: int, *arguments: str) -> Figure:
    """One run of the command, by the clock and by what the system says it used."""
    begun = time.monotonic()
    running = subprocess.Popen(
        [sys.executable, "-m", "whatmatters.project.cli", "people", "import", *arguments],
        env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode != 0:
        raise SystemExit(f"The import ended with code {running.returncode}.")
    seconds = time.monotonic() - begun
    return Figure(database, what, people, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def floor(environment: dict[str, str], home: Path, database: str, file: Path, people: int) -> Figure:
    """The least that could be done: parse each line, keep it as one row, commit every fifty people."""
    address = environment.get("WHATMATTERS_DATABASE_URL", "")
    connection: Any = psycopg.connect(address) if address else sqlite3.connect(home / "floor.sqlite3")
    connection.execute("CREATE TABLE floor (id TEXT PRIMARY KEY, type TEXT, person TEXT, code TEXT, value TEXT)")
    mark = "%s" if address else "?"
    cursor, rows = connection.cursor(), []
    begun, cpu = time.monotonic(), time.process_time()
    with file.open() as stream:
        for line in stream:
            record = json.loads(line)
            if record["resourceType"] != "Claim":
                rows.append(
                    (
                        record["id"],
                        record["resourceType"],
                        str(record.get("subject")),
                        str(record.get("code")),
                        str(record.get("valueQuantity")),
                    )
                )
            if len(rows) >= 50 * TAKEN_OF_EACH:
                cursor.executemany(f"INSERT INTO floor VALUES ({', '.join([mark] * 5)})", rows)
                connection.commit()
                rows.clear()
    cursor.executemany(f"INSERT INTO floor VALUES ({', '.join([mark] * 5)})", rows)
    connection.commit()
    seconds, used = time.monotonic() - begun, time.process_time() - cpu
    connection.close()
    return Figure(database, "floor", people, seconds, used, 0)


def measure(database: str, postgresql: str, people: int, folder: Path) -> list[Figure]:
    """Every run on one database."""
    few, many = (write_people(folder / f"{count}.ndjson", count) for count in (people, people * 10))
    figures = []
    for what, file, count, more in (
        ("import", few, people, ()),
        ("import, one person to a transaction", few, people, ("--at-once", "1")),
        ("import, ten times the people", many, people * 10, ()),
    ):
        with installation(postgresql) as (environment, home):
            figures.append(measured(environment, database, what, count, str(file), *more))
            if what == "import":
                figures.append(measured(environment, database, "second run, nothing changed", count, str(file)))
                figures.append(floor(environment, home, database, file, count))
    return figures


def main() -> None:
    """Measure, print, and keep."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=150, help="n; also run with 10 n")
    options.add_argument(
        "--postgresql", default="", help="a server and a database to connect to while making one's own"
    )
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="whatmatters-benchmark-") as folder:
        for database, address in (("SQLite", ""), ("PostgreSQL", given.postgresql)):
            if database == "SQLite" or address:
                figures += measure(database, address, given.people, Path(folder))
    print("| Database | What | People | Seconds | People/s | Resources/s | CPU s | Peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for one in figures:
        print(
            f"| {one.database} | {one.what} | {one.people:,} | {one.seconds:.1f} | {one.people_a_second:.1f} "
            f"| {one.resources_a_second:,.0f} | {one.cpu:.1f} | {one.peak_mb:.0f} |"
        )
    if given.json:
        kept = [
            asdict(one) | {"people_a_second": one.people_a_second, "resources_a_second": one.resources_a_second}
            for one in figures
        ]
        given.json.write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
