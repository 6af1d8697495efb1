"""`whatmatters check` calls nothing fit that is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.db import connection

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit.triggers import lifted_triggers
from whatmatters.foundation.site.services import set_contact_details
from whatmatters.project import fitness


@pytest.fixture
def home(settings, tmp_path, monkeypatch):
    """An installation with nothing to mend, but for what a test spoils."""
    settings.HOME, settings.STATIC_ROOT, settings.BASE_DIR = tmp_path, tmp_path / "static", tmp_path
    settings.PRODUCTION, settings.ADDRESS = True, "https://care.example.org"
    settings.SECRET_KEY = "k" * 60
    for name, folder in (("staticfiles.json", "static"), ("a.ttf", "var/fonts")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / name).touch()
    tmp_path.chmod(0o700)
    monkeypatch.setenv("WHATMATTERS_SECRET_KEY", "k" * 60)
    monkeypatch.setenv("WHATMATTERS_SMTP_URL", "smtps://mail.example.org")
    monkeypatch.setenv("WHATMATTERS_EMBEDDED_DATABASE", "1")
    monkeypatch.setattr(fitness, "ROOM_WANTED", 1)
    checks = [look for look in fitness.CHECKS if look is not fitness._of_django]
    monkeypatch.setattr(fitness, "CHECKS", checks)
    return tmp_path


def sentences() -> str:
    return "\n".join(finding.sentence for finding in fitness.list_findings())


@pytest.mark.django_db
def test_one_with_nothing_to_mend_is_fit(home):
    assert "The privacy notice names nobody" in sentences()
    set_contact_details(
        organisation="Ashcombe Vale Integrated Care Board",
        email="hello@ashcombe.example.org",
        telephone="",
        hours="",
        post="",
        data_protection="",
        by=Actor.system("tests"),
        at=datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
    )
    done = CliRunner().invoke(fitness.check, standalone_mode=False)
    assert done.return_value == 0
    assert "Fit for real people." in done.output


SPOILED = {
    "trial": (lambda home, settings, env: setattr(settings, "PRODUCTION", False), "WHATMATTERS_PRODUCTION=1"),
    "debug": (lambda home, settings, env: setattr(settings, "DEBUG", True), "Debugging is on"),
    "demonstration": (lambda home, settings, env: (home / "demonstration").write_text("loaded"), "password everybody"),
    "no key": (lambda home, settings, env: env.delenv("WHATMATTERS_SECRET_KEY"), "WHATMATTERS_SECRET_KEY"),
    "short key": (lambda home, settings, env: setattr(settings, "SECRET_KEY", "short"), "at least 50"),
    "time zone": (lambda home, settings, env: setattr(settings, "TIME_ZONE", "UTC"), "Europe/London"),
    "http": (lambda home, settings, env: setattr(settings, "ADDRESS", "http://x"), "WHATMATTERS_ADDRESS"),
    "no mail": (lambda home, settings, env: env.delenv("WHATMATTERS_SMTP_URL"), "WHATMATTERS_SMTP_URL"),
    "open home": (lambda home, settings, env: home.chmod(0o755), "chmod 700"),
    "disk": (lambda home, settings, env: env.setattr(fitness, "ROOM_WANTED", 2**62), "MB are free"),
    "styles": (lambda home, settings, env: (home / "static/staticfiles.json").unlink(), "collectstatic"),
    "fonts": (lambda home, settings, env: (home / "var/fonts/a.ttf").unlink(), "fonts"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("spoil", "words"), SPOILED.values(), ids=SPOILED.keys())
def test_each_thing_amiss_is_said(home, settings, monkeypatch, spoil, words):
    spoil(home, settings, monkeypatch)
    assert words in sentences()


@pytest.mark.django_db
def test_the_embedded_database_must_be_chosen(home, monkeypatch):
    """PostgreSQL need not be."""
    monkeypatch.delenv("WHATMATTERS_EMBEDDED_DATABASE")
    assert ("WHATMATTERS_DATABASE_URL" in sentences()) == (connection.vendor == "sqlite")


@pytest.mark.django_db(transaction=True)
def test_an_unprotected_trail_is_said(home):
    with lifted_triggers():
        assert "not protected" in sentences()


@pytest.mark.django_db
def test_a_database_behind_the_code_is_said(home, monkeypatch):
    monkeypatch.setattr("whatmatters.project.database.pending_migrations", lambda: ["people.0002_more"])
    assert "1 changes behind" in sentences()
