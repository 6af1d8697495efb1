"""How hard is a text to read? Flesch-Kincaid, computed here, so that plain words are a test and not a promise.

Serves tests and staff who write for the public. Refuses to judge other languages than English (the formula was made
for it) and to judge meaning: short words can still say a foolish thing.

    grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59

A grade is a school year in the United States; a reading age is five more. A few lines on their own (a heading, an item
of a list) count as sentences. Numbers are left out: "0808 2000 247" is not hard to read.
Source: Kincaid, Fishburne, Rogers and Chissom, 1975 (a published formula).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SENTENCE_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s|$)|\n+")
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
_SILENT_ENDING = re.compile(r"(?:[^aeiouyl]|[aeiouy]l|[aeiouyrw]ll)e$")
_SILENT_PLURAL = re.compile(r"(?:[^aeiouyhsxzcgl]|[aeiouy]l|[^cst]h)es$")
_SILENT_PAST = re.compile(r"(?:[^aeiouytd]|[aeo]y)ed$")
_SILENT_INSIDE = re.compile(
    r"(?<=[^aeiouy])e(?=(?:ment|ments|ly|ty|less|ful|ness|where|thing|body|times?|works?|worker|workers|one)$)"
)
_TWO_SOUNDS = re.compile(
    r"i(?:a(?!l$|lly$|n$|ns$|ge)|o(?!n|us)|u)|eo|[aeo]ing$|ua|u[ei]ty|(?<=[^aeiou])uou|[aiou]y[aeio]|iet|yi"
)
_ONE_SOUND = re.compile(r"qua|gua|eous$|peopl|eopar|geon")
_KNOWN = {"being": 2, "every": 2, "everyday": 3, "once": 1, "does": 1, "goes": 1, "shoes": 1, "area": 3, "areas": 3,
          "idea": 3, "ideas": 3, "real": 1, "really": 2, "people": 2, "people's": 2, "peoples": 2, "the": 1, "we": 1,
          "different": 3, "someone": 2, "something": 2, "sometimes": 2, "business": 2, "evening": 2, "create": 2,
          "created": 3, "science": 2, "quiet": 2, "diet": 2, "client": 2, "lion": 2, "trial": 2, "trials": 2,
          "recipe": 3, "cafe": 2, "nhs": 3, "gp": 2, "pdf": 3, "uk": 2, "id": 2, "isn't": 2, "doesn't": 2,
          "didn't": 2, "element": 3, "elements": 3, "implement": 3, "everything": 3, "anyone": 3, "serious": 3,
          "earlier": 3, "material": 4, "continuing": 4, "household": 2, "caseload": 2, "centre": 2, "clients": 2,
           "couldn't": 2, "wouldn't": 2, "shouldn't": 2, "wasn't": 2, "hasn't": 2, "haven't": 2}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Readability:
    """How a text measures. `grade` is Flesch-Kincaid's school year."""

    words: int
    sentences: int
    syllables: int

    @property
    def words_a_sentence(self) -> float:
        """The average length of a sentence, in words."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade; 0 for a text without words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words_a_sentence + 11.8 * self.syllables / self.words - 15.59

    @property
    def age(self) -> float:
        """The age at which most readers follow the text with ease, in years."""
        return self.grade + 5


def measure(text: str) -> Readability:
    """Measure an English text; each line on its own counts as a sentence."""
    sentences = [words for part in _SENTENCE_END.split(text) if (words := words_of(part))]
    words = [word for sentence in sentences for word in sentence]
    return Readability(len(words), len(sentences), sum(syllables_in(word) for word in words))


def words_of(text: str) -> list[str]:
    """The words of a text, without its numbers."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, in order, for a test that names the longest."""
    return [part.strip() for part in _SENTENCE_END.split(text) if words_of(part)]


@lru_cache(maxsize=20_000)
def syllables_in(word: str) -> int:
    """How many syllables an English word has, by its spelling; at least 1."""
    spelt = word.lower().replace("’", "'")
    if spelt in _KNOWN:
        return _KNOWN[spelt]
    spelt = re.sub(r"'(?:s|re|ll|ve|d|m|t)$", "", spelt)
    if spelt in _KNOWN:
        return _KNOWN[spelt]
    count = len(_VOWELS.findall(spelt))
    count -= sum(bool(silent.search(spelt)) for silent in (_SILENT_ENDING, _SILENT_PLURAL, _SILENT_PAST))
    count -= len(_SILENT_INSIDE.findall(spelt))
    count += len(_TWO_SOUNDS.findall(spelt)) - len(_ONE_SOUND.findall(spelt))
    return max(1, count)
