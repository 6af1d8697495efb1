"""Look a page over as a machine can: axe with every rule of WCAG 2.2 AA, and no scrolling sideways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Page

from whatmatters.project.set_up.place import ROOT

from .watching import sideways

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
NOSCRIPT = re.compile(r"<(/?)noscript\b", re.IGNORECASE)


@cache
def axe_source() -> str:
    """The checker itself, from npm."""
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def find_barriers(page: Page) -> list[str]:
    """Every barrier that axe finds, one line each: the rule, what it is, and where on the page."""
    page.evaluate(axe_source() + "\n;0")
    page.evaluate("scrollTo(0, 0)")  # what the strip at the top happens to lie over is no small target: it moves on
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{rule['id']}: {rule['help']}: {', '.join(str(node['target']) for node in rule['nodes'])}"
        for rule in found["violations"]
    ]


def look_over(page: Page, *, javascript: bool = True) -> None:
    """Fail when the page has a barrier, or must be scrolled sideways."""
    assert sideways(page) <= 0, f"{page.url} is {sideways(page)} pixels wider than its window"
    if javascript:
        barriers = find_barriers(page)
    else:
        with twin(page) as other:
            barriers = find_barriers(other)
    assert not barriers, f"{page.url}\n" + "\n".join(barriers)


@contextmanager
def twin(page: Page) -> Iterator[Page]:
    """The same page where axe can run: axe is a script, and in the page itself scripts are off."""
    html = NOSCRIPT.sub(r"<\1div", SCRIPT.sub("", page.content()))
    browser = page.context.browser
    assert browser
    context = browser.new_context(viewport=page.viewport_size, locale="en-GB", bypass_csp=True)
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    other = context.new_page()
    other.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    other.goto(page.url)
    yield other
    context.close()
