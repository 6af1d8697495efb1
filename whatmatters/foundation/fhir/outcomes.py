"""Says what went wrong in FHIR's own form, the OperationOutcome.

Serves whoever answers in FHIR. The words are those of the reason, which never repeat what a record says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason

from .entries import Fault, Resource
from .writing import resource, without_empty

ISSUE_TYPES = frozenset(
    (
        *("invalid", "structure", "required", "value", "invariant"),
        *("security", "login", "unknown", "expired", "forbidden", "suppressed"),
        *("processing", "not-supported", "duplicate", "multiple-matches", "not-found", "deleted", "too-long"),
        *("code-invalid", "extension", "too-costly", "business-rule", "conflict"),
        *("transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled"),
        "informational",
    )
)
"""FHIR's codes for what can go wrong. Source: http://hl7.org/fhir/ValueSet/issue-type (R4)."""


def operation_outcome(reasons: Iterable[Reason], *, severity: str = "error") -> Resource:
    """An OperationOutcome with one issue a reason; one that says all is well when there are none.

    `severity` is fatal, error, warning or information. A reason whose code is not one of FHIR's becomes "processing",
    and its own code is kept as a coded detail.
    """
    issues = [_issue(reason, severity) for reason in reasons]
    well = Reason("informational", "There was nothing to complain of.")
    return resource("OperationOutcome", issue=issues or [_issue(well, "information")])


def outcome_of_faults(faults: Iterable[Fault]) -> Resource:
    """An OperationOutcome that names the place of each fault."""
    placed = (Reason(fault.reason.code, str(fault), fault.reason.field) for fault in faults)
    return operation_outcome(placed)


def _issue(reason: Reason, severity: str) -> dict[str, Any]:
    """One reason as an issue."""
    known = reason.code in ISSUE_TYPES
    own_code = [] if known else [{"system": "urn:whatmatters:reason", "code": reason.code}]
    issue = {
        "severity": severity,
        "code": reason.code if known else "processing",
        "details": {"coding": own_code, "text": str(reason)},
        "expression": [reason.field] if "." in reason.field else [],
    }
    return dict(without_empty(issue))
