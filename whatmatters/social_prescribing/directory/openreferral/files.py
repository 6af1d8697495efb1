"""The files of a feed, opened with care: folders, single files, what is packed, and text of any encoding.

Serves reading. Refuses what unpacks to more than the limits say, names in an archive that lead out of it, and archives
with a password. Text that is not UTF-8 is read as Windows-1252, which is what it nearly always is.
"""

from __future__ import annotations

import codecs
import gzip
import io
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TextIO

from .found import Limits, UnreadableFeed

TABLE_ENDS = (".csv", ".tsv")
JSON_ENDS = (".json",)
LINES_ENDS = (".jsonl", ".ndjson")
ENDS = (*TABLE_ENDS, *JSON_ENDS, *LINES_ENDS)
EXPECTED = (
    "We expected a folder of HSDS tables (services.csv and the others), a folder of JSON pages, one JSON or JSON Lines "
    "file, or any of these zipped"
)
_BLOCK = 1 << 20
_WESTERN = "whatmatters.western"


@dataclass(frozen=True, slots=True)
class FeedFile:
    """One file: where it is, and its name without `.gz`, by which it is known in what we say."""

    path: Path
    name: str

    @property
    def stem(self) -> str:
        """The name of its table: in small letters, without its ending."""
        return self.name.lower().rpartition(".")[0]

    def ends(self, endings: tuple[str, ...]) -> bool:
        """Whether its name ends in one of these."""
        return self.name.lower().endswith(endings)


@dataclass(slots=True)
class Allowance:
    """How many bytes of a feed may still be read."""

    limits: Limits
    spent: int = 0

    def spend(self, count: int) -> None:
        """Count bytes. Raises `UnreadableFeed` when they are more than a feed may have."""
        self.spent += count
        if self.spent > self.limits.unpacked_bytes:
            most = f"{self.limits.unpacked_bytes:,}"
            raise UnreadableFeed(f"The feed is larger than {most} bytes when unpacked. Split it, or ask for more room.")


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[tuple[FeedFile, ...]]:
    """The files of a feed, in the order of their names. What was unpacked is deleted afterwards.

    Raises `UnreadableFeed` when there is none that we can read.
    """
    with tempfile.TemporaryDirectory(prefix="openreferral-") as folder:
        yield _files_at(path, Path(folder), limits)


def _files_at(path: Path, folder: Path, limits: Limits) -> tuple[FeedFile, ...]:
    if not path.exists():
        raise UnreadableFeed(f"{path.name}: there is no such file or folder. {EXPECTED}.")
    if path.is_dir():
        return _files_in(path, limits)
    if zipfile.is_zipfile(path) and path.suffix.lower() not in ENDS:
        return _unpacked(path, folder, limits)
    if path.stat().st_size == 0:
        raise UnreadableFeed(f"{path.name} is empty. {EXPECTED}.")
    return (_named(path) if _is_known(path.name) else _sniffed(path),)


def _named(path: Path) -> FeedFile:
    return FeedFile(path, path.name[:-3] if path.name.lower().endswith(".gz") else path.name)


def _is_known(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(ENDS) and not name.startswith((".", "~"))


def _sniffed(path: Path) -> FeedFile:
    """A file whose name says nothing, by how it begins."""
    with open_bytes(FeedFile(path, path.name), Allowance(Limits())) as file:
        start = file.read(1_000).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return FeedFile(path, f"{path.name}.json")
    raise UnreadableFeed(f"{path.name} is neither JSON nor a table. {EXPECTED}.")


def _files_in(folder: Path, limits: Limits) -> tuple[FeedFile, ...]:
    paths = sorted(entry for entry in folder.iterdir() if entry.is_file() and _is_known(entry.name))
    if not paths:
        there = ", ".join(sorted(entry.name for entry in folder.iterdir())[:5]) or "nothing"
        raise UnreadableFeed(f"{folder.name} holds no file that we can read. {EXPECTED}; we found {there}.")
    if len(paths) > limits.files:
        raise UnreadableFeed(f"{folder.name} holds more than {limits.files:,} files. Put the records in fewer.")
    return tuple(_named(path) for path in paths)


def _unpacked(path: Path, folder: Path, limits: Limits) -> tuple[FeedFile, ...]:
    """The files of an archive, written out beside each other under our own names."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(path, archive, limits)
            allowance = Allowance(limits)
            return tuple(_extracted(archive, member, folder, count, allowance) for count, member in enumerate(members))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFeed(f"{path.name} is damaged or locked, and cannot be unpacked. Send it again.") from error


def _members(path: Path, archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """What is to be read of an archive. Raises `UnreadableFeed` for one that is made to do harm."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.files or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise UnreadableFeed(f"{path.name} holds more than we unpack. Split it.")
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[0] or stat.S_ISLNK(entry.external_attr >> 16):
            raise UnreadableFeed(f"{path.name} holds a name that leads out of it. It was not unpacked.")
    known = [entry for entry in entries if _is_known(PurePosixPath(entry.filename).name)]
    known = [entry for entry in known if not entry.filename.startswith("__MACOSX")]
    if not known:
        raise UnreadableFeed(f"{path.name} holds no file that we can read. {EXPECTED}.")
    return sorted(known, key=lambda entry: entry.filename)


def _extracted(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, count: int, allowance: Allowance
) -> FeedFile:
    name = PurePosixPath(member.filename).name
    place = folder / (f"{count}.gz" if name.lower().endswith(".gz") else str(count))
    with archive.open(member) as packed, place.open("wb") as out:
        while block := packed.read(_BLOCK):
            allowance.spend(len(block))
            out.write(block)
    return FeedFile(place, name[:-3] if name.lower().endswith(".gz") else name)


class _Counted(io.RawIOBase):
    """Bytes of a file, counted, and unpacked where they are packed."""

    def __init__(self, file: FeedFile, allowance: Allowance) -> None:
        self._name, self._allowance = file.name, allowance
        self._plain: BinaryIO = file.path.open("rb")
        is_packed = file.path.suffix.lower() == ".gz"
        self._file: BinaryIO = gzip.GzipFile(fileobj=self._plain) if is_packed else self._plain  # type: ignore[assignment]

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            block = self._file.read(len(into))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableFeed(
                f"{self._name} is damaged: it cannot be unpacked to its end. Send it again."
            ) from error
        self._allowance.spend(len(block))
        into[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._file.close()
        self._plain.close()
        super().close()


def open_bytes(file: FeedFile, allowance: Allowance) -> io.BufferedReader:
    """A file's bytes, unpacked. Raises `UnreadableFeed` while reading when it is damaged or too large."""
    return io.BufferedReader(_Counted(file, allowance), _BLOCK)


def open_text(file: FeedFile, allowance: Allowance) -> TextIO:
    """A file's text, with its own line ends. Letters that are not UTF-8 are read as Windows-1252."""
    data = open_bytes(file, allowance)
    start = data.peek(4)[:4]
    encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return io.TextIOWrapper(data, encoding=encoding, errors=_WESTERN, newline="")


def is_other_encoding(file: FeedFile, limits: Limits) -> bool:
    """Whether some of a file's letters are not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_bytes(file, Allowance(limits)) as data:
        if data.peek(4).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return False
        try:
            while block := data.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return True
    return False


def _as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WESTERN, _as_western)
