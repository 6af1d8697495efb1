"""Whom a listing is for, read from its own words and terms: groups that people ask for by name.

A listing that names no group is for anyone. Naming a group does not shut others out by itself; "only" does in life, and
feeds do not say it in a way that can be trusted. So a group raises a listing, and the page shows its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "older": (
        "Older people",
        ("older (people|adults?)", "elder(s|ly)?", "seniors?( citizens?)?", "over (50|55|60|65)s?", "pension(er|ers)"),
    ),
    "young": (
        "Children and young people",
        ("young (people|person|carers?|men|women)", "teen(s|agers?)?", "youth", "children", "under (18|25)s?"),
    ),
    "families": (
        "Parents and families",
        ("famil(y|ies)", "parents?", "mums?", "dads?", "babies", "baby", "toddlers?", "mothers?", "fathers?"),
    ),
    "carers": ("Carers", ("carers?", "caregivers?", "caring for")),
    "disabled": (
        "Disabled people",
        ("disab(led|ility|ilities)", "wheelchair", "deaf", "blind", "(sight|hearing) loss", "autis(m|tic)"),
    ),
    "women": ("Women", ("wom[ae]n('s)?", "girls", "mothers", "mums")),
    "men": ("Men", ("(?<!wo)m[ae]n('s)?", "boys", "fathers", "dads", "lads")),
    "lgbt": ("LGBTQ+ people", (r"lgbt\w*", "gay", "lesbian", "bisexual", "trans(gender)?", "queer")),
    "migrants": (
        "Refugees and people new to the country",
        ("refugees?", "asylum", "migrants?", "immigrants?", "newcomers"),
    ),
    "veterans": ("Veterans", ("veterans?", "armed forces", r"ex-service\w*")),
    "homeless": ("People without a home", (r"homeless\w*", r"rough sleep\w*", "sleeping rough")),
    "bereaved": ("People who have lost somebody", (r"bereave\w*", r"widow\w*", r"griev\w*")),
}
"""Code: its name, and the words that show it."""

_PATTERNS = {
    code: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) for code, (_, words) in GROUPS.items()
}


def group_bits(codes: Iterable[str]) -> int:
    """A set of groups as one number: a bit for each, in the order of the table."""
    places = {code: place for place, code in enumerate(GROUPS)}
    return sum(1 << places[code] for code in set(codes) if code in places)


def groups_of(words: str, tags: Iterable[str] = ()) -> tuple[str, ...]:
    """The codes of the groups that these words name."""
    everything = "\n".join((words, *tags))
    return tuple(code for code, pattern in _PATTERNS.items() if pattern.search(everything))
