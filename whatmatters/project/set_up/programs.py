"""Run other people's programs (pip, uv, npm, apt-get) and say in one sentence why one of them failed.

Their whole output goes to `var/set-up.log`; a person is shown a sentence, not a page of it.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping

from .place import ROOT, VAR
from .said import CannotGoOn

Arguments = list[str | os.PathLike[str]]
LOG = VAR / "set-up.log"

_CAUSES = (
    (("No space left on device", "ENOSPC", "os error 28"), "the disk is full: free some room"),
    (
        ("HASHES", "Hash mismatch", "EINTEGRITY"),
        "a package is not the one that was pinned: do not use it, and tell the people who look after whatmatters",
    ),
    (("Permission denied", "EACCES", "os error 13"), "something here may not be written to by this user"),
    (
        (
            "name resolution",
            "NewConnectionError",
            "ConnectTimeout",
            "ReadTimeout",
            "Connection refused",
            "Network is unreachable",
            "Could not fetch URL",
            "No matching distribution",
            "error sending request",
            "EAI_AGAIN",
            "ENOTFOUND",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "SELF_SIGNED",
            "UNABLE_TO_",
            "Temporary failure resolving",
            "Could not resolve",
        ),
        "the network or the package index cannot be reached: check the connection and its settings",
    ),
)


class Failed(CannotGoOn):
    """A program ended badly. The text says which step, the likeliest cause, and where its output is."""


def run_program(arguments: Arguments, *, step: str, environment: Mapping[str, str] | None = None) -> str:
    """Run a program to its end and return what it printed; raise `Failed` when it ends badly.

    `step` completes the sentence "… did not work": "Installing the Python packages".
    """
    began = time.monotonic()
    try:
        done = subprocess.run(  # noqa: S603 fixed programs, no shell
            [os.fspath(argument) for argument in arguments],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except FileNotFoundError as error:
        raise Failed(f"{step} did not work: the program {arguments[0]} is missing on this machine.") from error
    _keep(f"{step} ({time.monotonic() - began:.1f} s)", done.stdout)
    if done.returncode:
        raise Failed(f"{step} did not work: {_cause(done.stdout)}, then start again. The details are in {LOG}.")
    return done.stdout


def _cause(output: str) -> str:
    for words, cause in _CAUSES:
        if any(word in output for word in words):
            return cause
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "it said nothing")
    return f"“{last[:200]}”; mend that"


def _keep(step: str, output: str) -> None:
    try:
        with LOG.open("a") as log:
            log.write(f"=== {step}\n{output}\n")
    except OSError:
        return  # A full disk must not hide the sentence that says so.
