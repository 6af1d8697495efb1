"""The one-page summaries: for a clinician who meets the person, and for an ambulance crew at the door.

Each says little, in the order in which its reader needs it. What is left out is in the folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from django.utils.translation import gettext as _

from whatmatters.care_plans.queries import ContingencyView, GoalView
from whatmatters.foundation.nhsuk.wording import long_date

from .folder import statement_by
from .parts import Block, Part, Text, Under, Words, facts, lines, with_content
from .queries import Folder
from .wording import circle_pairs, needs_pairs, out_of_ten, papers_pairs, whose_in_first_person, with_tie

CLINICIAN, AMBULANCE = "clinician", "ambulance"


def summary_title(folder: Folder, kind: str) -> str:
    """The title of the page."""
    titles = {CLINICIAN: _("For clinicians: %(name)s"), AMBULANCE: _("For ambulance crews: %(name)s")}
    return titles[kind] % {"name": folder.banner.name}


def summary_parts(folder: Folder, kind: str) -> tuple[Part, ...]:
    """What one kind of summary says. Parts that would be empty are left out."""
    return with_content({CLINICIAN: _for_clinicians, AMBULANCE: _for_ambulance}[kind](folder))


def _for_clinicians(folder: Folder) -> tuple[Part, ...]:
    return (
        Part("worse", _("When things get worse"), _chained(_worse(one) for one in folder.contingencies), urgent=True),
        Part("matters", _("What matters"), _matters(folder)),
        Part("goals", _("Goals"), _goals(folder.goals)),
        Part("talk", _("Needs and concerns"), _said(folder, "need", "worry", "risk")),
        Part("agreed", _("How it fits together"), _said(folder, "formulation")),
        Part("communicate", _("How to communicate"), facts(needs_pairs(folder.needs))),
        Part("people", _("Who is involved"), facts(_involved(folder))),
        Part("wishes", _("Wishes made in advance"), facts(papers_pairs(folder.papers))),
        Part("agreed", _("Agreed"), lines(_agreed(folder))),
    )


def _for_ambulance(folder: Folder) -> tuple[Part, ...]:
    documents = (*papers_pairs(folder.papers), *_other_plans(folder), *_kept_ready(folder.contingencies))
    return (
        Part("me", _("Call me %(name)s") % {"name": folder.banner.called}, _call_me(folder)),
        Part("communicate", _("How to communicate with me"), facts(needs_pairs(folder.needs))),
        Part("worse", _("What to do"), _chained(_what_to_do(one) for one in folder.contingencies), urgent=True),
        Part("people", _("Whom to contact"), _contacts(folder)),
        Part("wishes", _("Where my documents and medicines are kept"), facts(documents)),
        Part("matters", _("What matters to me"), _matters(folder)),
    )


def _chained(blocks: Iterable[Iterable[Block]]) -> tuple[Block, ...]:
    return tuple(chain.from_iterable(blocks))


def _worse(plan: ContingencyView) -> Iterable[Block]:
    yield Under(plan.name)
    yield from facts(
        (
            (_("It is needed when"), "\n".join(plan.triggers)),
            (_("What should happen"), plan.what_should_happen),
            (_("Whom to contact"), plan.who_to_contact),
        )
    )


def _what_to_do(plan: ContingencyView) -> Iterable[Block]:
    yield Under(plan.name)
    yield from facts(
        (
            (_("What should happen"), plan.what_should_happen),
            (_("It is needed when"), "\n".join(plan.triggers)),
            (_("What helps me"), plan.coping),
        )
    )


def _matters(folder: Folder) -> tuple[Block, ...]:
    most = [one for one in folder.said if one.heading == "most-important"]
    about = [Words(one.text, whose_in_first_person(one.authorship, one.written_by_name)) for one in most if one.text]
    return (*about, *_said(folder, "matters"))


def _said(folder: Folder, *headings: str) -> tuple[Block, ...]:
    said = [one for full in folder.plans for one in full.said(*headings)]
    return tuple(Words(one.words, statement_by(one)) for one in said)


def _goals(goals: Iterable[GoalView]) -> tuple[Block, ...]:
    return tuple(Words(goal.words, _whose_goal(goal)) for goal in goals if goal.state != "completed")


def _whose_goal(goal: GoalView) -> str:
    whose = whose_in_first_person(goal.authorship, goal.supported_by or goal.origin_source or goal.written_by)
    weight = f"{_('How important')}: {out_of_ten(goal.importance)}" if goal.importance is not None else ""
    return " · ".join(part for part in (whose, weight) if part)


def _involved(folder: Folder) -> Iterable[tuple[str, str]]:
    named = {one.name for one in folder.circle}
    for full in folder.plans:
        if full.plan.lead_name:
            yield full.plan.lead_name, _("Leads the plan")
        for one in full.involved:
            if one.name in named:
                continue
            yield with_tie(one.name, one.role), ", ".join(part for part in (one.organisation, one.reach) if part) or "–"
    yield from circle_pairs(folder.circle)


def _agreed(folder: Folder) -> Iterable[str]:
    for full in folder.plans:
        if full.is_agreed and full.plan.agreement:
            yield _("Agreed on %(day)s.") % {"day": long_date(full.plan.agreement.agreed_at)}
        else:
            yield _("Not agreed as it reads now.")
        if full.plan.review_on:
            yield _("To be looked at again on %(day)s.") % {"day": long_date(full.plan.review_on)}


def _call_me(folder: Folder) -> tuple[Block, ...]:
    banner = folder.banner
    born = _("Born %(day)s") % {"day": long_date(banner.birth_date)} if banner.birth_date else ""
    number = _("NHS number %(number)s") % {"number": banner.nhs_number} if banner.nhs_number else ""
    return (Text(" · ".join(part for part in (banner.name, born, number) if part)),)


def _contacts(folder: Folder) -> tuple[Block, ...]:
    """Whom the contingency plans name; then those to ring in an emergency whose number is not there yet."""
    said = dict.fromkeys(line for plan in folder.contingencies for line in plan.who_to_contact.splitlines())
    urgent = [one for one in folder.circle if one.is_emergency_contact] or folder.circle
    others = tuple(one for one in urgent if not one.phone or not any(one.phone in line for line in said))
    return (*lines(line.strip() for line in said), *facts(circle_pairs(others)))


def _other_plans(folder: Folder) -> Iterable[tuple[str, str]]:
    for full in folder.plans:
        for one in full.said("other-plan"):
            yield one.label, one.words


def _kept_ready(plans: Iterable[ContingencyView]) -> Iterable[tuple[str, str]]:
    for plan in plans:
        if plan.ready_at_hand:
            yield _("Medicines and equipment kept ready"), plan.ready_at_hand
