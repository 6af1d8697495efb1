"""Run the web server and the worker side by side, and leave neither behind.

Serves `./run` and the browser tests. Each is a session of its own, so that Ctrl-C reaches only us and each
is stopped in order; and each is told by the kernel to end if we are killed.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import IO

from .set_up.place import ROOT
from .set_up.said import say, say_wrong

SECONDS_TO_START = 180
SECONDS_TO_STOP = 15
_PR_SET_PDEATHSIG = 1


def supervise(*, port: int, announce: Callable[[], None]) -> int:
    """Serve until SIGINT or SIGTERM; return 0 then, and 1 when a process ended by itself."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: stopping.set())
    children = {
        "web server": start_process("serve", "--quiet", "--port", str(port)),
        "worker": start_process("worker"),
    }
    try:
        if wait_until_answers(port, lambda: stopping.is_set() or _ended(children) is not None):
            announce()
        while not stopping.wait(0.3):
            if name := _ended(children):
                say_wrong(f"The {name} ended unexpectedly; see what it said above. Start ./run again.")
                return 1
    finally:
        stop_processes(*children.values())
    say("Stopped. What was entered is kept.")
    return 0


def start_process(
    *arguments: str, environment: dict[str, str] | None = None, output: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start one of our own commands in a session of its own, which ends when we do."""
    command = [sys.executable, "-m", "whatmatters.project.cli", *arguments]
    return subprocess.Popen(  # noqa: S603 our own command, no shell
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=end_with_parent,
    )


def end_with_parent() -> None:
    """Ask Linux to end this process when its parent is gone, however that ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_until_answers(port: int, given_up: Callable[[], bool]) -> bool:
    """Wait until the web server answers; false when it was given up."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and not given_up():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.05)
    return False


def stop_processes(*processes: subprocess.Popen[bytes]) -> None:
    """Ask each to end, and end what has not ended in time, with all that it started."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + SECONDS_TO_STOP
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _ended(children: dict[str, subprocess.Popen[bytes]]) -> str | None:
    return next((name for name, process in children.items() if process.poll() is not None), None)
