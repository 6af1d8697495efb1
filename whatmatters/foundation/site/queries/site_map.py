"""Every public page, in groups, for the site map.

Serves the site map and the page for a wrong address.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...kernel.translating import _
from ..content import COMPONENTS, PageText, get_page


@dataclass(frozen=True, slots=True)
class SiteMapGroup:
    """Pages that belong together."""

    title: str
    pages: tuple[PageText, ...]


def list_site_map(language: str) -> tuple[SiteMapGroup, ...]:
    """The groups of the site map, with each page's title and short description. Anybody may read it."""
    groups = (
        (_("Start here"), ("home", "personalised-care", "urgent-help", "help")),
        (_("The six parts of personalised care"), COMPONENTS),
        (_("To print"), ("factsheets",)),
        (_("About this site"), ("about", "accessibility", "privacy", "cookies", "stay-safe-online")),
    )
    return tuple(SiteMapGroup(title, tuple(get_page(name, language) for name in names)) for title, names in groups)
