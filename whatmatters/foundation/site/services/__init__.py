"""Every write of the public site: what readers say, who wants updates, what is sent, and how to reach us."""

from .bulletins import BulletinIsSent, change_bulletin, draft_bulletin, queue_bulletin, send_bulletin
from .contact import set_contact_details
from .feedback import (
    add_comment,
    export_feedback,
    give_feedback,
    remove_comment,
    remove_old_feedback,
)
from .updates import ask_for_updates, confirm_updates, remove_old_requests, stop_updates

__all__ = [
    "BulletinIsSent",
    "add_comment",
    "ask_for_updates",
    "change_bulletin",
    "confirm_updates",
    "draft_bulletin",
    "export_feedback",
    "give_feedback",
    "queue_bulletin",
    "remove_comment",
    "remove_old_feedback",
    "remove_old_requests",
    "send_bulletin",
    "set_contact_details",
    "stop_updates",
]
