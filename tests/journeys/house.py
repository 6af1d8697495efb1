"""A whole whatmatters of its own for a journey: database, web server, worker and mail.

The first one is prepared as `./run` would (migrations, styles, demonstration people) and kept as a pattern; each
journey gets a copy, so that none sees what another one did.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType

from whatmatters.project.set_up.place import ROOT
from whatmatters.project.supervision import start_process, stop_processes, wait_until_answers

from .mail import MailServer


class CouldNotStart(Exception):
    """The server or one of its commands failed; the text holds what it said."""


def prepare_pattern(folder: Path) -> Path:
    """Fill a home folder once, whichever test process comes first."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "prepared").exists():
            for command in (("translations",), ("collectstatic",), ("migrate",), ("demo",)):
                run_command(folder / "home", *command)
            (folder / "prepared").touch()
    return folder / "home"


def run_command(home: Path, *arguments: str, environment: dict[str, str] | None = None) -> str:
    """Run one of our commands on a home folder and return what it said; raises `CouldNotStart`."""
    done = subprocess.run(
        [sys.executable, "-m", "whatmatters.project.cli", "--debug", *arguments],
        cwd=ROOT,
        env=environment_for(home) | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise CouldNotStart(f"whatmatters {' '.join(arguments)}: {done.stdout}")
    return done.stdout


def environment_for(home: Path) -> dict[str, str]:
    """The environment of a process that works on this home folder, and on nothing else of this machine."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("WHATMATTERS_", "PYTEST_"))}
    home.mkdir(parents=True, exist_ok=True)
    return ours | {"WHATMATTERS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "whatmatters.project.settings"}


class House:
    """A running copy of the pattern. `address` is where it answers; `mail` is what it has sent."""

    def __init__(self, pattern: Path, home: Path, mail: MailServer) -> None:
        self.home, self.mail = home, mail
        home.mkdir(parents=True)
        for entry in pattern.iterdir():
            if entry.name == "static":
                (home / entry.name).symlink_to(entry)
            elif entry.is_dir():
                shutil.copytree(entry, home / entry.name)
            else:
                shutil.copy2(entry, home / entry.name)

    def __enter__(self) -> House:
        self.mail.empty()
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = environment_for(self.home) | {
            "WHATMATTERS_ADDRESS": self.address,
            "WHATMATTERS_DEMONSTRATION": "1",
            "WHATMATTERS_SMTP_URL": self.mail.url,
        }
        self._log = (self.home / "log").open("ab")
        self._processes = [self._serve(), self._start("worker")]
        self._wait()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        stop_processes(*self._processes)
        self._log.close()

    @contextmanager
    def without_server(self) -> Iterator[None]:
        """Nobody answers while the block lasts; the same address answers again after it."""
        stop_processes(self._processes.pop(0))
        yield
        self._processes.insert(0, self._serve())
        self._wait()

    def change(self, sql: str, *values: object) -> int:
        """Change rows of the database behind the back of what runs, such as how late it is; how many."""
        with closing(sqlite3.connect(self.home / "whatmatters.sqlite3", timeout=20)) as database, database:
            return database.execute(sql, values).rowcount

    def command(self, *arguments: str) -> str:
        """Run one of our commands on this house, as whoever looks after it would."""
        return run_command(self.home, *arguments, environment=self.environment)

    def said(self) -> str:
        """What the server and the worker wrote to their log."""
        return (self.home / "log").read_text()

    def _wait(self) -> None:
        if not wait_until_answers(self.port, self._has_ended):
            self.__exit__(None, None, None)
            raise CouldNotStart((self.home / "log").read_text()[-3000:])

    def _serve(self) -> subprocess.Popen[bytes]:
        return self._start("serve", "--port", str(self.port))

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return start_process(*arguments, environment=self.environment, output=self._log)

    def _has_ended(self) -> bool:
        return any(process.poll() is not None for process in self._processes)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
