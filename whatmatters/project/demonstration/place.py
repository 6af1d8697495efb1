"""Ashcombe Vale: an invented place, its organisations and who works there.

Every name, address and number is made up: telephone numbers are from the ranges that Ofcom keeps for drama, addresses
end in example.org, NHS numbers (in `stories`) are from the 999 range that is kept for tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.people.services.organisations import NewOrganisation

PLACE = "Ashcombe Vale"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the place; `part_of` is the key of another."""

    new: NewOrganisation
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works there: the keys of their organisations with their roles."""

    name: str
    posts: tuple[tuple[str, Role], ...]
    about: str
    login: str = field(default="")

    @property
    def email(self) -> str:
        """How they sign in."""
        return f"{self.login}@example.org"


def _body(
    name: str, kind: str, phone: str, *, part_of: str = "", place: str = PLACE, address: str = "", ods: str = ""
) -> Body:
    new = NewOrganisation(name=name, kind=kind, place=place, ods_code=ods, phone=phone, address=address)
    return Body(new, part_of)


BODIES = {
    "board": _body("Ashcombe Vale Integrated Care Board", "board", "01632 960100"),
    "network": _body("Ashcombe and Fell Primary Care Network", "network", "01632 960110", part_of="board"),
    "surgery": _body(
        "Ashcombe Surgery",
        "practice",
        "01632 960111",
        part_of="network",
        address="2 Mill Lane\nAshcombe\nZZ99 1AA",
        ods="A99001",
    ),
    "trust": _body("Ashcombe Vale Community NHS Trust", "trust", "01632 960120", part_of="board"),
    "council": _body("Ashcombe Vale Council", "council", "01632 960130"),
    "voices": _body("Ashcombe Voices", "voluntary", "01632 960140", address="The Old Chapel\nAshcombe"),
    "otherside": _body("Brackwater Surgery", "practice", "01632 960150", place="Brackwater", ods="A99002"),
}
"""By key. The last is in another place: its staff see nobody of Ashcombe Vale."""

WORKERS = (
    Worker("Sam Patel", (("network", Role.LINK_WORKER),), "link worker", "link.worker"),
    Worker("Lena Fischer", (("network", Role.COACH), ("network", Role.LINK_WORKER)), "coach and link worker", "coach"),
    Worker("Grace Mensah", (("network", Role.CARE_COORDINATOR),), "care co-ordinator", "coordinator"),
    Worker("Dr Adaeze Obi", (("surgery", Role.CLINICIAN),), "GP", "clinician"),
    Worker("Priya Nair", (("board", Role.BUDGET_OFFICER),), "personal health budget team", "budgets"),
    Worker("Callum Wright", (("voices", Role.COMMUNITY_CONTACT),), "choir leader", "choir"),
    Worker("Beth Lloyd", (("voices", Role.DIRECTORY_EDITOR),), "keeps the directory", "directory"),
    Worker("Omar Haddad", (("board", Role.BROKER),), "holds budgets for others", "broker"),
    Worker("Ines Duarte", (("board", Role.ANALYST),), "analyst", "analyst"),
    Worker("Martin Hale", (("network", Role.ADMINISTRATOR),), "administrator", "administrator"),
    Worker("Nadia Rahman", (("otherside", Role.LINK_WORKER),), "link worker in another place", "elsewhere"),
)
