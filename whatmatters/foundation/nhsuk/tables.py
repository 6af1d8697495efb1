"""Tables that are quick to make and can be read at 320 pixels.

    {% call table(_("People you support"), [{"text": _("Name"), "sort": "name"}, {"text": _("Review")}], now=sort) %}
    {% for person in people %}<tr><th scope="row">{{ person.name }}</th><td>{{ person.review_on|long_date }}</td></tr>
    {% else %}{% endfor %}
    {% endcall %}

Serves: every list page, as the global `table`. The rows are plain `<tr>`, `<th scope="row">` (first cell only) and
`<td>`; what a narrow screen and a screen reader need besides (roles, and the heading beside each cell) is put in here
for all rows at once. Refuses: the design system's table macro, which takes about 250 times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from whatmatters.foundation.nhsuk.lists import sort_link
from whatmatters.foundation.nhsuk.markup import rendered

Column = Mapping[str, Any]
"""`text`; `sort`, the key that the list can be sorted by; `numeric`, to set figures under each other."""

SORTED = {"ascending": "▲", "descending": "▼", "none": ""}


@pass_context
def table(
    context: Context,
    caption: object,
    columns: Sequence[Column],
    *,
    now: str = "",
    empty: object = "",
    hide_caption: bool = False,
    caller: Callable[[], str],
) -> Markup:
    """A table of the rows between `call` and `endcall`; `empty` is shown instead when there are none.

    `now` is the list's order: a column's `sort`, with `-` before it when descending.
    """
    rows = caller()
    if "<tr" not in rows:
        return Markup('<p class="wm-empty">{}</p>').format(empty or _("There is nothing here yet."))
    hidden = " nhsuk-u-visually-hidden" if hide_caption else ""
    headings = Markup().join(_heading(context, column, now) for column in columns)
    return Markup(
        '<table class="wm-table" role="table"><caption class="nhsuk-table__caption{}">{}</caption>'
        '<thead role="rowgroup"><tr role="row">{}</tr></thead><tbody role="rowgroup">{}</tbody></table>'
    ).format(hidden, caption, headings, rendered(with_labels(rows, columns)))


def with_labels(rows: str, columns: Sequence[Column]) -> str:
    """The rows with a role on each row and cell, and each column's heading on its cells.

    Works on whole tags of our own templates; a person's words cannot hold one, being escaped.
    """
    labels = [escape(column["text"]) for column in columns]
    numeric = [' class="wm-table__figure"' if column.get("numeric") else "" for column in columns]
    cells = [f'<td role="cell" data-label="{label}"{kind}' for label, kind in zip(labels, numeric, strict=True)]
    before, *bodies = str(rows).split("<tr")
    return before + "".join(f'<tr role="row"{_row(body, cells)}' for body in bodies)


def _row(row: str, cells: Sequence[str]) -> str:
    first, *rest = row.split("<td")
    headed = "<th" in first
    if headed:
        first = first.replace("<th", '<th role="rowheader"', 1)
    return first + "".join(cell + text for cell, text in zip(cells[headed:], rest, strict=False))


def _heading(context: Context, column: Column, now: str) -> Markup:
    kind = Markup(' class="wm-table__figure"') if column.get("numeric") else ""
    if not column.get("sort"):
        return Markup('<th role="columnheader" scope="col"{}>{}</th>').format(kind, column["text"])
    link = sort_link(context, column["sort"], now)
    return Markup(
        '<th role="columnheader" scope="col"{} aria-sort="{}"><a class="wm-table__sort" href="{}">{}'
        '<span aria-hidden="true"> {}</span></a></th>'
    ).format(kind, link.sorted, link.href, column["text"], SORTED[link.sorted] or "↕")
