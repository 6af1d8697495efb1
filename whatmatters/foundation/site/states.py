"""The life of an update, and of somebody's wish to have updates."""

from __future__ import annotations

from ..kernel.states import Move, StateTable

BULLETIN = StateTable(
    "bulletin",
    about="An update that is sent by e-mail to those who asked for its topic.",
    states={"draft": "Being written", "sent": "On its way, or with those who asked for it"},
    initial="draft",
    moves=[
        Move("change", ("draft",), "draft", "Somebody writes on it."),
        Move("send", ("draft",), "sent", "It is queued once for each subscription to its topic."),
    ],
)

SUBSCRIPTION = StateTable(
    "subscription",
    about="Somebody's wish to have updates. It begins when the button in our e-mail is pressed, never before.",
    states={"receiving": "Gets updates", "stopped": "Gets no more; the address is forgotten"},
    initial="receiving",
    moves=[
        Move("change", ("receiving",), "receiving", "Other topics, confirmed by e-mail again."),
        Move("stop", ("receiving",), "stopped", "One click, or the page that our e-mails link to."),
    ],
)
