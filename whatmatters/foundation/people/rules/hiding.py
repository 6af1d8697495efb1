"""Keep something from the person's own view: for somebody's safety, or because it is a third party's.

Refuses to do so without a reason. Source: rulebook 8.1 and 8.2 (safeguarding may override, with its reason logged).
"""

from __future__ import annotations

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _


def hiding_reasons(why: str) -> Reasons:
    """Why this cannot be kept from the person: nobody has said why it must be."""
    if why.strip():
        return YES
    text = _("Say whose safety this is for, or whose words these are.")
    return (Reason("hiding.why", text, "why", "Data Protection Act 2018, schedule 3 (serious harm)"),)
