"""Why a service was found, in words that follow from what was asked and from what the listing says."""

from __future__ import annotations

from collections.abc import Iterator

from whatmatters.foundation.kernel.translating import _

from ...rules.asked import Asked, without_accents
from ...rules.groups import GROUPS
from ...rules.needs import need_labels, needs_said
from ...rules.sessions import DAY_NAMES
from .shown import ServiceCard


def why_found(card: ServiceCard, asked: Asked, km: float | None) -> tuple[str, ...]:
    """The reasons, the most telling first."""
    return tuple(_reasons(card, asked, km))


def _reasons(card: ServiceCard, asked: Asked, km: float | None) -> Iterator[str]:
    labels = need_labels()
    wanted = dict.fromkeys((*asked.needs, *needs_said(asked.sentence or asked.words)))
    if shared := [labels[code].lower() for code in wanted if labels[code] in card.needs]:
        yield _("It is about %(needs)s") % {"needs": ", ".join(shared)}
    elif asked.sentence:
        yield _("It comes close to what you wrote")
    if words := [word for word in asked.tokens if word in without_accents(f"{card.name} {card.description}".lower())]:
        yield _("It says “%(words)s”") % {"words": "”, “".join(words)}
    if asked.groups and (named := [GROUPS[code][0] for code in asked.groups if GROUPS[code][0] in card.groups]):
        yield _("It is for %(groups)s") % {"groups": ", ".join(named).lower()}
    yield from _practical(card, asked, km)


def _practical(card: ServiceCard, asked: Asked, km: float | None) -> Iterator[str]:
    if km is not None:
        yield _("It is %(distance)s away") % {"distance": distance_in_words(km)}
    elif asked.centre is not None:
        yield _("You need not travel: it comes to you or is online")
    if asked.weekday is not None:
        yield _("It meets on a %(day)s") % {"day": DAY_NAMES[asked.weekday]}
    if asked.is_free and card.is_free:
        yield _("It is free")
    if asked.is_step_free and card.is_step_free:
        yield _("It says that there is a way in without steps")
    if asked.has_places and card.capacity:
        yield card.capacity


def distance_in_words(km: float) -> str:
    """Miles, as people in England measure a way; metres are for nobody here."""
    miles = km / 1.609344
    if miles < 0.25:
        return _("less than a quarter of a mile")
    return _("%(miles)s miles") % {"miles": f"{miles:.1f}".removesuffix(".0")} if miles >= 1.05 else _("about a mile")
