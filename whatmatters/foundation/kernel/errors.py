"""The refusals that any service or query may raise, and what each becomes on a page.

`NotFound` 404 (also for a record that exists but is not yours: its existence is not told), `NotAllowed` 403,
`Refused` 422 (a rule says no, with reasons), `EditConflict` 409, `AuditUnavailable` 503.
"""

from __future__ import annotations

from typing import Any

from .reasons import Reason, Reasons


class WhatmattersError(Exception):
    """The parent of every refusal that a person can be told about."""


class NotFound(WhatmattersError):
    """There is no such thing, or it is not this actor's to see. The two are never told apart."""


class WithReasons(WhatmattersError):
    """A refusal that carries its reasons."""

    def __init__(self, *reasons: Reason) -> None:
        self.reasons: Reasons = reasons
        super().__init__(" ".join(str(reason) for reason in reasons))


class NotAllowed(WithReasons):
    """The actor may see the thing but may not do this to it."""


class Refused(WithReasons):
    """A rule says no: what was asked for cannot be, whoever asks."""


class EditConflict(WhatmattersError):
    """Somebody else changed it since the form was opened.

    `mine` and `theirs` map each field's label to its text, so that the page can show both and lose neither.
    """

    def __init__(self, *, mine: dict[str, Any], theirs: dict[str, Any], changed_by: str = "") -> None:
        self.mine, self.theirs, self.changed_by = mine, theirs, changed_by
        super().__init__("Somebody else changed this while you were writing.")


class AuditUnavailable(WhatmattersError):
    """The access could not be recorded, so what was asked for is not shown or done."""


def allow(reasons: Reasons) -> None:
    """Raise `NotAllowed` when a permission gave reasons."""
    if reasons:
        raise NotAllowed(*reasons)


def keep_rule(reasons: Reasons) -> None:
    """Raise `Refused` when a rule gave reasons."""
    if reasons:
        raise Refused(*reasons)
