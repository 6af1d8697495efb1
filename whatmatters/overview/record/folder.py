"""The folder as parts, in the order in which it is needed: what to do when things get worse first, so that nobody who
opens it in a hurry can miss it; then what matters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from django.utils.translation import gettext as _

from whatmatters.care_plans.queries import (
    ActionView,
    ContingencyView,
    GoalView,
    InvolvedView,
    PlanInFull,
    ReviewView,
    StatementInPlan,
)
from whatmatters.foundation.nhsuk.wording import date_and_time, long_date
from whatmatters.foundation.people.queries.about_me import Said

from .parts import Block, Part, Steps, Text, Under, Words, facts, with_content
from .queries import Folder, WhenWorsePage
from .wording import (
    agreed_line,
    circle_pairs,
    media_line,
    meeting_pair,
    needs_pairs,
    out_of_ten,
    owner_in_first_person,
    papers_pairs,
    when_of,
    whose_in_first_person,
    with_tie,
)


def folder_title(folder: Folder) -> str:
    """The title of the copy."""
    return _("What matters to me: %(name)s") % {"name": folder.banner.called or folder.banner.name}


def folder_parts(folder: Folder) -> tuple[Part, ...]:
    """The whole folder; parts that would be empty are left out."""
    first, rest = folder.said[:1], folder.said[1:]
    return with_content(
        (
            worse_part(folder),
            *(about_part(one) for one in first),
            goals_part(folder),
            Part("communicate", _("How to communicate with me"), facts(needs_pairs(folder.needs))),
            said_part(folder, "prepare", "talk", _("What I want to say")),
            said_part(folder, "conversation", "talk", _("What we talked about")),
            said_part(folder, "record", "agreed", _("How it fits together")),
            said_part(folder, "context", "talk", _("How we got here")),
            *(about_part(one) for one in rest),
            Part("people", _("People I count on"), facts(circle_pairs(folder.circle))),
            involved_part(folder),
            Part("meet", _("When we meet next"), facts(meeting_pair(one) for one in folder.appointments)),
            Part("wishes", _("My wishes made in advance"), facts(papers_pairs(folder.papers))),
            agreed_part(folder),
        )
    )


def who_pairs(folder: Folder) -> tuple[tuple[str, str], ...]:
    """Who the folder is about."""
    banner = folder.banner
    pairs = (
        (_("Name"), banner.name),
        (_("I like to be called"), banner.called if banner.called != banner.name else ""),
        (_("Born"), long_date(banner.birth_date)),
        (_("NHS number"), banner.nhs_number),
    )
    return tuple(pair for pair in pairs if pair[1])


def made_line(folder: Folder | WhenWorsePage) -> str:
    """When the copy was made, by whom, and that it grows old."""
    line = _("This copy was made on %(when)s by %(name)s. Ask for a new one when something changes.")
    return line % {"when": date_and_time(folder.made_at), "name": folder.made_by}


def urgent_line() -> str:
    """Where help is at any hour."""
    return _("If you need help now: 999 for danger to life, NHS 111 for urgent help, Samaritans 116 123.")


def worse_part(folder: Folder | WhenWorsePage) -> Part:
    """What to do when things get worse: every contingency plan in use."""
    blocks = chain.from_iterable(worse_blocks(one) for one in folder.contingencies)
    return Part("worse", _("When things get worse"), tuple(blocks), urgent=True)


def worse_blocks(plan: ContingencyView) -> tuple[Block, ...]:
    """One contingency plan."""
    look_again = _("We look at this again on %(day)s.") % {"day": long_date(plan.review_on)} if plan.review_on else ""
    whose = whose_in_first_person(plan.authorship, plan.changed_by)
    return (Under(plan.name), *facts(worse_pairs(plan)), Text(f"{whose}. {look_again}".strip(), quiet=True))


def worse_pairs(plan: ContingencyView) -> tuple[tuple[str, str], ...]:
    """What one contingency plan says, as names and values, in the order in which somebody in a hurry needs it."""
    return (
        (_("It is needed when"), "\n".join(plan.triggers)),
        (_("What should happen"), plan.what_should_happen),
        (_("Whom to contact"), plan.who_to_contact),
        (_("What helps"), plan.coping),
        (_("Medicines and equipment kept ready"), plan.ready_at_hand),
        (_("Early signs"), plan.early_signs),
    )


def about_part(said: Said) -> Part:
    """One heading of About Me."""
    is_first = said.heading == "most-important"
    words = Words(said.text, whose_in_first_person(said.authorship, said.written_by_name), large=is_first)
    note = (Text(media_line(said.media_name)),) if said.media_name else ()
    return Part("matters", said.heading_words, (words, *note))


def goals_part(folder: Folder) -> Part:
    """What the person hopes for, with the steps towards it; then the steps that belong to no goal."""
    blocks = [block for goal in folder.goals for block in _goal(goal)]
    loose = [action for full in folder.plans for action in full.plan.actions_without_goal]
    return Part("goals", _("What I hope for"), (*blocks, *_steps(_("Other steps"), loose)))


def _goal(goal: GoalView) -> Iterable[Block]:
    whose = whose_in_first_person(goal.authorship, goal.supported_by or goal.origin_source or goal.written_by)
    yield Words(goal.words, whose, large=True)
    if goal.why_it_matters:
        yield Text(goal.why_it_matters)
    yield from facts(
        (
            (_("How important"), out_of_ten(goal.importance)),
            (_("Hoped for by"), long_date(goal.target_on)),
            (_("How it is going"), _(goal.achievement_words) if goal.achievement_words else ""),
        )
    )
    yield from _steps(_("Next steps"), goal.actions)


def _steps(heading: str, actions: Iterable[ActionView]) -> tuple[Block, ...]:
    lines = tuple(_step(action) for action in actions if action.state != "not-done")
    return (Steps(heading, (_("What"), _("Who"), _("When")), lines),) if lines else ()


def _step(action: ActionView) -> tuple[str, str, str]:
    done = f" ✓ {_(action.state_words)}" if action.state == "done" else ""
    return f"{action.what}{done}", owner_in_first_person(action), when_of(action)


def said_part(folder: Folder, stage: str, code: str, heading: str) -> Part:
    """What was said in one stage, each heading with its statements and whose words they are."""
    said = [one for full in folder.plans for one in full.statements if one.stage == stage]
    labels = list(dict.fromkeys(one.label for one in said))
    blocks = chain.from_iterable(_under(label, [one for one in said if one.label == label]) for label in labels)
    return Part(code, heading, tuple(blocks))


def _under(label: str, said: list[StatementInPlan]) -> Iterable[Block]:
    yield Under(label)
    for one in said:
        yield Words(one.words, statement_by(one))
        if one.further:
            yield from facts([(one.further_label, one.further)])


def statement_by(said: StatementInPlan) -> str:
    """Whose words a statement is, and when and how it came where that was said."""
    whose, known = whose_in_first_person(said.authorship, said.helped), long_date(said.said_on)
    return " · ".join(part for part in (said.said_by, known, whose, said.means) if part)


def involved_part(folder: Folder) -> Part:
    """Who has a part in the plan, besides the circle."""
    pairs = [_involved(one) for full in folder.plans for one in full.involved]
    leads = [(full.plan.lead_name, _("Leads my plan")) for full in folder.plans if full.plan.lead_name]
    return Part("people", _("Who is involved in my plan"), facts(dict.fromkeys([*leads, *pairs])))


def _involved(one: InvolvedView) -> tuple[str, str]:
    return with_tie(one.name, one.role), ", ".join(part for part in (one.organisation, one.reach) if part) or "–"


def agreed_part(folder: Folder) -> Part:
    """Who agreed, when it is looked at again, and what came of the last review."""
    blocks = chain.from_iterable(_agreed(full, folder.banner.called) for full in folder.plans)
    return Part("agreed", _("Agreed"), tuple(blocks))


def _agreed(full: PlanInFull, name: str) -> Iterable[Block]:
    plan = full.plan
    if line := agreed_line(plan, name):
        yield Text(line)
        if plan.agreement and plan.agreement.reason:
            yield Text(plan.agreement.reason)
    if plan.review_on:
        yield Text(_("We look at it again on %(day)s.") % {"day": long_date(plan.review_on)})
    if full.reviews:
        yield from _review(full.reviews[0])


def _review(review: ReviewView) -> Iterable[Block]:
    yield Under(_("When we last looked at it: %(day)s") % {"day": long_date(review.held_on)})
    yield from facts(((_("What has changed"), review.what_changed), (_("Why"), review.why)))
    yield from facts((rating.goal, rating.level) for rating in review.ratings)
