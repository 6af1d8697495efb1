"""Two versions of a text side by side, with what was taken out and put in marked.

Serves: About me and plan versions, and "somebody else changed this while you were writing". Refuses: colour as the only
mark (words are struck through or underlined, and named for screen readers), and guessing at meaning: it compares words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

WORDS = re.compile(r"\S+\s*|\s+")
MOST_PAIRS = 4_000_000
"""More words of the one times words of the other than this are not compared one by one, which would take minutes: what
lies between the first change and the last is then marked as a whole."""

Step = tuple[str, int, int, int, int]


def compare(before: str, after: str, *, named_before: object = "", named_after: object = "") -> Markup:
    """Both texts in full, the older first; `named_…` are their headings ("On 3 May, by Ann")."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    steps = list(_steps(_bare(old), _bare(new)))
    same = Markup('<p class="wm-compare__same">{}</p>').format(_("These two are the same."))
    same = same if before == after else Markup()
    left = Markup().join(_side(old, ((kind, a, b) for kind, a, b, _c, _d in steps), "del"))
    right = Markup().join(_side(new, ((kind, c, d) for kind, _a, _b, c, d in steps), "ins"))
    return Markup('<div class="wm-compare">{}{}{}</div>').format(
        same, _version(named_before or _("Before"), left), _version(named_after or _("Now"), right)
    )


def _steps(old: list[str], new: list[str]) -> Iterator[Step]:
    """What to keep, take out and put in, in order: the ends that are the same first, for they cost nothing."""
    head = _same_at_start(old, new)
    tail = _same_at_start(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    yield "equal", 0, head, 0, head
    if (old_end - head) * (new_end - head) > MOST_PAIRS:
        yield "replace", head, old_end, head, new_end
    else:
        # Words that come again and again are no landmarks (autojunk): without that, time grows by the cube.
        for kind, a, b, c, d in SequenceMatcher(None, old[head:old_end], new[head:new_end]).get_opcodes():
            yield kind, a + head, b + head, c + head, d + head
    yield "equal", old_end, len(old), new_end, len(new)


def _same_at_start(old: list[str], new: list[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))


def _bare(pieces: list[str]) -> list[str]:
    """The pieces without the space after them: a line broken elsewhere is not a change of words."""
    return [piece.strip() for piece in pieces]


def _side(pieces: list[str], steps: Iterator[tuple[str, int, int]], mark: str) -> Iterator[Markup]:
    said = (_("taken out:"), _("end")) if mark == "del" else (_("put in:"), _("end"))
    for kind, start, end in steps:
        text = escape("".join(pieces[start:end]))
        if kind == "equal" or not text:
            yield text
        else:
            yield Markup(
                '<{0} class="wm-compare__{0}"><span class="nhsuk-u-visually-hidden">{1} </span>{2}'
                '<span class="nhsuk-u-visually-hidden"> ({3})</span></{0}>'
            ).format(mark, said[0], text, said[1])


def _version(name: object, body: Markup) -> Markup:
    return Markup(
        '<section class="wm-compare__version"><h3 class="nhsuk-heading-s">{}</h3>'
        '<div class="wm-compare__text" dir="auto">{}</div></section>'
    ).format(name, body)
