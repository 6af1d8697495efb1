"""Urgent help for what somebody typed: whom to call, shown before everything else and never instead of it.

Serves every page on which people write in their own words. Anybody may ask, signed in or not. Refuses to keep, log or
hand on the words: what is given back holds the kinds of danger and numbers to call, and nothing of what was typed.
Source: rulebook 11, "Urgent help".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from ..content import ENGLISH, LANGUAGES, UrgentLine, get_page, list_urgent_lines
from ..rules.settings import review_is_due
from ..rules.urgent_words import WORDS, Danger, find_danger, numbers_for, read_list


@dataclass(frozen=True, slots=True)
class UrgentHelp:
    """What to show, all of it in one language, which is not always the page's: the first line is the most urgent.

    `why` says that words brought this up and that nobody was told; `lead` is the advice of the page of urgent help, and
    `more` what a link to that page says. `code` is how the language is written in an address.
    """

    kinds: tuple[str, ...]
    language: str
    code: str
    heading: str
    why: str
    lead: str
    more: str
    lines: tuple[UrgentLine, ...]


def get_urgent_help(*, words: str = "", kinds: tuple[str, ...] = (), language: str = "") -> UrgentHelp | None:
    """Whom to call, for what these words speak of; None when they speak of no danger. Anybody may ask; never raises.

    `kinds` are those that were found by other means, such as a meaning model: they add to what the lists find.
    `language` is the reader's, when it is not the one that is active. Where the words are of another of our languages
    and of none of the reader's, help is in theirs.
    """
    danger = find_danger(words, also=kinds)
    return _help(danger, _spoken(danger, language or get_language() or ENGLISH)) if danger else None


def list_overdue_word_lists(day: date) -> list[str]:
    """The lists of words that somebody has to hold against practice again, by key."""
    return [row.key for row in WORDS.rows() if review_is_due(row.reviewed_on, day)]


def _spoken(danger: Danger, asked: str) -> str:
    """The language to answer in."""
    reader = asked if asked in LANGUAGES else ENGLISH
    return reader if reader in danger.languages or not danger.languages else danger.languages[0]


def _help(danger: Danger, language: str) -> UrgentHelp:
    page = get_page("urgent-help", language)
    lines = {line.key: line for line in list_urgent_lines(language)}
    return UrgentHelp(
        kinds=danger.kinds,
        language=language,
        code=language.partition("-")[0],
        heading=page.title,
        why=read_list(language).why,
        lead=page.lead,
        more=page.short,
        lines=tuple(lines[key] for key in numbers_for(danger.kinds)),
    )
