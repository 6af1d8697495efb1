"""Bars that lie down, each under its own label, so that long labels and narrow screens do no harm.

Serves: counts by group, by month, by organisation. Refuses: an axis that starts anywhere but at nought.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from markupsafe import Markup

from whatmatters.foundation.nhsuk.charts.figure import COLOURS, Series, Value, Writer, figure, written


def bar_chart(
    title: object,
    sentence: object,
    labels: Sequence[object],
    values: Sequence[Value],
    *,
    heading: object = "",
    counted: object = "",
    missing: object = "",
    write: Writer | None = None,
) -> Markup:
    """One bar for each label. `sentence` says what the chart shows, as one would say it aloud.

    `heading` names the labels and `counted` the values in the table; `write` turns a value into words (pence into
    pounds); None is drawn as no bar, with the words of `missing`.
    """
    highest = max((value for value in values if value is not None), default=0) or 1
    bars = Markup().join(
        _bar(label, value, highest, written(value, missing, write)) for label, value in zip(labels, values, strict=True)
    )
    drawing = Markup('<div class="wm-bars" aria-hidden="true">{}</div>').format(bars)
    series = [Series(counted or _("Number"), values)]
    return figure(title, sentence, drawing, heading or _("Group"), labels, series, missing=missing, write=write)


def _bar(label: object, value: Value, highest: float, words: str) -> Markup:
    share = 0 if value is None else max(0.0, value / highest) * 100
    return Markup(
        '<div class="wm-bars__row"><span class="wm-bars__label">{}</span><span class="wm-bars__value">{}</span>'
        '<svg class="wm-bars__bar" width="100%" height="16" focusable="false">'
        '<rect width="100%" height="16" fill="#f0f4f5"/><rect width="{}%" height="16" fill="{}"/></svg></div>'
    ).format(label, words, f"{share:.2f}", COLOURS[0])
