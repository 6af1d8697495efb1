"""Identifiers: those that are UUIDs stay, all others become UUIDs of their own namespace, always the same ones.

Serves mending and nesting. The same number may name a service and an organisation in one feed, so the kind is part
of what is hashed. Source: HSDS 3.0 (every id a UUID).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from .plain_text import printable

_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")


def id_text(raw: Any) -> str:
    """An identifier as text, from the text or number that came; empty when it is none."""
    if isinstance(raw, str):
        return printable(raw).strip()
    return str(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else ""


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID with its dashes."""
    return bool(_UUID.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Names:
    """Makes UUIDs within one feed. `namespace` is the feed's own; nothing else goes into them but what came."""

    namespace: UUID
    _known: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def uuid_of(self, kind: str, text: str) -> str:
        """The UUID of what the source calls `text` among its things of one kind."""
        if is_uuid(text):
            return text.lower()
        known = self._known.get((kind, text))
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[kind, text] = str(uuid5(self.namespace, f"{kind}:{text}"))
        return known

    def made_for(self, kind: str, owner: str, record: dict[str, Any], count: int) -> str:
        """A UUID for a thing that came without an id: it follows from its owner and from what it says.

        `count` tells apart things of one owner that say the same.
        """
        said = json.dumps(record, sort_keys=True, ensure_ascii=False, default=str)
        return str(uuid5(self.namespace, f"{kind}:{owner}:{said}:{count}" if count else f"{kind}:{owner}:{said}"))


_REMEMBERED = 20_000
"""How many UUIDs are kept in memory, so that an organisation of a thousand services is hashed once."""
