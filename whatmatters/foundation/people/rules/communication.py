"""How to communicate with somebody: the Accessible Information Standard's formats, support and six steps.

Serves the communication page, letters and messages. Source: DAPB1605 (Amd 30/2025), which asks to identify, record,
flag, share, meet and review. The codes are ours, with plain labels; SNOMED ids belong to the deployer's release.
"""

from __future__ import annotations

from datetime import date

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _, lazy
from .settings import SETTINGS

SOURCE = "DAPB1605 Accessible Information Standard (Amd 30/2025)"

STEPS = {
    "identify": (lazy("Ask"), lazy("Ask whether I have any needs, and what they are")),
    "record": (lazy("Write down"), lazy("Write down what I need, in words that are clear")),
    "flag": (lazy("Show"), lazy("Show it at the top of every page about me")),
    "share": (lazy("Share"), lazy("Tell others who care for me, when I say they may")),
    "meet": (lazy("Do it"), lazy("Do what I need, every time, and note how")),
    "review": (lazy("Ask again"), lazy("Ask again, at least on the day written here")),
}
"""The six steps: what each is called here, and what it means."""

FORMATS = {
    "large-print": lazy("Large print"),
    "easy-read": lazy("Easy Read"),
    "braille": lazy("Braille"),
    "audio": lazy("Sound recording"),
    "bsl-video": lazy("Video in British Sign Language"),
    "email": lazy("Email, so that a computer can read it out"),
    "text-message": lazy("Text message"),
    "coloured-paper": lazy("Coloured paper"),
    "other-language": lazy("Another language"),
}
"""Formats that information is needed in. `large-print`, `easy-read` and the languages change what we print and send."""

SUPPORT = {
    "bsl-interpreter": lazy("British Sign Language interpreter"),
    "language-interpreter": lazy("Interpreter of a spoken language"),
    "deafblind-interpreter": lazy("Deafblind interpreter or manual"),
    "lipspeaker": lazy("Lipspeaker, or a clear view of your face"),
    "hearing-loop": lazy("Hearing loop or hearing aids"),
    "text-relay": lazy("Telephone by text relay (Relay UK)"),
    "advocate": lazy("An advocate"),
    "carer-present": lazy("Somebody I know with me"),
    "makaton": lazy("Makaton or other signs"),
    "pictures": lazy("Pictures, symbols or objects"),
    "more-time": lazy("More time"),
    "quiet-place": lazy("A quiet place"),
    "short-sentences": lazy("Short sentences, one thing at a time"),
    "read-aloud": lazy("Letters and forms read aloud"),
}
"""Support that is needed to talk and to understand."""

WAYS = {
    "email": lazy("Email"),
    "sms": lazy("Text message"),
    "letter": lazy("Letter"),
    "phone": lazy("Telephone call"),
}
"""Ways in which the person may like to be reached."""


def needs_reasons(
    *, formats: list[str], support: list[str], interpreter_language: str, review_on: date | None, day: date
) -> Reasons:
    """Why these needs cannot be written down as they are."""
    unknown = [code for code in (*formats, *support) if code not in FORMATS and code not in SUPPORT]
    if unknown:
        return (Reason("communication.unknown", _("Choose from the answers on the page."), "formats", SOURCE),)
    if "language-interpreter" in support and not interpreter_language.strip():
        text = _("Say which language the interpreter should speak.")
        return (Reason("communication.language", text, "interpreter_language", SOURCE),)
    if review_on is not None and review_on < day:
        text = _("The day to ask again has gone. Choose a day to come.")
        return (Reason("communication.review.past", text, "review_on", SOURCE),)
    return YES


def review_due_on(written_on: date) -> date:
    """The day by which to ask again when nobody chose one: the same day some months on, or that month's last."""
    months = SETTINGS.value("communication.review-months", written_on)
    year, month = divmod(written_on.year * 12 + written_on.month - 1 + months, 12)
    for last in (written_on.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(written_on.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
