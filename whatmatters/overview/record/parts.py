"""What a document of a person's record is made of, whatever it becomes: page, printed copy, Easy Read, plain text.

A document is a row of `Part`s, each with its heading and blocks. Each kind of block is shown by a macro
(`overview/parts.html`), by a function (`record/parts.typ`) and as lines (`plain.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody's words, and whose they are. `large` for those that the document is about."""

    text: str
    by: str
    large: bool = False
    kind: ClassVar[str] = "words"


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and a value; a value may have several lines."""

    pairs: tuple[tuple[str, str], ...]
    kind: ClassVar[str] = "facts"


@dataclass(frozen=True, slots=True)
class Steps:
    """Next steps: what, who and when."""

    heading: str
    columns: tuple[str, str, str]
    lines: tuple[tuple[str, str, str], ...]
    kind: ClassVar[str] = "steps"


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of short lines."""

    lines: tuple[str, ...]
    kind: ClassVar[str] = "lines"


@dataclass(frozen=True, slots=True)
class Text:
    """Some text. `quiet` for what only explains."""

    text: str
    quiet: bool = False
    kind: ClassVar[str] = "text"


@dataclass(frozen=True, slots=True)
class Under:
    """A heading within a part."""

    heading: str
    kind: ClassVar[str] = "under"


Block = Words | Facts | Steps | Lines | Text | Under


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document. `code` names its symbol; `urgent` parts must not be missed."""

    code: str
    heading: str
    blocks: tuple[Block, ...]
    urgent: bool = False

    def __bool__(self) -> bool:
        return bool(self.blocks)


def facts(pairs: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    """The pairs that have a value, as one block; nothing when none has."""
    said = tuple((name, value) for name, value in pairs if value)
    return (Facts(said),) if said else ()


def lines(items: Iterable[str]) -> tuple[Block, ...]:
    """The lines that say something, as one block; nothing when none does."""
    said = tuple(item for item in items if item)
    return (Lines(said),) if said else ()


def with_content(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that hold something."""
    return tuple(part for part in parts if part)


def as_data(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The parts as JSON can hold them, each block with its kind."""
    return [
        {
            "code": part.code,
            "heading": part.heading,
            "urgent": part.urgent,
            "blocks": [asdict(block) | {"kind": block.kind} for block in part.blocks],
        }
        for part in parts
    ]
