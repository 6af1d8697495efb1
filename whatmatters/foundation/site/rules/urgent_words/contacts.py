"""Which numbers are shown for which kind of danger, and in what order.

Serves the query that shows urgent help. Danger to life comes first for every kind. Source: rulebook 11, "Urgent help".
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest

CRISIS = "crisis"

_NUMBERS = {
    "danger-to-life": ("999", "111"),
    "child-at-risk": ("999", "childline"),
    "suicide": ("999", "111-mental-health", "samaritans", "shout"),
    "abuse": ("999", "domestic-abuse"),
    "harm-to-others": ("999", "111-mental-health", "samaritans"),
    "psychosis": ("999", "111-mental-health"),
    "self-harm": ("999", "111-mental-health", "samaritans", "shout"),
    CRISIS: ("999", "111-mental-health", "samaritans", "shout"),
}
"""Keys of `content/urgent.toml`, by kind of danger."""

KINDS = tuple(_NUMBERS)
"""Every kind of danger, the most urgent first."""


def numbers_for(kinds: Iterable[str]) -> tuple[str, ...]:
    """The keys of the numbers to show: the first of each kind, then the second of each, and so on, each once."""
    wanted = [_NUMBERS[kind] for kind in KINDS if kind in set(kinds)]
    turns = chain.from_iterable(zip_longest(*wanted))
    return tuple(dict.fromkeys(number for number in turns if number))
