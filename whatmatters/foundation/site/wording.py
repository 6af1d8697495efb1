"""How the site says what gives a fact its force, on the page, on paper and in plain text alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ..kernel.dated import Standing
from .content import RightsShown, Source
from .queries import PublicPage

FORCE_HEADINGS = {
    Standing.LAW: _("Your rights in law"),
    Standing.NATIONAL_GUIDANCE: _("In national guidance, not in law"),
    Standing.OUR_PRACTICE: _("What we do here, not in law"),
}

NO_LAW = _("No law of its own gives you a right to this. It is NHS policy.")

URGENT_LINE = _("In danger now? Call 999. Urgent mental health help: call 111 and choose the mental health option.")
"""What stands at the foot of every printed page."""


def sources_of(page: PublicPage) -> tuple[Source, ...]:
    """Where the facts of a page are written: each source once, with all its places together."""
    places: dict[Source, list[str]] = {}
    for source in _sources(page):
        named = places.setdefault(replace(source, places=()), [])
        named += [place for place in source.places if place not in named]
    return tuple(replace(source, places=tuple(named)) for source, named in places.items())


def _sources(page: PublicPage) -> Iterator[Source]:
    for section in page.sections:
        for block in section.blocks:
            for group in block.groups if isinstance(block, RightsShown) else ():
                for right in group.rights:
                    yield from right.sources
