"""Small parts of pages, made without the design system's macros because many may stand on one page.

Serves: templates, as globals: `tag`, `summary_list`, `pagination`,
`back_link`, `breadcrumbs`. Refuses: markup in what it is given, unless a
template made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from whatmatters.foundation.nhsuk.lists import page_links
from whatmatters.foundation.nhsuk.markup import rendered


@lru_cache(maxsize=512, typed=True)  # typed: a text and markup may be equal, and must not answer for each other
def tag(text: object, colour: str = "") -> Markup:
    """A short word about the state of a thing. The word says it; the colour only repeats it.

    `colour` is white, grey, green, aqua-green, blue, purple, pink, red, orange or yellow.
    """
    look = f"nhsuk-tag nhsuk-tag--{colour}" if colour else "nhsuk-tag"
    return Markup('<strong class="{}">{}</strong>').format(look, text)


def summary_list(rows: Iterable[Mapping[str, Any]]) -> Markup:
    """Facts as pairs. Each row has `key` and `value`, and may have `href` with `action` ("Change") for a link.

    The link's name ends with the key, so that it makes sense read alone. Rows without a value are left out by the
    caller, not here: "not known" is a fact too.
    """
    return Markup('<dl class="nhsuk-summary-list">{}</dl>').format(Markup().join(_fact(row) for row in rows))


def _fact(row: Mapping[str, Any]) -> Markup:
    link, plain = Markup(), " nhsuk-summary-list__row--no-actions"
    if row.get("href"):
        plain = ""
        link = Markup(
            '<dd class="nhsuk-summary-list__actions"><a href="{}">{}'
            '<span class="nhsuk-u-visually-hidden"> {}</span></a></dd>'
        ).format(row["href"], row["action"], row["key"])
    return Markup(
        '<div class="nhsuk-summary-list__row{}"><dt class="nhsuk-summary-list__key">{}</dt>'
        '<dd class="nhsuk-summary-list__value">{}</dd>{}</div>'
    ).format(plain, row["key"], row["value"], link)


@pass_context
def pagination(context: Context, page: int, pages: int, name: str = "page") -> Markup:
    """Links to the other pages of a list; nothing when there is only one. Pages start at 1."""
    if pages < 2:
        return Markup()
    template = context.environment.get_template("nhsuk/pagination.html")
    links = page_links(context, page, pages, name)
    numbered = {link.number: link for link in links}
    return rendered(template.render(links=links, before=numbered.get(page - 1), after=numbered.get(page + 1)))


def back_link(href: str, text: object = "") -> Markup:
    """The way back, for the block `before_main`; says where to, when `text` does."""
    return Markup('<nav aria-label="{}"><a class="nhsuk-back-link" href="{}">{}</a></nav>').format(
        _("Back"), href, text or _("Back")
    )


def breadcrumbs(steps: Iterable[tuple[object, str]]) -> Markup:
    """The pages above this one, for the block `before_main`: name and address of each, from the top."""
    items = Markup().join(
        Markup(
            '<li class="nhsuk-breadcrumb__list-item"><a class="nhsuk-breadcrumb__link" href="{}">{}</a></li>'
        ).format(href, name)
        for name, href in steps
    )
    return Markup(
        '<nav class="nhsuk-breadcrumb" aria-label="{}"><ol class="nhsuk-breadcrumb__list">{}</ol></nav>'
    ).format(_("Where you are"), items)
