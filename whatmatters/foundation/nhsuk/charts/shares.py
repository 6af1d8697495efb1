"""One bar cut into shares of a whole.

Serves: "of all goals, how many are reached, on the way, not begun". Refuses: pies, whose slices cannot be compared, and
more parts than can be told apart by pattern.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from markupsafe import Markup

from whatmatters.foundation.nhsuk.charts.figure import COLOURS, Series, Writer, chart_id, figure, written

PATTERNS = (
    Markup(),
    Markup('<path d="M0 8L8 0" stroke="#fff" stroke-width="2"/>'),
    Markup('<circle cx="4" cy="4" r="1.6" fill="#fff"/>'),
    Markup('<path d="M0 4H8" stroke="#fff" stroke-width="2"/>'),
    Markup('<path d="M4 0V8" stroke="#fff" stroke-width="2"/>'),
    Markup('<path d="M0 4H8M4 0V8" stroke="#fff" stroke-width="1.5"/>'),
)


class TooManyParts(ValueError):
    """More parts than we have patterns for: put the small ones together."""


def share_chart(
    title: object,
    sentence: object,
    labels: Sequence[object],
    values: Sequence[float | int],
    *,
    heading: object = "",
    counted: object = "",
    write: Writer | None = None,
) -> Markup:
    """A bar whose parts are the values' shares of their sum; each part's label gives its share as a percentage.

    Raises TooManyParts for more than six.
    """
    if len(values) > len(PATTERNS):
        raise TooManyParts(f"A bar of shares can have {len(PATTERNS)} parts, not {len(values)}.")
    whole = sum(values) or 1
    shares = [max(0.0, value) / whole * 100 for value in values]
    mark = chart_id(title, sentence, shares)
    drawing = Markup('<div class="wm-shares" aria-hidden="true">{}{}{}</div>').format(
        _patterns(mark, len(values)), _bar(mark, shares), _legend(mark, labels, values, shares, write)
    )
    series = [Series(counted or _("Number"), values)]
    return figure(title, sentence, drawing, heading or _("Part"), labels, series, write=write)


def _patterns(mark: str, count: int) -> Markup:
    made = Markup().join(
        Markup(
            '<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<rect width="8" height="8" fill="{}"/>{}</pattern>'
        ).format(mark, place, COLOURS[place], PATTERNS[place])
        for place in range(count)
    )
    return Markup(
        '<svg width="0" height="0" class="wm-shares__patterns" focusable="false"><defs>{}</defs></svg>'
    ).format(made)


def _bar(mark: str, shares: Sequence[float]) -> Markup:
    start, parts = 0.0, []
    for place, share in enumerate(shares):
        parts.append(_box(mark, place, f"{start:.2f}%", f"{share:.2f}%", 32))
        start += share
    return Markup('<svg class="wm-shares__bar" width="100%" height="32" focusable="false">{}</svg>').format(
        Markup().join(parts)
    )


def _box(mark: str, place: int, start: str, width: str, height: int) -> Markup:
    return Markup('<rect x="{}" width="{}" height="{}" fill="url(#{}-{})" stroke="#fff" stroke-width="1"/>').format(
        start, width, height, mark, place
    )


def _legend(
    mark: str,
    labels: Sequence[object],
    values: Sequence[float | int],
    shares: Sequence[float],
    write: Writer | None,
) -> Markup:
    lines = Markup().join(
        Markup(
            '<div class="wm-shares__part"><svg width="24" height="24" focusable="false">{}</svg>'
            "<span>{}: {} ({}%)</span></div>"
        ).format(_box(mark, place, "0", "24", 24), label, written(values[place], "", write), f"{shares[place]:.0f}")
        for place, label in enumerate(labels)
    )
    return Markup('<div class="wm-shares__legend">{}</div>').format(lines)
