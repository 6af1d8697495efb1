"""Search in the public pages: a few words, the pages that hold them, best first.

Serves the search page and the page for a wrong address. Refuses to keep what somebody looked for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..content import PAGES, PageText, RightsShown, get_page
from ..content.shape import texts_of
from .pages import ShownSection, _shown

LONGEST_QUERY = 200
_WEIGHTS = {"title": 8, "short": 4, "text": 1}


@dataclass(frozen=True, slots=True)
class Found:
    """One page that was found."""

    name: str
    title: str
    short: str


def list_found(words: str, language: str) -> list[Found]:
    """Pages that hold at least one of the words, those that hold most of them first. Anybody may search.

    Letters with and without accents are the same. A word is found where a word of the page begins with it, or where it
    begins with a word of the page of four letters or more ("budgets" finds "budget").
    """
    wanted = [word for word in _words(words[:LONGEST_QUERY]) if len(word) > 1]
    scored = [(score, page) for page in PAGES if (score := _score(page, language, wanted))]
    scored.sort(key=lambda pair: -pair[0])
    return [Found(page, text.title, text.short) for _score_, page in scored for text in (get_page(page, language),)]


def _score(name: str, language: str, wanted: list[str]) -> int:
    parts = _parts(name, language)
    score = 0
    for word in wanted:
        best = max((weight for part, weight in _WEIGHTS.items() if _holds(parts[part], word)), default=0)
        score += best and 10 + best
    return score


def _holds(words: frozenset[str], wanted: str) -> bool:
    return any(word.startswith(wanted) or (len(word) >= 4 and wanted.startswith(word)) for word in words)


@lru_cache(maxsize=128)
def _parts(name: str, language: str) -> dict[str, frozenset[str]]:
    text = get_page(name, language)
    shown = [_shown(section, text.language) for section in text.sections]
    return {
        "title": frozenset(_words(text.title)),
        "short": frozenset(_words(f"{text.short} {text.lead}")),
        "text": frozenset(_words(" ".join(_texts(text, shown)))),
    }


def _texts(page: PageText, sections: list[ShownSection]) -> list[str]:
    texts = [page.lead]
    for section in sections:
        texts.append(section.heading)
        for block in section.blocks:
            if isinstance(block, RightsShown):
                texts += [right.words for group in block.groups for right in group.rights]
            else:
                texts += texts_of(block)
    return texts


def _words(text: str) -> list[str]:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return re.findall(r"\w+", bare.casefold())
