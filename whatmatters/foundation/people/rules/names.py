"""Names as they are looked for: without accents, case, punctuation, or the order in which they were typed.

Serves search, duplicates and the order of lists. Refuses to change a name: what is folded is only for finding.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_SEARCH_NAME = 300
_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t"}
)
_JOINS = re.compile(r"['’‘`´ʼ.]")
_HYPHENS = re.compile(r"[-\u2010-\u2015]")


def folded(text: str) -> str:
    """The text for comparing: `O'Brien-Łuszcz` is `obrien luszcz`. Vowel signs of Indian scripts stay."""
    text = unicodedata.normalize("NFKD", _JOINS.sub("", text)).casefold().translate(_NOT_DECOMPOSED)
    text = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    # Marks that are not combining (vowel signs) count as letters; `\W` does not know them.
    spaced = "".join(letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in bare)
    return " ".join(spaced.split())


def full_name(given: str, family: str, preferred: str = "") -> str:
    """Given and family name, as on an envelope."""
    return " ".join(part for part in (given, family) if part) or preferred


def search_name(*, given: str, family: str, preferred: str) -> str:
    """The line that lists are ordered by: family name, given names, preferred name, all folded."""
    return " ".join(filter(None, map(folded, (family, given, preferred))))[:LONGEST_SEARCH_NAME]


def name_words(*, given: str, family: str, preferred: str) -> frozenset[str]:
    """Every word by which the person may be looked for. `Anne-Marie` is found by `anne`, `marie` and `annemarie`."""
    words: set[str] = set()
    for name in (given, family, preferred):
        words |= set(folded(name).split())
        for part in name.split():
            if _HYPHENS.search(part):
                words.add(folded(_HYPHENS.sub("", part)))
    return frozenset(word[:100] for word in words if word)
