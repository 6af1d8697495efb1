"""Why something may not be done, in words that can be shown.

Serves every rule and permission: an empty tuple means yes. One function then hides the button, words the message
and refuses the write.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason against something.

    `code` is stable and for programs; `text` is plain words for whoever asked; `field` names the question it is
    about, where there is one; `source` cites the rule.
    """

    code: str
    text: str
    field: str = ""
    source: str = ""

    def __str__(self) -> str:
        return str(self.text)


Reasons = tuple[Reason, ...]

YES: Reasons = ()
