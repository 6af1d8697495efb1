"""Who may see what, why and until when, in sentences; what was decided before; who acts for the person; who cares.

Serves the page "Who may see my record". For the person it is their own to change; staff see it to write down what the
person tells them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ...kernel.errors import NotFound
from ...kernel.plain import long_date
from ..models import BreakGlass, CareRelationship, Consent, Organisation, ProxyGrant
from ..models.access import Basis, ConsentDecision, Purpose
from ..permissions import Deed, reasons_against
from ..rules.proxies import BASES
from ..sections import PROXY_SECTIONS, SECTIONS_BY_ROLE, Section
from .banner import PersonBanner, get_banner
from .consent_words import consent_sentence, sections_in_words, until_in_words
from .looking import look_at


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as a sentence, with who wrote it down and who said it."""

    id: UUID
    sentence: str
    in_words: str
    decided_at: datetime
    decided_by_name: str
    said_by: str
    is_yes: bool
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Cares:
    """An organisation that cares for the person: a sentence, and whether it sees the record now."""

    relationship_id: UUID
    organisation_id: UUID
    organisation_name: str
    sentence: str
    sees_now: bool
    worker_name: str
    is_mine: bool
    sections: frozenset[Section]


@dataclass(frozen=True, slots=True)
class Acts:
    """Somebody who acts for the person: a sentence, until when. `hidden` is what the person has hidden from them, in
    words, for the person alone.
    """

    grant_id: UUID
    name: str
    sentence: str
    is_live: bool
    hidden: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the record, and who sees it now."""

    label: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """Who may see the record, and all that was decided about it. `parts` and `opened` are for the person alone."""

    banner: PersonBanner
    cares: tuple[Cares, ...]
    parts: tuple[Part, ...]
    decided: tuple[Decided, ...]
    history: tuple[Decided, ...]
    acts: tuple[Acts, ...]
    opened: tuple[str, ...]
    may_decide: bool
    may_grant: bool
    may_arrange: bool
    must_say_who: bool


def get_consent_page(person_id: UUID, *, by: Actor, at: datetime) -> ConsentPage:
    """The page of consent, relationships and proxies, recorded as a read.

    Who may: the person; and staff who may write down what the person decides, who are told nothing of organisations
    that are not theirs. Raises `NotFound`.
    """
    access = look_at(
        person_id,
        action="opened who may see the record",
        needs=Section.IDENTITY,
        shows=[Section.IDENTITY],
        by=by,
        at=at,
    )
    if reasons_against(Deed.DECIDE_CONSENT, access):
        raise NotFound
    consents = list(Consent.objects.filter(person=person_id).select_related("organisation").order_by("-decided_at"))
    decided = [_decided(row, day_of(at)) for row in consents if access.is_own or _is_theirs(row, by)]
    cares = tuple(_cares(person_id, consents, by, day_of(at)))
    grants = list(ProxyGrant.objects.filter(person=person_id).order_by("-created_at"))
    return ConsentPage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        cares=tuple(care for care in cares if access.is_own or care.is_mine),
        parts=tuple(_parts(cares, grants, day_of(at))) if access.is_own else (),
        decided=tuple(row for row in decided if row.is_in_force),
        history=tuple(row for row in decided if not row.is_in_force),
        acts=tuple(_acts(grants, day_of(at), own=access.is_own)),
        opened=tuple(_opened(person_id)) if access.is_own else (),
        may_decide=True,
        may_grant=not reasons_against(Deed.GRANT_PROXY, access),
        may_arrange=not reasons_against(Deed.ARRANGE_CARE, access),
        must_say_who=not access.is_own,
    )


def get_decision(person_id: UUID, consent_id: UUID, *, by: Actor, at: datetime) -> tuple[ConsentPage, Decided]:
    """One decision in force, to take back. Raises `NotFound`."""
    page = get_consent_page(person_id, by=by, at=at)
    row = next((row for row in page.decided if row.id == consent_id), None)
    if row is None:
        raise NotFound
    return page, row


def list_organisations_to_share_with() -> tuple[tuple[UUID, str], ...]:
    """Every open organisation, by name: with whom the person may share."""
    return tuple(Organisation.objects.filter(is_open=True).order_by("name").values_list("pk", "name"))


def shareable_sections() -> tuple[tuple[str, str], ...]:
    """What may be shared or given to a proxy, as choices."""
    return tuple((section.value, section.label) for section in Section if section in PROXY_SECTIONS)


def _is_theirs(row: Consent, by: Actor) -> bool:
    """Whether staff may read a decision: it is about their organisation or about all, or they wrote it down."""
    return row.organisation_id is None or row.organisation_id in by.organisation_ids or row.decided_by == by.id


def _decided(row: Consent, day: date) -> Decided:
    is_over = row.superseded_at is not None or _is_over(row, day)
    return Decided(
        id=row.id,
        sentence=consent_sentence(row, day),
        in_words=row.in_words,
        decided_at=row.decided_at,
        decided_by_name=row.decided_by_name,
        said_by=row.decided_for_by,
        is_yes=row.decision == ConsentDecision.GIVEN,
        is_in_force=not is_over,
    )


def _cares(person_id: UUID, consents: list[Consent], by: Actor, day: date) -> Iterable[Cares]:
    rows = (
        CareRelationship.objects.filter(person=person_id)
        .select_related("organisation")
        .order_by("starts_on", "organisation__name")
    )
    in_force = [row for row in consents if row.superseded_at is None and row.purpose == Purpose.SHARING]
    for row in rows:
        if row.ends_before is not None and row.ends_before <= day:
            continue
        here = [one for one in in_force if one.organisation_id in (None, row.organisation_id)]
        said_no = any(one.decision != ConsentDecision.GIVEN for one in here)
        agreed = [one for one in here if one.decision == ConsentDecision.GIVEN and not _is_over(one, day)]
        sees = not said_no and (row.basis == Basis.DIRECT_CARE or bool(agreed))
        yield Cares(
            relationship_id=row.id,
            organisation_id=row.organisation_id,
            organisation_name=row.organisation.name,
            sentence=_care_sentence(row, sees),
            sees_now=sees,
            worker_name=row.worker_name,
            is_mine=row.organisation_id in by.organisation_ids,
            sections=_sections_of(row, agreed),
        )


def _sections_of(row: CareRelationship, agreed: list[Consent]) -> frozenset[Section]:
    """What its staff may see, taken together: in direct care what their work needs, else what was agreed to."""
    by_work = frozenset().union(*SECTIONS_BY_ROLE.values())
    if row.basis == Basis.DIRECT_CARE:
        return by_work
    return by_work & frozenset().union(*(one.sections for one in agreed))


def _is_over(row: Consent, day: date) -> bool:
    return row.ends_before is not None and row.ends_before <= day


def _care_sentence(row: CareRelationship, sees: bool) -> str:
    words = {"who": row.organisation.name, "day": long_date(row.starts_on)}
    if not sees:
        return _("%(who)s cannot see this record now.") % words
    if row.basis == Basis.DIRECT_CARE:
        return _("%(who)s gives care, since %(day)s. Its staff see what their work needs.") % words
    return _("%(who)s sees what was agreed to, since %(day)s.") % words


def _parts(cares: tuple[Cares, ...], grants: list[ProxyGrant], day: date) -> Iterable[Part]:
    """Section by section, who sees it now: organisations, as the work of their staff needs, and those who act."""
    acting = [row for row in grants if _is_live(row, day)]
    for section in (section for section in Section if section in PROXY_SECTIONS):
        who = [care.organisation_name for care in cares if care.sees_now and section in care.sections]
        who += [row.proxy_name for row in acting if section in (row.sections - row.hidden_sections) & PROXY_SECTIONS]
        yield Part(section.label, tuple(who))


def _is_live(row: ProxyGrant, day: date) -> bool:
    return row.ended_at is None and row.starts_on <= day and (row.ends_before is None or row.ends_before > day)


def _acts(grants: list[ProxyGrant], day: date, *, own: bool) -> Iterable[Acts]:
    for row in grants:
        hidden = row.hidden_sections if own else frozenset()
        yield Acts(row.id, row.proxy_name, _act_sentence(row, hidden), _is_live(row, day), sections_in_words(hidden))


def _act_sentence(row: ProxyGrant, hidden: frozenset[Section]) -> str:
    """Who, what they are to the person, in what, on what it rests and until when."""
    shown = sections_in_words(row.sections - hidden) or _("nothing now")
    words = {"who": row.proxy_name, "relationship": row.relationship, "what": shown}
    said = (
        _("%(who)s (%(relationship)s) may act in: %(what)s") if row.relationship else _("%(who)s may act in: %(what)s")
    )
    why = "" if row.basis == "asked" else f" {BASES[row.basis]}."
    return said % words + until_in_words(row.ends_before) + "." + why


def _opened(person_id: UUID) -> Iterable[str]:
    for row in BreakGlass.objects.filter(person=person_id).select_related("organisation").order_by("-opened_at"):
        yield _("%(who)s (%(organisation)s) opened this record in an emergency on %(day)s: %(why)s") % {
            "who": row.opened_by_name,
            "organisation": row.organisation.name,
            "day": long_date(row.opened_at),
            "why": row.reason,
        }
