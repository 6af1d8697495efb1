"""Who may do what on the site: by their role, or by a link that only they were sent."""

from .links import LinkFor, read_link, sign_link
from .who_may import bulletin_reasons, contact_details_reasons, feedback_reading_reasons

__all__ = [
    "LinkFor",
    "bulletin_reasons",
    "contact_details_reasons",
    "feedback_reading_reasons",
    "read_link",
    "sign_link",
]
