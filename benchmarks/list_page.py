"""A list page of 30 people, signed in, checked and audited, against a bare Django + Jinja2 page of the same size.

    python benchmarks/list_page.py                              SQLite
    python benchmarks/list_page.py --postgresql URL             PostgreSQL (makes and drops a database of its own)
    python benchmarks/list_page.py --people 30 --people 100000  does a large database slow it?

Ours runs with its worker beside it, as `./run` starts it: it takes the reads into the audit chains. Both are served by granian with the same workers and threads and measured in turn with wrk (a Debian package), on
loopback only. Prints requests a second at 8 connections and p50 and p95 at one, medians over the rounds, and the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS, BARE = 8331, 8332
SECONDS, ROUNDS = 4, 3
ANSWERS_IN_A_ROW = 30
PERCENTILES = 'done = function(s, l, r) io.write(string.format(\'JSON{"p50":%f,"p95":%f}\', l:percentile(50)/1000, l:percentile(95)/1000)) end'


def main() -> None:
    """Measure each size of database in turn."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--postgresql", metavar="URL", help="a server that may be given a database")
    options.add_argument("--people", type=int, action="append")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = options.parse_args()
    results = [measure(size, chosen.postgresql, chosen.rounds) for size in chosen.people or [1000]]
    for result in results:
        print(json.dumps(result))


def measure(people: int, postgresql: str | None, rounds: int) -> dict[str, object]:
    """Seed a database with so many people, serve both pages, and compare them."""
    with tempfile.TemporaryDirectory() as home, _database(postgresql) as url:
        environment = os.environ | {"WHATMATTERS_HOME": home, "WHATMATTERS_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
        made = _run([sys.executable, str(ROOT / "benchmarks" / "list_page_people.py"), str(people)], environment)
        cookie = made.strip().splitlines()[-1]
        with _serving(environment, cookie) as header:
            body = _get(f"http://127.0.0.1:{OURS}/people/", header)
            bare = environment | _bare_database(home, url) | {"BARE_BYTES": str(len(body))}
            _run([sys.executable, "bare_page.py"], bare)
            with _bare_serving(bare):
                found = _in_turn(header, rounds)
        return {"people": people, "database": "postgresql" if url else "sqlite", "bytes": len(body)} | found


def _in_turn(header: str, rounds: int) -> dict[str, object]:
    targets = {"ours": (f"http://127.0.0.1:{OURS}/people/", header), "bare": (f"http://127.0.0.1:{BARE}/people", "")}
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in targets}
    for turn in range(rounds + 1):
        for name, (address, sent) in targets.items():
            many, one = _wrk(address, sent, 8), _wrk(address, sent, 1)
            if turn:
                seen[name].append({"rps": many["rps"], "p50_ms": one["p50"], "p95_ms": one["p95"]})
    medians = {
        name: {key: round(statistics.median(row[key] for row in rows), 2) for key in rows[0]}
        for name, rows in seen.items()
    }
    return medians | {
        "rps_ratio": round(medians["ours"]["rps"] / medians["bare"]["rps"], 2),
        "p95_ratio": round(medians["ours"]["p95_ms"] / medians["bare"]["p95_ms"], 2),
    }


def _wrk(address: str, header: str, connections: int) -> dict[str, float]:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(PERCENTILES)
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}", "-s", script.name]
        out = _run([*command, *(["-H", header] if header else []), address], dict(os.environ))
    if "Non-2xx" in out or "Socket errors" in out:
        raise SystemExit(f"Some requests failed:\n{out}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    return {"rps": float(rate[1]) if rate else 0.0} | json.loads(out.split("JSON")[1])


@contextmanager
def _serving(environment: dict[str, str], cookie: str) -> Iterator[str]:
    command = [
        sys.executable,
        "-m",
        "whatmatters.project.cli",
        "serve",
        "--quiet",
        "--port",
        str(OURS),
        "--workers",
        "2",
    ]
    worker = [sys.executable, "-m", "whatmatters.project.cli", "worker"]
    with _process(command, environment, ROOT), _process(worker, environment, ROOT):
        # As a browser that has seen a form of ours before: it brings the cookie against forgery too.
        header = f"Cookie: whatmatters_session={cookie}; csrftoken={'x' * 32}"
        _wait(f"http://127.0.0.1:{OURS}/people/", header)
        yield header


@contextmanager
def _bare_serving(environment: dict[str, str]) -> Iterator[None]:
    threads = "1" if "BARE_SQLITE" in environment else "2"
    granian = str(Path(sys.executable).parent / "granian")
    command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(BARE), "--workers", "2"]
    command += ["--blocking-threads", threads, "--no-ws", "--log-level", "warning", "bare_page:application"]
    with _process(command, environment, ROOT / "benchmarks"):
        _wait(f"http://127.0.0.1:{BARE}/people", "")
        yield


@contextmanager
def _process(command: list[str], environment: dict[str, str], folder: Path) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, cwd=folder, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


@contextmanager
def _database(postgresql: str | None) -> Iterator[str]:
    """The address of a new PostgreSQL database, dropped at the end; "" for SQLite."""
    if not postgresql:
        yield ""
        return
    import psycopg

    name = f"whatmatters_bench_{os.getpid()}"
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield postgresql.rpartition("/")[0] + "/" + name
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _bare_database(home: str, url: str) -> dict[str, str]:
    return {"BARE_POSTGRES": url} if url else {"BARE_SQLITE": str(Path(home) / "bare.sqlite3")}


def _run(command: list[str], environment: dict[str, str]) -> str:
    folder = ROOT / "benchmarks"
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _get(address: str, header: str) -> bytes:
    name, _, value = header.partition(": ")
    request = urllib.request.Request(address, headers={name: value} if header else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        if answer.geturl() != address:
            raise SystemExit(f"{address} led to {answer.geturl()}: the session is not signed in")
        return answer.read()


def _wait(address: str, header: str) -> None:
    """Until each worker answers: a new connection goes to any of them, ready or not."""
    in_a_row = 0
    for _ in range(150):
        begun = time.perf_counter()
        try:
            _get(address, header)
        except OSError:
            in_a_row = 0
            time.sleep(0.2)
            continue
        in_a_row = in_a_row + 1 if time.perf_counter() - begun < 0.5 else 0
        if in_a_row == ANSWERS_IN_A_ROW:
            return
    raise SystemExit(f"{address} did not answer")


if __name__ == "__main__":
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing. Install it (Debian: sudo apt-get install wrk).")
    main()
