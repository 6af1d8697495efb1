"""Sign in with a password, with and without a code; nobody learns who has an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from ...kernel.actor import Role
from ...kernel.models import AuditEvent
from ..models import RecoveryCode, TotpDevice
from .fixtures import account_for_tests
from .steps import PASSWORD, a_worker, an_organisation, code_of, now, sign_in, who_is

pytestmark = pytest.mark.django_db


def test_a_person_signs_in_and_out():
    account, client = account_for_tests("Ada Birch", password=PASSWORD), Client()
    response = sign_in(client, account, next="/account/details")
    assert response.headers["Location"] == "/account/arrive?next=%2Faccount%2Fdetails"
    assert client.get(response.headers["Location"]).headers["Location"] == "/account/details"
    assert who_is(client) == account.pk
    out = client.post("/sign-out")
    assert out.headers["Clear-Site-Data"] == '"cache"'
    assert who_is(client) is None
    assert [e.action for e in AuditEvent.objects.filter(kind="signed-in").order_by("id")] == ["signed in", "signed out"]


@pytest.mark.parametrize("typed", ["Ada@Example.ORG", "  ada@example.org "])
def test_an_address_is_the_same_in_any_case(typed):
    account_for_tests("Ada Birch", email="ada@example.org", password=PASSWORD)
    response = Client().post("/sign-in", {"name": typed, "password": PASSWORD})
    assert response.status_code == 302


def test_a_user_name_does_for_those_without_email():
    account = account_for_tests("Ada Birch", password=PASSWORD, username="maple-river-42")
    account.email = ""
    account.save()
    client = Client()
    assert sign_in(client, account).status_code == 302
    assert who_is(client) == account.pk


def _words(response) -> str:
    return response.content.decode().split("<main")[1]


def test_every_wrong_sign_in_reads_the_same():
    """A wrong password, no such account, one that is closed, invited only, or whose person died: the same page."""
    from ...people.models import Person
    from ..services import close_account
    from .fixtures import SETTING_UP

    account_for_tests(email="right@example.org", password=PASSWORD)
    account_for_tests(email="invited@example.org")
    closed = account_for_tests(email="closed@example.org", password=PASSWORD)
    close_account(account_id=closed.pk, by=SETTING_UP, at=now())
    made = {"created_at": now(), "created_by": "t", "created_by_name": "t", "search_name": "dee"}
    dead = Person.objects.create(given_names="Dee", state="died", **made)
    account_for_tests(email="died@example.org", password=PASSWORD, person_id=dead.pk)
    pages = {}
    for name, password in [
        ("right@example.org", "wrong wrong wrong"),
        ("nobody@example.org", PASSWORD),
        ("no-such-name-11", PASSWORD),
        ("invited@example.org", PASSWORD),
        ("closed@example.org", PASSWORD),
        ("died@example.org", PASSWORD),
    ]:
        response = Client().post("/sign-in", {"name": name, "password": password})
        assert response.status_code == 200
        pages[name] = _words(response).replace(name, "NAME")
    pages = {name: _without_tokens(page) for name, page in pages.items()}
    assert len(set(pages.values())) == 1, pages.keys()
    assert "do not go together" in next(iter(pages.values()))


def _without_tokens(page: str) -> str:
    import re

    return re.sub(r'name="(csrfmiddlewaretoken|posting)" value="[^"]*"', "", page)


def test_the_same_work_is_done_whoever_it_is(monkeypatch):
    """One password is hashed for an account, and one for nobody: the time taken tells nothing."""
    from ..services import signing_in

    account_for_tests(email="right@example.org", password=PASSWORD)
    account_for_tests(email="invited@example.org")
    signing_in._nobody.cache_clear()
    hashed = []
    real = signing_in.check_password

    def counting(password, kept, *more):
        hashed.append(kept.split("$")[0])
        return real(password, kept, *more)

    monkeypatch.setattr(signing_in, "check_password", counting)
    for name in ("right@example.org", "invited@example.org", "nobody@example.org"):
        Client().post("/sign-in", {"name": name, "password": "wrong wrong wrong"})
    assert len(hashed) == 3
    assert len(set(hashed)) == 1


def test_staff_type_a_code_after_the_password():
    account, client = a_worker(an_organisation()), Client()
    assert sign_in(client, account).headers["Location"] == "/sign-in/code"
    assert who_is(client) is None
    assert client.get("/sign-in/code").status_code == 200
    done = client.post("/sign-in/code", {"code": code_of(account)})
    assert done.headers["Location"] == "/account/arrive"
    assert who_is(client) == account.pk


def test_a_code_works_once():
    account = a_worker(an_organisation())
    code = code_of(account)
    for client, expected in ((Client(), 302), (Client(), 200)):
        sign_in(client, account)
        assert client.post("/sign-in/code", {"code": code}).status_code == expected


@pytest.mark.parametrize(("seconds", "is_taken"), [(-30, True), (0, True), (30, True), (-90, False), (90, False)])
def test_clocks_may_differ_by_half_a_minute(seconds, is_taken):
    from ..services.totp import take_code

    account, at = a_worker(an_organisation()), now()
    code = code_of(account, at + timedelta(seconds=seconds))
    assert take_code(account_id=account.pk, code=code, at=at) is is_taken


def test_figures_of_any_script_are_a_code():
    from ..services.totp import take_code

    account, at = a_worker(an_organisation()), now()
    urdu = code_of(account, at).translate({ord(str(n)): ord("۰") + n for n in range(10)})
    assert take_code(account_id=account.pk, code=f" {urdu[:3]} {urdu[3:]} ", at=at)


def test_staff_without_an_app_are_led_to_set_one_up_before_anything_else():
    account, client = a_worker(an_organisation(), with_app=False), Client()
    response = sign_in(client, account, next="/account/staff")
    assert response.headers["Location"] == "/sign-in/set-up-code?next=%2Faccount%2Fstaff"
    assert client.get("/account/staff").headers["Location"].startswith("/sign-in?")
    page = client.get("/sign-in/set-up-code").content.decode()
    assert "data:image/svg+xml" in page
    assert client.post("/sign-in/set-up-code", {"code": "000000"}).status_code == 200
    done = client.post("/sign-in/set-up-code", {"code": code_of(account)})
    assert done.headers["Location"] == "/account/recovery-codes"
    codes = client.get("/account/recovery-codes").content.decode()
    assert codes.count("<code>") == 10
    client.post("/account/recovery-codes")
    assert "<code>" not in client.get("/account/recovery-codes").content.decode()
    assert TotpDevice.objects.get(account=account).confirmed_at


def test_a_recovery_code_works_once():
    from ..services.totp import make_recovery_codes
    from .fixtures import SETTING_UP

    account = a_worker(an_organisation())
    code = make_recovery_codes(account_id=account.pk, by=SETTING_UP, at=now())[0]
    for client, expected in ((Client(), 302), (Client(), 200)):
        sign_in(client, account)
        typed = code.lower().replace("-", " ")
        assert client.post("/sign-in/recovery-code", {"code": typed}).status_code == expected
    assert RecoveryCode.objects.filter(account=account, used_at__isnull=False).count() == 1


def test_the_time_for_the_code_runs_out():
    from ..session_engine import SessionStore

    account, client = a_worker(an_organisation()), Client()
    sign_in(client, account)
    store = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    store["half"] = store["half"] | {"at": (now() - timedelta(minutes=16)).isoformat()}
    store.save()
    response = client.post("/sign-in/code", {"code": code_of(account)})
    assert response.headers["Location"] == "/sign-in?why=lost"


def test_nobody_types_a_code_without_a_password():
    for path in ("/sign-in/code", "/sign-in/recovery-code", "/sign-in/set-up-code"):
        assert Client().get(path).headers["Location"] == "/sign-in?why=lost"


def test_the_key_of_a_session_changes_at_each_step():
    """A key that somebody planted before the sign-in is worth nothing after it."""
    account, client = a_worker(an_organisation()), Client()
    keys = []
    for step in (
        lambda: sign_in(client, account),
        lambda: client.post("/sign-in/code", {"code": code_of(account)}),
        lambda: client.post("/sign-out"),
    ):
        step()
        keys.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    assert len(set(keys)) == 3
    thief = Client()
    for key in keys[:1]:
        thief.cookies[settings.SESSION_COOKIE_NAME] = key
        assert who_is(thief) is None


def test_a_post_gives_nothing_without_a_second_proof():
    """Somebody who signed in as a person, and is then given a post, signs in anew before it counts."""
    from ..services import give_post
    from .fixtures import SETTING_UP

    account, client, elm = account_for_tests("Ada", password=PASSWORD), Client(), an_organisation()
    sign_in(client, account)
    assert who_is(client) == account.pk
    give_post(account_id=account.pk, organisation_id=elm.pk, role=Role.CLINICIAN, by=SETTING_UP, at=now())
    assert client.get("/account").headers["Location"] == "/sign-in?next=%2Faccount&why=new-post"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_nobody_is_sent_to_another_site(wanted):
    account, client = account_for_tests(password=PASSWORD), Client()
    response = sign_in(client, account, next=wanted)
    assert response.headers["Location"] == "/account/arrive"
    assert client.get("/account/arrive", {"next": wanted}).headers["Location"] == "/today"


@pytest.mark.parametrize(
    ("demonstration", "production", "is_shown"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_the_code_is_shown_in_a_demonstration_only(settings, demonstration, production, is_shown):
    settings.DEMONSTRATION, settings.PRODUCTION = demonstration, production
    account, client = a_worker(an_organisation()), Client()
    sign_in(client, account)
    assert ("The code now is" in client.get("/sign-in/code").content.decode()) is is_shown
