"""Plain words: what is advised, for whom, and that advice saves nothing and stops nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.world import AT, TODAY, a_person, an_organisation, staff, themself
from whatmatters.care_plans import queries, services
from whatmatters.care_plans.models import Goal, Invitation, Statement
from whatmatters.care_plans.rules import plain_words_advice
from whatmatters.care_plans.rules.plain_words import jargon
from whatmatters.foundation.kernel.actor import Role

OFFICE = (
    "It is envisaged that the multidisciplinary team will facilitate a comprehensive reablement intervention prior to "
    "the anticipated discharge, in order that functional ability may be maintained."
)
PLAIN = "We will help you to walk to the shop. Sam comes with you the first time. You choose the day and how far."


@pytest.fixture
def surgery(db):
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person(cared_for_by=surgery)


@pytest.fixture
def plan_id(mary, surgery):
    return services.start_plan(person_id=mary.id, by=staff(surgery), at=AT)


@pytest.fixture
def client(surgery, signed_in):
    return signed_in("Lin Ker", posts=[(Role.LINK_WORKER, surgery.id)])


def test_the_list_is_long_plain_and_without_itself():
    words = {word.lower(): plainer for words, plainer in jargon().items() for word in words.split("|")}
    assert len(words) == sum(len(words.split("|")) for words in jargon())
    assert len(set(words.values())) > 120
    assert not [word for word, plainer in words.items() if word in plainer.lower().split()]


def test_office_words_are_named_with_plainer_ones_and_an_age():
    advice = plain_words_advice(OFFICE, day=TODAY)
    assert advice
    assert advice.is_hard
    assert advice.age > 16
    written = {word.written: word.plainer for word in advice.words}
    assert written["multidisciplinary team"] == "everyone who helps, together"
    assert written["prior to"] == "before"
    assert next(iter(written)) == "multidisciplinary team"


def test_plain_words_need_no_advice():
    advice = plain_words_advice(PLAIN, day=TODAY)
    assert not advice
    assert advice.age <= 9


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Utilise the ramp", ["Utilise"]),
        ("She utilised it and then utilised it again", ["utilised"]),
        ("The MDT met", ["MDT"]),
        ("mdt", []),
        ("A DNA test, and he did not attend", ["DNA"]),
        ("it is mi casa", []),
        ("The pegs on the line", []),
        ("risk\nassessment", ["risk\nassessment"]),
        ("A co-existing pre-acute-ish word", []),
        ("", []),
    ],
)
def test_which_words_are_found(text, found):
    assert [word.written for word in plain_words_advice(text, day=TODAY).words] == found


@pytest.mark.parametrize(
    "text",
    [
        "Chciałbym znowu prowadzić furgonetkę, bo moja praca jest dla mnie najważniejsza; bez niej nie jestem sobą.",
        "ਮੇਰਾ ਪਰਿਵਾਰ, ਮੇਰੀ ਰਸੋਈ, ਅਤੇ ਗੁਰਦੁਆਰੇ ਵਿੱਚ ਸੇਵਾ।",
    ],
    ids=["Polish", "Punjabi"],
)
def test_other_languages_are_not_judged(text):
    advice = plain_words_advice(text, day=TODAY)
    assert (bool(advice), advice.age) == (False, None)


def test_a_few_words_have_no_age():
    assert plain_words_advice("Multifactorial considerations", day=TODAY).age is None


def test_the_button_gives_advice_and_saves_nothing(client, plan_id):
    address = reverse("care_plans:say", args=[plan_id, "need"])
    assert "Check my words" in client.get(address).content.decode()
    answer = client.post(address, {"words": OFFICE, "whose": "mine", "check_words": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<strong>prior to</strong>: before" in page
    assert OFFICE in page
    assert "Nothing is saved yet" in page
    assert "There is a problem" not in page
    assert not Statement.objects.exists()


def test_an_unfinished_form_can_be_checked_too(client, plan_id):
    page = client.post(reverse("care_plans:goal_new", args=[plan_id]), {"words": "Mobilise", "check_words": "yes"})
    assert page.status_code == 200
    assert "<strong>Mobilise</strong>" in page.content.decode()
    assert "There is a problem" not in page.content.decode()
    assert not Goal.objects.exists()


def test_an_invitation_can_be_checked_and_is_not_sent(client, plan_id):
    typed = {"words": "We will utilise the hall", "when_text": "soon", "check_words": "yes"}
    page = client.post(reverse("care_plans:invite", args=[plan_id]), typed).content.decode()
    assert "<strong>utilise</strong>: use" in page
    assert not Invitation.objects.exists()


def test_the_persons_own_words_are_left_as_they_are(client, plan_id):
    typed = {"words": OFFICE, "whose": "theirs", "check_words": "yes"}
    page = client.post(reverse("care_plans:say", args=[plan_id, "need"]), typed).content.decode()
    assert "Leave them as they are" in page
    assert "<strong>prior to</strong>" not in page


def test_it_never_blocks_and_stands_beside_what_staff_saved(client, plan_id, mary, surgery):
    client.post(reverse("care_plans:say", args=[plan_id, "need"]), {"words": OFFICE, "whose": "mine"})
    client.post(reverse("care_plans:goal_new", args=[plan_id]), {"words": OFFICE, "whose": "mine"})
    assert (Statement.objects.get().words, Goal.objects.get().words) == (OFFICE, OFFICE)
    stage = client.get(reverse("care_plans:stage", args=[plan_id, "conversation"])).content.decode()
    plan = client.get(reverse("care_plans:plan", args=[plan_id])).content.decode()
    assert "This could be plainer" in stage
    assert "This could be plainer" in plan


def test_nothing_stands_beside_plain_words_or_the_persons_own(plan_id, mary, surgery):
    sam = staff(surgery)
    said = services.Said(OFFICE, are_the_persons=True)
    services.write_statement(plan_id=plan_id, heading="need", said=said, by=sam, at=AT)
    services.write_statement(plan_id=plan_id, heading="need", said=services.Said(PLAIN), by=sam, at=AT)
    services.add_goal(plan_id=plan_id, goal=services.GoalWords(OFFICE), by=themself(mary), at=AT)
    place = queries.get_stage(plan_id, "conversation", by=sam, at=AT)
    statements = [said for heading in place.headings for said in heading.statements]
    assert [said.advice for said in statements] == [None, None]
    assert [goal.advice for goal in place.page.goals] == [None]


def test_the_person_is_not_offered_it(plan_id, mary, signed_in):
    own = signed_in("Mary Okafor", person_id=mary.id)
    address = reverse("care_plans:say", args=[plan_id, "need"])
    assert "Check my words" not in own.get(address).content.decode()
    own.post(address, {"words": OFFICE, "check_words": "yes"})
    assert not Statement.objects.exists()


def test_it_stands_beside_an_invitation_that_went_out(client, plan_id):
    typed = {"words": "We will utilise the hall", "when_text": "I will call you", "where": "Village hall"}
    assert client.post(reverse("care_plans:invite", args=[plan_id]), typed).status_code == 302
    stage = client.get(reverse("care_plans:stage", args=[plan_id, "context"])).content.decode()
    assert "The words of this invitation could be plainer" in stage
    assert "<strong>utilise</strong>: use" in stage
