"""Every read of the outbox: what waits to be printed, what could not be sent, what a person was sent."""

from .letters import get_letter_batch, get_print_queue
from .outbox import count_outbox, get_outbox
from .sent import list_messages_about

__all__ = ["count_outbox", "get_letter_batch", "get_outbox", "get_print_queue", "list_messages_about"]
