"""Pairs of records that look alike are proposed once, to those who know both, and never acted on by themselves."""

from __future__ import annotations

from datetime import date

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.models import (
    DuplicateProposal,
    Organisation,
)
from whatmatters.foundation.people.queries.duplicates import list_proposals
from whatmatters.foundation.people.services.duplicates import propose_all_duplicates
from whatmatters.foundation.people.services.merging import (
    decide_not_the_same,
)

from .world import NHS_NUMBER, NOW, SYSTEM, a_link_worker, a_person, an_organisation


def test_all_records_are_compared_and_pairs_proposed_once(surgery: Organisation, lin: Actor) -> None:
    people = [
        {"given_names": "Amina", "family_name": "Khan", "nhs_number": NHS_NUMBER},
        {"given_names": "Aminah", "family_name": "Khan", "nhs_number": NHS_NUMBER},
        {"given_names": "Yusuf", "family_name": "Khan"},
        {"given_names": "Zoë", "family_name": "Brown", "birth_date": date(1990, 1, 1)},
        {"given_names": "Brown", "family_name": "Zoe", "birth_date": date(1990, 1, 1)},
        {
            "given_names": "Tom",
            "birth_date": date(2000, 2, 2),
            "way": "letter",
            "contact": "1 Rd",
            "postcode": "ZZ99 9ZZ",
        },
    ]
    for given in people:
        a_person(surgery, **given)
    DuplicateProposal.objects.all().delete()
    assert propose_all_duplicates(by=SYSTEM, at=NOW) == 2
    assert propose_all_duplicates(by=SYSTEM, at=NOW) == 0
    rows, _more = list_proposals(by=lin, at=NOW)
    names = {frozenset((row.first_name, row.second_name)) for row in rows}
    assert names == {frozenset(("Amina Khan", "Aminah Khan")), frozenset(("Zoë Brown", "Brown Zoe"))}
    assert rows[0].reasons[0] == "The same NHS number"


def test_two_people_are_not_proposed_again(surgery: Organisation, lin: Actor) -> None:
    one, other = a_person(surgery, nhs_number=NHS_NUMBER), a_person(surgery, nhs_number=NHS_NUMBER)
    assert len(list_proposals(by=lin, at=NOW)[0]) == 1
    decide_not_the_same(first_id=one.id, second_id=other.id, by=lin, at=NOW)
    propose_all_duplicates(by=SYSTEM, at=NOW)
    assert list_proposals(by=lin, at=NOW) == ((), False)


def test_others_are_not_shown_a_pair_they_half_know(surgery: Organisation) -> None:
    council = an_organisation("Council", "council")
    a_person(surgery, nhs_number=NHS_NUMBER)
    a_person(council, nhs_number=NHS_NUMBER)
    assert DuplicateProposal.objects.count() == 1
    assert list_proposals(by=a_link_worker(council), at=NOW) == ((), False)
