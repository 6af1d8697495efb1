"""The folder as data for its printed copy: words and pairs, ready for the Typst template beside this file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from whatmatters.care_plans.queries import ActionView, GoalView, WholePlan
from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.nhsuk.wording import date_and_time, long_date
from whatmatters.foundation.people.queries.appointments import Meeting
from whatmatters.foundation.people.queries.circle import InCircle
from whatmatters.foundation.people.queries.communication import NeedsNow

from .queries import Folder

TEMPLATE = "overview/record/folder.typ"


def folder_title(folder: Folder) -> str:
    """The title of the copy."""
    return _("What matters to me: %(name)s") % {"name": folder.banner.called or folder.banner.name}


def folder_data(folder: Folder) -> dict[str, Any]:
    """Everything that the printed copy says, as JSON can hold it."""
    return {
        "who": _who(folder),
        "communication": _communication(folder.needs) if folder.needs else [],
        "said": [
            {
                "heading": said.heading_words,
                "text": said.text,
                "by": whose_in_first_person(said.authorship, said.written_by_name),
                "media": _media(said.media_name),
            }
            for said in folder.said
        ],
        "goals": [_goal(goal) for plan in folder.plans for goal in plan.goals if goal.state != "cancelled"],
        "loose": [_step(action) for plan in folder.plans for action in plan.actions_without_goal],
        "agreed": [line for plan in folder.plans if (line := agreed_line(plan, folder.banner.called))],
        "circle": [[_name_and_tie(one.name, one.relationship), _help(one)] for one in folder.circle],
        "appointments": [
            [
                date_and_time(meeting.starts_at),
                _meeting(meeting),
            ]
            for meeting in folder.appointments
        ],
        "made": _("This copy was made on %(when)s by %(name)s. Ask for a new one when something changes.")
        % {"when": date_and_time(folder.made_at), "name": folder.made_by},
        "headings": {
            "goals": _("What I hope for"),
            "steps": _("Next steps"),
            "loose": _("Other steps"),
            "communication": _("How to communicate with me"),
            "circle": _("People I count on"),
            "appointments": _("When we meet next"),
            "agreed": _("Agreed"),
            "columns": [_("What"), _("Who"), _("When")],
            "importance": _("How important"),
            "urgent": _("If you need help now: 999 for danger to life, NHS 111 for urgent help, Samaritans 116 123."),
        },
    }


def _who(folder: Folder) -> list[list[str]]:
    banner = folder.banner
    pairs = [
        [_("Name"), banner.name],
        [_("I like to be called"), banner.called if banner.called != banner.name else ""],
        [_("Born"), long_date(banner.birth_date) if banner.birth_date else ""],
        [_("NHS number"), banner.nhs_number],
    ]
    return [pair for pair in pairs if pair[1]]


def _communication(needs: NeedsNow) -> list[list[str]]:
    pairs = [
        [_("What helps"), needs.in_words],
        [_("I need information as"), ", ".join(needs.formats_words)],
        [_("I need"), ", ".join(needs.support_words)],
        [_("My interpreter speaks"), needs.interpreter_language],
        [_("Good times"), needs.safe_times],
        [_("Please do not use"), needs.unsafe_ways],
    ]
    return [pair for pair in pairs if pair[1]]


def _goal(goal: GoalView) -> dict[str, Any]:
    return {
        "words": goal.words,
        "by": whose_in_first_person(goal.authorship, goal.supported_by or goal.origin_source or goal.written_by),
        "why": goal.why_it_matters,
        "importance": out_of_ten(goal.importance),
        "steps": [_step(action) for action in goal.actions if action.state != "not-done"],
    }


def _step(action: ActionView) -> list[str]:
    when = action.when_text or (long_date(action.due_on) if action.due_on else "")
    done = f" ✓ {_(action.state_words)}" if action.state == "done" else ""
    return [f"{action.what}{done}", owner_in_first_person(action), when]


def owner_in_first_person(action: ActionView) -> str:
    """Who does it, as the person would say."""
    if action.owner_kind == "person" and not action.owner_name:
        return _("Me")
    return _(action.owner) if action.owner else ""


def whose_in_first_person(authorship: str, name: str) -> str:
    """Whose words they are, as the person's own folder says it."""
    words = {
        Authorship.PERSON: _("In my own words"),
        Authorship.SUPPORTED: _("My own words, written down with %(name)s"),
        Authorship.STAFF: _("Written by %(name)s"),
        Authorship.IMPORTED: _("From another record: %(name)s"),
    }
    return words[Authorship(authorship)] % {"name": name or _("somebody else")}


def out_of_ten(value: Decimal | None) -> str:
    """A mark on the ruler in words."""
    return _("%(n)s out of 10") % {"n": f"{value.normalize():f}"} if value is not None else ""


def agreed_line(plan: WholePlan, name: str) -> str:
    """Who agreed a plan and when it is looked at again; "" when nobody has."""
    if plan.agreement is None:
        return ""
    agreed = _("Agreed with %(who)s on %(day)s (version %(n)s), written down by %(staff)s.") % {
        "who": name if plan.agreement.agreed_with == "person" else plan.agreement.name,
        "day": long_date(plan.agreement.agreed_at),
        "n": plan.agreement.version,
        "staff": plan.agreement.written_by,
    }
    changed = _("It has been changed since.") if plan.agreement.has_changed_since else ""
    review = _("We look at it again on %(day)s.") % {"day": long_date(plan.review_on)} if plan.review_on else ""
    return " ".join(part for part in (agreed, changed, review) if part)


def _meeting(meeting: Meeting) -> str:
    return ", ".join(part for part in (meeting.with_name, meeting.place, meeting.about) if part)


def _media(name: str) -> str:
    return (
        _("There is a recording or a picture with this: %(name)s. Ask to hear or see it.") % {"name": name}
        if name
        else ""
    )


def _name_and_tie(name: str, relationship: str) -> str:
    return f"{name} ({relationship})" if relationship else name


def _help(one: InCircle) -> str:
    return ". ".join(part for part in (one.how_they_help, one.phone, ", ".join(one.roles)) if part)
