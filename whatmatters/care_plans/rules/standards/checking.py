"""A plan held against a standard: what is there, what is missing and how much that matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .facts import STEP, Fact, Standard

NUMBER = "#"
"""Before the number of one of several: `Personal contacts record entry#2`."""


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One fact of a standard about one plan: where, its standing, and `outcome`.

    `met`; `mandatory` or `required` (missing); `too-many`; `if-any` (not recorded, and the person may have none);
    `optional` (not recorded); `no-place` (whatmatters does not keep it). `where` numbers those of which there may be
    several.
    """

    where: str
    standing: str
    outcome: str


@dataclass(frozen=True, slots=True)
class StandardReport:
    """A plan held against one standard. It meets it when nothing mandatory is missing and nothing is there too often;
    it does so fully when nothing required is missing either."""

    code: str
    name: str
    version: str
    source: str
    lines: tuple[StandardLine, ...]

    def of(self, *outcomes: str) -> tuple[StandardLine, ...]:
        """The lines with one of these outcomes, in the order of the standard."""
        return tuple(line for line in self.lines if line.outcome in outcomes)

    @property
    def is_met(self) -> bool:
        """Whether every mandatory thing is there, and nothing too often."""
        return not self.of("mandatory", "too-many")

    @property
    def is_full(self) -> bool:
        """Whether every required thing is there too, as far as a person has it and whatmatters keeps it."""
        return self.is_met and not self.of("required")


def check_standard(standard: Standard, held: Mapping[str, object]) -> StandardReport:
    """Hold what a plan holds against a standard.

    `held` maps paths of fields to values; where a group or a field is there several times its name ends in `#1`, `#2`…
    An empty value (None or blank words) is not there; `False` is an answer. Raises `KeyError` for a path that the
    standard does not have, so that a misspelt path cannot pass for a gap.
    """
    known = {STEP.join(fact.path) for fact in standard.facts}
    root = _Node()
    for path, value in held.items():
        steps = path.split(STEP)
        bare = STEP.join(step.partition(NUMBER)[0] for step in steps)
        if bare not in known:
            raise KeyError(path)
        if value is not None and str(value).strip():
            root.keep(steps)
    lines = tuple(_lines(standard, (), root, ""))
    return StandardReport(standard.code, standard.name, standard.version, standard.source, lines)


@dataclass(slots=True)
class _Node:
    """One group of a plan: what is in it, by name and number."""

    parts: dict[str, dict[str, _Node]] = field(default_factory=dict)

    def keep(self, steps: list[str]) -> None:
        """Make a place for a value."""
        if not steps:
            return
        name, _, number = steps[0].partition(NUMBER)
        self.parts.setdefault(name, {}).setdefault(number, _Node()).keep(steps[1:])

    def all_of(self, name: str) -> dict[str, _Node]:
        """Those of one name, by number."""
        return self.parts.get(name, {})


def _lines(standard: Standard, path: tuple[str, ...], node: _Node, where: str) -> Iterator[StandardLine]:
    """The lines of everything inside one group that is there."""
    facts = standard.inside(path)
    has_either = any(fact.mark == "either" and node.all_of(fact.name) for fact in facts)
    for fact in facts:
        found = node.all_of(fact.name)
        place = f"{where}{STEP}{fact.name}" if where else fact.name
        yield StandardLine(place, fact.standing, _outcome(fact, len(found), has_either))
        for number, part in sorted(found.items(), key=lambda one: (len(one[0]), one[0])):
            inner = f"{place} {number}" if len(found) > 1 else place
            yield from _lines(standard, fact.path, part, inner)


def _outcome(fact: Fact, count: int, has_either: bool) -> str:
    """What one fact comes to, where it is `count` times in its group."""
    if count:
        return "too-many" if fact.at_most is not None and count > fact.at_most else "met"
    if fact.standing == "M":
        return "mandatory"
    if fact.mark == "either":
        return "if-any" if has_either or fact.name.startswith("Coded") else "required"  # said once, as words
    if fact.mark:
        return fact.mark
    return "required" if fact.standing == "R" else "optional"
