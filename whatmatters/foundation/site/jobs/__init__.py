"""The site's background work, and what its kinds of message say at the moment they go.

Serves the worker (`queue_bulletin_messages`, `remove_what_is_old`) and the outbox (`prepare_…`).
"""

from .housekeeping import queue_bulletin_messages, remove_what_is_old
from .mailings import prepare_bulletin, prepare_confirmation

__all__ = ["prepare_bulletin", "prepare_confirmation", "queue_bulletin_messages", "remove_what_is_old"]
