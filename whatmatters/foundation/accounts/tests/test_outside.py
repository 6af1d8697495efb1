"""NHS login and CIS2 against a real OpenID provider: who gets in, and every answer that proves nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from tests.world import a_person

from ...kernel.models import AuditEvent
from ..models import Account
from ..openid import provider as published
from ..services import close_account
from .fixtures import SETTING_UP, account_for_tests
from .outside_provider import go, run_provider
from .steps import PASSWORD, age_sessions, now, who_is

pytestmark = pytest.mark.django_db

MARY = {
    "nhs_number": "9990000018",
    "birthdate": "1944-03-09",
    "family_name": "O'Kafór",
    "identity_proofing_level": "P9",
    "vot": "P9.Cp.Cd",
}
PEOPLE = {
    "mary": MARY,
    "mary-p5": MARY | {"identity_proofing_level": "P5", "vot": "P5.Cp.Cd"},
    "mary-p0": {"identity_proofing_level": "P0", "vot": "P0.Cp.Cd"},
    "mary-says-p9": MARY | {"identity_proofing_level": "P5"},
    "other-birthday": MARY | {"birthdate": "1944-03-10"},
    "other-name": MARY | {"family_name": "Okonkwo"},
    "other-number": MARY | {"nhs_number": "9990000026"},
    "no-name": MARY | {"family_name": ""},
}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with run_provider(tmp_path_factory.mktemp("provider"), PEOPLE) as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    running.misbehave()
    published.forget_published()
    settings.OUTSIDE_DOORS = {"nhs-login": running.door(), "cis2": running.door()}
    return running


@pytest.fixture
def mary():
    return a_person("Mary Okafor", nhs_number="9990000018", birth_date=date(1944, 3, 9))


def test_it_is_off_unless_configured():
    assert "NHS login</a>" not in Client().get("/sign-in").content.decode()
    assert Client().get("/sign-in/with/nhs-login").status_code == 404


def test_a_proven_person_sees_their_own_record(provider, mary):
    client = Client()
    assert "Continue to NHS login" in client.get("/sign-in").content.decode()
    assert go(client, provider, "nhs-login", "mary").headers["Location"] == "/account/arrive"
    account = Account.objects.get(pk=who_is(client))
    assert (account.person_id, account.name) == (mary.pk, "Mary Okafor")
    assert AuditEvent.objects.get(action="signed in").why == "nhs-login"
    again = Client()
    go(again, provider, "nhs-login", "mary")
    assert who_is(again) == account.pk
    assert Account.objects.count() == 1


def test_somebody_invited_before_keeps_their_account(provider, mary):
    account = account_for_tests("Mary", person_id=mary.pk, password=PASSWORD)
    client = Client()
    go(client, provider, "nhs-login", "mary")
    assert who_is(client) == account.pk


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("mary-p5", "photo identification"),
        ("mary-p0", "photo identification"),
        ("mary-says-p9", "photo identification"),
        ("other-birthday", "no record here"),
        ("other-name", "no record here"),
        ("other-number", "no record here"),
        ("no-name", "no record here"),
        ("", "You chose not to go on"),
    ],
)
def test_whoever_does_not_fit_gets_no_entry_and_a_plain_explanation(provider, mary, login, words):
    client = Client()
    response = go(client, provider, "nhs-login", login)
    assert response.status_code == 403
    assert words in response.content.decode()
    assert "9990000018" not in response.content.decode()
    assert who_is(client) is None
    assert not Account.objects.exists()


@dataclass(frozen=True)
class FromNow:
    """A moment so many seconds from when the test runs, as OpenID writes it; its name is the same in every run."""

    seconds: int


def said(value: object) -> object:
    """What the provider is to say."""
    return int(time.time()) + value.seconds if isinstance(value, FromNow) else value


@pytest.mark.parametrize("state", ["died", "merged"])
def test_a_record_that_is_no_longer_in_use_opens_for_nobody(provider, mary, state):
    mary.state = state
    mary.save()
    assert go(Client(), provider, "nhs-login", "mary").status_code == 403


def test_two_records_with_one_number_open_for_nobody(provider, mary):
    a_person("Mary Okafor", nhs_number="9990000018", birth_date=date(1944, 3, 9))
    assert "no record here" in go(Client(), provider, "nhs-login", "mary").content.decode()


@pytest.mark.parametrize(
    "faults",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"aud": "another-client"}},
        {"claims": {"aud": ["whatmatters-tests", "another"], "azp": "another"}},
        {"claims": {"iss": "https://another.example"}},
        {"claims": {"sub": "somebody-else"}},
        {"claims": {"exp": FromNow(-120)}},
        {"claims": {"iat": FromNow(600)}},
        {"claims": {"iat": FromNow(-3600)}},
        {"claims": {"auth_time": FromNow(-3600)}},
        {"claims": {"exp": "soon"}},
        {"otherKey": "yes"},
        {"header": {"alg": "none"}},
        {"header": {"alg": "HS256"}},
        {"header": {"kid": "unknown"}},
    ],
    ids=str,
)
def test_an_answer_that_proves_nothing_lets_nobody_in(provider, mary, faults):
    claims = {"claims": {name: said(value) for name, value in faults["claims"].items()}} if "claims" in faults else {}
    provider.misbehave(**(faults | claims))
    client = Client()
    response = go(client, provider, "nhs-login", "mary")
    assert response.status_code == 403
    assert "start again" in response.content.decode()
    assert who_is(client) is None


def test_the_test_itself_signs_as_the_provider_does(provider, mary):
    """Signed again with nothing changed, an answer is taken: the refusals above are for what was changed."""
    provider.misbehave(claims={"given_name": "Mary"})
    assert go(Client(), provider, "nhs-login", "mary").status_code == 302


def test_a_code_works_once(provider, mary):
    client = Client()
    away = client.get("/sign-in/with/nhs-login").headers["Location"]
    answer = provider.answer_to(away, "mary")
    assert client.get("/sign-in/with/nhs-login/back", answer).status_code == 302
    client.post("/sign-out")
    assert client.get("/sign-in/with/nhs-login/back", answer).status_code == 403
    assert who_is(client) is None


def test_a_stolen_answer_is_worth_nothing_in_another_browser(provider, mary):
    away = Client().get("/sign-in/with/nhs-login").headers["Location"]
    answer = provider.answer_to(away, "mary")
    thief = Client()
    assert thief.get("/sign-in/with/nhs-login/back", answer).status_code == 403
    thief.get("/sign-in/with/nhs-login")
    assert thief.get("/sign-in/with/nhs-login/back", answer).status_code == 403
    assert who_is(thief) is None


def test_the_answer_of_one_door_does_not_open_another(provider, mary):
    client = Client()
    answer = provider.answer_to(client.get("/sign-in/with/nhs-login").headers["Location"], "mary")
    assert client.get("/sign-in/with/cis2/back", answer).status_code == 403


def test_keys_that_were_changed_are_looked_up_again(provider, mary, monkeypatch):
    go(Client(), provider, "nhs-login", "mary")
    provider.misbehave(rotate="now")
    monkeypatch.setattr(published, "SECONDS_BETWEEN_LOOKS", 0)
    client = Client()
    assert go(client, provider, "nhs-login", "mary").status_code == 302
    assert who_is(client)


def test_nonsense_does_not_make_us_ask_for_keys_again_and_again(provider, mary):
    go(Client(), provider, "nhs-login", "mary")
    provider.misbehave(rotate="now")
    assert go(Client(), provider, "nhs-login", "mary").status_code == 403


@pytest.mark.parametrize("known_before", [False, True])
def test_a_provider_that_is_away_is_said_so(provider, mary, known_before):
    client = Client()
    if known_before:
        away = client.get("/sign-in/with/nhs-login").headers["Location"]
        answer = provider.answer_to(away, "mary")
    provider.misbehave(away="yes")
    path = "/sign-in/with/nhs-login" + ("/back" if known_before else "")
    response = client.get(path, answer if known_before else {})
    assert response.status_code == 503
    assert "does not answer just now" in response.content.decode()
    if known_before:
        provider.misbehave()
        assert client.get(path, answer).status_code == 302


def test_a_provider_that_is_not_there_at_all(settings, tmp_path, provider):
    settings.OUTSIDE_DOORS = {"nhs-login": provider.door() | {"issuer": "http://127.0.0.1:9"}}
    assert Client().get("/sign-in/with/nhs-login").status_code == 503


def test_everybody_is_asked_to_sign_in_anew_there(provider):
    """A shared computer: who used NHS login before must not come in by itself. Nothing less than P9 is asked for."""
    away = Client().get("/sign-in/with/nhs-login").headers["Location"]
    assert "prompt=login" in away
    assert "P9.Cp.Cd" in away
    assert "P5" not in away
    assert "code_challenge_method=S256" in away


def test_an_account_that_was_closed_for_somebody_stays_closed(provider, mary):
    client = Client()
    go(client, provider, "nhs-login", "mary")
    account_id = who_is(client)
    close_account(account_id=account_id, by=SETTING_UP, at=now())
    assert "was closed" in go(Client(), provider, "nhs-login", "mary").content.decode()


def test_the_session_of_nhs_login_runs_out_too(provider, mary):
    client = Client()
    go(client, provider, "nhs-login", "mary")
    age_sessions(31)
    assert who_is(client) is None
