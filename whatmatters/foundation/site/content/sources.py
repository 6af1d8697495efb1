"""The names of sources, so that a reader sees a law and not a tag.

Serves every page that says where a fact is written. Refuses nothing: a source that has no tag is shown as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ...kernel.plain import and_list
from ...kernel.translating import ngettext
from .files import read_file

_SEPARATOR = re.compile(r"[,;]\s+")
# Where a setting's source names our own working notes, which no reader can open.
_OUR_NOTES = re.compile(r"\s*\(rulebook [\d.]+(?::\s*([^)]*))?\)|^rulebook [\d.]+:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is written: its name, the places in it (such as `r39`), and its address if public."""

    name: str
    places: tuple[str, ...] = ()
    address: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {_in_words(self.places)}" if self.places else self.name


@lru_cache(maxsize=512)
def sources_in(text: str) -> tuple[Source, ...]:
    """The sources that a setting names, such as `SI2996 r39, MMC`: each once, with all its places together."""
    text = _OUR_NOTES.sub("", text).strip().rstrip(".")
    if text.partition(" ")[0].rstrip(",;") not in _tags():
        return (Source(text),) if text else ()
    places: dict[str, list[str]] = {}
    last = ""
    for part in _SEPARATOR.split(text):
        tag, _, place = part.partition(" ")
        if tag in _tags():
            last = tag
            places.setdefault(tag, []).extend([place] if place else [])
        elif last and re.fullmatch(r"(?:r|s)\d+\w*", part):
            places[last].append(part)
        else:
            places.setdefault(part, [])
    return tuple(_source(tag, found) for tag, found in places.items() if tag)


def is_known(tag: str) -> bool:
    """Whether a tag is in the table of sources."""
    return tag in _tags()


def _source(tag: str, places: list[str]) -> Source:
    known = _tags().get(tag)
    if known is None:
        return Source(tag)
    return Source(known["name"], tuple(places), known.get("address", ""))


def _in_words(places: tuple[str, ...]) -> str:
    """`r39`, `r40` as "regulations 39 and 40"; what is no regulation or section as it stands."""
    numbers = [place[1:] for place in places if re.fullmatch(r"[rs]\d+\w*", place)]
    if len(numbers) != len(places):
        return ", ".join(places)
    if places[0].startswith("r"):
        named = ngettext("regulation %(which)s", "regulations %(which)s", len(places))
    else:
        named = ngettext("section %(which)s", "sections %(which)s", len(places))
    return named % {"which": and_list(numbers)}


def _tags() -> dict[str, dict[str, str]]:
    return read_file("sources.toml")


def settings_words(table: str, key: str) -> str:
    """Plain words for a setting whose own row has none; empty when there are none here either."""
    words: dict[str, str] = read_file("settings.toml").get(table, {})
    return words.get(key, "")
