"""Says whose each staged resource is, and which of several copies of one thing is meant.

Serves `staging`, once, after the last entry is in. Works in the table, so that memory stays flat. Refuses to mix
people: two Patients under one name that differ, with nothing to say which is the newer, are neither merged nor chosen
between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from ..references import Pointer
from .finding import Finder
from .reasons import undecided
from .rows import EntryReader, pointer_from
from .store import Store
from .versions import UNDECIDED, Copy, judge, may_be_one_person

_NAME = "coalesce(nullif(key, ''), hex(digest))"
_PREPARED = (
    "CREATE INDEX by_url ON resource (url) WHERE url <> ''",
    "CREATE INDEX by_local ON resource (local) WHERE local <> ''",
    "CREATE INDEX by_pointer ON resource (whose, base, file)",
    "CREATE INDEX by_token ON identifier (token)",
    "CREATE INDEX patients ON resource (id) WHERE type = 'Patient'",
    "CREATE TABLE cut_short AS SELECT DISTINCT file FROM fault WHERE rest_unread",
    "CREATE INDEX by_cut_short ON cut_short (file)",
    "CREATE INDEX by_file_name ON file (name)",
)


def link(store: Store, reader: EntryReader, personal: Iterable[str]) -> None:
    """Settle copies of the same Patient, give every personal resource its person, settle copies of the rest."""
    for step in _PREPARED:
        store.run(step)

    def same_person(old: Copy, new: Copy) -> bool:
        return may_be_one_person(reader.entry(old.number).resource, reader.entry(new.number).resource)

    store.run("CREATE TABLE verdict (id INTEGER PRIMARY KEY, fate TEXT, same_as INTEGER)")
    _settle(store, "type = 'Patient'", _NAME, same_person)
    store.run("UPDATE resource SET person = coalesce(same_as, id) WHERE type = 'Patient'")
    _link_persons(store, [kind for kind in personal if kind != "Patient"])
    store.run("CREATE INDEX by_person ON resource (person, type, id)")
    _settle(store, "person IS NOT NULL AND type <> 'Patient'", f"person || ' ' || type || ' ' || {_NAME}")


def _link_persons(store: Store, kinds: list[str]) -> None:
    """Resolve each distinct pointer once, then give its person to all rows that have it."""
    marks = ", ".join("?" * len(kinds))
    store.run("CREATE TABLE pointer (whose TEXT, base TEXT, file INTEGER, person INTEGER, why TEXT)")
    distinct = f"SELECT DISTINCT whose, base, file FROM resource WHERE type IN ({marks})"  # noqa: S608
    store.run(f"INSERT INTO pointer (whose, base, file) {distinct}", kinds)
    finder, last = Finder(store), 0
    while batch := list(store.rows("SELECT rowid, * FROM pointer WHERE rowid > ? ORDER BY rowid LIMIT 1000", (last,))):
        settled = [(*_person_of(store, finder, *row[1:4]), row[0]) for row in batch]
        store.run_many("UPDATE pointer SET person = ?, why = ? WHERE rowid = ?", settled)
        last = batch[-1][0]
    store.run(
        "UPDATE resource SET person = pointer.person, why = pointer.why,"  # noqa: S608
        " fate = CASE WHEN pointer.person IS NULL THEN 'orphan' ELSE 'taken' END FROM pointer"
        " WHERE resource.whose = pointer.whose AND resource.base = pointer.base AND resource.file = pointer.file"
        f" AND resource.type IN ({marks})",
        kinds,
    )


def _person_of(store: Store, finder: Finder, whose: str, base: str, file: int) -> tuple[int | None, str]:
    """The Patient's row, or None and why there is none."""
    pointer = pointer_from(whose)
    if pointer is None:
        return None, "none"
    if pointer.type not in ("", "Patient"):
        return None, "not-a-person"
    if pointer.contained and not pointer.identifiers:
        return None, "contained"
    wanted = Pointer(url=pointer.url, local=pointer.local, type=pointer.type, identifiers=pointer.identifiers)
    found = finder.find(wanted, base, file)
    if isinstance(found, str):
        return None, found
    row = store.first("SELECT type FROM resource WHERE id = ?", (found,))
    return (found, "") if row and row[0] == "Patient" else (None, "not-a-person")


def _settle(store: Store, condition: str, name: str, may_follow: Callable[[Copy, Copy], bool] | None = None) -> None:
    """Where one thing is there several times, keep one copy, and write down what became of the others."""
    copies = (
        "SELECT * FROM (SELECT resource.id, digest, updated, file, line, entries,"  # noqa: S608
        f" {name} AS name, count(*) OVER (PARTITION BY {name}) AS copies FROM resource WHERE {condition})"
        " WHERE copies > 1 ORDER BY name, id"
    )
    for _, rows in groupby(store.rows(copies), key=lambda row: row[6]):
        _judge_rows(store, list(rows), may_follow or (lambda old, new: True))
    store.run(
        "UPDATE resource SET fate = verdict.fate, same_as = verdict.same_as FROM verdict WHERE verdict.id = resource.id"
    )
    store.run("DELETE FROM verdict")


def _judge_rows(store: Store, rows: list[tuple[Any, ...]], may_follow: Callable[[Copy, Copy], bool]) -> None:
    """Write down what becomes of the copies of one thing, with a fault for each that cannot be decided."""
    verdicts = judge([Copy(number, digest, updated) for number, digest, updated, *_ in rows], may_follow=may_follow)
    store.run_many("INSERT INTO verdict VALUES (?, ?, ?)", verdicts)
    if verdicts[0][1] == UNDECIDED:
        store.run_many(
            "INSERT INTO fault SELECT file, line, entries, ?, ?, type, 0 FROM resource WHERE id = ?",
            ((undecided().code, undecided().text, number) for number, _, _ in verdicts),
        )
