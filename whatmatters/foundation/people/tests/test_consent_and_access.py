"""Consent, proxies, relationships and emergencies: what each decision opens and closes, from the next request on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound, Refused
from whatmatters.foundation.messages.kinds import Prepared
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.models import CareRelationship, Consent, Organisation, Person, ProxyGrant
from whatmatters.foundation.people.permissions import access_to, sections_visible, visible_people
from whatmatters.foundation.people.queries.consent import get_consent_page
from whatmatters.foundation.people.queries.person_page import get_person_page
from whatmatters.foundation.people.queries.reminding import prepare_sharing_ended
from whatmatters.foundation.people.queries.who_looked import get_who_looked
from whatmatters.foundation.people.sections import SECTIONS_BY_ROLE, Section
from whatmatters.foundation.people.services.break_glass import HasAccess, break_glass
from whatmatters.foundation.people.services.circle import Member, add_circle_member
from whatmatters.foundation.people.services.consent import Decision, decide_consent, withdraw_consent
from whatmatters.foundation.people.services.proxies import Grant, end_proxy_access, grant_proxy_access
from whatmatters.foundation.people.services.relationships import assign_worker, end_care, start_care

from .world import NOW, TODAY, a_link_worker, a_person, an_organisation, somebody, the_person

SHARED = frozenset({Section.IDENTITY, Section.PLAN})


def yes_to(organisation: Organisation, **given: object) -> Decision:
    return Decision("sharing", "given", organisation_id=organisation.id, sections=SHARED, **given)  # type: ignore[arg-type]


def decide(person: Person, decision: Decision, by: Actor) -> object:
    return decide_consent(person_id=person.id, decision=decision, by=by, at=NOW)


def test_two_organisations_that_share_people_see_each_their_own(surgery: Organisation, choir: Organisation) -> None:
    council = an_organisation("Wexcombe Council", "council")
    both, here = a_person(surgery, given_names="Both"), a_person(surgery, given_names="Here")
    a_person(council, given_names="There")
    start_care(person_id=both.id, organisation_id=council.id, by=Actor.system("test"), at=NOW)
    decide(here, yes_to(choir), the_person(here))

    def seen(organisation: Organisation) -> set[str]:
        people = visible_people(a_link_worker(organisation), Section.PLAN, NOW)
        return set(people.values_list("given_names", flat=True))

    assert (seen(surgery), seen(council), seen(choir)) == ({"Both", "Here"}, {"Both", "There"}, {"Here"})


def test_a_yes_opens_what_it_names_and_taking_it_back_closes_at_once(
    amina: Person, herself: Actor, choir: Organisation
) -> None:
    singer = a_link_worker(choir)
    assert sections_visible(amina.id, singer, NOW) == frozenset()
    consent_id = decide(amina, yes_to(choir), herself)
    assert sections_visible(amina.id, singer, NOW) == SHARED
    withdraw_consent(consent_id=consent_id, by=herself, at=NOW)  # type: ignore[arg-type]
    assert sections_visible(amina.id, singer, NOW) == frozenset()
    with pytest.raises(NotFound):
        get_person_page(amina.id, by=singer, at=NOW)


def test_a_yes_ends_by_itself(amina: Person, herself: Actor, choir: Organisation) -> None:
    decide(amina, yes_to(choir, ends_before=date(2026, 12, 1)), herself)
    singer = a_link_worker(choir)
    assert sections_visible(amina.id, singer, NOW) == SHARED
    assert sections_visible(amina.id, singer, NOW + timedelta(days=40)) == frozenset()
    (row,) = get_consent_page(amina.id, by=herself, at=NOW).decided
    may_see = "Riverside Choir may see: name and birth date and my plan: goals and actions"
    assert row.sentence == f"{may_see}, until the end of 30 November 2026."


def test_an_objection_closes_direct_care_too(amina: Person, herself: Actor, surgery: Organisation, lin: Actor) -> None:
    decide(amina, Decision("sharing", "withheld", organisation_id=surgery.id), herself)
    assert sections_visible(amina.id, lin, NOW) == frozenset()
    decide(amina, yes_to(surgery), herself)
    assert Section.ABOUT_ME in sections_visible(amina.id, lin, NOW)


def test_a_no_to_all_stands_over_a_yes_to_one(amina: Person, herself: Actor, choir: Organisation) -> None:
    decide(amina, yes_to(choir), herself)
    decide(amina, Decision("sharing", "withheld"), herself)
    assert sections_visible(amina.id, a_link_worker(choir), NOW) == frozenset()


def test_the_four_purposes_are_apart(amina: Person, herself: Actor, choir: Organisation) -> None:
    for purpose in ("referral", "direct-payment", "recording"):
        decide(amina, Decision(purpose, "given", organisation_id=choir.id), herself)
    assert sections_visible(amina.id, a_link_worker(choir), NOW) == frozenset()
    assert Consent.objects.filter(person=amina, superseded_at=None).count() == 3


def test_staff_write_down_who_said_it(amina: Person, lin: Actor, choir: Organisation) -> None:
    with pytest.raises(Refused) as refused:
        decide(amina, yes_to(choir), lin)
    assert refused.value.reasons[0].field == "said_by"
    decide(amina, yes_to(choir, said_by="Amina, on the telephone"), lin)
    (row,) = get_consent_page(amina.id, by=lin, at=NOW).decided
    assert (row.said_by, row.decided_by_name) == ("Amina, on the telephone", "Lin Ker")


def test_who_may_see_less_is_told_without_a_name(amina: Person, herself: Actor, choir: Organisation) -> None:
    Organisation.objects.filter(pk=choir.id).update(email="choir@example.org")
    consent_id = decide(amina, yes_to(choir), herself)
    told = Message.objects.filter(kind="people.sharing-ended")
    assert not told.exists()
    withdraw_consent(consent_id=consent_id, by=herself, at=NOW)  # type: ignore[arg-type]
    message = told.get()
    ready = prepare_sharing_ended(message.subject_ids, NOW)
    assert isinstance(ready, Prepared)
    assert ready.address == "choir@example.org"
    assert not {"Amina", "Khan", str(amina.id)} & set(ready.text.replace(".", " ").split())


def test_staff_are_told_nothing_of_organisations_that_are_not_theirs(
    amina: Person, herself: Actor, lin: Actor, choir: Organisation
) -> None:
    decide(amina, yes_to(choir), herself)
    mine, theirs = (get_consent_page(amina.id, by=by, at=NOW) for by in (herself, lin))
    assert [care.organisation_name for care in mine.cares] == ["Riverside Choir", "Riverside Surgery"]
    assert [care.organisation_name for care in theirs.cares] == ["Riverside Surgery"]
    assert (len(mine.decided), theirs.decided, theirs.opened) == (1, (), ())


def test_what_was_decided_before_stays_readable(amina: Person, herself: Actor, choir: Organisation) -> None:
    consent_id = decide(amina, yes_to(choir, in_words="Only for the Tuesday group"), herself)
    withdraw_consent(consent_id=consent_id, by=herself, at=NOW + timedelta(hours=1))  # type: ignore[arg-type]
    page = get_consent_page(amina.id, by=herself, at=NOW + timedelta(hours=2))
    assert [row.sentence for row in page.decided] == ["Riverside Choir may no longer see this record."]
    assert [row.in_words for row in page.history] == ["Only for the Tuesday group"]


@pytest.mark.parametrize(
    "decision",
    [Decision("sharing", "given"), Decision("sharing", "given", sections=SHARED, ends_before=TODAY)],
)
def test_a_yes_that_names_nothing_or_is_over_is_refused(amina: Person, herself: Actor, decision: Decision) -> None:
    with pytest.raises(Refused):
        decide(amina, decision, herself)


def test_a_proxy_sees_what_was_given_until_it_ends(amina: Person, herself: Actor) -> None:
    nephew = Actor("account-nephew", "Idris Khan")
    grant = Grant(nephew.id, nephew.name, "Nephew", [Section.CIRCLE, Section.IDENTITY], date(2027, 1, 1))
    grant_id = grant_proxy_access(person_id=amina.id, grant=grant, by=herself, at=NOW)
    assert sections_visible(amina.id, nephew, NOW) == {Section.CIRCLE, Section.IDENTITY}
    add_circle_member(person_id=amina.id, member=Member("Noor"), by=nephew, at=NOW)
    assert sections_visible(amina.id, nephew, NOW + timedelta(days=70)) == frozenset()
    end_proxy_access(grant_id=grant_id, by=herself, at=NOW)
    with pytest.raises(NotFound):
        add_circle_member(person_id=amina.id, member=Member("Noor"), by=nephew, at=NOW)


def test_a_proxy_never_sees_who_looked_nor_decides_consent(amina: Person, herself: Actor, choir: Organisation) -> None:
    nephew = Actor("account-nephew", "Idris Khan")
    grant = Grant(nephew.id, nephew.name, "Nephew", [Section.IDENTITY])
    grant_proxy_access(person_id=amina.id, grant=grant, by=herself, at=NOW)
    ProxyGrant.objects.update(sections=frozenset(Section))  # even if a row should say so
    with pytest.raises(NotFound):
        get_who_looked(amina.id, by=nephew, at=NOW)
    with pytest.raises(NotAllowed):
        decide(amina, yes_to(choir), nephew)
    assert not visible_people(nephew, Section.ACCESS, NOW).exists()


def test_a_proxy_may_end_it_themself(amina: Person, herself: Actor) -> None:
    nephew = Actor("account-nephew", "Idris Khan")
    grant = Grant(nephew.id, nephew.name, "Nephew", [Section.IDENTITY])
    grant_id = grant_proxy_access(person_id=amina.id, grant=grant, by=herself, at=NOW)
    with pytest.raises(NotFound):
        end_proxy_access(grant_id=grant_id, by=Actor("someone", "Else"), at=NOW)
    end_proxy_access(grant_id=grant_id, by=nephew, at=NOW)
    assert sections_visible(amina.id, nephew, NOW) == frozenset()


def test_in_an_emergency_a_record_is_read_for_a_time_and_never_changed(
    amina: Person, herself: Actor, surgery: Organisation
) -> None:
    hospital = an_organisation("Wexcombe Hospital", "trust")
    doctor = somebody(Role.CLINICIAN, hospital, "Dr Oyelaran")
    reason = "Collapsed in the waiting room, cannot speak"
    ends_at = break_glass(person_id=amina.id, organisation_id=hospital.id, reason=reason, by=doctor, at=NOW)
    assert ends_at == NOW + timedelta(minutes=60)
    page = get_person_page(amina.id, by=doctor, at=NOW + timedelta(minutes=1))
    assert page.banner.emergency == reason
    assert page.may == frozenset()
    with pytest.raises(NotAllowed):
        add_circle_member(person_id=amina.id, member=Member("Noor"), by=doctor, at=NOW + timedelta(minutes=2))
    with pytest.raises(NotFound):
        get_person_page(amina.id, by=doctor, at=ends_at)
    rows = get_who_looked(amina.id, by=herself, at=ends_at).rows
    assert [(row.action, row.who, row.why) for row in rows if row.is_emergency] == [
        ("opened the record", "Dr Oyelaran", reason),
        ("opened the record in an emergency", "Dr Oyelaran", reason),
    ]


def test_who_may_not_break_glass(amina: Person, surgery: Organisation) -> None:
    elsewhere = an_organisation("Elsewhere", "trust")

    def attempt(by: Actor, reason: str = "She cannot speak for herself") -> None:
        break_glass(person_id=amina.id, organisation_id=elsewhere.id, reason=reason, by=by, at=NOW)

    for role in set(Role) - {Role.CLINICIAN}:
        with pytest.raises(NotAllowed):
            attempt(somebody(role, elsewhere))
    doctor = somebody(Role.CLINICIAN, elsewhere)
    with pytest.raises(Refused):
        attempt(doctor, reason="curious")
    attempt(doctor)
    with pytest.raises(HasAccess):
        attempt(doctor)


def test_a_relationship_begins_ends_and_has_a_worker(amina: Person, surgery: Organisation, lin: Actor) -> None:
    held = CareRelationship.objects.get(person=amina)
    again = start_care(person_id=amina.id, organisation_id=surgery.id, by=lin, at=NOW)
    assert again == held.id
    assign_worker(relationship_id=held.id, worker_id=lin.id, worker_name=lin.name, by=lin, at=NOW)
    assert CareRelationship.objects.get(pk=held.id).worker_name == "Lin Ker"
    end_care(relationship_id=held.id, why="She has what she wanted", by=lin, at=NOW)
    assert sections_visible(amina.id, lin, NOW) == frozenset()


def test_staff_arrange_the_care_of_their_own_organisation_only(amina: Person, lin: Actor, choir: Organisation) -> None:
    with pytest.raises(NotAllowed):
        start_care(person_id=amina.id, organisation_id=choir.id, by=lin, at=NOW)
    stranger = a_link_worker(choir)
    held = CareRelationship.objects.get(person=amina)
    for attempt in (
        lambda: end_care(relationship_id=held.id, by=stranger, at=NOW),
        lambda: assign_worker(relationship_id=held.id, worker_id="x", worker_name="X", by=stranger, at=NOW),
        lambda: start_care(person_id=amina.id, organisation_id=choir.id, by=stranger, at=NOW),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_role_counts_only_where_it_is_held(amina: Person, surgery: Organisation) -> None:
    """An administrator of the surgery who is a clinician elsewhere sees nothing of the surgery's people."""
    elsewhere = an_organisation("Elsewhere", "trust")
    posts = somebody(Role.CLINICIAN, elsewhere).posts + somebody(Role.ADMINISTRATOR, surgery).posts
    both = Actor("both", "Two Posts", posts)
    assert sections_visible(amina.id, both, NOW) == frozenset()
    assert not visible_people(both, Section.IDENTITY, NOW).exists()


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_its_sections_and_no_other(amina: Person, surgery: Organisation, role: Role) -> None:
    assert sections_visible(amina.id, somebody(role, surgery), NOW) == SECTIONS_BY_ROLE[role]


def test_the_record_of_access_names_the_post_that_gave_it(amina: Person, herself: Actor, surgery: Organisation) -> None:
    elsewhere = an_organisation("Elsewhere", "trust")
    posts = somebody(Role.CLINICIAN, elsewhere).posts + somebody(Role.COACH, surgery).posts
    get_person_page(amina.id, by=Actor("both", "Two Posts", posts), at=NOW)
    (row, *_) = list_events_about(amina.id)
    assert (row.role, row.organisation) == ("Health and wellbeing coach", "Riverside Surgery")
    assert access_to(amina.id, herself, NOW).is_own
