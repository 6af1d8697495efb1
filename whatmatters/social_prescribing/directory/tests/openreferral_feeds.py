"""Small feeds for the tests of reading, and how to ask whether everything that came is still there."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from whatmatters.social_prescribing.directory.openreferral.checking import faults_of
from whatmatters.social_prescribing.directory.openreferral.json_records import LIST_KEYS, PAGE_KEYS
from whatmatters.social_prescribing.directory.openreferral.plain_text import plain, printable
from whatmatters.social_prescribing.directory.openreferral.reading import Listed, Loose, Mended, read_feed

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"
"""Real data beside the repository; tests that want it run where it is."""

NAMESPACE = UUID("6f1c3f0e-6a55-4a5e-8b36-0c7a4d5c9d11")
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", re.ASCII)
SERVICE_ID = "ac148810-d857-441c-9679-408f346de14b"


def read(path: Path, **more: Any) -> list[Any]:
    """Everything that a feed gives."""
    return list(read_feed(path, namespace=NAMESPACE, **more))


def listed(path: Path, **more: Any) -> list[dict[str, Any]]:
    """The documents of a feed."""
    return [found.document for found in read(path, **more) if isinstance(found, Listed)]


def only(kind: type, found: list[Any]) -> list[Any]:
    """What is of one kind."""
    return [one for one in found if isinstance(one, kind)]


def write_json(path: Path, value: Any) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def write_lines(path: Path, values: list[Any]) -> Path:
    """A JSON Lines file."""
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    return path


def write_tables(folder: Path, **tables: str | list[str]) -> Path:
    """A folder of tables, each given as lines, or as a text whose lines may be indented."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        lines = text if isinstance(text, list) else [line.strip() for line in text.strip().splitlines()]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def leaves(value: Any) -> Iterator[Any]:
    """Every text, number and truth in a value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)
    elif value is not None and value != "":
        yield value


def said(value: Any) -> Any:
    """A value in one spelling: numbers as numbers, text with single spaces."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    text = " ".join(printable(str(value)).split())
    return float(text) if NUMBER.fullmatch(text) else text


def everything_in(found: list[Any]) -> set[Any]:
    """All values of documents, loose records and rejections."""
    held: set[Any] = set()
    for one in found:
        if not isinstance(one, Mended):
            held.update(map(said, leaves(_content(one))))
    return held


def _content(one: Any) -> Any:
    if isinstance(one, Listed):
        return one.document
    return one.record if isinstance(one, Loose) else one.raw


def is_held(value: Any, held: set[Any]) -> bool:
    """Whether a value is there as it came, or, if it had entities, as what they mean."""
    if said(value) in held or said(value) in {"", "null"}:
        return True
    if not isinstance(value, str):
        return False
    return bool({said(plain(value)[0]), said(html.unescape(value)), f"{value.strip()}:00"} & held)


def lost_of(found: list[Any], source: Iterator[Any]) -> list[Any]:
    """Values of the source that are nowhere in what was given out."""
    held = everything_in(found)
    return [value for value in source if not is_held(value, held)]


def lost_of_each(found: list[Any]) -> list[Any]:
    """Values of a service's own record that are not in its own document."""
    lost = []
    for one in only(Listed, found):
        held = set(map(said, leaves(one.document)))
        lost += [(one.reference, value) for value in leaves(one.source) if not is_held(value, held)]
    return lost


def cells_of(folder: Path) -> Iterator[str]:
    """Every cell of every table in a folder, without the headings."""
    for path in sorted(folder.iterdir()):
        if ".csv" in path.suffixes:
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
            next(rows)
            for row in rows:
                yield from (cell for cell in row if cell.strip())


def values_of(folder: Path) -> Iterator[Any]:
    """Every value of every JSON file in a folder, without the counts of its pages."""
    for path in sorted(folder.glob("*.json")):
        value = json.loads(path.read_text(encoding="utf-8"))
        is_page = isinstance(value, dict) and LIST_KEYS & value.keys()
        yield from leaves({key: value[key] for key in value.keys() - PAGE_KEYS} if is_page else value)


def intact(folder: Path, source: Callable[[Path], Iterator[Any]]) -> list[Any]:
    """What a feed gives, when nothing of it was lost and every document is valid."""
    found = read(folder)
    assert not lost_of(found, source(folder))
    assert not lost_of_each(found)
    assert not [fault for one in only(Listed, found) for fault in faults_of(one.document)]
    return found


def the_service(found: list[Any]) -> dict[str, Any]:
    """The first document of what was found."""
    document: dict[str, Any] = only(Listed, found)[0].document
    return document
