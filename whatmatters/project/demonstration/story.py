"""What a story of the demonstration is made of: who somebody is, what they said, and what they hope for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whatmatters.care_plans.services import ActionSteps, GoalWords
from whatmatters.foundation.people.services.circle import Member
from whatmatters.foundation.people.services.communication import Needs
from whatmatters.foundation.people.services.registering import NewPerson


@dataclass(frozen=True, slots=True)
class Step:
    """A step towards a goal; `days` from now until it is due, `moves` what has happened to it."""

    what: str
    who: str = "person"
    name: str = ""
    days: int | None = None
    when: str = ""
    sure: int | None = None
    moves: tuple[str, ...] = ()

    def as_action(self, today: date, owner_id: str = "") -> ActionSteps:
        """As the service wants it."""
        return ActionSteps(
            what=self.what,
            owner_kind=self.who,
            owner_name=self.name,
            owner_id=owner_id,
            due_on=date.fromordinal(today.toordinal() + self.days) if self.days is not None else None,
            when_text=self.when,
            confidence=self.sure,  # type: ignore[arg-type]
        )


@dataclass(frozen=True, slots=True)
class Hope:
    """A goal with its steps. `own` when the person wrote it themself; else a worker wrote their words down."""

    words: str
    why: str = ""
    importance: int | None = None
    steps: tuple[Step, ...] = ()
    own: bool = False

    def as_goal(self) -> GoalWords:
        """As the service wants it."""
        return GoalWords(self.words, self.why, self.importance, are_the_persons=not self.own)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Story:
    """One person: who they are, what they said about themself (by the code of its heading), who is around them, what
    they hope for.
    """

    key: str
    new: NewPerson
    address: tuple[str, str] = ("", "")
    is_secret: bool = False
    about: tuple[tuple[str, str], ...] = ()
    needs: Needs | None = None
    circle: tuple[Member, ...] = ()
    talked: str = ""
    what_matters: str = ""
    hopes: tuple[Hope, ...] = ()
    is_agreed: bool = False
    review_days: int = 90
    days_ago: int = 60
    login: str = ""
    worker: str = "link.worker"
    also: tuple[str, ...] = ("surgery",)


def new_person(given: str, family: str, born: date | None, nhs: str = "", **more: str) -> NewPerson:
    """A person as registration asks for them."""
    return NewPerson(given_names=given, family_name=family, birth_date=born, nhs_number=nhs, **more)
