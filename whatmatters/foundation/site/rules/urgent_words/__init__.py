"""Words that call for urgent help, found in what somebody types: kinds of danger, whatever the language of the page.

Serves the query that shows urgent help first. Leans to finding: a false alarm costs one panel. Rests on a list of
phrases for each language with idioms and denials (the `.toml` files beside this), whose review is dated; a meaning
model may name further kinds, never fewer. Refuses to keep, log or hand on what was typed. Source: rulebook 11, "Urgent
help"; the lists are our practice, to be reviewed by a clinician every six months.
"""

from __future__ import annotations

from dataclasses import dataclass

from whatmatters.foundation.kernel.dated import DatedTable

from .contacts import CRISIS, KINDS, numbers_for
from .finding import kinds_in
from .folding import LONGEST, pieces_of
from .lists import LANGUAGES, read_list

__all__ = [
    "KINDS",
    "LANGUAGES",
    "LONGEST",
    "WORDS",
    "Danger",
    "find_danger",
    "kinds_of_danger",
    "numbers_for",
    "read_list",
]

_UNDER_18 = "under-18"
"""What the lists call an age or a school: no danger of its own."""

_CHILD = "child-at-risk"


@dataclass(frozen=True, slots=True)
class Danger:
    """The kinds of danger, the most urgent first, and the languages in which they were spoken of."""

    kinds: tuple[str, ...]
    languages: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.kinds)


def kinds_of_danger(words: str, *, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The kinds of danger that these words speak of, the most urgent first; empty for none. See `find_danger`."""
    return find_danger(words, also=also).kinds


def find_danger(words: str, *, also: tuple[str, ...] = ()) -> Danger:
    """The danger that these words speak of, in any of our languages, of any length; never raises.

    `also` is where a second net comes in: kinds that were found by other means, such as a meaning model. It adds to
    what the lists find and takes nothing away; a kind that we do not know counts as a crisis. With any danger, an age
    under 18 or a school brings in the number for children.
    """
    pieces = pieces_of(words)
    by_language = {language: kinds_in(pieces, language) for language in LANGUAGES}
    found = {kind if kind in KINDS else CRISIS for kind in also}
    found.update(*by_language.values())
    languages = tuple(language for language, kinds in by_language.items() if kinds - {_UNDER_18})
    if _UNDER_18 in found and found > {_UNDER_18}:
        found.add(_CHILD)
    return Danger(tuple(kind for kind in KINDS if kind in found), languages)


WORDS = DatedTable("site.urgent-words", (read_list(language).row for language in LANGUAGES))
"""The lists as dated settings: how many phrases each has, and when it was last held against practice."""
