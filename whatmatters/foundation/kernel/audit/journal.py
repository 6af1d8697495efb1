"""Reads are written to a file first, and taken into the database within a second.

Serves pages: a read must be recorded before the page is shown, and a database commit for each would cost more than
the page itself. Each process appends to its own file in HOME/audit; any process may take the lines into the chains,
exactly once, because how far a file was taken is committed with the events (ADR 0003 states the window of loss). The
worker does; a web server does it itself only when nobody else has for some seconds, because pages wait meanwhile.
Refuses to lose a line quietly: when the file cannot be written, `AuditUnavailable` is raised and nothing is shown.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import socket
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction

from ..errors import AuditUnavailable
from ..models import AuditJournal
from .chain import Happening, add_to_chains, canonical

log = logging.getLogger(__name__)
ROTATE_AT_BYTES = 16 * 1024 * 1024
BATCH_LINES = 250
"""So few that others wait less than a tenth of a second: a batch holds its chains, and SQLite's one pen."""
SECONDS_BETWEEN_DRAINS = 1.0
SECONDS_BETWEEN_BATCHES = 0.05
SECONDS_OF_PATIENCE = 5.0
"""How long a web server leaves its lines to the worker of this machine."""


class Journal:
    """The journal files in one folder: this process's own, and those of others on this machine."""

    def __init__(self, folder: Path, *, drain_in_background: bool) -> None:
        self.folder = folder
        self._background = drain_in_background
        self._lock = threading.Lock()
        self._file: int | None = None
        self._path: Path | None = None
        self._pid = 0
        self._never = threading.Event()

    def append(self, happening: Happening) -> None:
        """Write one event's line; it is on its way to disk when this returns. Raises `AuditUnavailable`."""
        line = canonical(_as_dict(happening)).encode() + b"\n"
        with self._lock:
            try:
                file = self._own_file()
                if os.write(file, line) != len(line):
                    raise OSError("only part of the line was written")
            except OSError as error:
                raise AuditUnavailable("The access could not be recorded.") from error

    def drain(self, *, pause: float = 0) -> int:
        """Take every line of every file into the chains. Returns how many events were taken.

        `pause` is seconds between batches, in which others may write.
        """
        taken = 0
        for path in self._files():
            while batch := self._drain_batch(path):
                taken += batch
                time.sleep(pause)
            self._remove_if_finished(path)
        return taken

    def keep_draining(self, stop: threading.Event, *, patience: float = 0) -> None:
        """Drain once a second until `stop` is set; with patience, only when nobody else has for so many seconds."""
        marks: dict[str, int] = {}
        since = time.monotonic()
        while not stop.wait(SECONDS_BETWEEN_DRAINS):
            try:
                seen = self._marks() if patience else {}
                if seen != marks or (patience and not self._has_lines_waiting(seen)):
                    marks, since = seen, time.monotonic()
                if time.monotonic() - since >= patience:
                    self.drain(pause=SECONDS_BETWEEN_BATCHES)
            except DatabaseError as error:
                log.warning("Reads wait in the journal: the database did not take them (%s).", type(error).__name__)
                close_old_connections()
            except OSError as error:
                log.warning("Reads wait in the journal: %s.", error.strerror)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("reads-*.jsonl")) if self.folder.exists() else []

    def _marks(self) -> dict[str, int]:
        """How far each file of this machine was taken."""
        ours = AuditJournal.objects.filter(file__startswith=f"{socket.gethostname()}:")
        return dict(ours.values_list("file", "taken"))

    def _has_lines_waiting(self, marks: dict[str, int]) -> bool:
        return any(path.stat().st_size > marks.get(_key(path), 0) for path in self._files())

    def _drain_batch(self, path: Path) -> int:
        with transaction.atomic():
            key = _key(path)
            AuditJournal.objects.bulk_create([AuditJournal(file=key)], ignore_conflicts=True)
            mark = AuditJournal.objects.select_for_update().get(file=key)
            lines, end = _whole_lines(path, mark.taken)
            if not lines:
                return 0
            add_to_chains(_from_dict(json.loads(line)) for line in lines)
            AuditJournal.objects.filter(file=key).update(taken=end)
        return len(lines)

    def _own_file(self) -> int:
        if self._file is not None and self._pid == os.getpid() and os.fstat(self._file).st_size < ROTATE_AT_BYTES:
            return self._file
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        forked = self._pid != os.getpid()
        if self._file is not None and not forked:
            os.close(self._file)
        self._pid = os.getpid()
        self._path = self.folder / f"reads-{self._pid}-{uuid4().hex}.jsonl"
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if forked and self._background:
            patience = {"patience": SECONDS_OF_PATIENCE}
            threading.Thread(
                target=self.keep_draining, args=[self._never], kwargs=patience, name="audit-journal", daemon=True
            ).start()
            atexit.register(self.drain)
        return self._file

    def _remove_if_finished(self, path: Path) -> None:
        """Delete a file whose process is gone and whose every line is in the database."""
        owner = int(path.name.split("-")[1])
        if path == self._path or Path(f"/proc/{owner}").exists():
            return
        mark = AuditJournal.objects.filter(file=_key(path)).first()
        if mark is None or mark.taken >= path.stat().st_size:
            path.unlink(missing_ok=True)


def _key(path: Path) -> str:
    """What a file is called among those of all machines."""
    return f"{socket.gethostname()}:{path.name}"


def _whole_lines(path: Path, start: int) -> tuple[list[bytes], int]:
    """Up to a batch of complete lines from an offset, and the offset after them."""
    lines: list[bytes] = []
    with path.open("rb") as file:
        file.seek(start)
        for line in file:
            if not line.endswith(b"\n"):
                break
            lines.append(line)
            start += len(line)
            if len(lines) == BATCH_LINES:
                break
    return lines, start


def _as_dict(happening: Happening) -> dict[str, Any]:
    fields = {name: getattr(happening, name) for name in happening.__slots__}
    return fields | {"happened_at": happening.happened_at.isoformat()}


def _from_dict(fields: dict[str, Any]) -> Happening:
    def as_id(text: str | None) -> UUID | None:
        return UUID(text) if text else None

    return Happening(
        **fields
        | {
            "happened_at": datetime.fromisoformat(fields["happened_at"]),
            "person_id": as_id(fields["person_id"]),
            "organisation_id": as_id(fields["organisation_id"]),
            "people": tuple(UUID(person) for person in fields["people"]),
        }
    )


_journals: dict[Path, Journal] = {}


def the_journal() -> Journal:
    """The journal of this HOME; one object a process."""
    folder = Path(settings.AUDIT_FOLDER)
    if folder not in _journals:
        _journals[folder] = Journal(folder, drain_in_background=settings.AUDIT_DRAINS_IN_BACKGROUND)
    return _journals[folder]
