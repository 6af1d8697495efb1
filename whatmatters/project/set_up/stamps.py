"""What was done already, so that a second start does not do it again.

A stamp is a small file with the hash of what a step was made from. It is written only when the step is
finished, so that a step that was broken off is done again.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .place import VAR
from .said import say


def fingerprint(files: Iterable[Path], *also: str) -> str:
    """The hash of some files' contents and some words; a file that is not there counts as empty."""
    digest = hashlib.sha256("\0".join(also).encode())
    for file in files:
        digest.update(b"\0" + file.name.encode() + b"\0")
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


def is_stamped(stamp: Path, *accepted: str) -> bool:
    """Whether the step was finished from one of these fingerprints."""
    return stamp.is_file() and stamp.read_text() in accepted


def write_stamp(stamp: Path, value: str) -> None:
    """Record that the step is finished, in one move of the file system."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_name(stamp.name + ".new")
    draft.write_text(value)
    draft.replace(stamp)


@contextmanager
def alone() -> Iterator[None]:
    """Keep others who set up the same folder waiting until this one is done."""
    with (VAR / "set-up.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another ./run or ./test is setting up here; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
