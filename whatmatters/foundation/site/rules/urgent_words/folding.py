"""What somebody typed, as a row of words that can be compared: letters, spellings and gaps made alike.

Serves the search for words of danger, which has to find "I dont wanna b here", "su1c1de" and "d i e" too. Every letter
is folded for itself, so that no input takes more than its length in time. Keeps nothing of what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

LONGEST = 50_000
"""So many characters are read: of a longer text the first half of them and the last half."""

_APOSTROPHES = frozenset("'’‘ʼ′`´‛＇")
_DROPPED = frozenset({"Mn", "Me", "Cf"})
"""Accents, and what cannot be seen: zero-width characters, marks of direction."""

_ALIKE = {"ł": "l", "ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ھ": "ہ", "ة": "ہ", "ۃ": "ہ", "ە": "ہ", "ں": "ن", "ـ": ""}
"""Letters that are typed for each other."""

_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s.*_-]{1,3}){3,}[^\W\d_](?![^\W_])")
_PIECE = re.compile(r"[^\W_]+(?:[!@$*][^\W_]+)*|[.,;:?!()\n—–۔،؟؛]|--+|(?<=\s)-(?=\s)")
_PART = re.compile(r"\d+|[^\W\d_]+")
_WILL = re.compile(r"(?<=[^\W\d_])['’ʼ`´]ll\b", re.IGNORECASE)
_LONG_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1+")
_DISGUISED = str.maketrans({"!": "i", "1": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "0": "o", "*": ""})


@dataclass(frozen=True, slots=True)
class Pieces:
    """The words as they were typed, and before which of them a sentence or a part of one ended."""

    words: list[str]
    breaks: set[int]


@dataclass(frozen=True)
class Spelling:
    """How words of one language are written otherwise.

    `written` leads from what is typed to the words that are meant, `joined` from two words to the one that they are,
    and `known` holds every word that a list knows.
    """

    written: dict[str, tuple[str, ...]]
    joined: dict[tuple[str, str], str]
    known: frozenset[str]

    def words_for(self, piece: str) -> tuple[str, ...]:
        """The words that are meant by a piece of text."""
        if piece in self.written or piece in self.known:
            return self.written.get(piece, (piece,))
        if piece.isalpha() and not _LONG_RUN.search(piece):
            return (piece,)
        for guess in _guesses(piece):
            if guess in self.written or guess in self.known:
                return self.written.get(guess, (guess,))
        return tuple(_PART.findall(piece))


@dataclass(frozen=True)
class Folded:
    """Words made alike; `places` says where each of them stands among all words of the text."""

    words: list[str]
    breaks: set[int]
    places: list[int]

    @cached_property
    def different(self) -> set[str]:
        """Each word once."""
        return set(self.words)

    def without(self, fillers: frozenset[str]) -> Folded:
        """The same without words that add nothing; where one ended a part of a sentence, the next word begins one."""
        words: list[str] = []
        breaks: set[int] = set()
        places: list[int] = []
        for place, word in enumerate(self.words):
            if place in self.breaks:
                breaks.add(len(words))
            if word not in fillers:
                words.append(word)
                places.append(place)
        return Folded(words, breaks, places)


def fold_letters(text: str) -> str:
    """Small letters without accents, apostrophes and what cannot be seen; wide and fancy letters as plain ones."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    return text.translate({ord(letter): _fold(letter) for letter in set(text)})


def pieces_of(text: str) -> Pieces:
    """The words of a text, as typed but for their letters."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"
    text = _WILL.sub(" will", text)
    text = _SPACED.sub(lambda spaced: "".join(_PART.findall(spaced[0])), fold_letters(text))
    words: list[str] = []
    breaks: set[int] = set()
    for piece in _PIECE.findall(text):
        if piece[0].isalnum():
            words.append(piece)
        else:
            breaks.add(len(words))
    return Pieces(words, breaks)


def fold(pieces: Pieces, spelling: Spelling) -> Folded:
    """The words that are meant, in one language."""
    meant = {piece: spelling.words_for(piece) for piece in set(pieces.words)}
    words: list[str] = []
    breaks: set[int] = set()
    for index, piece in enumerate(pieces.words):
        if index in pieces.breaks:
            breaks.add(len(words))
        for word in meant[piece]:
            one = spelling.joined.get((words[-1], word)) if words else None
            if one:
                words[-1] = one
            else:
                words.append(word)
    return Folded(words, breaks, list(range(len(words))))


def _fold(letter: str) -> str:
    if letter in _APOSTROPHES:
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(_ALIKE.get(part, part) for part in plain if unicodedata.category(part) not in _DROPPED)


def _guesses(piece: str) -> list[str]:
    """What may be meant by letters that are drawn out or disguised."""
    plain = piece.translate(_DISGUISED)
    return [
        plain,
        _LONG_RUN.sub(r"\1\1", plain),
        _LONG_RUN.sub(r"\1", plain),
        _DOUBLE.sub(r"\1", plain),
        _LONG_RUN.sub(r"\1", piece),
    ]
