"""A page as plain text: for e-mail, Braille displays, and whoever wants no layout.

Serves the factsheet in plain text. Lines of at most 78 characters, headings underlined, no marks that are read aloud.
"""

from __future__ import annotations

import textwrap

from django.utils.translation import gettext as _
from django.utils.translation import override

from ...nhsuk.wording import long_date
from ..content import Bullets, Pairs, Paragraph, RightsGroup, RightsShown, Span, Steps
from ..content.shape import plain
from ..queries import PublicPage
from ..wording import FORCE_HEADINGS, NO_LAW, sources_of

WIDTH = 78


def as_plain_text(page: PublicPage) -> str:
    """The page in its own language, as text."""
    with override(page.text.language):
        return "\n".join(_lines(page)).rstrip() + "\n"


def _lines(page: PublicPage) -> list[str]:
    lines = [page.text.title, "=" * min(len(page.text.title), WIDTH), ""]
    if page.is_unchecked:
        lines += [*_wrapped(_("No native speaker has checked this translation yet.")), ""]
    lines += [*_wrapped(page.text.lead), ""]
    for section in page.sections:
        lines += ["", section.heading, "-" * min(len(section.heading), WIDTH), ""]
        for block in section.blocks:
            lines += _block(block)
        lines += [_("This story is invented."), ""] if section.kind == "story" else []
    lines += [
        "",
        *_wrapped(_("Where this is written: %(sources)s.") % {"sources": "; ".join(map(str, sources_of(page)))}),
    ]
    return [*lines, "", f"{_('England only. Last looked at on')} {long_date(page.text.reviewed_on)}."]


def _block(block: object) -> list[str]:
    if isinstance(block, Paragraph):
        return [*_wrapped(plain(block.words)), ""]
    if isinstance(block, Bullets):
        return _list([plain(item) for item in block.items])
    if isinstance(block, Steps):
        return [*(line for number, item in enumerate(block.items, 1) for line in _item(f"{number}. ", item)), ""]
    if isinstance(block, Pairs):
        return _list([f"{plain(name)}: {plain(said)}" for name, said in block.items])
    if isinstance(block, RightsShown):
        return [line for group in block.groups for line in _force(group)]
    return []


def _force(group: RightsGroup) -> list[str]:
    heading = [f"{FORCE_HEADINGS[group.standing]}:"]
    if not group.rights:
        return [*heading, *_wrapped(str(NO_LAW)), ""]
    return [*heading, *_list([right.words for right in group.rights])]


def _list(items: list[str]) -> list[str]:
    return [*(line for item in items for line in _item("* ", (Span(item),))), ""]


def _item(mark: str, words: tuple[Span, ...]) -> list[str]:
    indent = " " * len(mark)
    return textwrap.wrap(plain(words), WIDTH, initial_indent=mark, subsequent_indent=indent, break_long_words=False)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False)
