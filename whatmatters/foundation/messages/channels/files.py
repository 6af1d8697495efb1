"""Messages kept as files, while no server is named that could send them.

Serves the e-mail and text message channels of a trial. A file appears whole or not at all, is readable by this user
only, and a second try of one message replaces the first.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from .refusals import TryLater


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it. Raises `TryLater` when the disk does not take it."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise TryLater("folder") from error
