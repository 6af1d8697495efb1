"""What a run did, counted, and every notice by file, entry and reason.

Serves the command, the page and the report file. Notices are kept on disk, because there may be as many as there are
entries; what the summary shows is bounded. A notice repeats nothing that a record says.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from whatmatters.foundation.fhir.entries import Place

from ..interface import ImportedCounts, Notice, NoticeKind

_MOST_LINES = 400
_EXAMPLES = 25


class Fate(StrEnum):
    """What became of a person of the input."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"
    REFUSED = "refused"


@dataclass(slots=True)
class SummaryLine:
    """One reason, how often it was given, and the first places."""

    kind: str
    resource_type: str
    code: str
    text: str
    count: int = 0
    places: list[str] = field(default_factory=list)


class Report:
    """Everything that is said of one run. Use it in a `with` block: the file of notices is gone afterwards."""

    def __init__(self) -> None:
        self.people: Counter[str] = Counter({fate.value: 0 for fate in Fate})
        self.resources: dict[str, Counter[str]] = {}
        self.unsupported: Counter[str] = Counter()
        self.entered_in_error: Counter[str] = Counter()
        self.repeated: Counter[str] = Counter()
        self.proposed = 0
        self.read = 0
        self.refused_entries = 0
        self.stopped = ""
        self._lines: dict[tuple[str, str, str, str], SummaryLine] = {}
        # Open as long as the report is: `with Report()` closes it.
        self._notices = tempfile.TemporaryFile("w+", encoding="utf-8", prefix="whatmatters-")  # noqa: SIM115

    def __enter__(self) -> Report:
        return self

    def __exit__(self, *_: object) -> None:
        self._notices.close()

    def person(self, fate: Fate, counts: ImportedCounts | None = None) -> None:
        """Count a person, and what was done for them."""
        self.people[fate.value] += 1
        if counts is None:
            return
        for standing, by_type in (("new", counts.new), ("updated", counts.updated), ("same", counts.same)):
            for kind, count in by_type.items():
                self.resources.setdefault(kind, Counter())[standing] += count
        for notice in counts.notices:
            self.notice(notice)

    def count(self, resource_type: str, standing: str) -> None:
        """Count one resource that was looked at outside an importer."""
        self.resources.setdefault(resource_type, Counter())[standing] += 1

    def notice(self, notice: Notice) -> None:
        """Keep one notice."""
        self.refused_entries += notice.kind is NoticeKind.REFUSED
        row = (notice.kind.value, str(notice.place), notice.resource_type, notice.reason.code, str(notice.reason))
        print(json.dumps([*row, notice.reason.field], ensure_ascii=False), file=self._notices)
        key = (row[0], row[2], row[3], row[4])
        if key not in self._lines and len(self._lines) >= _MOST_LINES:
            key = (row[0], row[2], row[3], "Further reasons: see the report file (--report).")
        line = self._lines.setdefault(key, SummaryLine(*key))
        line.count += 1
        if len(line.places) < _EXAMPLES:
            line.places.append(row[1])

    def refuse(self, place: Place, resource_type: str, *reasons: Any) -> None:
        """Keep why an entry was refused."""
        for reason in reasons:
            self.notice(Notice(NoticeKind.REFUSED, place, resource_type, reason))

    @property
    def is_clean(self) -> bool:
        """Whether nothing was refused and the run came to its end."""
        return not (self.refused_entries or self.people[Fate.REFUSED.value] or self.stopped)

    def summary(self) -> list[SummaryLine]:
        """Each reason once, what was refused first, the most frequent first."""
        order = [kind.value for kind in NoticeKind]
        return sorted(self._lines.values(), key=lambda line: (order.index(line.kind), -line.count))

    def notices(self) -> Iterator[dict[str, str]]:
        """Every notice in the order in which it was given, read from disk."""
        names = ("kind", "place", "resource_type", "code", "text", "field")
        self._notices.seek(0)
        for line in self._notices:
            yield dict(zip(names, json.loads(line), strict=True))
        self._notices.seek(0, 2)

    def as_json(self) -> dict[str, Any]:
        """The counts and the summary, as the page keeps them."""
        return {
            "people": dict(self.people),
            "resources": {kind: dict(counts) for kind, counts in sorted(self.resources.items())},
            "unsupported": dict(self.unsupported),
            "entered_in_error": dict(self.entered_in_error),
            "repeated": dict(self.repeated),
            "duplicates_proposed": self.proposed,
            "entries_read": self.read,
            "stopped": self.stopped,
            "summary": [
                {name: getattr(line, name) for name in ("kind", "resource_type", "code", "text", "count", "places")}
                for line in self.summary()
            ],
        }
