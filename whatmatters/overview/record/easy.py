"""The folder as Easy Read: the person's own parts only, one idea a line, short lines, a symbol beside each part.

Blocks are `Under` (a heading), `Text` (a bold line that others belong to) and `Lines`.

What the person said stays as they said it: it is broken into lines, never reworded. What staff wrote is left out, and
the copy says that there is more in the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext as _

from whatmatters.care_plans.queries import ActionView, ContingencyView, PlanInFull
from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.nhsuk.wording import date_and_time, long_date

from .parts import Block, Part, Text, Under, lines, with_content
from .queries import Folder
from .wording import needs_pairs, owner_in_first_person, papers_pairs, when_of, with_tie

OWN = (Authorship.PERSON, Authorship.SUPPORTED)
_END = re.compile(r"(?<=[.!?…؟۔])[\"”’»)]*\s+(?=\S)|\n+")
_NOT_AN_END = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|e\.g|i\.e|No)\.$")


def sentences(text: str) -> tuple[str, ...]:
    """A text as lines of one idea: broken after sentences and at line ends, nothing lost but white space."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _NOT_AN_END.search(text[start : end.end()].rstrip()):
            continue
        found.append(text[start : end.end()])
        start = end.end()
    return tuple(" ".join(one.split()) for one in [*found, text[start:]] if one.strip())


def easy_title(folder: Folder) -> str:
    """The title of an Easy Read copy."""
    return _("Easy Read: what matters to me (%(name)s)") % {"name": folder.banner.called or folder.banner.name}


def easy_parts(folder: Folder) -> tuple[Part, ...]:
    """The parts of an Easy Read copy, what to do when things get worse first."""
    return with_content(
        (
            Part("worse", _("If things get worse"), _all(_worse(one) for one in folder.contingencies), urgent=True),
            Part("matters", _("What matters to me"), lines(_matters(folder))),
            Part("goals", _("What I hope for"), _all(_goal(folder))),
            Part("communicate", _("How to talk with me"), lines(_communicate(folder))),
            Part("talk", _("What I said"), _all(_said(folder.plans))),
            Part("people", _("People who help me"), lines(_people(folder))),
            Part("meet", _("When we meet"), lines(_meetings(folder))),
            Part("wishes", _("My papers"), lines(f"{name}. {kept}" for name, kept in papers_pairs(folder.papers))),
            Part("agreed", _("My plan"), lines(_agreed(folder))),
        )
    )


def _all(blocks: Iterable[Iterable[Block]]) -> tuple[Block, ...]:
    return tuple(chain.from_iterable(blocks))


def _worse(plan: ContingencyView) -> Iterator[Block]:
    yield Under(plan.name)
    for label, text in (
        (_("This is for when:"), "\n".join(plan.triggers)),
        (_("What to do:"), plan.what_should_happen),
        (_("Who to call:"), plan.who_to_contact),
        (_("What helps me:"), plan.coping),
        (_("Keep ready:"), plan.ready_at_hand),
    ):
        if text:
            yield Text(label)
            yield from lines(sentences(text))


def _matters(folder: Folder) -> Iterator[str]:
    for one in folder.said:
        if one.authorship in OWN:
            yield from sentences(one.text)


def _goal(folder: Folder) -> Iterator[tuple[Block, ...]]:
    for goal in folder.goals:
        if goal.authorship in OWN:
            yield (Text(goal.words), *lines([*sentences(goal.why_it_matters), *_steps(goal.actions)]))


def _steps(actions: Iterable[ActionView]) -> Iterator[str]:
    for action in actions:
        if action.state not in ("done", "not-done"):
            yield _("Next step: %(what)s") % {"what": action.what}
            if owner := owner_in_first_person(action):
                yield _("Who: %(name)s") % {"name": owner}
            if when := when_of(action):
                yield _("When: %(when)s") % {"when": when}


def _communicate(folder: Folder) -> Iterator[str]:
    for _label, text in needs_pairs(folder.needs)[:1]:
        yield from sentences(text)
    for label, text in needs_pairs(folder.needs)[1:]:
        if text:
            yield f"{label}: {text}"


def _said(plans: Iterable[PlanInFull]) -> Iterator[Iterable[Block]]:
    for full in plans:
        for label in dict.fromkeys(one.label for one in full.statements if one.authorship in OWN):
            own = [one for one in full.statements if one.label == label and one.authorship in OWN]
            yield (Under(label), *lines(chain.from_iterable(sentences(one.words) for one in own)))


def _people(folder: Folder) -> Iterator[str]:
    for one in folder.circle:
        yield with_tie(one.name, one.relationship)
        yield from sentences("" if one.hidden_why else one.how_they_help)
        if one.phone:
            yield _("Phone: %(number)s") % {"number": one.phone}


def _meetings(folder: Folder) -> Iterator[str]:
    for meeting in folder.appointments:
        yield date_and_time(meeting.starts_at)
        yield from (part for part in (meeting.with_name, meeting.place) if part)


def _agreed(folder: Folder) -> Iterator[str]:
    for full in folder.plans:
        agreement = full.plan.agreement
        if agreement and agreement.agreed_with == "person":
            yield _("I said yes to this plan on %(day)s.") % {"day": long_date(agreement.agreed_at)}
        elif agreement:
            yield _("%(name)s said yes to this plan for me on %(day)s.") % {
                "name": agreement.name,
                "day": long_date(agreement.agreed_at),
            }
        if full.plan.review_on:
            yield _("We look at it again on %(day)s.") % {"day": long_date(full.plan.review_on)}
