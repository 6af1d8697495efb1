"""Finds phrases in words that were made alike: danger, unless an idiom or a negation says all of it.

Serves `kinds_of_danger`. An idiom takes back only what stands wholly within it, so that "I am not suicidal but I took
all my tablets" still shows help; it never reaches over the end of a part of a sentence, while danger does. Every look
from a word reaches a few words to each side and no further, so that time grows with the text and not faster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .folding import Folded, Pieces, fold
from .lists import Phrase, Step, WordList, read_list

_LONGEST_IDIOM = 16
"""So many words back an idiom may have begun that covers a word."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Phrases by their rarest word; those whose rarest word is only begun, or is an age, apart."""

    by_word: dict[str, tuple[Phrase, ...]]
    by_stem: tuple[Phrase, ...]
    by_age: tuple[Phrase, ...]
    stems: tuple[str, ...]

    def starting_from(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that a word may be the rarest word of."""
        others = self.by_stem if word.startswith(self.stems) else self.by_age if word.isdecimal() else ()
        return self.by_word.get(word, ()) + tuple(phrase for phrase in others if phrase.rarest.accepts(word))

    def among(self, words: Iterable[str]) -> dict[str, tuple[Phrase, ...]]:
        """For each of the words that has any, its phrases."""
        return {word: phrases for word in words if (phrases := self.starting_from(word))}


def kinds_in(pieces: Pieces, language: str) -> frozenset[str]:
    """The kinds of danger that phrases of one language speak of."""
    words = read_list(language)
    text = fold(pieces, words.spelling)
    index = _index(language, False)
    if not index.among(text.different):
        return frozenset()
    found: set[str] = set()
    taken_back: dict[int, int] | None = None
    for kinds, first, last in _dangers(text.without(words.fillers), index, found):
        if taken_back is None:
            taken_back = _idioms(text, language)
        if not _is_taken_back(first, last, taken_back):
            found.update(kinds)
    return frozenset(found)


def _dangers(text: Folded, index: _Index, found: set[str]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Each phrase of danger: its kinds, and where it begins and ends; none of kinds that are found already."""
    hot = index.among(text.different)
    for place, word in enumerate(text.words):
        for phrase in hot.get(word, ()):
            if not found.issuperset(phrase.kinds) and (span := _span(phrase, text, place)):
                yield phrase.kinds, text.places[span[0]], text.places[span[1]]


def _idioms(text: Folded, language: str) -> dict[int, int]:
    """Where each idiom begins, and where the longest that begins there ends."""
    hot = _index(language, True).among(text.different)
    spans: dict[int, int] = defaultdict(int)
    for first, last in _spans(text, hot):
        if not any(place in text.breaks for place in range(first + 1, last + 1)):
            spans[first] = max(spans[first], last)
    return spans


def _spans(text: Folded, hot: dict[str, tuple[Phrase, ...]]) -> Iterator[tuple[int, int]]:
    for place, word in enumerate(text.words):
        for phrase in hot.get(word, ()):
            if span := _span(phrase, text, place):
                yield span


def _is_taken_back(first: int, last: int, taken_back: dict[int, int]) -> bool:
    """Whether one idiom begins no later and ends no earlier than this."""
    return any(taken_back.get(start, -1) >= last for start in range(max(first - _LONGEST_IDIOM, 0), first + 1))


def _span(phrase: Phrase, text: Folded, place: int) -> tuple[int, int] | None:
    """The first and the last word of a phrase whose rarest word stands here; None when the phrase does not."""
    last = _reach(phrase.after, text, place, 1)
    if last is None:
        return None
    first = _reach(phrase.before, text, place, -1)
    return None if first is None else (first, last)


def _reach(steps: tuple[Step, ...], text: Folded, place: int, way: int, carried: int = 0) -> int | None:
    """Where the last of the steps stands that lead away from a place; None when one of them is missing.

    `carried` is the gap of a word that may be missing and is.
    """
    if not steps:
        return place
    step, rest = steps[0], steps[1:]
    gap = max(step.gap, carried)
    if step.is_end and _is_end(text, place + 1):
        return place
    for here in range(place + way, place + way * (gap + 2), way):
        if 0 <= here < len(text.words) and step.accepts(text.words[here]):
            end = _reach(rest, text, here, way)
            if end is not None:
                return end
    return _reach(rest, text, place, way, gap) if step.may_miss else None


def _is_end(text: Folded, place: int) -> bool:
    return place >= len(text.words) or place in text.breaks


@cache
def _index(language: str, is_idiom: bool) -> _Index:
    words: WordList = read_list(language)
    phrases = words.idioms if is_idiom else words.phrases
    by_word: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        for word in phrase.rarest.words:
            by_word[word].append(phrase)
    by_stem = tuple(phrase for phrase in phrases if phrase.rarest.stems)
    return _Index(
        by_word={word: tuple(found) for word, found in by_word.items()},
        by_stem=by_stem,
        by_age=tuple(phrase for phrase in phrases if phrase.rarest.is_age),
        stems=tuple({stem for phrase in by_stem for stem in phrase.rarest.stems}),
    )
