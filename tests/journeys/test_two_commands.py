"""Somebody tries whatmatters: one command starts it, Ctrl-C stops it, the next start keeps what was entered."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from whatmatters.project.set_up.place import ROOT
from whatmatters.project.supervision import wait_until_answers


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("WHATMATTERS_", "PYTEST_"))}
    with subprocess.Popen(
        ["./run"],
        cwd=ROOT,
        env=ours | {"WHATMATTERS_HOME": str(home), "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as run:
        try:
            yield run
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)


def stop(run: subprocess.Popen[str], how: signal.Signals) -> str:
    """Stop it as a person would, and return what it said."""
    run.send_signal(how)
    said, _ = run.communicate(timeout=60)
    return said


def wait_for_page(run: subprocess.Popen[str], port: int) -> None:
    if not wait_until_answers(port, lambda: run.poll() is not None):
        raise AssertionError(stop(run, signal.SIGTERM))
    time.sleep(1)  # it says that it is ready when it has heard the first answer itself


def processes_of(home: Path) -> list[str]:
    """What still runs on this home folder, by each process's own environment."""
    asked = f"WHATMATTERS_HOME={home}".encode()
    return [
        file.parent.name
        for file in Path("/proc").glob("[0-9]*/environ")
        if os.access(file, os.R_OK) and asked in _read(file)
    ]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def test_it_starts_says_how_to_sign_in_and_leaves_nothing_behind(tmp_path, port):
    home = tmp_path / "home"
    with started(home, port) as run:
        wait_for_page(run, port)
        said = stop(run, signal.SIGINT)
    assert run.returncode == 0, said
    assert f"http://127.0.0.1:{port}" in said
    assert "@example.org" in said
    assert "Stopped. What was entered is kept." in said
    assert processes_of(home) == []
    assert home.stat().st_mode & 0o077 == 0

    database = (home / "whatmatters.sqlite3").stat()
    began = time.monotonic()
    with started(home, port) as run:
        wait_for_page(run, port)
        took = time.monotonic() - began
        said = stop(run, signal.SIGTERM)
    assert run.returncode == 0, said
    assert "demonstration people" not in said
    assert (home / "whatmatters.sqlite3").stat().st_ino == database.st_ino
    assert took < 30
    assert processes_of(home) == []


def test_a_second_one_on_the_same_folder_says_where_the_first_is(tmp_path, port):
    home = tmp_path / "home"
    with started(home, port) as run:
        wait_for_page(run, port)
        with started(home, port + 1) as second:
            said, _ = second.communicate(timeout=60)
        assert second.returncode == 1
        assert f"already runs from this folder, on http://127.0.0.1:{port}" in said
        with started(home, port) as third:
            said, _ = third.communicate(timeout=60)
        assert third.returncode == 1
        assert f"Port {port} is taken" in said
        stop(run, signal.SIGTERM)
    assert run.returncode == 0


def test_what_a_machine_lacks_is_said_in_one_sentence(tmp_path, port):
    nothing = tmp_path / "bin"
    nothing.mkdir()
    for name in ("dirname", "sh"):
        (nothing / name).symlink_to(f"/usr/bin/{name}" if name != "sh" else "/bin/sh")
    done = subprocess.run([ROOT / "run"], env={"PATH": str(nothing)}, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is missing.")
    assert done.stderr.count("\n") == 1
