"""A PostgreSQL for the tests: the server that is named, else a temporary one of our own.

Our own holds nothing of worth, so that it need not wait for the disk. It listens on this machine alone, with a
password made for the occasion, and is gone afterwards, also when the tests failed or were stopped.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whatmatters.project.set_up.said import CannotGoOn

from .debian import install_debian

SECONDS_TO_START = 60
INITIAL = ("-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50")


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server to test with, for as long as the block lasts."""
    if named := os.environ.get("WHATMATTERS_TEST_POSTGRES"):
        yield named
        return
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="whatmatters-postgresql-"))
    try:
        with _cluster(programs, folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    if found := _find_programs():
        return found
    install_debian("postgresql", wanted_for="Testing on PostgreSQL")
    if found := _find_programs():
        return found
    raise CannotGoOn("PostgreSQL was installed but initdb cannot be found: name a server in WHATMATTERS_TEST_POSTGRES.")


def _find_programs() -> Path | None:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def _cluster(programs: Path, folder: Path) -> Iterator[str]:
    user, password, port = _user(), secrets.token_urlsafe(16), _free_port()
    data, word = folder / "data", folder / "password"
    word.write_text(password)
    if user:
        shutil.chown(folder, user)
        shutil.chown(word, user)
    made = _run(
        [programs / "initdb", "-D", data, "-U", "tests", f"--pwfile={word}", *INITIAL],
        user,
    )
    if made.returncode:
        raise CannotGoOn(f"A temporary PostgreSQL could not be made: {made.stdout.strip()[-300:]}")
    settings = (*FAST, "listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={port}")
    command = [programs / "postgres", "-D", data, *(part for setting in settings for part in ("-c", setting))]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, user=user, start_new_session=True)
        try:
            _wait(server, port, folder / "log")
            yield f"postgresql://tests:{password}@127.0.0.1:{port}/postgres"
        finally:
            _stop(server)


def _user() -> str | None:
    """PostgreSQL refuses to run as root: its own user then, else nobody."""
    if os.geteuid() != 0:
        return None
    return next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})


def _run(command: list[str | Path], user: str | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd="/", user=user, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise CannotGoOn(f"The temporary PostgreSQL did not start: {log.read_text().strip()[-300:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # "fast": ends its connections, then itself
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
