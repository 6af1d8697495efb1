"""How plain is what staff write for a person: the reading age, and words of services with plainer ones.

Serves the advice beside forms and statements. Never refuses anything, judges no words of the person's own, and no
language but English: a reading age of a Polish sentence would be nonsense. Source of the formula: `kernel.reading`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from whatmatters.foundation.kernel.reading import measure, words_of

from ..settings import SETTINGS

_COMMON = frozenset(
    """
    a about after all also am an and any are as at be because but by can do for from get had has have he her him his
    how i if in is it me my no not of on or our out she so that the their them then there they this to up us was we
    what when who will with would you your
    """.split()  # noqa: SIM905
)
"""Words that hardly any English text of some length does without."""

_SHARE_OF_COMMON = 0.15
_YOUNGEST, _OLDEST = 5, 18
"""Reading ages that mean something to somebody who writes: beyond 18 it is hard for everybody."""


@dataclass(frozen=True, slots=True)
class PlainerWord:
    """A word as it was written, and a plainer one."""

    written: str
    plainer: str


@dataclass(frozen=True, slots=True)
class WordsAdvice:
    """What could be plainer. `age` is the reading age in years (5 to 18), None where the text is too short or not
    English; `is_hard` when it is above `limit`."""

    age: int | None
    limit: int
    is_hard: bool
    words: tuple[PlainerWord, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to advise."""
        return self.is_hard or bool(self.words)


def plain_words_advice(*texts: str, day: date) -> WordsAdvice:
    """What in these texts could be plainer, each word once, in the order in which it was written."""
    limit = SETTINGS.value("reading.highest-age", day)
    text = "\n".join(text for text in texts if text.strip())
    words = [word.lower() for word in words_of(text)]
    if not _is_english(words):
        return WordsAdvice(None, limit, False, ())
    age = (
        round(min(max(measure(text).age, _YOUNGEST), _OLDEST))
        if len(words) >= SETTINGS.value("reading.fewest-words", day)
        else None
    )
    return WordsAdvice(age, limit, age is not None and age > limit, _plainer(text))


def _is_english(words: list[str]) -> bool:
    """Whether a text of some length reads as English; a few words are taken to be."""
    if len(words) < 8:
        return True
    return sum(word in _COMMON for word in words) / len(words) >= _SHARE_OF_COMMON


def _plainer(text: str) -> tuple[PlainerWord, ...]:
    found: dict[str, PlainerWord] = {}
    for hit in _pattern().finditer(text):
        key = " ".join(hit[0].split()).lower()
        found.setdefault(jargon()[key], PlainerWord(hit[0], jargon()[key]))
    return tuple(found.values())


@cache
def jargon() -> dict[str, str]:
    """Each word or ending in small letters, with what is plainer."""
    return {word.lower(): plainer for words, plainer in _table().items() for word in words.split("|")}


@cache
def _table() -> dict[str, str]:
    """As it is written: words with a bar between them, and what is plainer."""
    table: dict[str, str] = tomllib.loads((Path(__file__).parent / "jargon.toml").read_text(encoding="utf-8"))["words"]
    return table


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, the longest first. What is in capitals is looked for in capitals alone."""
    words = sorted((word for key in _table() for word in key.split("|")), key=len, reverse=True)
    parts = (re.escape(word).replace(r"\ ", r"\s+") for word in words)
    either = (part if word.isupper() else f"(?i:{part})" for word, part in zip(words, parts, strict=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])")
