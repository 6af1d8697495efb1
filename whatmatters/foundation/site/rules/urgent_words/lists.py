"""The lists of words that call for urgent help, one file a language, read once a process.

Serves the search for such words, and a steward who holds the lists against practice every six months. Refuses a list
that names a group which it does not have. How a phrase is written:

    want|wish to? .. die      one of two words, a word that may be missing, up to two other words, a word
    @self  suicid*  #child    a group of the file, any word that begins so, a number from 5 to 17
    ...    $                  up to four other words; the end of a part of a sentence (only at the end of a phrase)
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from whatmatters.foundation.kernel.dated import Dated, Standing

from .folding import Spelling, fold_letters

LANGUAGES = ("en-gb", "pl", "ur")

_GAPS = {"..": 2, "...": 4}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CHILD_AGES = range(5, 18)


class BadWordList(Exception):
    """A list of words is not as it must be: the message names the language and the phrase."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a phrase: what it may be, and how many other words may stand between it and the one before."""

    words: frozenset[str]
    stems: tuple[str, ...]
    is_age: bool
    is_end: bool
    may_miss: bool
    gap: int

    def accepts(self, word: str) -> bool:
        """Whether a word of the text is this one."""
        if word in self.words or (self.stems and word.startswith(self.stems)):
            return True
        return self.is_age and len(word) <= 2 and word.isdecimal() and int(word) in _CHILD_AGES


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase seen from its rarest word: the steps after it, and the steps before it from there to the beginning."""

    written: str
    kinds: tuple[str, ...]
    rarest: Step
    after: tuple[Step, ...]
    before: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """The list of one language, with its row for the page of settings, which has the day of its review.

    `why` is what is said beside the numbers; `checked` whether a clinician and, where the language is not English, a
    native speaker have agreed to the list.
    """

    language: str
    row: Dated
    checked: bool
    why: str
    fillers: frozenset[str]
    spelling: Spelling
    phrases: tuple[Phrase, ...]
    idioms: tuple[Phrase, ...]


@cache
def read_list(language: str) -> WordList:
    """The list of a language. Raises `BadWordList`."""
    table = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    reader = _Reader(language, _groups(table["groups"]), frozenset(fold_letters(table["common"]).split()))
    phrases = tuple(reader.phrases(table["phrases"]))
    idioms = tuple(reader.phrases(table["idioms"]))
    return WordList(
        language=language,
        row=_row(language, table, len(phrases)),
        checked=table["checked"],
        why=table["why"],
        fillers=frozenset(fold_letters(table["fillers"]).split()),
        spelling=_spelling(table, _known((*phrases, *idioms))),
        phrases=phrases,
        idioms=idioms,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes phrases of what is written in one file."""

    language: str
    groups: dict[str, tuple[str, ...]]
    common: frozenset[str]

    def phrases(self, entries: Iterable[dict[str, Any]]) -> Iterator[Phrase]:
        for entry in entries:
            for written in entry["say"]:
                yield self._phrase(written, tuple(entry.get("kinds", ())))

    def _phrase(self, written: str, kinds: tuple[str, ...]) -> Phrase:
        steps = list(self._steps(fold_letters(written)))
        place = max(range(len(steps)), key=lambda place: self._rareness(steps[place]))
        gaps = [step.gap for step in steps]
        before = tuple(_with_gap(steps[at], gaps[at + 1]) for at in range(place - 1, -1, -1))
        return Phrase(written, kinds, steps[place], tuple(steps[place + 1 :]), before)

    def _steps(self, written: str) -> Iterator[Step]:
        gap = 0
        for part in written.split():
            if part in _GAPS:
                gap = _GAPS[part]
                continue
            yield self._step(part, gap)
            gap = 0

    def _step(self, part: str, gap: int) -> Step:
        bare = part.rstrip("?")
        words = [word for one in bare.split("|") for word in self._members(one)]
        plain = frozenset(word for word in words if word[-1:] not in "*" and word not in {"#child", "$"})
        stems = tuple(word[:-1] for word in words if word.endswith("*"))
        return Step(plain, stems, "#child" in words, "$" in words, bare != part, gap)

    def _members(self, one: str) -> tuple[str, ...]:
        if not one.startswith("@"):
            return (one,)
        try:
            return self.groups[one[1:]]
        except KeyError as error:
            raise BadWordList(f"{self.language}: there is no group {one}") from error

    def _rareness(self, step: Step) -> tuple[bool, bool, int]:
        """A word that cannot miss, is not common and has few other forms is looked for first."""
        is_word = bool(step.words or step.stems or step.is_age) and not step.is_end
        return is_word and not step.may_miss, not step.words & self.common, -len(step.words)


def _row(language: str, table: dict[str, Any], phrases: int) -> Dated:
    return Dated(
        key=f"phrases.{language}",
        value=phrases,
        valid_from=table["since"],
        standing=Standing(table["standing"]),
        source=table["source"],
        unit="phrases",
        means=table["means"],
        reviewed_on=table["reviewed_on"],
    )


def _with_gap(step: Step, gap: int) -> Step:
    return Step(step.words, step.stems, step.is_age, step.is_end, step.may_miss, gap)


def _groups(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The groups, each of which may name earlier ones."""
    groups: dict[str, tuple[str, ...]] = {}
    for name, members in table.items():
        parts = fold_letters(members).split("|")
        groups[name] = tuple(word for part in parts for word in groups.get(part.removeprefix("@"), (part,)))
    return groups


def _known(phrases: Iterable[Phrase]) -> frozenset[str]:
    steps = [step for phrase in phrases for step in (phrase.rarest, *phrase.after, *phrase.before)]
    return frozenset(word for step in steps for word in step.words)


def _spelling(table: dict[str, Any], known: frozenset[str]) -> Spelling:
    """What is written for what; of `near` words also everything that is one letter away."""
    near = {slip: (word,) for word in table["near"] for slip in _slips(fold_letters(word)) if slip not in known}
    meant = [(fold_letters(words), fold_letters(slip)) for words, slips in table["spellings"].items() for slip in slips]
    joined = {(slip.split()[0], slip.split()[1]): words for words, slip in meant if " " in slip}
    written = {slip: tuple(words.split()) for words, slip in meant if " " not in slip}
    return Spelling(near | written, joined, known)


def _slips(word: str) -> set[str]:
    """Every way to leave a letter out, put one in, take another, or turn two round."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    left_out = {one + other[1:] for one, other in halves if other}
    turned = {one + other[1] + other[0] + other[2:] for one, other in halves if len(other) > 1}
    taken = {one + letter + other[1:] for one, other in halves if other for letter in _LETTERS}
    put_in = {one + letter + other for one, other in halves for letter in _LETTERS}
    return (left_out | turned | taken | put_in) - {word}
