"""The sections of a record: the grain at which access, consent and proxies are decided.

Serves permissions, consent and "who looked". Source of what each role sees: rulebook 8.1 (a deployer may tighten it).
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from ..kernel.actor import Role


class Section(StrEnum):
    """One part of a person's record."""

    IDENTITY = "identity"
    CONTACT = "contact"
    COMMUNICATION = "communication"
    ABOUT_ME = "about-me"
    CIRCLE = "circle"
    CONDITIONS = "conditions"
    OBSERVATIONS = "observations"
    PLAN = "plan"
    DECISIONS = "decisions"
    MONEY = "money"
    APPOINTMENTS = "appointments"
    ACCESS = "access"
    SAFEGUARDING = "safeguarding"

    @property
    def label(self) -> str:
        """The section in words that a person can read."""
        return str(_LABELS[self])


_LABELS = {
    Section.IDENTITY: _("Name and birth date"),
    Section.CONTACT: _("Address and how to reach me"),
    Section.COMMUNICATION: _("How to communicate with me"),
    Section.ABOUT_ME: _("About me"),
    Section.CIRCLE: _("My circle of support"),
    Section.CONDITIONS: _("Health conditions"),
    Section.OBSERVATIONS: _("Test results and measurements"),
    Section.PLAN: _("My plan: goals and actions"),
    Section.DECISIONS: _("Decisions"),
    Section.MONEY: _("Money"),
    Section.APPOINTMENTS: _("Appointments"),
    Section.ACCESS: _("Who looked at this record"),
    Section.SAFEGUARDING: _("Safeguarding"),
}

_KNOWING = {Section.IDENTITY, Section.CONTACT, Section.COMMUNICATION}
_ALONGSIDE = _KNOWING | {
    Section.ABOUT_ME,
    Section.CIRCLE,
    Section.CONDITIONS,
    Section.PLAN,
    Section.DECISIONS,
    Section.APPOINTMENTS,
}

SECTIONS_BY_ROLE: dict[Role, frozenset[Section]] = {
    Role.LINK_WORKER: frozenset(_ALONGSIDE | {Section.SAFEGUARDING}),
    Role.COACH: frozenset(_ALONGSIDE),
    Role.CARE_COORDINATOR: frozenset(_ALONGSIDE | {Section.SAFEGUARDING}),
    Role.CLINICIAN: frozenset(_ALONGSIDE | {Section.OBSERVATIONS, Section.SAFEGUARDING}),
    Role.BUDGET_OFFICER: frozenset(_KNOWING | {Section.PLAN, Section.MONEY, Section.APPOINTMENTS}),
    Role.BROKER: frozenset(),
    Role.COMMUNITY_CONTACT: frozenset(),
    Role.DIRECTORY_EDITOR: frozenset(),
    Role.ANALYST: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}

OWN_SECTIONS = frozenset(set(Section) - {Section.SAFEGUARDING})
"""What the person sees of their own record: everything but what is hidden for someone's safety."""

PROXY_SECTIONS = frozenset(OWN_SECTIONS - {Section.ACCESS})
"""What may be given to a proxy. Who looked is the person's own."""
