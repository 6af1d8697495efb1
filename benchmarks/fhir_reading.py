"""How fast FHIR is read and sorted by person, and that memory stays flat as the input grows.

    python benchmarks/fhir_reading.py [--sizes 10 100] [--forms bundle ndjson]

Writes invented records (the shape and size of Synthea's) to a temporary folder as one Bundle or one NDJSON file of each
size in MB, then reads each in a process of its own: `read` only (entries one after another), `stage` (sorted by person
on disk, then every person's resources read back). Beside them runs the floor: `json.loads` of the whole file at once,
which keeps no decimals, checks nothing and holds everything in memory. Prints wall and CPU seconds, resources a
CPU second (which others on the machine disturb least), and the peak of resident memory (VmHWM) above that of the process
before it began.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from whatmatters.foundation.fhir import elements as e
from whatmatters.foundation.fhir.limits import limits_on
from whatmatters.foundation.fhir.reading import read
from whatmatters.foundation.fhir.staging import stage
from whatmatters.foundation.fhir.writing import BundleWriter, NdjsonWriter, resource

START = datetime(2015, 1, 1, 9, tzinfo=UTC)
LIMITS = limits_on(date(2026, 1, 1))


def person(number: int) -> Iterator[dict[str, Any]]:
    """One invented person: 4 conditions, 2 goals in 1 plan, 110 observations, 20 resources that we do not take."""
    about = e.reference("Patient", f"p{number}")
    yield resource(
        "Patient",
        id=f"p{number}",
        name=[e.human_name(f"Family{number}", "Given", "Middle")],
        birthDate=date(1930 + number % 80, 1 + number % 12, 1 + number % 28),
        address=[e.address(f"{number} High Street", city="Leeds", postcode="LS1 1AA")],
        generalPractitioner=[e.reference("Organization", f"gp{number % 50}")],
    )
    for n in range(4):
        code = e.codeable_concept(e.coding(e.SNOMED_CT, "195967001", "Asthma"), text="Asthma (disorder)")
        yield resource("Condition", id=f"c{number}-{n}", code=code, subject=about, onsetDateTime=START)
    for n in range(2):
        words = {"text": f"A goal of person {number}, in words that are about as long as goals are"}
        yield resource("Goal", id=f"g{number}-{n}", lifecycleStatus="active", description=words, subject=about)
    goals = [e.reference("Goal", f"g{number}-{n}") for n in range(2)]
    yield resource("CarePlan", id=f"k{number}", status="active", intent="plan", subject=about, goal=goals)
    for n in range(110):
        yield observation(number, n, about)
    for n in range(20):
        yield resource("Claim", id=f"x{number}-{n}", patient=about, item=[{"sequence": i} for i in range(8)])


def observation(number: int, n: int, about: dict[str, Any]) -> dict[str, Any]:
    """One measurement."""
    vital = e.coding("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", "Vital signs")
    at = START + timedelta(days=n)
    return resource(
        "Observation",
        id=f"o{number}-{n}",
        status="final",
        category=[e.codeable_concept(vital)],
        code=e.codeable_concept(e.coding("http://loinc.org", "29463-7", "Body weight"), text="Body weight"),
        subject=about,
        effectiveDateTime=at,
        issued=at,
        valueQuantity=e.quantity(Decimal(f"{60 + n % 40}.{number % 100:02d}"), "kg", code="kg"),
    )


def write_input(path: Path, megabytes: int) -> None:
    """Fill a file with people until it has that size."""
    with path.open("wb") as stream:
        if path.suffix == ".ndjson":
            lines = NdjsonWriter(stream)
            for record in people_until(stream, megabytes):
                lines.add(record)
        else:
            with BundleWriter(stream) as bundle:
                for record in people_until(stream, megabytes):
                    bundle.add(record)


def people_until(stream: Any, megabytes: int) -> Iterator[dict[str, Any]]:
    """Whole people, until the stream has that size."""
    number = 0
    while stream.tell() < megabytes * 1_000_000:
        yield from person(number)
        number += 1


def resident(field: str) -> int:
    """VmRSS or VmHWM of this process, in kB."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(field))


def one_run(way: str, path: Path) -> dict[str, float]:
    """Read the file once in this process and measure."""
    before, start, busy, count = resident("VmRSS"), time.perf_counter(), time.process_time(), 0
    if way == "floor":
        text = path.read_text()
        loaded = [json.loads(line) for line in text.splitlines()] if path.suffix == ".ndjson" else json.loads(text)
        count = len(loaded) if isinstance(loaded, list) else len(loaded["entry"])
    elif way == "read":
        count = sum(1 for _ in read([path], limits=LIMITS))
    else:
        with stage([path], limits=LIMITS) as staging:
            for group in staging.groups():
                assert sum(1 for _ in group.resources("Condition", "Observation", "CarePlan", "Goal")) == 117
            count = staging.report().read
    return {
        "count": count,
        "seconds": time.perf_counter() - start,
        "busy": time.process_time() - busy,
        "kilobytes": resident("VmHWM") - before,
    }


def measured(way: str, path: Path) -> dict[str, float]:
    """The same in a process of its own, so that peaks do not mix."""
    ran = subprocess.run([sys.executable, __file__, "--one", way, str(path)], check=True, capture_output=True)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def main() -> None:
    """Write the inputs, measure, print a table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", nargs="+", type=int, default=[10, 100], help="MB of input")
    asked.add_argument("--forms", nargs="+", default=["bundle", "ndjson"], choices=["bundle", "ndjson"])
    asked.add_argument("--one", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        print(json.dumps(one_run(given.one[0], Path(given.one[1]))))
        return
    print(f"{'form':8}{'MB':>6}  {'way':7}{'resources':>11}{'wall s':>9}{'CPU s':>9}{'a CPU s':>11}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for form in given.forms:
            for size in given.sizes:
                path = Path(folder) / f"{size}.{'ndjson' if form == 'ndjson' else 'json'}"
                write_input(path, size)
                for way in ("floor", "read", "stage"):
                    run = measured(way, path)
                    done = f"{run['count']:11,.0f}{run['seconds']:9.2f}{run['busy']:9.2f}"
                    rate = run["count"] / run["busy"]
                    print(f"{form:8}{size:6}  {way:7}{done}{rate:11,.0f}{run['kilobytes'] / 1024:9.1f}", flush=True)
                path.unlink()


if __name__ == "__main__":
    main()
