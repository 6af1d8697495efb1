"""Plain words out of a narrative, the XHTML that a record may carry for people to read.

Serves records that say something nowhere else. Never trusted as markup: tags go, whatever is between them, a script
too, stays as literal text, to be escaped like any other.
"""

from __future__ import annotations

import html
import re
from typing import Any

from .reads import Read, not_a, text

_TAG = re.compile(r"<[/!?]?([A-Za-z0-9]*)[^<>]*>")
_STARTS_A_LINE = re.compile(r"br|p|div|li|tr|table|[uod]l|d[dt]|h[1-6r]|blockquote|pre", re.IGNORECASE)
_ENDS_A_CELL = re.compile(r"t[dh]", re.IGNORECASE)


def narrative(resource: Any, where: str) -> Read[str]:
    """The narrative of a resource as plain text, line by line; "" when there is none."""
    given = resource.get("text") if isinstance(resource, dict) else None
    if given is None:
        return Read("")
    if not isinstance(given, dict):
        return Read("", not_a("a narrative", f"{where}.text"))
    read = text(given.get("div"), f"{where}.text.div")
    lines = (" ".join(line.split()) for line in html.unescape(_TAG.sub(_gap, read.value)).split("\n"))
    return Read("\n".join(line for line in lines if line), read.reasons)


def _gap(tag: re.Match[str]) -> str:
    """What stands in the place of a tag, so that words on either side do not run together."""
    if _STARTS_A_LINE.fullmatch(tag[1]):
        return "\n"
    return " " if _ENDS_A_CELL.fullmatch(tag[1]) else ""
