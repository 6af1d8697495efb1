"""Look every page over, and only once at each shape: two pages that differ in their words alone are one to axe.

The shape of a page is the set of ways from its root to its elements, by tag, class, role and the names of attributes;
how often something is repeated does not count.
"""

from __future__ import annotations

from playwright.sync_api import Page

from .accessibility import find_barriers
from .watching import sideways

_SHAPE = """() => {
  const told = new Map();
  const way = e => {
    if (!e || e === document) return '';
    if (!told.has(e)) {
      const names = [...e.attributes].map(a => a.name).filter(n => n !== 'style').sort().join(',');
      const kind = [e.tagName, e.className.baseVal ?? e.className, e.getAttribute('role') ?? '', e.type ?? '', names];
      told.set(e, way(e.parentElement) + '>' + kind.join('|'));
    }
    return told.get(e);
  };
  const ways = [...new Set([...document.body.querySelectorAll(':not(svg *)')].map(way))].sort().join('\\n');
  let hash = 5381n;
  for (const letter of ways) hash = (hash * 33n + BigInt(letter.codePointAt(0))) % 18446744073709551557n;
  return hash.toString(16);
}"""

_NAMELESS = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, audio, iframe')]
  .filter(e => {
    const by = (e.getAttribute('aria-labelledby') || '').split(/\\s+/)
      .map(id => document.getElementById(id)?.innerText).join('');
    const labels = [...(e.labels || [])].map(l => l.innerText).join('');
    return !(by + labels + (e.getAttribute('aria-label') || '') + (e.innerText || '')
      + (e.type === 'submit' ? e.value : '') + (e.title || '')).trim() && e.tagName !== 'AUDIO';
  }).map(e => e.outerHTML.slice(0, 120))"""

_LOST_ANCHORS = """() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
  .filter(id => id && !document.getElementById(id))"""

_seen: set[tuple[int, str]] = set()


def find_faults(page: Page, width: int) -> list[str]:
    """Everything that is wrong with the page at a width in CSS pixels, one line each; axe runs for a new shape only."""
    page.set_viewport_size({"width": width, "height": 900})
    faults = []
    if (over := sideways(page)) > 0:
        faults.append(f"{over} pixels wider than the window")
    if (key := (width, str(page.evaluate(_SHAPE)))) not in _seen:
        _seen.add(key)
        faults += find_barriers(page)
    return [f"at {width}: {fault}" for fault in faults]


def find_slips(page: Page) -> list[str]:
    """What is wrong at any width: headings, titles, questions without a name, links to nowhere on the page."""
    slips = [f"a control without a name: {html}" for html in page.evaluate(_NAMELESS)]
    slips += [f"a link to “#{name}”, which is not there" for name in page.evaluate(_LOST_ANCHORS)]
    if (found := page.locator("h1").count()) != 1:
        slips.append(f"{found} first headings")
    if not page.title().strip() or page.title().startswith("–"):
        slips.append("no title")
    return slips
