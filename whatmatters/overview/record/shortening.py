"""Making a document shorter without changing what it says: long texts end in "…", long lists after their first lines.

Pure: no Django, no clock. Serves what must fit a page or a card.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .parts import Block, Facts, Lines, Part, Steps, Text, Words

LENGTHS = ((1500, 30), (700, 12), (400, 8), (260, 6), (180, 5), (120, 4), (80, 3), (50, 2), (30, 1))
"""The most characters of a text and the most lines of a list, from generous to the least that still says something."""

ELLIPSIS = "…"


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, broken between words where it can be, and marked as broken."""
    if len(text) <= most:
        return text
    kept = text[: most - len(ELLIPSIS)]
    before = kept.rsplit(maxsplit=1)[0] if len(kept.split()) > 1 and not text[len(kept)].isspace() else kept
    return before.rstrip(" \n,;:–-") + ELLIPSIS


def shorter_part(part: Part, characters: int, items: int) -> Part:
    """A part with texts of at most so many characters, and at most so many blocks and lines in each."""
    return replace(part, blocks=tuple(_block(block, characters, items) for block in part.blocks[: items * 2]))


def variants(parts: tuple[Part, ...]) -> Iterator[tuple[tuple[Part, ...], bool]]:
    """The document in every length, longest first, each with whether something of it was left out."""
    for characters, items in LENGTHS:
        shorter = tuple(shorter_part(part, characters, items) for part in parts)
        yield shorter, shorter != parts


def _block(block: Block, characters: int, items: int) -> Block:
    if isinstance(block, Words):
        return replace(block, text=shortened(block.text, characters), by=shortened(block.by, max(characters, 60)))
    if isinstance(block, Text):
        return replace(block, text=shortened(block.text, characters))
    if isinstance(block, Lines):
        return replace(block, lines=tuple(shortened(line, characters) for line in block.lines[:items]))
    if isinstance(block, Facts):
        pairs = tuple((shortened(name, 80), _lines_of(value, characters, items)) for name, value in block.pairs[:items])
        return replace(block, pairs=pairs)
    if isinstance(block, Steps):
        return replace(block, lines=tuple(_step(row, characters) for row in block.lines[:items]))
    return replace(block, heading=shortened(block.heading, max(characters, 60)))


def _lines_of(value: str, characters: int, items: int) -> str:
    """A value of several lines keeps its first lines."""
    some = value.splitlines()
    short = "\n".join(some[:items])
    return shortened(short if len(some) <= items else short + ELLIPSIS, characters)


def _step(row: tuple[str, str, str], characters: int) -> tuple[str, str, str]:
    what, who, when = (shortened(part, characters) for part in row)
    return what, who, when
