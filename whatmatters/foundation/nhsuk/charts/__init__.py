"""Charts as SVG made on the server: `line_chart`, `bar_chart`, `share_chart`.

Serves: trackers, reach and fairness pages, printed copies. Each chart has a title, one sentence that says what it
shows, and the same figures as a table. Refuses: script, colour as the only difference (series have their own dashes,
marks or patterns, and labels), and an axis that does not start at nought for bars.

A value is a number, or None for "not known" or "too few to show"; `missing` says which, in words.
"""

from whatmatters.foundation.nhsuk.charts.bars import bar_chart
from whatmatters.foundation.nhsuk.charts.figure import Series
from whatmatters.foundation.nhsuk.charts.lines import line_chart
from whatmatters.foundation.nhsuk.charts.shares import share_chart

__all__ = ["Series", "bar_chart", "line_chart", "share_chart"]
