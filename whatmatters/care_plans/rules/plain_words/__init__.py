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
from itertools import pairwise
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

_WORD = re.compile(r"[\w-]+")
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
    """Each word that is found, once. Of phrases that begin alike the longest counts."""
    found: dict[str, PlainerWord] = {}
    words, place = list(_WORD.finditer(text)), 0
    while place < len(words):
        length, plainer = _found_at(text, words, place)
        if length:
            written = text[words[place].start() : words[place + length - 1].end()]
            found.setdefault(plainer, PlainerWord(written, plainer))
        place += max(length, 1)
    return tuple(found.values())


def _found_at(text: str, words: list[re.Match[str]], place: int) -> tuple[int, str]:
    """How many words of a phrase stand from here on, and what is plainer; 0 when none does."""
    for phrase, plainer in _phrases().get(words[place][0].lower(), ()):
        stretch = words[place : place + len(phrase)]
        gaps = (text[one.end() : next_one.start()] for one, next_one in pairwise(stretch))
        if _is_phrase([word[0] for word in stretch], phrase) and not any(gap.strip() for gap in gaps):
            return len(phrase), plainer
    return 0, ""


def _is_phrase(written: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether these are the words of a phrase; what is in capitals there counts in capitals alone."""
    return len(written) == len(phrase) and all(
        word == part if part.isupper() else word.lower() == part.lower()
        for word, part in zip(written, phrase, strict=True)
    )


@cache
def jargon() -> dict[str, str]:
    """The list as it is written: words with a bar between them, and what is plainer."""
    table: dict[str, str] = tomllib.loads((Path(__file__).parent / "jargon.toml").read_text(encoding="utf-8"))["words"]
    return table


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases by their first word in small letters, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, plainer in jargon().items():
        for phrase in words.split("|"):
            parts = tuple(phrase.split())
            found.setdefault(parts[0].lower(), []).append((parts, plainer))
    for phrases in found.values():
        phrases.sort(key=lambda one: -len(one[0]))
    return found
