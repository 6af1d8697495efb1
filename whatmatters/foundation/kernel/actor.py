"""Who acts: the one argument that every service and query takes.

Serves permissions and audit, which store its values and never a foreign key to a user. Refuses to know how somebody
signed in: `foundation.accounts` turns a user into an Actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What somebody does at an organisation. The person and their proxies are not roles: see `Actor`."""

    LINK_WORKER = "link-worker"
    COACH = "coach"
    CARE_COORDINATOR = "care-coordinator"
    CLINICIAN = "clinician"
    BUDGET_OFFICER = "budget-officer"
    BROKER = "broker"
    COMMUNITY_CONTACT = "community-contact"
    DIRECTORY_EDITOR = "directory-editor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role in words."""
        return str(_ROLE_LABELS[self])


_ROLE_LABELS = {
    Role.LINK_WORKER: _("Social prescribing link worker"),
    Role.COACH: _("Health and wellbeing coach"),
    Role.CARE_COORDINATOR: _("Care co-ordinator"),
    Role.CLINICIAN: _("Clinician"),
    Role.BUDGET_OFFICER: _("Personal health budget team"),
    Role.BROKER: _("Broker, third-party budget holder or personal assistant"),
    Role.COMMUNITY_CONTACT: _("Community group contact"),
    Role.DIRECTORY_EDITOR: _("Directory editor"),
    Role.ANALYST: _("Analyst or commissioner"),
    Role.ADMINISTRATOR: _("Administrator"),
}

# National role codes that other systems know these by (R-codes; rulebook 3.4).
ROLE_CODES = {Role.LINK_WORKER: "R9815", Role.COACH: "R9807", Role.CARE_COORDINATOR: "R9801"}


@dataclass(frozen=True, slots=True)
class Post:
    """A role held at one organisation."""

    role: Role
    organisation_id: UUID
    organisation_name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or some process, that reads or changes something.

    `id` is stable: an account's UUID as text, or `system:worker`, `command:import`. `person_id` is the record that is
    the actor's own, where there is one. Proxy access is looked up at each request by `id`, so that its end is felt
    at once.
    """

    id: str
    name: str
    posts: tuple[Post, ...] = ()
    person_id: UUID | None = None

    @classmethod
    def system(cls, name: str) -> Actor:
        """A process of ours, such as the worker or an import: trusted, and audited under its own name."""
        return cls(id=f"system:{name}", name=f"whatmatters ({name})")

    @property
    def is_system(self) -> bool:
        """Whether a process of ours acts, not a human being."""
        return self.id.startswith("system:")

    @property
    def is_staff(self) -> bool:
        """Whether the actor holds any post."""
        return bool(self.posts)

    @property
    def organisation_ids(self) -> tuple[UUID, ...]:
        """The organisations at which the actor holds a post, each once."""
        return tuple(dict.fromkeys(post.organisation_id for post in self.posts))

    def has_role(self, *roles: Role, organisation_id: UUID | None = None) -> bool:
        """Whether the actor holds one of these roles, at this organisation when one is given."""
        return any(post.role in roles and organisation_id in (None, post.organisation_id) for post in self.posts)

    def post_at(self, organisation_ids: set[UUID] | frozenset[UUID] = frozenset()) -> Post | None:
        """The post to name in the record: one at these organisations if there is one, else the first."""
        return next((post for post in self.posts if post.organisation_id in organisation_ids), None) or (
            self.posts[0] if self.posts else None
        )


STRANGER = Actor(id="", name="")
"""Somebody who has not signed in: may see public pages and nothing else."""
