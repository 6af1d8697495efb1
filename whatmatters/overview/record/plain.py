"""A document as plain text that reads well aloud: numbered parts, whole sentences, no signs drawn with letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from .parts import Block, Facts, Lines, Part, Steps, Text, Under, Words

_ENDS = ".!?…:؟۔"


def plain_text(title: str, who: Iterable[tuple[str, str]], parts: tuple[Part, ...], endings: Iterable[str]) -> str:
    """The whole document. Parts are numbered, so that a listener knows where they are and how much is to come."""
    paragraphs = [title, "\n".join(f"{name}: {value}" for name, value in who)]
    for number, part in enumerate(parts, start=1):
        of = _("Part %(n)s of %(all)s: %(heading)s") % {"n": number, "all": len(parts), "heading": part.heading}
        paragraphs += [f"\n{of}", *(text for block in part.blocks for text in _said(block))]
    return "\n\n".join([*paragraphs, "", *endings]) + "\n"


def _said(block: Block) -> Iterator[str]:
    match block:
        case Words(text, by):
            yield f"{text.strip()}\n({by})"
        case Under(heading):
            yield f"\n{heading.rstrip('.:')}:"
        case Text(text):
            yield text
        case Lines(items):
            yield "\n".join(_ended(item) for item in items)
        case Facts(pairs):
            yield "\n".join(_fact(name, value) for name, value in pairs)
        case Steps(heading, columns, rows):
            yield "\n".join([f"{heading}:", *(_step(columns, row) for row in rows)])


def _fact(name: str, value: str) -> str:
    """A pair on one line; where the value has several lines, each on its own."""
    if "\n" not in value:
        return f"{name.rstrip(':')}: {value}"
    return "\n".join([f"{name.rstrip(':')}:", *(_ended(line) for line in value.splitlines() if line.strip())])


def _step(columns: tuple[str, str, str], row: tuple[str, str, str]) -> str:
    _what, who, when = columns
    said = [
        _ended(row[0].replace(" ✓ ", ". ")),
        *(f"{name}: {value}." for name, value in ((who, row[1]), (when, row[2])) if value),
    ]
    return " ".join(said)


def _ended(text: str) -> str:
    return text if text.rstrip()[-1:] in _ENDS else f"{text}."
