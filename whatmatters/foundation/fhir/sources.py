"""The files behind the names that were given: plain, packed with gzip, in a ZIP, in a folder.

Serves the reader, which asks each source for a stream of bytes, more than once if it must. Refuses files that unpack
to far more than they should (a "bomb"), a ZIP inside a ZIP, and locked members of a ZIP.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from whatmatters.foundation.kernel.reasons import Reason

from .entries import Fault, Place
from .limits import Limits

KNOWN_ENDINGS = (".json", ".ndjson", ".jsonl", ".zip")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_GZIP_MAGIC, _ZIP_MAGIC = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGED = Reason("incomplete", "The packed file is damaged or was cut short, so it cannot be unpacked.")

_LOCKED = Reason("not-supported", "It is locked with a password, or packed in a way we do not read.")


class Unreadable(Exception):
    """The bytes themselves cannot be had: the disk, the packing or a limit says no."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Source:
    """One file's content, to be opened as often as needed. `name` is what reports call it."""

    name: str
    packed_size: int
    limits: Limits
    opener: Callable[[], BinaryIO]

    @property
    def is_by_line(self) -> bool:
        """Whether the name says that every line is a resource."""
        return self.name.lower().removesuffix(".gz").endswith((".ndjson", ".jsonl"))

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The unpacked bytes, without a byte order mark. Reading them may raise `Unreadable`, and so may this."""
        try:
            raw = _buffered(self.opener())
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            raise Unreadable(_why_not_opened(error)) from error
        with raw:
            stream = _buffered(_Unpacked(raw, self))
            if stream.peek(3)[:3] == _BYTE_ORDER_MARK:
                stream.read(3)
            yield stream


def _buffered(stream: BinaryIO | io.RawIOBase) -> io.BufferedReader[Any]:
    """The same bytes, read in large pieces and with a look ahead."""
    return io.BufferedReader(cast(Any, stream), 1 << 17)


class _Unpacked(io.RawIOBase):
    """Bytes unpacked on the way, counted against the limits; every trouble becomes `Unreadable`."""

    def __init__(self, raw: io.BufferedReader[Any], source: Source) -> None:
        self._most = max(source.limits.unpacked_free, source.packed_size * source.limits.unpacked_ratio)
        self._given = 0
        packed = self._read(lambda: raw.peek(2)[:2]) == _GZIP_MAGIC
        self._stream: BinaryIO = cast(BinaryIO, gzip.GzipFile(fileobj=raw, mode="rb")) if packed else raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        chunk = self._read(lambda: self._stream.read(len(buffer)))
        self._given += len(chunk)
        if self._given > self._most:
            text = "The packed file unpacks to far more than a real one would, so reading it was stopped."
            raise Unreadable(Reason("too-costly", text))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _read(self, reading: Callable[[], bytes]) -> bytes:
        try:
            return reading()
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise Unreadable(_DAMAGED) from error
        except OSError as error:
            raise Unreadable(_why_not_opened(error)) from error


def sources(paths: Iterable[str | Path], limits: Limits) -> Iterator[Source | Fault]:
    """What each path holds, in a fixed order; a fault for each that cannot be opened or is no FHIR file by name."""
    for path in map(Path, paths):
        if os.path.isdir(path):
            yield from _in_folder(path, limits)
        else:
            yield from _in_file(path, limits)


def _in_folder(folder: Path, limits: Limits) -> Iterator[Source | Fault]:
    for path in _files_under(folder):
        if isinstance(path, Fault):
            yield path
        elif path.name.lower().removesuffix(".gz").endswith(KNOWN_ENDINGS):
            yield from _in_file(path, limits)
        else:
            yield _left_aside(_shown(path))


def _files_under(folder: Path) -> Iterator[Path | Fault]:
    """The files of a folder and its folders in a fixed order, but hidden ones; a fault for a folder closed to us."""
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(files) if not name.startswith("."))
    for error in closed:
        yield Fault(Place(_shown(Path(error.filename))), _why_not_opened(error), rest_unread=True)


def _in_file(path: Path, limits: Limits) -> Iterator[Source | Fault]:
    if os.path.exists(path) and not os.path.isfile(path):
        text = "It is no file that can be read twice. Save what comes from it to a file first."
        yield Fault(Place(_shown(path)), Reason("not-supported", text), rest_unread=True)
        return
    try:
        with path.open("rb") as stream:
            beginning = stream.read(4)
        if beginning in _ZIP_MAGIC:
            yield from _in_zip(path, limits)
        else:
            yield Source(_shown(path), path.stat().st_size, limits, lambda: cast(BinaryIO, path.open("rb", 0)))
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        yield Fault(Place(_shown(path)), _why_not_opened(error), rest_unread=True)


def _in_zip(path: Path, limits: Limits) -> Iterator[Source | Fault]:
    with zipfile.ZipFile(path) as packed:
        members = sorted(packed.infolist(), key=lambda member: member.filename)
        if len(members) > limits.zip_members:
            text = f"The ZIP holds more files than we open at once ({limits.zip_members:,})."
            yield Fault(Place(_shown(path)), Reason("too-costly", text), rest_unread=True)
            return
        for member in members:
            if not _is_noise(member):
                yield _member(packed, path, member, limits)


def _member(packed: zipfile.ZipFile, path: Path, member: zipfile.ZipInfo, limits: Limits) -> Source | Fault:
    name = f"{_shown(path)}/{member.filename}"
    ending = member.filename.lower().removesuffix(".gz")
    if ending.endswith(".zip") or not ending.endswith(KNOWN_ENDINGS):
        return _left_aside(name)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Fault(Place(name), _LOCKED, rest_unread=True)
    return Source(name, member.compress_size, limits, lambda: cast(BinaryIO, packed.open(member)))


def _is_noise(member: zipfile.ZipInfo) -> bool:
    """Folders, hidden files and what macOS adds to every ZIP."""
    parts = Path(member.filename).parts
    return member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts)


def _shown(path: Path) -> str:
    """The name of a file as text: one that is not UTF-8 on disk is shown as well as can be."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _left_aside(name: str) -> Fault:
    """A file of a folder or ZIP that does not claim to be FHIR."""
    text = "Left aside: by its name it is not JSON, NDJSON or (outside another ZIP) a ZIP."
    return Fault(Place(name), Reason("not-supported", text))


def _why_not_opened(error: Exception) -> Reason:
    """What stopped us from opening a file, in plain words."""
    match error:
        case FileNotFoundError():
            return Reason("not-found", "There is no such file.")
        case PermissionError():
            return Reason("forbidden", "This account may not read the file.")
        case zipfile.BadZipFile() | EOFError():
            return _DAMAGED
        case RuntimeError() | NotImplementedError():
            return _LOCKED
        case OSError():
            return Reason("exception", f"The file could not be read ({error.strerror or 'disk trouble'}).")
    return Reason("not-found", "That is not the name of a file.")
