"""What somebody asks the directory for, and how that is put to the full-text index.

Serves the search of pages and of the open API. Every part may be left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .places import Point, squares_around

LONGEST_WORDS = 600
MOST_WORDS = 24
# Words that nearly every listing has: asking for them finds nothing out.
COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "do",
        "for",
        "from",
        "get",
        "have",
        "help",
        "i",
        "in",
        "is",
        "it",
        "me",
        "my",
        "near",
        "of",
        "on",
        "or",
        "our",
        "some",
        "somewhere",
        "that",
        "the",
        "there",
        "this",
        "to",
        "us",
        "want",
        "we",
        "what",
        "where",
        "who",
        "with",
        "you",
        "your",
    ]
)


def without_accents(words: str) -> str:
    """Café as cafe, in what is written into the index and in what is asked, so that every database finds it alike."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to the directory.

    `words` must all be there; `sentence` is compared by meaning. `centre` and `km` say where; `also_anywhere` lets in
    what has no place: online, by telephone or at home. `needs` and `groups` are codes, any of which will do. `weekday`
    is 0 for Monday; `from_minute` and `to_minute` narrow that day. `age` is years; `language` a name such as `polish`.
    """

    words: str = ""
    sentence: str = ""
    centre: Point | None = None
    km: float = 10
    also_anywhere: bool = False
    needs: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    age: int | None = None
    weekday: int | None = None
    from_minute: int | None = None
    to_minute: int | None = None
    is_free: bool = False
    is_step_free: bool = False
    is_online: bool = False
    at_home: bool = False
    has_places: bool = False
    language: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words to look for: letters and digits, without the commonest, each once."""
        said = re.findall(r"[^\W_]+", without_accents(self.words[:LONGEST_WORDS].lower()))
        telling = [word for word in said if word not in COMMON] or said
        return tuple(dict.fromkeys(telling))[:MOST_WORDS]

    @property
    def needs_times(self) -> bool:
        """Whether the sessions must be looked at."""
        return self.weekday is not None or self.from_minute is not None or self.to_minute is not None


def fact_groups(asked: Asked) -> Iterator[tuple[str, ...]]:
    """Facts that a finding row must have: of each group at least one."""
    if asked.centre is not None:
        anywhere = ("isonline", "athome") if asked.also_anywhere else ()
        yield (*squares_around(asked.centre, asked.km), *anywhere)
    if asked.needs:
        yield tuple(f"need{code.replace('-', '')}" for code in asked.needs)
    if asked.weekday is not None:
        yield (f"day{asked.weekday}",)
    if asked.language:
        yield (f"lang{re.sub('[^a-z]', '', asked.language.lower())}",)
    wanted = {
        "isfree": asked.is_free,
        "stepfree": asked.is_step_free,
        "isonline": asked.is_online,
        "athome": asked.at_home,
        "canjoin": asked.has_places,
    }
    yield from ((fact,) for fact, is_wanted in wanted.items() if is_wanted)
