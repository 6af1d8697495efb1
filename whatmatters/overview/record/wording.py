"""How the person's own documents say things: in the first person, in whole sentences, in the reader's language."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from whatmatters.care_plans.queries import ActionView, WholePlan
from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.nhsuk.wording import date_and_time, long_date
from whatmatters.foundation.people.queries.appointments import Meeting
from whatmatters.foundation.people.queries.circle import InCircle
from whatmatters.foundation.people.queries.communication import NeedsNow
from whatmatters.foundation.people.queries.papers import PaperKept


def owner_in_first_person(action: ActionView) -> str:
    """Who does it, as the person would say."""
    if action.owner_kind == "person" and not action.owner_name:
        return _("Me")
    return _(action.owner) if action.owner else ""


def when_of(action: ActionView) -> str:
    """When it is to be done, as it was said."""
    return action.when_text or long_date(action.due_on)


def whose_in_first_person(authorship: str, name: str) -> str:
    """Whose words they are, as the person's own document says it."""
    words = {
        Authorship.PERSON: _("In my own words"),
        Authorship.SUPPORTED: _("My own words, written down with %(name)s"),
        Authorship.PROXY: _("Written by %(name)s, who acts for me"),
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
    return " ".join(part for part in (agreed, changed) if part)


def needs_pairs(needs: NeedsNow | None) -> tuple[tuple[str, str], ...]:
    """How to communicate with the person, as names and values; empty values where nothing was said."""
    if needs is None:
        return ()
    return (
        (_("What helps"), needs.in_words),
        (_("I need information as"), ", ".join(needs.formats_words)),
        (_("I need"), ", ".join(needs.support_words)),
        (_("My interpreter speaks"), needs.interpreter_language),
        (_("Good times"), needs.safe_times),
        (_("Please do not use"), needs.unsafe_ways),
    )


def circle_pairs(circle: tuple[InCircle, ...]) -> tuple[tuple[str, str], ...]:
    """Each in the circle: name and tie, and how they help."""
    return tuple((with_tie(one.name, one.relationship), help_of(one)) for one in circle)


def with_tie(name: str, tie: str) -> str:
    """`Jean Holloway (daughter)`."""
    return f"{name} ({tie})" if tie else name


def help_of(one: InCircle) -> str:
    """How somebody helps, how to reach them, and what they are to the person.

    Notes that are kept from the person for somebody's safety stand on no paper.
    """
    notes = "" if one.hidden_why else one.how_they_help
    return ". ".join(part.rstrip(".") for part in (notes, one.phone, ", ".join(one.roles)) if part)


def meeting_pair(meeting: Meeting) -> tuple[str, str]:
    """When, and with whom, where and about what."""
    about = ", ".join(part for part in (meeting.with_name, meeting.place, meeting.about) if part)
    return date_and_time(meeting.starts_at), about or _("An appointment")


def papers_pairs(papers: tuple[PaperKept, ...]) -> tuple[tuple[str, str], ...]:
    """Wishes made in advance: that there is a paper, and where it is kept; never what it says."""
    kept = _("There is one, kept here: %(where)s")
    unknown = _("There is one. Ask where it is kept.")
    return tuple((one.name, kept % {"where": one.where_kept} if one.where_kept else unknown) for one in papers)


def media_line(name: str) -> str:
    """That a recording or picture goes with some words."""
    line = _("There is a recording or a picture with this: %(name)s. Ask to hear or see it.")
    return line % {"name": name} if name else ""
