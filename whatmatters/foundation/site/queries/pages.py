"""The public pages as they are shown, with what their inserts need.

Serves views and factsheets. No statement to the database but one, on the page that says how to reach us.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ...kernel.actor import Actor
from ...kernel.errors import NotFound, allow
from ..content import (
    COMPONENTS,
    PAGES,
    URGENT,
    Bullets,
    Insert,
    PageText,
    Pairs,
    Paragraph,
    RightsList,
    RightsShown,
    Section,
    Steps,
    get_page,
    languages_of,
    list_notices,
    list_urgent_lines,
    show_rights,
)
from ..models import ContactDetails
from ..permissions import contact_details_reasons
from ..rules import review_is_due


@dataclass(frozen=True, slots=True)
class ContactRow:
    """How to reach those who run this copy; every field but the organisation may be empty."""

    organisation: str
    email: str
    telephone: str
    hours: str
    post: str
    data_protection: str


ShownBlock = Paragraph | Bullets | Steps | Pairs | Insert | RightsShown


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its facts looked up."""

    kind: str
    heading: str
    blocks: tuple[ShownBlock, ...]

    @property
    def anchor(self) -> str:
        """What a link to this section says after the #; the same in every language where the kind is one of ours."""
        return self.kind


@dataclass(frozen=True, slots=True)
class PublicPage:
    """One page to show. `inserts` holds what each named insert is made from."""

    text: PageText
    sections: tuple[ShownSection, ...]
    languages: tuple[str, ...]
    is_component: bool
    inserts: dict[str, Any]

    @property
    def is_unchecked(self) -> bool:
        """Whether this is a translation that no native speaker has read yet."""
        return not self.text.checked


def get_public_page(name: str, *, language: str) -> PublicPage:
    """One public page, in English where it has no translation. Anybody may read it. Raises `NotFound`."""
    if name not in PAGES:
        raise NotFound
    text = get_page(name, language)
    named = {block.name for section in text.sections for block in section.blocks if isinstance(block, Insert)}
    return PublicPage(
        text=text,
        sections=tuple(_shown(section, text.language) for section in text.sections),
        languages=languages_of(name),
        is_component=name in COMPONENTS,
        inserts={insert: _insert(insert, text.language) for insert in named},
    )


MADE_PAGES = ("how-we-decide", "site-map", "updates")
"""Public pages that are made from what the program knows, not from a content file."""


def list_page_names() -> tuple[str, ...]:
    """Every public page, in the order of the site map."""
    return (*PAGES, *MADE_PAGES)


def get_contact_details() -> ContactRow | None:
    """How to reach those who run this copy; None until an administrator has said it. Anybody may read it."""
    row = ContactDetails.objects.first()
    if row is None:
        return None
    return ContactRow(**{name: getattr(row, name) for name in ContactRow.__slots__})


def get_contact_form(*, by: Actor) -> dict[str, str]:
    """The contact details as they are now, to be changed. Administrators may; raises `NotAllowed`."""
    allow(contact_details_reasons(by))
    row = get_contact_details()
    return {name: getattr(row, name) for name in ContactRow.__slots__} if row else {}


def list_pages_by_language() -> list[tuple[str, tuple[str, ...]]]:
    """Every page with a content file, and the languages that it has."""
    return [(name, languages_of(name)) for name in PAGES]


def list_overdue_reviews(day: date) -> list[str]:
    """The urgent numbers that have to be held against their sources again, by key."""
    return [row.key for row in URGENT.rows() if review_is_due(row.reviewed_on, day)]


def _shown(section: Section, language: str) -> ShownSection:
    blocks = tuple(
        show_rights(block.keys, language, says_no_law=section.kind == "rights")
        if isinstance(block, RightsList)
        else block
        for block in section.blocks
    )
    return ShownSection(section.kind, section.heading, blocks)


def _insert(name: str, language: str) -> Any:
    makers = {
        "components": lambda: tuple(get_page(component, language) for component in COMPONENTS),
        "factsheets": lambda: tuple(get_page(component, language) for component in COMPONENTS),
        "urgent": lambda: list_urgent_lines(language),
        "contact": get_contact_details,
        "controller": get_contact_details,
        "notices": list_notices,
    }
    return makers[name]() if name in makers else None
