"""The audit trail: who did or saw what, when and why, for every person.

Serves services (`record_change`, in their own transaction), queries (`record_read`, `record_listing`) and the
person's own page of who looked (`list_events_about`). Refuses to lose anything quietly: what cannot be recorded is
not shown.
"""

from ..models import AuditKind
from .queries import AuditRow, list_events_about
from .recording import record_change, record_changes, record_listing, record_read, record_sign_in

EMERGENCY = AuditKind.EMERGENCY
"""The kind of a read or opening without a relationship."""

LISTED = AuditKind.LISTED
"""The kind of being one of several in a list."""

__all__ = [
    "EMERGENCY",
    "LISTED",
    "AuditRow",
    "list_events_about",
    "record_change",
    "record_changes",
    "record_listing",
    "record_read",
    "record_sign_in",
]
