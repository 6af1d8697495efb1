"""What is decided about readers' comments and about updates by e-mail: pure functions, with their dated settings.

Serves services, queries and pages. Refuses to know who a reader is: nothing here takes an address of the network.
"""

from .feedback import comment_reasons, feedback_reasons, is_kept
from .masking import mask_personal
from .settings import SETTINGS, review_is_due, setting
from .updates import TOPICS, bulletin_reasons, may_mail_again, request_is_live, topics_reasons

__all__ = [
    "SETTINGS",
    "TOPICS",
    "bulletin_reasons",
    "comment_reasons",
    "feedback_reasons",
    "is_kept",
    "mask_personal",
    "may_mail_again",
    "request_is_live",
    "review_is_due",
    "setting",
    "topics_reasons",
]
