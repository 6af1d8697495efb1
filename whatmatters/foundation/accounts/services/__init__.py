"""Every write of `accounts`. What other components and the project use is offered here by name.

`make_account` and `give_post` check nobody: they serve the demonstration, the command line and the invitations.
"""

from .accounts import close_account, end_post, give_post, make_account
from .invitations import invite_person, invite_proxy, invite_staff

__all__ = [
    "close_account",
    "end_post",
    "give_post",
    "invite_person",
    "invite_proxy",
    "invite_staff",
    "make_account",
]
