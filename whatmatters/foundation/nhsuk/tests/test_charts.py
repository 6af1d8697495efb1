"""Charts: the figures drawn, the same figures as a table, and no colour needed."""

import re
from xml.etree import ElementTree

import pytest

from whatmatters.foundation.nhsuk.charts import Series, bar_chart, line_chart, share_chart
from whatmatters.foundation.nhsuk.charts.figure import steps_to
from whatmatters.foundation.nhsuk.charts.lines import TooManyLines
from whatmatters.foundation.nhsuk.charts.shares import TooManyParts
from whatmatters.foundation.nhsuk.wording import pence

from .pages import HOSTILE, words


def drawn(chart):
    return ElementTree.fromstring(f"<div>{chart}</div>")


@pytest.mark.parametrize(
    ("highest", "steps"),
    [
        (73, [0, 20, 40, 60, 80]),
        (10, [0, 2, 4, 6, 8, 10]),
        (5, [0, 1, 2, 3, 4, 5]),
        (1, [0, 1]),
        (0, [0, 1]),
        (-3, [0, 1]),
        (0.4, [0, 0.1, 0.2, 0.3, 0.4]),
        (1_000_000, [0, 200_000, 400_000, 600_000, 800_000, 1_000_000]),
    ],
)
def test_axes_go_in_round_steps(highest, steps):
    assert steps_to(highest) == steps


def test_bars_are_as_long_as_their_values():
    chart = drawn(bar_chart("T", "S", ["a", "b", "c", "d"], [200, 50, None, 0], missing="fewer than 7"))
    widths = [bar.get("width") for bar in chart.iter("rect")][1::2]
    assert widths == ["100.00%", "25.00%", "0.00%", "0.00%"]
    assert [cell.text for cell in chart.iter("td")] == ["200", "50", "fewer than 7", "0"]


def test_shares_fill_the_bar():
    chart = drawn(share_chart("T", "S", ["a", "b", "c"], [20, 40, 20]))
    bar = next(svg for svg in chart.iter("svg") if svg.get("class") == "wm-shares__bar")
    assert [(part.get("x"), part.get("width")) for part in bar] == [
        ("0.00%", "25.00%"), ("25.00%", "50.00%"), ("75.00%", "25.00%"),
    ]  # fmt: skip
    fills = [part.get("fill") for part in bar]
    patterns = {f"url(#{pattern.get('id')})" for pattern in chart.iter("pattern")}
    assert len(set(fills)) == 3
    assert set(fills) == patterns


def test_a_gap_is_not_joined():
    chart = drawn(line_chart("T", "S", list("abcde"), [Series("x", [1, 2, None, 4, 5])], highest=10))
    lines = [path.get("d") for path in chart.iter("path") if path.get("stroke-width") == "3"]
    assert len(lines) == 2
    assert len(list(chart.iter("circle"))) == 4
    assert "not known" in words(str(line_chart("T", "S", list("ab"), [Series("x", [1, None])])))


def test_points_stand_where_their_values_are():
    chart = drawn(line_chart("T", "S", ["a", "b", "c"], [Series("x", [0, 5, 10])], highest=10))
    heights = [float(circle.get("cy")) for circle in chart.iter("circle")]
    assert heights[0] > heights[1] > heights[2]
    assert heights[1] == pytest.approx((heights[0] + heights[2]) / 2)


def test_lines_can_be_told_apart_without_colour():
    series = [Series(str(n), [n, n + 1]) for n in range(6)]
    chart = drawn(line_chart("T", "S", ["a", "b"], series))
    dashes = {path.get("stroke-dasharray") for path in chart.iter("path") if path.get("stroke-width") == "3"}
    assert len(dashes) == 6


@pytest.mark.parametrize("labels", [[], ["a"], ["a", "b"], ["a", "b", "c"], list("abcdef")])
def test_any_number_of_points_can_be_drawn(labels):
    chart = drawn(line_chart("T", "S", labels, [Series("x", [1] * len(labels))]))
    assert len(list(chart.iter("td"))) == len(labels)
    drawn(bar_chart("T", "S", labels, [0] * len(labels)))
    drawn(share_chart("T", "S", labels, [0] * len(labels)))


def test_too_many_are_refused():
    with pytest.raises(TooManyLines):
        line_chart("T", "S", ["a"], [Series("x", [1])] * 7)
    with pytest.raises(TooManyParts):
        share_chart("T", "S", list("abcdefg"), [1] * 7)


@pytest.mark.parametrize(
    "chart",
    [
        bar_chart(HOSTILE, HOSTILE, [HOSTILE], [1], heading=HOSTILE, counted=HOSTILE, missing=HOSTILE),
        share_chart(HOSTILE, HOSTILE, [HOSTILE], [1], heading=HOSTILE, counted=HOSTILE),
        line_chart(HOSTILE, HOSTILE, [HOSTILE, "b"], [Series(HOSTILE, [1, None])], heading=HOSTILE, missing=HOSTILE),
    ],
    ids=["bar", "share", "line"],
)
def test_charts_are_sound_markup_whatever_they_say(chart):
    tree = drawn(chart)
    assert not list(tree.iter("script"))
    assert HOSTILE in "".join(tree.itertext())
    assert "style=" not in chart


def test_each_picture_has_a_name_and_a_description():
    chart = drawn(line_chart("How sure", "It went up.", ["a", "b"], [Series("x", [1, 2])]))
    svg = next(one for one in chart.iter("svg") if one.get("role") == "img")
    named = {part.get("id"): part.text for part in svg if part.tag in {"title", "desc"}}
    assert [named[one] for one in svg.get("aria-labelledby").split()] == ["How sure", "It went up."]


def test_the_same_chart_is_the_same_text_and_two_charts_share_no_ids():
    one = line_chart("A", "S", ["a", "b"], [Series("x", [1, 2])])
    other = line_chart("B", "S", ["a", "b"], [Series("x", [1, 2])])
    assert one == line_chart("A", "S", ["a", "b"], [Series("x", [1, 2])])
    assert not set(re.findall(r' id="([^"]+)"', one)) & set(re.findall(r' id="([^"]+)"', other))


def test_values_can_be_written_another_way():
    chart = words(str(bar_chart("T", "S", ["a"], [1240], write=pence)))
    assert "£12.40" in chart
    assert "1,240" not in chart
