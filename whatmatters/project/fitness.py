"""`whatmatters check`: is this installation fit for real people?

Serves whoever puts a copy into use. Each finding is one plain sentence that says what to do. Refuses to call
fit what is not: one finding that blocks makes the command end with code 1.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from .plain_errors import in_plain_words

ROOM_WANTED = 2 * 1024**3
"""Bytes free under HOME: our own measure, enough for a copy of a large database before a change."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be. What `blocks` must be mended before real people are in the
    database.
    """

    blocks: bool
    sentence: str


Check = Callable[[], Iterator[Finding]]


def list_findings() -> list[Finding]:
    """Everything that is not as it should be, what blocks first."""
    found = [finding for look in CHECKS for finding in look()]
    return sorted(found, key=lambda finding: not finding.blocks)


def _settings() -> Iterator[Finding]:
    if not settings.PRODUCTION:
        yield Finding(True, "It runs as a trial: set WHATMATTERS_PRODUCTION=1, so that cookies travel by HTTPS only.")
    if settings.DEBUG:
        yield Finding(True, "Debugging is on and shows the inside to strangers: set DEBUG to False in the settings.")
    if not os.environ.get("WHATMATTERS_SECRET_KEY"):
        yield Finding(True, "The secret key is a file beside the data: give it in WHATMATTERS_SECRET_KEY instead.")
    elif len(settings.SECRET_KEY) < 50:
        yield Finding(True, "The secret key is short: give one of at least 50 random letters and digits.")
    if settings.TIME_ZONE != "Europe/London":
        yield Finding(True, f"The time zone is {settings.TIME_ZONE}: deadlines in England need Europe/London.")


def _demonstration() -> Iterator[Finding]:
    kept = Path(settings.HOME) / "demonstration"
    if kept.exists() and kept.read_text() == "loaded":
        yield Finding(
            True,
            "It holds the demonstration people, whose password everybody knows: begin with a new WHATMATTERS_HOME.",
        )


def _address() -> Iterator[Finding]:
    if not settings.ADDRESS.startswith("https://"):
        yield Finding(True, f"The address is {settings.ADDRESS}: set WHATMATTERS_ADDRESS to the public https:// one.")
    if not os.environ.get("WHATMATTERS_SMTP_URL"):
        yield Finding(True, "E-mails wait in a folder and are not sent: set WHATMATTERS_SMTP_URL to your mail server.")


def _home() -> Iterator[Finding]:
    home = Path(settings.HOME)
    if mode := home.stat().st_mode & 0o077:
        yield Finding(True, f"Other users of this machine can open {home} (by {mode:03o}): run “chmod 700 {home}”.")
    free = shutil.disk_usage(home).free
    if free < ROOM_WANTED:
        yield Finding(
            False, f"Only {free // 1024**2} MB are free in {home}: keep at least {ROOM_WANTED // 1024**2} MB."
        )


def _database() -> Iterator[Finding]:
    if connection.vendor == "sqlite" and os.environ.get("WHATMATTERS_EMBEDDED_DATABASE") != "1":
        yield Finding(
            True,
            "The database is the embedded one: name a PostgreSQL in WHATMATTERS_DATABASE_URL, or say with "
            "WHATMATTERS_EMBEDDED_DATABASE=1 that one machine and one copy of the file are enough for you.",
        )
    try:
        yield from _tables()
    except (DatabaseError, OSError) as error:
        yield Finding(True, in_plain_words(error))


def _tables() -> Iterator[Finding]:
    from whatmatters.foundation.kernel.audit.triggers import missing_triggers

    from .database import pending_migrations

    if pending := pending_migrations():
        yield Finding(True, f"The database is {len(pending)} changes behind the code: run “whatmatters migrate”.")
        return
    yield from _public_pages()
    if missing := missing_triggers():
        yield Finding(
            True,
            f"The audit trail is not protected ({', '.join(missing)} missing): run “whatmatters migrate --again”.",
        )


def _public_pages() -> Iterator[Finding]:
    from whatmatters.foundation.kernel.clock import day_of, now
    from whatmatters.foundation.site.queries import get_contact_details, list_overdue_reviews
    from whatmatters.foundation.site.queries.urgent_help import list_overdue_word_lists

    if get_contact_details() is None:
        yield Finding(
            True,
            "The privacy notice names nobody: an administrator says who runs this copy at /office/contact-details/.",
        )
    if overdue := list_overdue_reviews(day_of(now())):
        yield Finding(False, f"The urgent numbers have to be checked again: {', '.join(overdue)}.")
    if overdue := list_overdue_word_lists(day_of(now())):
        yield Finding(False, f"The words that bring up urgent help have to be checked again: {', '.join(overdue)}.")


def _files() -> Iterator[Finding]:
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Finding(True, "The styles and scripts are not gathered: run “whatmatters collectstatic”.")
    fonts = Path(settings.BASE_DIR) / "var" / "fonts"
    if not any(fonts.glob("*.ttf")):
        yield Finding(True, "The fonts for printed copies are missing: run ./run once, which installs them.")


def _of_django() -> Iterator[Finding]:
    for message in checks.run_checks(include_deployment_checks=settings.PRODUCTION):
        if not message.is_silenced():
            yield Finding(message.is_serious(), f"{message.msg} ({message.id})")


CHECKS: tuple[Check, ...] = (_settings, _demonstration, _address, _home, _database, _files, _of_django)


@click.command()
def check() -> int:
    """Say whether this installation is fit for real people; code 1 when something blocks that."""
    findings = list_findings()
    for finding in findings:
        click.echo(f"{'MUST' if finding.blocks else 'should'}  {finding.sentence}")
    blocking = sum(finding.blocks for finding in findings)
    if blocking:
        click.echo(f"Not fit for real people yet: {blocking} to mend.")
    else:
        click.echo("Fit for real people.")
    return 1 if blocking else 0
