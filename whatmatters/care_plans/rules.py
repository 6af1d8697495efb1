"""What policy says about plans: pure functions that return reasons.

Serves services, pages and FHIR alike. Refuses nothing for lack of polish: a person may leave any question empty but
the words of a goal and of an action.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.kernel.dated import Dated, DatedTable, Standing
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons

SETTINGS = DatedTable(
    "care_plans",
    [
        Dated(
            "ruler.lowest", 1, date(2021, 12, 22), Standing.NATIONAL_GUIDANCE, "DAPB4022 Amd 38/2021 (PRSB PCSP v2.0)"
        ),
        Dated(
            "ruler.highest", 10, date(2021, 12, 22), Standing.NATIONAL_GUIDANCE, "DAPB4022 Amd 38/2021 (PRSB PCSP v2.0)"
        ),
        Dated(
            "review.months",
            12,
            date(2021, 1, 1),
            Standing.OUR_PRACTICE,
            "Rulebook 3.4: plans are looked at again in a year",
            unit="months",
        ),
        Dated("words.longest", 2000, date(2026, 1, 1), Standing.OUR_PRACTICE, "Whatmatters", unit="characters"),
    ],
)

WAYS_TO_MEET = {
    "in-person": "In person",
    "home": "At home",
    "telephone": "By telephone",
    "video": "By video",
    "letter": "In writing",
}

OWNERS = {
    "person": "The person",
    "circle": "Somebody in the person's circle",
    "group": "A community group",
    "staff": "A member of staff",
}

ACHIEVEMENTS = {
    "in-progress": "Under way",
    "improving": "Getting nearer",
    "no-change": "No change",
    "worsening": "Further away",
    "achieved": "Reached",
    "sustaining": "Reached and kept up",
    "not-achieved": "Not reached",
    "not-attainable": "Cannot be reached",
}
"""FHIR R4 goal achievement, in words."""


def ruler_reasons(value: Decimal | int | None, *, field: str, day: date) -> Reasons:
    """Why this is no answer on the importance or confidence ruler; an empty answer is fine.

    From 1 to 10, never 0 (rulebook 3.2: a ruler from 0 fails conformance).
    """
    lowest, highest = SETTINGS.on("ruler.lowest", day), SETTINGS.on("ruler.highest", day)
    if value is None or lowest.value <= value <= highest.value:
        return YES
    text = f"Choose a number from {lowest.value} to {highest.value}, or leave it empty."
    return (Reason(f"{field}.ruler", text, field, highest.source),)


def words_reasons(words: str, *, field: str, what: str, day: date) -> Reasons:
    """Why these words cannot be kept: there are none, or more than fit."""
    longest = SETTINGS.value("words.longest", day)
    if not words.strip():
        return (Reason(f"{field}.empty", f"Write {what}. A few words are enough.", field),)
    if len(words) > longest:
        text = f"This is {len(words):,} characters long. Make it {longest:,} or fewer, or split it in two."
        return (Reason(f"{field}.long", text, field),)
    return YES


def review_reasons(review_on: date | None, *, day: date) -> Reasons:
    """Why this is no day to look at the plan again: it is not in the future."""
    if review_on is None:
        return (Reason("review.missing", "Choose a day to look at this plan together again.", "review_on"),)
    if review_on <= day:
        return (Reason("review.past", "The day to look again must be after today.", "review_on"),)
    return YES


def due_reasons(due_on: date | None, *, day: date) -> Reasons:
    """Why an action cannot be due then; no day at all is fine."""
    if due_on is not None and due_on < day:
        return (Reason("due.past", "This day has gone. Choose today or later, or leave it empty.", "due_on"),)
    return YES


def own_words_reasons(authorship: str, *, is_the_person: bool, new_authorship: str) -> Reasons:
    """Why somebody may not change the words of a goal: nobody edits a person's own words.

    The person may always change theirs. Staff and proxies may write down a new wording that the person gave them
    (`supported`), never turn the person's words into their own.
    """
    if is_the_person or authorship not in (Authorship.PERSON, Authorship.SUPPORTED):
        return YES
    if new_authorship == Authorship.SUPPORTED and authorship == Authorship.SUPPORTED:
        return YES
    text = (
        "These are the person's own words, so only they can change them. "
        "You can add a new goal with them, or a note beside this one."
    )
    return (Reason("goal.own-words", text, "words"),)


def agreement_reasons(
    *, goals: int, agreed_with: str, name: str, reason: str, review_on: date | None, day: date
) -> Reasons:
    """Why a plan cannot be agreed yet.

    It needs a goal in words, who agreed (the person, or a representative with a name and why), and a day to look
    again. Source: PRSB PCSP v2.0 "agreed with person or legitimate representative".
    """
    reasons = list(review_reasons(review_on, day=day))
    if goals == 0:
        reasons.append(Reason("agree.no-goal", "Add a goal first: what matters, in the person's words.", "goals"))
    if agreed_with not in ("person", "representative"):
        reasons.append(Reason("agree.who", "Say who agreed this plan.", "agreed_with"))
    if agreed_with == "representative":
        if not name.strip():
            reasons.append(Reason("agree.name", "Write the name of the person who agreed.", "agreed_by_name"))
        if not reason.strip():
            text = "Say why somebody else agreed instead of the person."
            reasons.append(Reason("agree.reason", text, "reason"))
    return tuple(reasons)


def missing_from(
    *, goals: int, actions: int, conversations: int, agreed: bool, review_on: date | None
) -> tuple[str, ...]:
    """What a plan still lacks, in words: shown as a list, never as a refusal."""
    wants = [
        (goals, "No goal yet: what matters most, in the person's own words"),
        (actions, "No action yet: a small next step, and who will do it"),
        (conversations, "No conversation written down yet"),
        (agreed, "Not agreed with the person yet"),
        (review_on, "No day to look at it again"),
    ]
    return tuple(text for there, text in wants if not there)
