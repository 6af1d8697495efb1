"""Each document of a record, ready to be printed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .card import card_address, card_panels, card_title, qr_code
from .easy import easy_parts, easy_title
from .folder import folder_parts, folder_title, made_line, urgent_line, who_pairs
from .parts import Part, as_data
from .plain import plain_text
from .printing import Copy
from .queries import Folder, WhenWorsePage
from .shortening import variants
from .summary import summary_parts, summary_title


def folder_copy(found: Folder, *, large_print: bool = False) -> Copy:
    """The folder, ready to be printed."""
    return Copy(
        template="overview/record/folder.typ",
        title=folder_title(found),
        parts=folder_parts(found),
        words={"who": who_pairs(found), "urgent": urgent_line(), "made": made_line(found)},
        language=_language(),
        large_print=large_print,
        name="what-matters-to-me",
    )


def easy_copy(found: Folder) -> Copy:
    """The Easy Read folder, ready to be printed: always in large letters."""
    return Copy(
        template="overview/record/easy.typ",
        title=easy_title(found),
        parts=easy_parts(found),
        words={"more": more_line(), "urgent": urgent_line(), "made": made_line(found)},
        language=_language(),
        large_print=True,
        name="what-matters-to-me-easy-read",
    )


def folder_as_text(found: Folder) -> str:
    """The folder as plain text."""
    endings = (urgent_line(), made_line(found))
    return plain_text(folder_title(found), who_pairs(found), folder_parts(found), endings)


def summary_copy(found: Folder, kind: str) -> Copy:
    """A summary of one page, in every length that it may need: the template takes the longest that fits."""
    lengths = [
        {"parts": as_data(parts), "more": more_in_folder_line() if was_cut else ""}
        for parts, was_cut in variants(summary_parts(found, kind))
    ]
    return Copy(
        template="overview/record/summary.typ",
        title=summary_title(found, kind),
        words={"who": who_pairs(found), "made": made_line(found), "lengths": lengths, "kind": kind},
        language=_language(),
        name=f"one-page-{kind}",
    )


def card_copy(found: WhenWorsePage) -> Copy:
    """A wallet card for each contingency plan, to cut out and fold."""
    cards = [{panel.code: _lengths(panel) for panel in card_panels(found, plan)} for plan in found.contingencies]
    return Copy(
        template="overview/record/card.typ",
        title=card_title(found),
        words={
            "cards": cards,
            "qr": qr_code(card_address(found.banner.person_id)),
            "qr_says": _("Code to scan: leads to this plan, after signing in"),
            "how": _("Cut along the line. Fold the lower half back, then fold it shut like a book."),
            "made": made_line(found),
        },
        language=_language(),
        name="when-things-get-worse-card",
    )


def _lengths(panel: Part) -> list[dict[str, Any]]:
    return [as_data(parts)[0] for parts, _was_cut in variants((panel,))]


def more_line() -> str:
    """That the Easy Read copy is not all."""
    return _("There is more in the full folder. Ask for it.")


def more_in_folder_line() -> str:
    """That a summary was cut to its page."""
    return _("… This page is full. There is more in the folder.")


def _language() -> str:
    return get_language() or "en-gb"
