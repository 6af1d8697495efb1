"""A report as plain lines for whoever started the run.

Serves the command. Each reason is said once, with how often and where first; the report file has every one.
"""

from __future__ import annotations

from collections.abc import Iterator

from .report import Report, SummaryLine

_SHOWN = 3
_KINDS = {
    "refused": "Not taken in",
    "flagged": "Taken in, and somebody should look",
    "kept": "Kept as it is here",
    "left-out": "Left out, because it has no place here",
}


def report_lines(report: Report, *, dry_run: bool = False) -> Iterator[str]:
    """The report, line by line."""
    people = report.people
    counted = f"{sum(people.values()):,} people: {people['new']:,} new, {people['updated']:,} brought up to date, "
    yield f"{counted}{people['same']:,} as they were, {people['refused']:,} not taken in."
    if dry_run:
        yield "This was a trial: nothing was kept."
    for kind, counts in sorted(report.resources.items()):
        yield f"  {kind}: " + ", ".join(
            f"{counts[name]:,} {name}" for name in ("new", "updated", "same") if counts[name]
        )
    yield from _others(report)
    if report.proposed:
        yield f"{report.proposed:,} pairs of records may be of one person: look at them side by side under People."
    yield from _reasons(report.summary())
    if report.stopped:
        yield report.stopped


def _others(report: Report) -> Iterator[str]:
    for words, counts in (
        ("Kinds of record that nobody takes in yet", report.unsupported),
        ("Entered in error, by their own word, and not taken", report.entered_in_error),
        ("There more than once, and taken once", report.repeated),
    ):
        if counts:
            listed = ", ".join(f"{kind} {count:,}" for kind, count in sorted(counts.items()))
            yield f"{words}: {listed}."


def _reasons(lines: list[SummaryLine]) -> Iterator[str]:
    kind = ""
    for line in lines:
        if line.kind != kind:
            kind = line.kind
            yield f"{_KINDS[kind]}:"
        about = f"{line.resource_type}: " if line.resource_type else ""
        shown = line.places[:_SHOWN]
        more = f"; and {line.count - len(shown):,} more" if line.count > len(shown) else ""
        yield f"  {line.count:,} × {about}{line.text} ({'; '.join(shown)}{more})"
