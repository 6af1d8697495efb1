"""Who may see which sections of whom: consent and relationship as one predicate, used as a subquery.

Refuses by default: no relationship, no consent where it is needed, an end date passed or a word withdrawn, and the
record is not there. The predicate is written so that both databases answer it from indexes, whatever the number of
people: `benchmarks` and `tests/test_speed.py` hold that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ...kernel.actor import Actor, Role
from ...kernel.clock import day_of
from ..models import BreakGlass, CareRelationship, Consent, Person, ProxyGrant
from ..models.access import Basis, ConsentDecision, Purpose
from ..models.fields import has_section
from ..sections import OWN_SECTIONS, PROXY_SECTIONS, SECTIONS_BY_ROLE, Section

_SHARING_IN_FORCE = Q(purpose=Purpose.SHARING, superseded_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Access:
    """What one actor may see of one record at one moment, and through what.

    `roles` are those held at organisations that care for the person, through which things may be changed; a record
    opened in an emergency (`emergency` is the reason that was given) is read, not changed. `organisations` are those
    to name in the audit.
    """

    person_id: UUID
    sections: frozenset[Section] = frozenset()
    is_own: bool = False
    is_system: bool = False
    proxy_sections: frozenset[Section] = frozenset()
    roles: frozenset[Role] = frozenset()
    organisations: frozenset[UUID] = frozenset()
    emergency: str = ""

    def __contains__(self, section: Section) -> bool:
        return section in self.sections

    @property
    def may_see_secret_address(self) -> bool:
        """A refuge is shown to the person and to those who see what is kept for someone's safety."""
        return Section.CONTACT in self and (self.is_own or Section.SAFEGUARDING in self)


@dataclass(slots=True)
class _Found:
    """Access while it is being gathered."""

    sections: set[Section] = field(default_factory=set)
    proxy_sections: set[Section] = field(default_factory=set)
    roles: set[Role] = field(default_factory=set)
    organisations: set[UUID] = field(default_factory=set)
    emergency: str = ""


def _live_on(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))


def organisations_giving(actor: Actor, section: Section) -> list[UUID]:
    """The organisations at which one of the actor's roles sees this section at all."""
    return list(dict.fromkeys(p.organisation_id for p in actor.posts if section in SECTIONS_BY_ROLE[p.role]))


def live_relationships(actor: Actor, section: Section, at: datetime) -> QuerySet[CareRelationship]:
    """The relationships through which the actor may see this section of a person now."""
    return relationships_showing(section, organisations_giving(actor, section), day_of(at))


def relationships_showing(section: Section, organisations: Collection[UUID], day: date) -> QuerySet[CareRelationship]:
    """The relationships of these organisations that show a section on a day to a role that sees it.

    By direct care unless the person objected, by consent where the basis is consent and it covers the section.
    """
    decided = Consent.objects.filter(
        _SHARING_IN_FORCE,
        Q(organisation=OuterRef("organisation")) | Q(organisation__isnull=True),
        person=OuterRef("person"),
    )
    said_yes = decided.filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=day),
        decision=ConsentDecision.GIVEN,
        sections__contains=has_section(section),
    )
    objected = decided.exclude(decision=ConsentDecision.GIVEN)
    return (
        CareRelationship.objects.filter(_live_on(day), organisation__in=organisations)
        .filter(Q(basis=Basis.DIRECT_CARE) | Exists(said_yes))
        .exclude(Exists(objected))
    )


def live_grants(actor: Actor, at: datetime) -> QuerySet[ProxyGrant]:
    """The proxy access that the actor has been given and that has not ended."""
    return ProxyGrant.objects.filter(_live_on(day_of(at)), proxy_id=actor.id, ended_at__isnull=True)


def _open_glass(actor: Actor, at: datetime) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(
        opened_by=actor.id, opened_at__lte=at, ends_at__gt=at, organisation__in=actor.organisation_ids
    )


def _seen(actor: Actor, section: Section, at: datetime, person: str) -> Q:
    """The predicate on rows whose `person` names the key of a person.

    Proxies and emergencies are few: their ids are gathered once. Relationships may be all the people of a place: each
    row asks for its own.
    """
    if actor.is_system:
        return Q()
    seen = Q(pk__in=[])
    if actor.person_id and section in OWN_SECTIONS:
        seen |= Q(**{person: actor.person_id})
    if actor.id and section in PROXY_SECTIONS:
        grants, here = live_grants(actor, at), has_section(section)
        hidden = grants.filter(hidden_sections__contains=here)
        shown = grants.filter(sections__contains=here).exclude(person__in=hidden.values("person_id"))
        seen |= Q(**{f"{person}__in": shown.values("person_id")})
    if organisations := organisations_giving(actor, section):
        opened = _open_glass(actor, at).filter(organisation__in=organisations)
        seen |= Q(**{f"{person}__in": opened.values("person_id")})
        seen |= Q(Exists(live_relationships(actor, section, at).filter(person=OuterRef(person))))
    return seen


def visible_person_ids(actor: Actor, section: Section, at: datetime) -> Q:
    """The predicate on persons, as a `Q`: whose `section` the actor may see at this moment."""
    return _seen(actor, section, at, "pk")


def visible_people(actor: Actor, section: Section, at: datetime) -> QuerySet[Person]:
    """The persons whose `section` the actor may see at this moment."""
    return Person.objects.filter(visible_person_ids(actor, section, at))


def visible_to(queryset: QuerySet, actor: Actor, section: Section, at: datetime, *, person: str = "person") -> QuerySet:
    """Narrow any queryset whose rows belong to a person (`person` names the key) to what the actor may see."""
    return queryset.filter(_seen(actor, section, at, person))


def sections_visible(person_id: UUID, actor: Actor, at: datetime) -> frozenset[Section]:
    """Every section of one person's record that the actor may see now. Empty: the record is not there for them.

    The same answer as asking `visible_people` section by section (a property test holds them together).
    """
    return access_to(person_id, actor, at).sections


def access_to(person_id: UUID, actor: Actor, at: datetime) -> Access:
    """What the actor may see of one record now, and through what: in at most four statements, none for one's own."""
    if actor.is_system:
        return Access(person_id, frozenset(Section), is_system=True)
    is_own, found = actor.person_id == person_id, _Found()
    if is_own:
        found.sections |= OWN_SECTIONS
    elif actor.id:
        _add_proxy(found, person_id, actor, at)
    if actor.posts:
        _add_relationships(found, person_id, actor, at)
        _add_open_glass(found, person_id, actor, at)
    return Access(
        person_id,
        frozenset(found.sections),
        is_own=is_own,
        proxy_sections=frozenset(found.proxy_sections),
        roles=frozenset(found.roles),
        organisations=frozenset(found.organisations),
        emergency=found.emergency,
    )


def _add_proxy(found: _Found, person_id: UUID, actor: Actor, at: datetime) -> None:
    """What was given, less what the person has hidden from this proxy, in whichever grant they did."""
    hidden: set[Section] = set()
    for grant in live_grants(actor, at).filter(person=person_id):
        found.proxy_sections |= grant.sections & PROXY_SECTIONS
        hidden |= grant.hidden_sections
    found.proxy_sections -= hidden
    found.sections |= found.proxy_sections


def _add_relationships(found: _Found, person_id: UUID, actor: Actor, at: datetime) -> None:
    day = day_of(at)
    relationships = list(
        CareRelationship.objects.filter(_live_on(day), person=person_id, organisation__in=actor.organisation_ids)
    )
    consents = list(Consent.objects.filter(_SHARING_IN_FORCE, person=person_id)) if relationships else []
    for relationship in relationships:
        here = [c for c in consents if c.organisation_id in (None, relationship.organisation_id)]
        if any(c.decision != ConsentDecision.GIVEN for c in here):
            continue
        allowed = _sections_at(actor, relationship.organisation_id)
        if relationship.basis == Basis.CONSENT:
            allowed &= {s for c in here if c.ends_before is None or c.ends_before > day for s in c.sections}
        if allowed:
            found.sections |= allowed
            found.organisations.add(relationship.organisation_id)
            found.roles |= {p.role for p in actor.posts if p.organisation_id == relationship.organisation_id}


def _add_open_glass(found: _Found, person_id: UUID, actor: Actor, at: datetime) -> None:
    """A record opened in an emergency, when that shows more than a relationship does."""
    for opened in _open_glass(actor, at).filter(person=person_id).order_by("opened_at"):
        added = _sections_at(actor, opened.organisation_id) - found.sections
        if added:
            found.sections |= added
            found.organisations.add(opened.organisation_id)
            found.emergency = opened.reason


def _sections_at(actor: Actor, organisation_id: UUID) -> set[Section]:
    return {
        section
        for post in actor.posts
        if post.organisation_id == organisation_id
        for section in SECTIONS_BY_ROLE[post.role]
    }


def acting_organisations(person_id: UUID, actor: Actor, at: datetime) -> frozenset[UUID]:
    """The organisations through which the actor deals with this person, to name the right post in the audit.

    Costs a statement only for somebody with posts at several organisations.
    """
    if len(actor.organisation_ids) < 2:
        return frozenset(actor.organisation_ids)
    held = CareRelationship.objects.filter(
        _live_on(day_of(at)), person=person_id, organisation__in=actor.organisation_ids
    )
    return frozenset(held.values_list("organisation_id", flat=True))
