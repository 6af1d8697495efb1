"""What was typed, taken to a service: the reasons against it come back to the questions they are about.

Serves every view that saves a form, so that a refusal or another editor's change never loses what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from .errors import EditConflict, Refused


class Answers(Protocol):
    """A bound form, as far as this module needs to know one."""

    fields: dict[str, Any]
    data: Any

    def is_valid(self) -> bool:
        """Whether the answers have the right shape."""
        ...

    def add_error(self, field: str | None, error: Any) -> None:
        """Put a reason beside a question, or above the form."""
        ...


def saved(form: Answers, save: Callable[[], Any]) -> bool:
    """Run `save` if the answers have the right shape; put a refusal's reasons on the form. True when it is done.

    An `EditConflict` is kept as `form.conflict`, for the page to show both versions side by side; the next try is
    then against the version that is shown. Other errors go on to the error pages.
    """
    if not form.is_valid():
        return False
    try:
        save()
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        return False
    except EditConflict as conflict:
        form.conflict = conflict  # type: ignore[attr-defined]
        form.add_error(None, str(conflict))
        return False
    return True
