"""Who may read what readers say, write updates, and change how to reach us.

Serves services and queries of the site. These pages hold nothing about anybody's care.
"""

from __future__ import annotations

from ...kernel.actor import Actor, Role
from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _

EDITORS = (Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR)


def feedback_reading_reasons(by: Actor) -> Reasons:
    """Why this actor may not read what readers say about pages: administrators and directory editors may."""
    return _only(by, EDITORS, _("Only administrators and directory editors can read what people say about pages."))


def bulletin_reasons(by: Actor) -> Reasons:
    """Why this actor may not write and send updates: administrators and directory editors may."""
    return _only(by, EDITORS, _("Only administrators and directory editors can write and send updates."))


def contact_details_reasons(by: Actor) -> Reasons:
    """Why this actor may not change how to reach us: administrators may, and a process of ours."""
    return _only(by, (Role.ADMINISTRATOR,), _("Only administrators can change the contact details."))


def _only(by: Actor, roles: tuple[Role, ...], text: str) -> Reasons:
    return YES if by.is_system or by.has_role(*roles) else (Reason("site.not-yours", text),)
