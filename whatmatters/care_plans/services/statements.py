"""What is said under the headings of a plan, kept in whose words it is, and drafts that outlive a lost connection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound, keep_rule
from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _

from .. import rules
from ..models import Draft, Plan, Statement
from ..permissions import locked_plan
from .keeping import check_version, keep_change, keep_progress, made, stamp, whose_words_are_kept


@dataclass(frozen=True, slots=True)
class Said:
    """What was said: words, what belongs to them, how it came (`rules.MEANS`), and who already knew it and when.

    `are_the_persons` tells whether somebody else wrote down the person's own words.
    """

    words: str
    further: str = ""
    means: str = ""
    said_by: str = ""
    said_on: date | None = None
    are_the_persons: bool = False

    def labelled(self) -> dict[str, str]:
        """The answers by their label, to show beside somebody else's."""
        return {_("What was said"): self.words, _("And"): self.further}


@transaction.atomic
def write_statement(*, plan_id: UUID, heading: str, said: Said, by: Actor, at: datetime) -> UUID:
    """Write one statement under a heading; its id. The writer's draft there is done with.

    Who: whoever may write in the plan. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan = locked_plan(plan_id, by, at)
    keep_rule(_reasons(plan, heading, said, at, is_new=True))
    authorship, supported_by = whose_words_are_kept(plan, by, are_the_persons=said.are_the_persons)
    place = plan.statements.filter(heading=heading).count() + 1
    row = Statement(plan=plan, round=plan.round, heading=heading, place=place, **made(by, at))
    row.authorship, row.supported_by = authorship, supported_by
    _write(row, said, by, at)
    _drop_draft(plan, heading, by)
    _keep(plan, row, "wrote in the plan", by, at)
    return row.id


@transaction.atomic
def change_statement(*, statement_id: UUID, version_read: int, said: Said, by: Actor, at: datetime) -> None:
    """Change a statement. Nobody but the person changes the person's own words.

    Raises `EditConflict` when somebody else changed it since `version_read`, `NotFound`, `NotAllowed`, `Refused`.
    """
    plan, row = _locked_statement(statement_id, by, at)
    check_version(row, version_read, mine=said.labelled(), theirs=Said(row.words, row.further).labelled())
    authorship, supported_by = whose_words_are_kept(plan, by, are_the_persons=said.are_the_persons)
    keep_rule(_reasons(plan, row.heading, said, at, is_new=False))
    if said.words.strip() != row.words:
        keep_rule(_own_words(plan, row, authorship, by))
        row.authorship, row.supported_by = authorship, supported_by
    row.version += 1
    _write(row, said, by, at)
    _drop_draft(plan, row.heading, by)
    _keep(plan, row, "changed what was said", by, at)


@transaction.atomic
def take_back_statement(*, statement_id: UUID, by: Actor, at: datetime) -> None:
    """Take a statement out of the plan; it stays in its history. Only the person takes back their own words.

    Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan, row = _locked_statement(statement_id, by, at)
    keep_rule(_own_words(plan, row, whose_words_are_kept(plan, by, are_the_persons=False)[0], by))
    row.taken_back_at, row.taken_back_by = at, by.id
    row.version += 1
    stamp(row, by, at)
    row.save()
    _keep(plan, row, "took back what was said", by, at)


@transaction.atomic
def keep_draft(*, plan_id: UUID, heading: str, words: str, further: str = "", by: Actor, at: datetime) -> None:
    """Keep what the writer has typed so far, for the writer alone. Empty words end the draft.

    Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan = locked_plan(plan_id, by, at)
    keep_rule(_known(heading))
    if not (words.strip() or further.strip()):
        return _drop_draft(plan, heading, by)
    values = {"words": clean_text(words), "further": clean_text(further), "written_at": at, "written_by_name": by.name}
    Draft.objects.update_or_create(plan=plan, heading=heading, written_by=by.id, defaults=values)
    return None


def _known(heading: str) -> Reasons:
    return YES if heading in rules.HEADINGS else (Reason("statement.heading", _("Choose a heading."), "heading"),)


def _reasons(plan: Plan, heading: str, said: Said, at: datetime, *, is_new: bool) -> Reasons:
    if unknown := _known(heading):
        return unknown
    day = day_of(at)
    reasons = rules.words_reasons(said.words, field="words", what=_("something"), day=day)
    if said.means and said.means not in rules.MEANS:
        reasons += (Reason("statement.means", _("Choose how it was said."), "means"),)
    if said.said_on is not None and said.said_on > day:
        text = _("This day has not come yet. Choose today or a day before.")
        reasons += (Reason("statement.future", text, "said_on"),)
    if is_new and rules.HEADINGS[heading].once and _standing(plan, heading):
        reasons += (Reason("statement.once", _("This is written already: change what is there."), "words"),)
    return reasons


def _standing(plan: Plan, heading: str) -> bool:
    return plan.statements.filter(heading=heading, taken_back_at__isnull=True).exists()


def _own_words(plan: Plan, row: Statement, new_authorship: str, by: Actor) -> Reasons:
    return rules.own_words_reasons(
        row.authorship, is_the_person=by.person_id == plan.person_id, new_authorship=new_authorship
    )


def _locked_statement(statement_id: UUID, by: Actor, at: datetime) -> tuple[Plan, Statement]:
    found = Statement.objects.filter(pk=statement_id, taken_back_at__isnull=True)
    row = found.first()
    if row is None:
        raise NotFound
    plan = locked_plan(row.plan_id, by, at)
    row = found.first()  # again, now that nobody else can change it
    if row is None:
        raise NotFound
    return plan, row


def _write(row: Statement, said: Said, by: Actor, at: datetime) -> None:
    row.words, row.further = clean_text(said.words), clean_text(said.further)
    row.means, row.said_by, row.said_on = said.means, clean_text(said.said_by), said.said_on
    stamp(row, by, at)
    row.save()


def _drop_draft(plan: Plan, heading: str, by: Actor) -> None:
    Draft.objects.filter(plan=plan, heading=heading, written_by=by.id).delete()


def _keep(plan: Plan, row: Statement, change: str, by: Actor, at: datetime) -> None:
    """What is part of the agreement opens it again; preparation and context do not."""
    keep = keep_change if rules.HEADINGS[row.heading].is_agreed else keep_progress
    keep(plan, change=change, subject=f"statement:{row.id}", by=by, at=at)
