"""Every word that templates know beside Jinja's own: one list, shown on the gallery page.

Serves: `project.jinja`. Refuses: anything that reads a database; a template gets what its view found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from whatmatters.foundation.nhsuk import charts, comparison, small_parts, tables, wording
from whatmatters.foundation.nhsuk.addresses import static, url
from whatmatters.foundation.nhsuk.forms import render
from whatmatters.foundation.nhsuk.lists import page_links, paragraphs, sort_link
from whatmatters.foundation.nhsuk.page_policy import START_SCRIPT

GLOBALS: Mapping[str, Any] = {
    "bar_chart": charts.bar_chart,
    "back_link": small_parts.back_link,
    "breadcrumbs": small_parts.breadcrumbs,
    "compare": comparison.compare,
    "line_chart": charts.line_chart,
    "pagination": small_parts.pagination,
    "series": charts.Series,
    "share_chart": charts.share_chart,
    "summary_list": small_parts.summary_list,
    "table": tables.table,
    "tag": small_parts.tag,
    "button": render.button,
    "error_summary": render.error_summary,
    "field": render.field,
    "fields": render.fields,
    "form_tokens": render.form_tokens,
    "nhsuk": render.nhsuk,
    "page_links": page_links,
    "render_form": render.render_form,
    "sort_link": sort_link,
    "start_script": START_SCRIPT,
    "static": static,
    "url": url,
}


def _for_reader(words: Callable[..., str]) -> Callable[..., str]:
    """A filter that asks the page for its language; asking Django takes five microseconds, and a list has many days."""

    @pass_context
    def shown(context: Context, value: Any) -> str:
        return words(value, context.get("page_language"))

    return shown


FILTERS: Mapping[str, Callable[..., Any]] = {
    "clock_time": _for_reader(wording.clock_time),
    "date_and_time": _for_reader(wording.date_and_time),
    "language_name": wording.language_name,
    "long_date": _for_reader(wording.long_date),
    "number": _for_reader(wording.number),
    "paragraphs": paragraphs,
    "pence": wording.pence,
    "short_date": _for_reader(wording.short_date),
    "text_direction": wording.text_direction,
    "weekday_date": _for_reader(wording.weekday_date),
}
