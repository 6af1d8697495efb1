"""What the tests of exports share."""

from __future__ import annotations

from ..importing.conftest import receive

__all__ = ["receive"]
