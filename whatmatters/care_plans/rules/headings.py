"""The headings under which things are said in a plan, as data: stage, words, what is agreed.

Source of the headings that the information standard names: PRSB PCSP v2.0 (rulebook 3.2).
"""

from __future__ import annotations

from dataclasses import dataclass

from whatmatters.foundation.kernel.translating import lazy

MEANS = {
    "screen": lazy("On screen"),
    "paper": lazy("On paper"),
    "voice": lazy("By voice"),
    "told": lazy("Told to somebody"),
}
"""How a statement came."""

REMARKS = {
    "note": lazy("How it is going"),
    "comment": lazy("A comment"),
    "differ": lazy("I see this differently"),
    "wish": lazy("Please change this"),
}
"""What a remark can be. Only a wish waits for an answer."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading. `own` is how the person reads it, `words` how others do; `prompt` helps to write.

    `of_round`: it belongs to one preparation and starts anew with the next. `is_agreed`: a change opens an agreed plan
    again. `further` asks for what belongs to it; `once` allows one statement only; `for_staff` is written by staff.
    """

    code: str
    stage: str
    own: object
    words: object
    prompt: object = ""
    further: object = ""
    of_round: bool = False
    is_agreed: bool = False
    once: bool = False
    for_staff: bool = False


_ALL = (
    Heading(
        "reason",
        "context",
        lazy("What brought us here"),
        lazy("What brought us here"),
        lazy("What happened, or what has changed? Why now?"),
    ),
    Heading(
        "known",
        "context",
        lazy("What others already know"),
        lazy("What others already know"),
        lazy("What a profession or the council has found out already, so that nobody asks again. Say who and when."),
        for_staff=True,
    ),
    Heading(
        "matters",
        "prepare",
        lazy("What matters most to me at the moment"),
        lazy("What matters most to them at the moment"),
        lazy("People, places, things to do, how you want to live."),
        of_round=True,
    ),
    Heading(
        "going-well",
        "prepare",
        lazy("What is going well"),
        lazy("What is going well"),
        lazy("What helps? What do you enjoy? What are you proud of?"),
        of_round=True,
    ),
    Heading(
        "worry",
        "prepare",
        lazy("What worries me"),
        lazy("What worries them"),
        lazy("What is hard? What keeps you awake?"),
        of_round=True,
    ),
    Heading(
        "question",
        "prepare",
        lazy("Questions I want to ask"),
        lazy("Questions they want to ask"),
        lazy("About your health, your care, your results, anything."),
        of_round=True,
    ),
    Heading(
        "agenda",
        "prepare",
        lazy("What we will talk about"),
        lazy("What we will talk about"),
        lazy("Set this together. One thing a line is enough."),
        of_round=True,
    ),
    Heading(
        "strength",
        "conversation",
        lazy("What I am good at and what helps me"),
        lazy("Strengths: what they are good at and what helps them"),
        lazy("Skills, people, places, ways of coping."),
        is_agreed=True,
    ),
    Heading(
        "need",
        "conversation",
        lazy("What I find hard, and what I need"),
        lazy("Needs and concerns"),
        lazy("In the person's own words first."),
        is_agreed=True,
    ),
    Heading(
        "option",
        "conversation",
        lazy("What could help"),
        lazy("Options: what could help"),
        lazy("Everything that was talked about, also what was not chosen."),
        further=lazy("What we thought of it"),
        is_agreed=True,
    ),
    Heading(
        "risk",
        "conversation",
        lazy("A risk worth taking"),
        lazy("A risk worth taking"),
        lazy("What the person wants to do although it could go wrong, and why it is worth it to them."),
        further=lazy("What we agreed, so that it is safe enough"),
        is_agreed=True,
    ),
    Heading(
        "formulation",
        "record",
        lazy("How it all fits together"),
        lazy("Formulation: how it all fits together"),
        lazy("A short summary that makes sense of what is happening, in words that the person agrees with."),
        is_agreed=True,
        once=True,
        for_staff=True,
    ),
    Heading(
        "funding",
        "record",
        lazy("Who pays for what"),
        lazy("Care funding source"),
        lazy("For example: NHS, the council, a personal health budget, the person."),
        is_agreed=True,
        for_staff=True,
    ),
    Heading(
        "other-plan",
        "record",
        lazy("My other plans"),
        lazy("Additional support plans and documents"),
        lazy("For example: an asthma action plan, a positive behaviour support plan. Say where it is kept."),
        is_agreed=True,
    ),
)

HEADINGS: dict[str, Heading] = {heading.code: heading for heading in _ALL}


def list_headings(stage: str) -> tuple[Heading, ...]:
    """The headings of one stage, in order."""
    return tuple(heading for heading in _ALL if heading.stage == stage)
