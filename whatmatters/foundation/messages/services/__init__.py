"""Every write of the outbox.

Serves components, which queue and stop messages (`queue_message`, `stop_message`, `stop_messages_about`); jobs, which
send them; and pages, where staff print letters and see to what could not be sent.
"""

from .batches import make_letter_batch, open_letter_batch, take_apart_batch
from .posting import mark_posted, print_letter_again, undo_posted
from .problems import mark_dealt_with, queue_again
from .queueing import KeyTaken, queue_message
from .retention import remove_old_letters
from .sending import pick_up_messages, send_message
from .stopping import stop_message, stop_messages_about

__all__ = [
    "KeyTaken",
    "make_letter_batch",
    "mark_dealt_with",
    "mark_posted",
    "open_letter_batch",
    "pick_up_messages",
    "print_letter_again",
    "queue_again",
    "queue_message",
    "remove_old_letters",
    "send_message",
    "stop_message",
    "stop_messages_about",
    "take_apart_batch",
    "undo_posted",
]
