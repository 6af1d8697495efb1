"""Tell the stories: bring the people of the demonstration in through the services, as staff would have done.

Serves `./run` and `whatmatters demo`. Refuses a database that holds anybody. One transaction: all of it, or none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from whatmatters.care_plans import services as plans
from whatmatters.care_plans.queries import get_plan
from whatmatters.foundation.accounts import services as accounts
from whatmatters.foundation.accounts.services import totp
from whatmatters.foundation.kernel.actor import Actor, Post
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.about_me import Words, write_about_me
from whatmatters.foundation.people.services.appointments import Offer, offer_appointment
from whatmatters.foundation.people.services.circle import add_circle_member
from whatmatters.foundation.people.services.communication import write_communication
from whatmatters.foundation.people.services.consent import Decision, decide_consent
from whatmatters.foundation.people.services.contacts import NewAddress, set_address
from whatmatters.foundation.people.services.correcting import Correction, correct_particulars
from whatmatters.foundation.people.services.lifecycle import record_death
from whatmatters.foundation.people.services.organisations import add_organisation
from whatmatters.foundation.people.services.proxies import Grant, grant_proxy_access
from whatmatters.foundation.people.services.registering import register_person
from whatmatters.foundation.people.services.relationships import assign_worker, start_care

from .in_advance import write_for_later
from .listings import tell_what_there_is
from .place import BODIES, WORKERS, Worker
from .plans_in_full import IN_FULL, NOTHING_YET, InFull
from .plans_with_care import HOW_CARE_WAS, PLANS_OF_THE_OTHERS
from .public_pages import tell_the_public
from .stories import STORIES
from .story import Hope, Story
from .who_they_are import WHO_THEY_ARE

PASSWORD = "what matters to you"  # noqa: S105 an invented place: everybody may know it
LOADER = Actor.system("demonstration")


@dataclass(slots=True)
class _Told:
    """What has been made so far, by key."""

    at: datetime
    organisations: dict[str, UUID] = field(default_factory=dict)
    workers: dict[str, Actor] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)


@transaction.atomic
def tell(*, at: datetime) -> None:
    """Bring everybody in. Raises when the database is not empty, through the constraints and rules of the services."""
    told = _Told(at)
    for key, body in BODIES.items():
        new = replace(body.new, part_of_id=told.organisations.get(body.part_of))
        told.organisations[key] = add_organisation(new=new, by=LOADER, at=at - timedelta(days=400))
    for worker in WORKERS:
        told.workers[worker.login] = _employ(told, worker)
    for story in STORIES:
        told.people[story.key] = _bring_in(told, story)
    _add_what_ties_them_together(told)
    tell_the_public(by=LOADER, at=at)
    tell_what_there_is(by=LOADER, at=at)


def _employ(told: _Told, worker: Worker) -> Actor:
    began = told.at - timedelta(days=390)
    account_id = accounts.make_account(name=worker.name, email=worker.email, password=PASSWORD, by=LOADER, at=began)
    posts = []
    for key, role in worker.posts:
        organisation_id = told.organisations[key]
        accounts.give_post(
            account_id=account_id,
            organisation_id=organisation_id,
            role=role,
            starts_on=day_of(began),
            by=LOADER,
            at=began,
        )
        posts.append(Post(role, organisation_id, BODIES[key].new.name))
    secret = worker.login.encode().ljust(20, b".")[:20]
    actor = Actor(id=str(account_id), name=worker.name, posts=tuple(posts))
    totp.set_up_known_device(account_id=account_id, secret=secret, by=actor, at=began)
    return actor


def _bring_in(told: _Told, story: Story) -> UUID:
    at, worker = told.at - timedelta(days=story.days_ago), told.workers[story.worker]
    organisation_id = worker.posts[0].organisation_id
    person_id = register_person(new=story.new, organisation_id=organisation_id, is_somebody_else=True, by=worker, at=at)
    held = start_care(person_id=person_id, organisation_id=organisation_id, by=worker, at=at)
    assign_worker(relationship_id=held, worker_id=worker.id, worker_name=worker.name, by=worker, at=at)
    for key in story.also:
        start_care(person_id=person_id, organisation_id=told.organisations[key], by=LOADER, at=at)
    themself = _open_account(story, person_id, at) if story.login else None
    _say_who_they_are(told, story, person_id, worker, at)
    _write_down(story, person_id, worker, themself, at)
    if story.hopes:
        _plan(told, story, person_id, themself, at + timedelta(days=1))
    return person_id


def _open_account(story: Story, person_id: UUID, at: datetime) -> Actor:
    name = f"{story.new.given_names} {story.new.family_name}"
    account_id = accounts.make_account(
        name=name, email=f"{story.login}@example.org", person_id=person_id, password=PASSWORD, by=LOADER, at=at
    )
    return Actor(id=str(account_id), name=name, person_id=person_id)


def _say_who_they_are(told: _Told, story: Story, person_id: UUID, worker: Actor, at: datetime) -> None:
    if more := WHO_THEY_ARE.get(story.key):
        values = more.particulars(told.organisations["surgery"]) | more.values
        correction = Correction(values, why="Asked at the first visit")
        correct_particulars(person_id=person_id, version=1, correction=correction, by=worker, at=at)


def _write_down(story: Story, person_id: UUID, worker: Actor, themself: Actor | None, at: datetime) -> None:
    lines, postcode = story.address
    if lines:
        place = NewAddress(lines, postcode=postcode, is_secret=story.is_secret)
        set_address(person_id=person_id, address=place, by=worker, at=at)
    more = WHO_THEY_ARE.get(story.key)
    for heading, text in (*story.about, *(more.about if more else ())):
        supported = "" if themself else worker.name
        words = Words(text=text, supported_by=supported)
        write_about_me(person_id=person_id, heading=heading, words=words, based_on=0, by=themself or worker, at=at)
    if needs := story.needs or (more.needs if more else None):
        write_communication(person_id=person_id, needs=needs, based_on=0, by=worker, at=at)
    for member in story.circle:
        add_circle_member(person_id=person_id, member=member, by=worker, at=at)


def _plan(told: _Told, story: Story, person_id: UUID, themself: Actor | None, at: datetime) -> None:
    worker = told.workers[story.worker]
    plan_id = plans.start_plan(person_id=person_id, by=worker, at=at)
    plans.record_conversation(
        plan_id=plan_id,
        held_on=day_of(at),
        how="home",
        who_was_there=story.talked,
        what_matters=story.what_matters,
        by=worker,
        at=at,
    )
    full = (IN_FULL | PLANS_OF_THE_OTHERS).get(story.key, NOTHING_YET)
    needs = _in_full(full, plan_id, worker, themself, at)
    for number, hope in enumerate(story.hopes):
        need = needs[min(number, len(needs) - 1)] if needs else None
        _hope(told, hope, plan_id, need, themself if hope.own and themself else worker, at)
    if story.is_agreed:
        plans.agree_plan(
            plan_id=plan_id,
            version_read=get_plan(plan_id, by=worker, at=at).version,
            agreed=plans.AgreedBy(),
            review_on=day_of(at + timedelta(days=story.review_days)),
            by=worker,
            at=at,
        )
        asked = themself or Actor(id=str(person_id), name=story.new.given_names, person_id=person_id)
        answers = HOW_CARE_WAS[len(story.hopes) % len(HOW_CARE_WAS)]
        plans.answer_how_care_was(plan_id=plan_id, answers=answers, by=asked, at=at)


def _in_full(full: InFull, plan_id: UUID, worker: Actor, themself: Actor | None, at: datetime) -> list[UUID]:
    """What was said, what to do when things get worse, who is involved, what stands beside the plan; the needs."""
    needs = []
    for line in full.said:
        said_on = day_of(at) if line.said_by else None
        said = plans.Said(line.words, line.further, line.means, line.said_by, said_on, are_the_persons=line.own)
        row_id = plans.write_statement(plan_id=plan_id, heading=line.heading, said=said, by=worker, at=at)
        needs += [row_id] if line.heading == "need" else []
    for contingency in full.worse:
        plans.add_contingency(plan_id=plan_id, contingency=contingency, by=worker, at=at)
    for part in full.involved:
        plans.involve(plan_id=plan_id, part=part, by=worker, at=at)
    for kind, words in full.remarks:
        plans.add_remark(plan_id=plan_id, kind=kind, words=words, by=themself or worker, at=at)
    return needs


def _hope(told: _Told, hope: Hope, plan_id: UUID, need_id: UUID | None, writer: Actor, at: datetime) -> None:
    """Write one goal with its steps. A step that a worker will take is due on that worker's own list."""
    ids = {actor.name: actor.id for actor in told.workers.values()}
    goal_id = plans.add_goal(plan_id=plan_id, goal=replace(hope.as_goal(), arises_from_id=need_id), by=writer, at=at)
    for step in hope.steps:
        action = step.as_action(day_of(told.at), ids.get(step.name, ""))
        action_id = plans.add_action(goal_id=goal_id, action=action, by=writer, at=at)
        for move in step.moves:
            plans.move_action(action_id=action_id, move=move, by=writer, at=at)


def _add_what_ties_them_together(told: _Told) -> None:
    """A mother acts for her son, a choir is told what it needs, somebody has died, there is a time to meet."""
    _let_amina_act(told)
    _tell_the_choir(told)
    write_for_later(
        person_id=told.people["peggy"],
        themself=_peggy(told),
        by=told.workers["coordinator"],
        at=told.at - timedelta(days=21),
    )
    sam, when = told.workers["link.worker"], told.at - timedelta(days=28)
    record_death(
        person_id=told.people["walter"],
        died_on=day_of(when - timedelta(days=2)),
        told_by="His daughter, by telephone",
        by=sam,
        at=when,
    )
    visit = Offer(
        organisation_id=told.organisations["network"],
        starts_at=(told.at + timedelta(days=1)).replace(hour=11, minute=0, second=0, microsecond=0),
        with_id=sam.id,
        with_name=sam.name,
        place="At home",
        about="How the choir is going",
    )
    offer_appointment(person_id=told.people["peggy"], offer=visit, is_agreed=True, by=sam, at=told.at)


def _let_amina_act(told: _Told) -> None:
    amina = accounts.make_account(
        name="Amina Yusuf", email="amina@example.org", password=PASSWORD, by=LOADER, at=told.at
    )
    grant = Grant(
        str(amina),
        "Amina Yusuf",
        "mother",
        [Section.IDENTITY, *_FOR_A_MOTHER],
        # He is asked again when he turns 11.
        ends_before=date(2030, 6, 2),
        basis="parent",
        sign_of_pressure=False,
    )
    when = told.at - timedelta(days=39)
    grant_proxy_access(person_id=told.people["idris"], grant=grant, by=told.workers["coordinator"], at=when)


def _tell_the_choir(told: _Told) -> None:
    decision = Decision(
        purpose="sharing",
        decision="given",
        organisation_id=told.organisations["voices"],
        sections=[Section.IDENTITY, Section.COMMUNICATION],
        in_words="They may know my name and that I need large print. Nothing else.",
    )
    when = told.at - timedelta(days=58)
    decide_consent(person_id=told.people["peggy"], decision=decision, by=_peggy(told), at=when)


def _peggy(told: _Told) -> Actor:
    return Actor(id=LOADER.id, name="Peggy Holloway", person_id=told.people["peggy"])


_FOR_A_MOTHER = (
    Section.CONTACT,
    Section.COMMUNICATION,
    Section.ABOUT_ME,
    Section.CIRCLE,
    Section.CONDITIONS,
    Section.PLAN,
    Section.APPOINTMENTS,
)
