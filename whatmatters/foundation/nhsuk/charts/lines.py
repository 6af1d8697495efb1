"""Lines over time, each with its own dashes and marks, and its name at its end.

Serves: trackers ("how sure I feel, week by week"), counts by month. Refuses: joining points across a gap: what is not
known is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from markupsafe import Markup

from whatmatters.foundation.nhsuk.charts.figure import (
    COLOURS,
    Series,
    Writer,
    figure,
    known,
    steps_to,
    svg,
    written,
)

WIDTH, HEIGHT = 480, 300
LEFT, RIGHT, TOP, BOTTOM = 62, 12, 14, 40
DASHES = ("", "8 4", "2 4", "12 4 2 4", "6 2", "1 3")
MARKS = (
    Markup('<circle cx="{x}" cy="{y}" r="4.5" fill="{c}"/>'),
    Markup('<rect x="{l}" y="{t}" width="9" height="9" fill="{c}"/>'),
    Markup('<path d="M{x} {t}l5.5 9h-11z" fill="{c}"/>'),
    Markup('<circle cx="{x}" cy="{y}" r="4" fill="#fff" stroke="{c}" stroke-width="2.5"/>'),
    Markup('<path d="M{x} {t}l5 5-5 5-5-5z" fill="{c}"/>'),
    Markup('<path d="M{l} {t}l9 9m0-9l-9 9" stroke="{c}" stroke-width="2.5"/>'),
)


class TooManyLines(ValueError):
    """More lines than can be told apart without colour: make two charts."""


def line_chart(
    title: object,
    sentence: object,
    labels: Sequence[object],
    series: Sequence[Series],
    *,
    heading: object = "",
    highest: float | None = None,
    missing: object = "",
    write: Writer | None = None,
) -> Markup:
    """Lines through the values of each series, one for each label, from left to right in time.

    `highest` fixes the axis (10 for a ruler); otherwise it reaches just above the largest value. Raises TooManyLines
    for more than six.
    """
    if len(series) > len(MARKS):
        raise TooManyLines(f"A chart can have {len(MARKS)} lines, not {len(series)}.")
    steps = steps_to(highest or max(known(series), default=1))
    body = Markup("{}{}{}").format(_axis(steps, write), _labels(labels), _all_lines(series, len(labels), steps[-1]))
    drawing = svg(title, sentence, body, WIDTH, HEIGHT, "line")
    if len(series) > 1:
        drawing += _legend(series)
    return figure(title, sentence, drawing, heading or _("When"), labels, series, missing=missing, write=write)


def _x(place: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place / (count - 1) if count > 1 else 0.5)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * min(value, top) / top


def _axis(steps: Sequence[float], write: Writer | None) -> Markup:
    return Markup().join(
        Markup(
            '<path d="M{} {}H{}" stroke="#aeb7bd" stroke-width="1"/>'
            '<text x="{}" y="{}" text-anchor="end" dominant-baseline="middle">{}</text>'
        ).format(
            LEFT,
            f"{_y(step, steps[-1]):.1f}",
            WIDTH - RIGHT,
            LEFT - 8,
            f"{_y(step, steps[-1]):.1f}",
            _step(step, write),
        )
        for step in steps
    )


def _step(step: float, write: Writer | None) -> str:
    return written(int(step) if float(step).is_integer() else step, "", write)


def _labels(labels: Sequence[object]) -> Markup:
    """The first and last labels, and the one between where there is room: more could not be read on a telephone."""
    last = len(labels) - 1
    shown = {0: "start", last: "end"}
    if last > 1 and last % 2 == 0:
        shown[last // 2] = "middle"
    return Markup().join(
        Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
            f"{_x(place, len(labels)):.1f}", HEIGHT - 12, "middle" if last == 0 else anchor, labels[place]
        )
        for place, anchor in sorted(shown.items())
        if labels
    )


def _all_lines(series: Sequence[Series], count: int, top: float) -> Markup:
    return Markup().join(_line(one, place, count, top) for place, one in enumerate(series))


def _line(one: Series, place: int, count: int, top: float) -> Markup:
    colour = COLOURS[place]
    paths = Markup().join(
        Markup('<path d="{}" fill="none" stroke="{}" stroke-width="3" stroke-dasharray="{}"/>').format(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run), colour, DASHES[place]
        )
        for run in _runs(one, count, top)
    )
    marks = Markup().join(_mark(place, x, y) for run in _runs(one, count, top) for x, y in run)
    return paths + marks


def _runs(one: Series, count: int, top: float) -> Iterator[list[tuple[float, float]]]:
    """The points, cut into runs wherever a value is not known."""
    run: list[tuple[float, float]] = []
    for place, value in enumerate(one.values):
        if value is not None:
            run.append((_x(place, count), _y(value, top)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _mark(place: int, x: float, y: float) -> Markup:
    sizes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "l": f"{x - 4.5:.1f}", "t": f"{y - 4.5:.1f}", "c": COLOURS[place]}
    return MARKS[place].format(**sizes)


def _legend(series: Sequence[Series]) -> Markup:
    lines = Markup().join(
        Markup(
            '<div class="wm-shares__part"><svg width="40" height="16" focusable="false">'
            '<path d="M0 8H40" stroke="{}" stroke-width="3" stroke-dasharray="{}"/>{}</svg><span>{}</span></div>'
        ).format(COLOURS[place], DASHES[place], _mark(place, 20, 8), one.name)
        for place, one in enumerate(series)
    )
    return Markup('<div class="wm-shares__legend" aria-hidden="true">{}</div>').format(lines)
