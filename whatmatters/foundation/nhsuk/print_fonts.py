"""Fonts for paper: woff2 from npm turned into TTF for Typst, and the list of letters they cover.

Serves: `frontend` (conversion) and `documents` (order and coverage). Refuses: nothing; a package that lacks a file is
an error at set-up, not on a person's page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

from whatmatters.foundation.nhsuk.fonts import FACES, URDU, Face

COVERAGE = "coverage.json"


def unicode_range(packages: Path, face: Face) -> str:
    """The CSS range of a subset: ours if we gave one, else as its package states."""
    if face.unicode_range:
        return face.unicode_range
    stated = json.loads((packages / "@fontsource" / face.package / "unicode.json").read_text(encoding="utf-8"))
    return str(stated[face.subset])


def convert_fonts(packages: Path, folder: Path) -> None:
    """Write every face as TTF into `folder`, with `coverage.json`: ranges of code points that some face holds."""
    covered: set[int] = set()
    for face in (*FACES, URDU):
        for weight in face.weights:
            source = packages / "@fontsource" / face.package / "files" / face.file_name(weight)
            covered |= _convert(source, folder / face.file_name(weight, "ttf"), face.print_family, weight)
    (folder / COVERAGE).write_text(json.dumps(list(as_ranges(covered))))


def as_ranges(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Numbers as inclusive ranges, in order: {1, 2, 3, 7} is (1, 3), (7, 7)."""
    start = last = None
    for number in sorted(numbers):
        if last is not None and start is not None and number != last + 1:
            yield start, last
            start = number
        start = number if start is None else start
        last = number
    if start is not None and last is not None:
        yield start, last


def _convert(source: Path, target: Path, family: str, weight: int) -> set[int]:
    """Convert one file, naming it so that Typst can tell it from its sisters. Returns the code points it holds."""
    with TTFont(source) as font:
        font.flavor = None
        font["OS/2"].usWeightClass = weight  # type: ignore[attr-defined]
        names = font["name"]
        names.names = [record for record in names.names if record.nameID not in {1, 2, 3, 4, 6, 16, 17, 21, 22, 25}]
        style = "Regular" if weight < 500 else "Bold"
        full = f"{family} {style}"
        for number, text in {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "-")}.items():
            names.setName(text, number, 3, 1, 0x409)
        font.save(target)
        return set(font.getBestCmap() or ())
