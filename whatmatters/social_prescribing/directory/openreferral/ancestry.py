"""Which term stands under which, and where a taxonomy bites its own tail.

Serves mending. A term may not be its own ancestor: the link that closes the circle is the one that is left out, and
it is the same one however often the term comes again in the feed.
"""

from __future__ import annotations


class Ancestry:
    """The parents of the terms seen so far. One for each reading of a feed."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._cut: set[tuple[str, str]] = set()

    def closes_a_circle(self, term: str, parent: str) -> bool:
        """Whether this link makes the term its own ancestor. If it does not, it is remembered."""
        if (term, parent) in self._cut:
            return True
        if self._parents.get(term) == parent:
            return False
        if self._leads_back(term, parent):
            self._cut.add((term, parent))
            return True
        self._parents[term] = parent
        return False

    def _leads_back(self, term: str, parent: str) -> bool:
        """Whether going up from the parent ever comes to the term. What is remembered has no circle."""
        above: str | None = parent
        while above is not None:
            if above == term:
                return True
            above = self._parents.get(above)
        return False
