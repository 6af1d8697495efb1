"""The web server and the worker stop together, and leave nobody behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from whatmatters.project import supervision
from whatmatters.project.set_up.place import ROOT

SUPERVISOR = """
import subprocess, sys, time
from whatmatters.project.supervision import end_with_parent
sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
child = subprocess.Popen(sleeping, start_new_session=True, preexec_fn=end_with_parent)
print(child.pid, flush=True)
time.sleep(60)
"""
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"


def test_a_process_ends_when_its_supervisor_is_killed():
    """Even without warning: the kernel tells it."""
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout
    child = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.communicate()
    until = time.monotonic() + 10
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _lives(child)


def test_one_that_will_not_stop_is_ended(monkeypatch):
    monkeypatch.setattr(supervision, "SECONDS_TO_STOP", 0.2)
    command = [sys.executable, "-c", STUBBORN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as stubborn:
        assert stubborn.stdout
        stubborn.stdout.readline()
        supervision.stop_processes(stubborn)
    assert stubborn.returncode == -signal.SIGKILL


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"
