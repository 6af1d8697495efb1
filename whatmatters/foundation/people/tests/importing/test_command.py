"""`whatmatters people import` as it is run: its codes and words, a run that is killed, a file of 60 MB."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from .records import observation, patient, write

COMMAND = [sys.executable, "-m", "whatmatters.project.cli"]
SETUP = """
import django; django.setup()
from whatmatters.foundation.people.models import Organisation
Organisation.objects.create(name="Riverside Surgery", kind="practice", ods_code="A99001")
"""


@dataclass
class Installation:
    """A copy of whatmatters with a database of its own."""

    environment: dict[str, str]
    home: Path
    database: str

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        given = [*COMMAND, *map(str, arguments)]
        return subprocess.run(given, env=self.environment, capture_output=True, text=True, timeout=300)

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """One command, left running."""
        given = [*COMMAND, *map(str, arguments)]
        return subprocess.Popen(given, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def ask(self, sql: str) -> list[Any]:
        """What the database says, as somebody else sees it."""
        if self.database:
            with psycopg.connect(self.database) as asked:
                return asked.execute(sql).fetchall()  # type: ignore[arg-type]
        with sqlite3.connect(self.home / "whatmatters.sqlite3", timeout=20) as local:
            return local.execute(sql).fetchall()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation on the database that the tests run on, with one organisation."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if name != "WHATMATTERS_DATABASE_URL"}
    environment = kept | {"WHATMATTERS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "whatmatters.project.settings"}
    database = ""
    name = f"whatmatters_import_{os.getpid()}"
    if connection.vendor == "postgresql":
        own = settings.DATABASES["default"]
        server = f"{own['HOST']}:{own['PORT']}" if own["PORT"] else own["HOST"]
        user = own["USER"] + (f":{own['PASSWORD']}" if own["PASSWORD"] else "")
        _administer(f"postgresql://{user}@{server}/postgres", f"CREATE DATABASE {name}")
        database = environment["WHATMATTERS_DATABASE_URL"] = f"postgresql://{user}@{server}/{name}"
    found = Installation(environment, home, database)
    done = found.run("migrate")
    assert done.returncode == 0, done.stderr
    subprocess.run([sys.executable, "-c", SETUP], env=environment, check=True)
    yield found
    if database:
        _administer(database.rpartition("/")[0] + "/postgres", f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: str, sql: str) -> None:
    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(sql)  # type: ignore[arg-type]


def people_with_observations(file: Path, people: int, each: int, *, padding: int = 0) -> Path:
    """A Bundle of so many people, each with so many observations; written piece by piece."""
    narrative = {"text": {"status": "generated", "div": f"<div>{'x' * padding}</div>"}} if padding else {}
    with file.open("w") as stream:
        stream.write('{"resourceType": "Bundle", "type": "collection", "entry": [')
        for number in range(people):
            name = [{"family": f"Family{file.stem}{number}", "given": ["Given"]}]
            records = [patient(f"{file.stem}-{number}", identifier=None, name=name, **narrative)]
            records += [
                observation(f"{file.stem}-{number}-{one}", f"Patient/{file.stem}-{number}") for one in range(each)
            ]
            for one in records:
                stream.write(("" if stream.tell() < 70 else ",\n") + json.dumps({"resource": one}))
        stream.write("]}")
    return file


def test_it_says_what_it_did_and_ends_with_a_code(installation: Installation, tmp_path: Path) -> None:
    file = write(tmp_path, patient("one"), patient("two", name=None, identifier=None))
    done = installation.run("people", "import", file, "--report", tmp_path / "report.json")
    assert done.returncode == 1
    assert done.stdout.startswith("2 people: 1 new, 0 brought up to date, 0 as they were, 1 not taken in.\n")
    assert f"{file}, entry 2" in done.stdout
    assert json.loads((tmp_path / "report.json").read_text())["people"]["new"] == 1
    again = installation.run("people", "import", write(tmp_path, patient("one")), "--organisation", "a99001")
    assert (again.returncode, again.stdout.splitlines()[0]) == (
        0,
        "1 people: 0 new, 0 brought up to date, 1 as they were, 0 not taken in.",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nothing-here.json"], 2, "nothing-here.json"),
        ([], 2, "FILE"),
        (["{file}", "--organisation", "Nobody"], 1, "There are: Riverside Surgery (A99001)"),
        (["{file}", "--report", "report.doc"], 2, "must end in .json or .csv"),
    ],
)
def test_what_is_called_wrongly_is_said_plainly(
    installation: Installation, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    file = write(tmp_path, patient())
    done = installation.run("people", "import", *(one.format(file=file) for one in arguments))
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_that_is_killed_goes_on_where_it_was_and_doubles_nothing(
    installation: Installation, tmp_path: Path
) -> None:
    file = people_with_observations(tmp_path / "killed.json", people=400, each=12)
    count = "SELECT count(*) FROM people_person WHERE origin_reference LIKE 'Patient/killed-%'"
    running = installation.start("people", "import", file)
    while installation.ask(count)[0][0] < 60 and running.poll() is None:
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    half = installation.ask(count)[0][0]
    assert 60 <= half < 400
    each = (
        "SELECT DISTINCT count(*) FROM people_observation WHERE origin_reference LIKE '%/killed-%' GROUP BY person_id"
    )
    assert installation.ask(each) == [(12,)]
    done = installation.run("people", "import", file)
    assert done.returncode == 0, done.stdout
    assert f"400 people: {400 - half} new, 0 brought up to date, {half} as they were, 0 not taken in." in done.stdout
    assert installation.ask(count) == [(400,)]
    assert installation.ask(each) == [(12,)]
    assert installation.run("audit", "verify").returncode == 0


def test_two_runs_of_one_file_at_the_same_moment_double_nothing(installation: Installation, tmp_path: Path) -> None:
    file = people_with_observations(tmp_path / "twice.json", people=150, each=5)
    running = [installation.start("people", "import", file, "--at-once", "20") for _ in range(2)]
    said = [one.communicate(timeout=300) for one in running]
    assert [one.returncode for one in running] == [0, 0], said
    mine = "origin_reference LIKE '%/twice-%'"
    assert installation.ask(f"SELECT count(*) FROM people_person WHERE {mine}") == [(150,)]
    assert installation.ask(f"SELECT count(*) FROM people_observation WHERE {mine}") == [(750,)]
    assert installation.run("audit", "verify").returncode == 0


def peak_memory(installation: Installation, file: Path) -> int:
    """The most memory that bringing this file in took, in kB."""
    running = installation.start("people", "import", file)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    for stream in (running.stdout, running.stderr):
        assert stream is not None
        stream.close()
    assert running.returncode == 0
    return used.ru_maxrss


def test_a_bundle_of_60_mb_is_taken_and_memory_stays_flat(installation: Installation, tmp_path: Path) -> None:
    small = people_with_observations(tmp_path / "small.json", people=120, each=2, padding=50_000)
    large = people_with_observations(tmp_path / "large.json", people=1_200, each=2, padding=50_000)
    assert large.stat().st_size > 60_000_000
    first, second = peak_memory(installation, small), peak_memory(installation, large)
    assert second < first * 1.25
    assert installation.ask("SELECT count(*) FROM people_person WHERE origin_reference LIKE 'Patient/large-%'") == [
        (1200,)
    ]
