"""What all charts share: the figure around them, their table, and round numbers for axes.

Serves: the charts beside it. Refuses: nothing; it draws no figures itself.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from whatmatters.foundation.nhsuk.wording import number

Value = float | int | None
Writer = Callable[[float | int], str]

COLOURS = ("#005eb8", "#7c2855", "#00664f", "#8a4b00", "#330072", "#425563")
"""Each at least 4.5 to 1 on white."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures: its name and a value for each label."""

    name: object
    values: Sequence[Value]


def written(value: Value, missing: object, write: Writer | None) -> str:
    """A value as words: `1,234`, or what `missing` says."""
    return str(missing or _("not known")) if value is None else (write or number)(value)


def figure(
    title: object,
    sentence: object,
    drawing: Markup,
    heading: object,
    labels: Sequence[object],
    series: Sequence[Series],
    *,
    missing: object = "",
    write: Writer | None = None,
) -> Markup:
    """A chart with its title, its sentence and, folded away, the same figures as a table."""
    return Markup(
        '<figure class="wm-chart"><figcaption><strong class="wm-chart__title">{}</strong>'
        '<span class="wm-chart__sentence">{}</span></figcaption>{}'
        '<details class="nhsuk-details"><summary class="nhsuk-details__summary">'
        '<span class="nhsuk-details__summary-text">{}<span class="nhsuk-u-visually-hidden">: {}</span></span></summary>'
        '<div class="nhsuk-details__text wm-chart__table" tabindex="0" role="group" aria-label="{}">{}</div>'
        "</details></figure>"
    ).format(
        title,
        sentence,
        drawing,
        _("See these figures as a table"),
        title,
        title,
        _table(title, heading, labels, series, missing, write),
    )


def svg(title: object, sentence: object, body: Markup, width: int, height: int, kind: str) -> Markup:
    """The picture, which names itself for those who reach it."""
    mark = chart_id(title, sentence, body)
    return Markup(
        '<svg class="wm-chart__picture wm-chart__picture--{}" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{}-t {}-d" focusable="false"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>'
    ).format(kind, width, height, mark, mark, mark, title, mark, sentence, body)


def chart_id(*parts: object) -> str:
    """An id that is the same each time the same chart is made, and differs between charts of a page."""
    return "chart-" + hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:10]


def steps_to(highest: float, most: int = 5) -> list[float]:
    """Round numbers from nought that reach `highest`, at most `most` steps: 0, 20, 40, 60, 80 for 73."""
    if highest <= 0:
        return [0, 1]
    rough = highest / most
    scale = 10 ** math.floor(math.log10(rough))
    step = next(scale * nice for nice in (1, 2, 5, 10) if scale * nice >= rough * (1 - 1e-9))
    step = max(step, 1) if float(highest).is_integer() else step
    return [round(step * place, 10) for place in range(math.ceil(highest / step - 1e-9) + 1)]


def known(series: Sequence[Series]) -> list[float]:
    """All values that are known."""
    return [value for one in series for value in one.values if value is not None]


def _table(
    title: object,
    heading: object,
    labels: Sequence[object],
    series: Sequence[Series],
    missing: object,
    write: Writer | None,
) -> Markup:
    heads = Markup().join(Markup('<th scope="col" class="wm-table__figure">{}</th>').format(one.name) for one in series)
    rows = Markup().join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            label,
            Markup().join(
                Markup('<td class="wm-table__figure">{}</td>').format(written(one.values[place], missing, write))
                for one in series
            ),
        )
        for place, label in enumerate(labels)
    )
    return Markup(
        '<table class="wm-figures"><caption class="nhsuk-u-visually-hidden">{}</caption>'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(title, heading, heads, rows)
