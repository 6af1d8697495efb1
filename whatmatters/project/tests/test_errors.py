"""Every error is a page that says what happened and what to do, and gives back what was typed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from whatmatters.foundation.accounts.tests.fixtures import account_for_tests, sign_in_for_tests
from whatmatters.project.logs import WithoutWords

pytestmark = [pytest.mark.django_db, pytest.mark.urls("whatmatters.project.tests.failing")]

WORDS = "I want to walk. <b>& 'more'</b>"
OURS = {"Origin": "http://testserver", "Referer": "http://testserver/people/1/goal?x=1"}


def browser(**more: object) -> Client:
    """A browser that shows pages for failures instead of raising them."""
    return Client(raise_request_exception=False, headers=OURS, **more)


def send(how: str, client: Client | None = None, **fields: object):
    return (client or browser()).post(f"/fail/{how}", {"what_matters": WORDS, "posting": "token"} | fields)


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("not-found", 404, "cannot find this page"),
        ("no-such-page", 404, "cannot find this page"),
        ("not-allowed", 403, "Only a clinician can do this."),
        ("refused", 422, "The review is too far away."),
        ("conflict", 409, "Wen Li saved a change before you did."),
        ("posted-before", 409, 'href="/plans/1"'),
        ("disk-full", 503, "no room left"),
        ("unexpected", 500, "our fault"),
    ],
)
def test_what_went_wrong_is_said_and_what_was_typed_is_given_back(how, status, words):
    response = send(how)
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "I want to walk. &lt;b&gt;" in page
    assert "<b>" not in page
    assert 'href="/people/1/goal?x=1"' in page
    assert "Mary" not in page


@pytest.mark.parametrize("how", ["disk-full", "unexpected"])
def test_a_failure_that_may_pass_is_tried_again_with_one_button(how):
    page = send(how).content.decode()
    assert f'action="/fail/{how}"' in page
    assert 'name="posting" value="token"' in page
    assert "Try again" in page


def test_only_forms_of_our_own_pages_are_offered_to_be_sent_again():
    """Otherwise a page of another site could have somebody send its words with our button."""
    stranger = Client(raise_request_exception=False, headers={"Origin": "https://evil.example"})
    page = send("disk-full", stranger).content.decode()
    assert "I want to walk" in page
    assert "Try again" not in page


def test_secrets_are_not_repeated():
    page = send(
        "disk-full", password="marble teapot", old_password="x1y2z3", csrfmiddlewaretoken="tok"
    ).content.decode()
    assert "marble" not in page
    assert "x1y2z3" not in page
    assert "Try again" not in page
    assert "must be typed again" in page


def test_files_are_named_so_that_they_can_be_chosen_again():
    page = send("disk-full", photo=SimpleUploadedFile("me.png", b"x")).content.decode()
    assert "me.png" in page


def test_both_versions_stand_side_by_side():
    page = send("conflict").content.decode()
    assert "wm-compare__del" in page
    assert "shop" in page
    assert "park" in page


def test_an_access_that_cannot_be_recorded_is_not_given(settings, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file where the folder should be")
    settings.AUDIT_FOLDER = in_the_way
    response = send("audit-away")
    assert response.status_code == 503
    assert "could not write down who opened" in response.content.decode()


@contextmanager
def database_away() -> Iterator[None]:
    """Make the next connection fail, for real."""
    connection.close()
    kept = dict(connection.settings_dict)
    is_file = connection.vendor == "sqlite"
    connection.settings_dict |= {"NAME": "/nowhere/at/all.sqlite3"} if is_file else {"HOST": "127.0.0.1", "PORT": "9"}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= kept


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("signed_in", [False, True])
def test_the_database_away(signed_in):
    """Also when it is not even known who asks: the session cannot be read."""
    client = browser()
    if signed_in:
        sign_in_for_tests(client, account_for_tests("Ada"))
    with database_away():
        response = send("statement", client)
        plain = client.get("/sign-in")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    page = response.content.decode()
    assert "does not answer" in page
    assert "I want to walk" in page
    assert "Try again" in page
    assert plain.status_code in (200, 503)
    assert send("statement", client).content == b"fine"


@contextmanager
def full_database() -> Iterator[None]:
    """A database that may not grow: SQLite is told so, PostgreSQL answers a write as it does on a full disk."""
    is_file = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for statement in _FILL_FILE if is_file else _FILL_SERVER:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823" if is_file else "DROP FUNCTION full_disk CASCADE")


# Room that other tests left behind in the file is given back first; the limit is never less than what is used already.
_FILL_FILE = ["VACUUM", "PRAGMA max_page_count = 1"]
_FILL_SERVER = [
    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
    "'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$",
    "CREATE TRIGGER full_disk BEFORE UPDATE ON accounts_account EXECUTE FUNCTION full_disk()",
]


@pytest.mark.django_db(transaction=True)
def test_the_database_full():
    client = sign_in_for_tests(browser(), account_for_tests("Ada", password="marble teapot lantern"))
    with full_database():
        answers = [client.post("/account/details", {"name": f"Ada {n} " * 20, "language": ""}) for n in range(60)]
    page = answers[-1].content.decode()
    assert answers[-1].status_code == 503
    assert "no room left" in page
    assert "Ada 59" in page
    assert client.post("/account/details", {"name": "Ada B.", "language": ""}).status_code == 302


def test_more_than_a_page_takes(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = send("refused", words="w" * 2000)
    assert response.status_code == 413
    assert "too big to send" in response.content.decode()


@pytest.mark.parametrize("with_cookie", [False, True])
def test_more_than_a_page_takes_is_said_whatever_the_token(settings, with_cookie):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = browser(enforce_csrf_checks=True)
    if with_cookie:
        client.get("/sign-in")
    assert send("refused", client, words="w" * 2000).status_code == 413


def test_too_many_fields(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    response = send("refused", **{f"field-{n}": "x" for n in range(9)})
    assert response.status_code == 400
    assert "could not read" in response.content.decode()


def test_an_address_that_only_takes_a_form():
    response = browser().get("/only-post")
    assert response.status_code == 405
    assert "only used when you press a button" in response.content.decode()
    assert "POST" in response.headers["Allow"]


def test_no_such_page():
    response = sign_in_for_tests(browser(), account_for_tests("Ada")).get("/nothing/here")
    assert response.status_code == 404
    assert "cannot find this page" in response.content.decode()


def test_a_token_that_is_too_old_loses_nothing():
    client = browser(enforce_csrf_checks=True)
    sign_in_for_tests(client, account_for_tests("Ada"))
    response = client.post("/account/details", {"name": WORDS, "csrfmiddlewaretoken": "x" * 64})
    page = response.content.decode()
    assert response.status_code == 403
    assert "open for too long" in page
    assert "I want to walk." in page
    assert "Try again" in page


def test_the_button_of_that_page_works():
    import re

    client = browser(enforce_csrf_checks=True)
    account = account_for_tests("Ada")
    sign_in_for_tests(client, account)
    page = client.post("/account/details", {"name": "Ada B.", "language": "pl"}).content.decode()
    token = re.search(
        r'action="/account/details">\s*<input type="hidden" name="csrfmiddlewaretoken" value="([^"]+)"', page
    )
    sent = client.post("/account/details", {"name": "Ada B.", "language": "pl", "csrfmiddlewaretoken": token[1]})
    assert sent.headers["Location"] == "/account"


def test_the_log_says_where_and_not_what(caplog):
    with caplog.at_level(logging.ERROR):
        send("unexpected")
    formatter = WithoutWords("%(message)s")
    written = "\n".join(formatter.format(_fresh(record)) for record in caplog.records)
    assert "failing.py" in written
    assert "ValueError" in written
    assert "Mary" not in written
    assert "walk" not in written


def _fresh(record: logging.LogRecord) -> logging.LogRecord:
    """The record without what another formatter left on it."""
    record.exc_text = None
    return record


def test_the_logs_of_the_settings_use_it(settings):
    assert settings.LOGGING["formatters"]["line"]["()"] == "whatmatters.project.logs.WithoutWords"


def test_a_request_for_another_host():
    response = browser().get("/fail/refused", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "could not read" in response.content.decode()


def test_when_not_even_a_page_can_be_made(monkeypatch):
    """The last door: one sentence in plain HTML."""
    from whatmatters.project import errors

    monkeypatch.setattr(errors, "render", lambda *_, **__: 1 / 0)
    response = send("disk-full")
    assert response.status_code == 503
    assert "Nothing that was saved before is lost" in response.content.decode()
