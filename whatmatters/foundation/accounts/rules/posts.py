"""What holds for posts and accounts, whoever asks."""

from __future__ import annotations

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _


def last_administrator_reasons(*, is_administrator: bool, others: int) -> Reasons:
    """Why a post may not end: an organisation without an administrator could invite nobody."""
    if not is_administrator or others:
        return YES
    words = _("This is the only administrator of the organisation. Invite another one first.")
    return (Reason("post.last-administrator", words),)


def has_post_reasons(*, has_post: bool) -> Reasons:
    """Why a post may not be given: the account has it already."""
    words = _("This person has that role here already.")
    return (Reason("post.there", words, "role"),) if has_post else YES


def way_in_reasons(*, has_account: bool, state: str, is_taken: bool, is_unsafe: bool) -> Reasons:
    """Why a person may not be given a way in; empty when they may.

    `state` is that of the record; `is_taken` says that the e-mail address belongs to another account. Two people who
    share an address cannot both sign in with it: one of them has a user name.
    """
    if state in ("died", "merged"):
        return (Reason("way-in.state", _("This record is no longer in use, so nobody can sign in to it.")),)
    if has_account:
        return (Reason("way-in.there", _("This person can sign in already.")),)
    if is_unsafe:
        words = _("The record says that nothing may be sent to this address. Speak to the person first.")
        return (Reason("way-in.unsafe", words, "email"),)
    if is_taken:
        words = _("Another account uses this address. Use another one, or leave it empty: a user name is made instead.")
        return (Reason("way-in.taken", words, "email"),)
    return YES


def own_proxy_reasons(*, is_own: bool) -> Reasons:
    """Why somebody may not act for a person: they are that person."""
    words = _("That is the person's own address. Ask for the address of whoever will act for them.")
    return (Reason("proxy.own", words, "email"),) if is_own else YES


def app_elsewhere_reasons(organisations: list[str]) -> Reasons:
    """Why an administrator may not remove somebody's app: it guards the door of other organisations too."""
    if not organisations:
        return YES
    words = _("They also work at %(places)s. They need one of their recovery codes, or an administrator of all places.")
    return (Reason("app.elsewhere", words % {"places": ", ".join(organisations)}),)
