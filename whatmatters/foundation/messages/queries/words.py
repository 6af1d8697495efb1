"""Codes as sentences: what happened, and what to do. None of them says anything about a person.

Serves the pages. A code that has no sentence is shown as an unknown problem, never as itself.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ..kinds import Channel, StopReason, UnknownKind, kind_named

_STOPS = {
    StopReason.CONSENT: lazy("The person did not agree to it, or took it back."),
    StopReason.DIED: lazy("The person has died. Nothing more is sent."),
    StopReason.NO_SAFE_WAY: lazy("There is no safe way to reach the person. Ask them how they want to hear from you."),
    StopReason.SUPERSEDED: lazy("What it was about has changed since."),
    StopReason.GONE: lazy("What it was about, or the person’s record here, is no longer in use."),
    StopReason.NOT_WANTED: lazy("The person does not want such messages."),
}
_PROBLEMS = {
    "address": lazy("The e-mail address is not one. Correct it on the person’s page, then try again."),
    "address-refused": lazy("The mail system does not know this e-mail address. Check it, then try again."),
    "number": lazy("The telephone number is not one. Correct it on the person’s page, then try again."),
    "number-refused": lazy("This number does not take text messages. Choose another way with the person."),
    "postal-address": lazy("There is no full postal address. Add it on the person’s page, then try again."),
    "letters-missing": lazy("It has letters that we have no font for, so it cannot be printed. Ring the person."),
    "too-long": lazy("The text message is empty or too long. Tell the person another way."),
    "words-refused": lazy("The mail system did not want what it says. Tell the person another way."),
    "headers": lazy("It holds something that does not belong into an e-mail. Tell those who look after whatmatters."),
    "subject": lazy("Its subject line could say something private. Tell those who look after whatmatters."),
    "kind": lazy("This version of whatmatters does not know such a message. Tell those who look after it."),
    "prepare": lazy("It could not be written because of a fault. Tell those who look after whatmatters."),
    "not-by-this-way": lazy("It cannot go this way. Tell those who look after whatmatters."),
    "no-organisation": lazy("It is a letter, but no organisation is named that could print it."),
    "folder": lazy("The disk is full, or the folder for messages cannot be written to."),
    "mail-server": lazy("The mail server did not answer, or was too busy."),
    "mail-server-password": lazy("The mail server does not accept our name and password."),
    "mail-server-sender": lazy("The mail server does not let us send from our address."),
    "mail-server-certificate": lazy("The mail server did not prove that it is the right one."),
    "mail-server-open": lazy("The mail server offers no encryption, so nothing was sent to it."),
    "worker-gone": lazy("The program that sends messages ended each time it tried this one."),
}

_STATES = {
    "queued": lazy("Waiting to be sent"),
    "sending": lazy("Being sent now"),
    "sent": lazy("Sent"),
    "failed": lazy("Not sent yet; we try again"),
    "given-up": lazy("Could not be sent"),
    "stopped": lazy("Stopped, not sent"),
    "to-print": lazy("Waiting to be printed"),
    "in-batch": lazy("In a batch"),
    "printed": lazy("Opened for printing"),
    "posted": lazy("Posted"),
    "made": lazy("Ready to print"),
    "taken-apart": lazy("Taken apart"),
}


def why_in_words(code: str) -> str:
    """Why a message failed, was stopped or was given up; empty when there is nothing to say."""
    if not code:
        return ""
    known = {str(stop): words for stop, words in _STOPS.items()} | _PROBLEMS
    return str(known.get(code, _("It could not be sent, and we do not know why.")))


def kind_in_words(name: str) -> str:
    """What a message is, as staff call it."""
    try:
        return str(kind_named(name).label)
    except UnknownKind:
        return _("A message of an unknown kind")


def state_in_words(state: str) -> str:
    """Where a message or a batch is in its life."""
    return str(_STATES[state])


def channel_in_words(channel: str) -> str:
    """The way it goes or went; empty when that was not decided yet."""
    return Channel(channel).label if channel else ""
