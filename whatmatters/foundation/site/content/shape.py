"""What a public page is made of, whatever it is shown on: screen, factsheet, large print or plain text.

Serves the readers of the content files and everything that shows them. Refuses markup: words are words, and a link is
a span of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

_MARKED = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<target>[^)\s]+)\)|\*\*(?P<strong>[^*]+)\*\*")


@dataclass(frozen=True, slots=True)
class Span:
    """Some words; `target` is `page:<name>`, `tel:…`, `mailto:…` or a web address, where they are a link."""

    text: str
    target: str = ""
    strong: bool = False


Words = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    kind: ClassVar[str] = "paragraph"
    words: Words


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order says nothing."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A list to be followed in order."""

    kind: ClassVar[str] = "steps"
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names, each with what is said of it."""

    kind: ClassVar[str] = "pairs"
    items: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class RightsList:
    """The facts of a page by key: shown by what gives each its force, law first, and never mixed."""

    kind: ClassVar[str] = "rights-list"
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insert:
    """A place for what the page makes itself, such as the list of urgent numbers."""

    kind: ClassVar[str] = "insert"
    name: str


Block = Paragraph | Bullets | Steps | Pairs | RightsList | Insert


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under one heading. `kind` says what it is for, such as `story` or `ask`."""

    kind: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """One page in one language. `checked` says whether a native speaker has read a translation."""

    name: str
    language: str
    title: str
    short: str
    lead: str
    sections: tuple[Section, ...]
    reviewed_on: date
    checked: bool = True


def read_words(text: str) -> Words:
    """Words with their marks: `[words](target)` is a link, `**words**` matter more. All else is literal."""
    spans, start = [], 0
    for mark in _MARKED.finditer(text):
        if before := text[start : mark.start()]:
            spans.append(Span(before))
        if mark["strong"]:
            spans.append(Span(mark["strong"], strong=True))
        else:
            spans.append(Span(mark["words"], mark["target"]))
        start = mark.end()
    if rest := text[start:]:
        spans.append(Span(rest))
    return tuple(spans)


def plain(words: Words) -> str:
    """The words alone."""
    return "".join(span.text for span in words)


def texts_of(block: Block) -> list[str]:
    """The words of a block, one text for each paragraph or item; none for what is looked up elsewhere."""
    if isinstance(block, Paragraph):
        return [plain(block.words)]
    if isinstance(block, Bullets | Steps):
        return [plain(item) for item in block.items]
    if isinstance(block, Pairs):
        return [plain(part) for pair in block.items for part in pair]
    return []
