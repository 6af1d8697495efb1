"""Bring the database to the version of the code.

Serves `./run` and `whatmatters migrate`. Refuses to change an embedded database that holds something without
keeping a copy of it first, in HOME/backups.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from whatmatters.foundation.kernel.clock import now

BACKUPS_KEPT = 5


def is_new() -> bool:
    """Whether the database holds no tables at all."""
    return not connection.introspection.table_names()


def pending_migrations() -> list[str]:
    """The migrations that the code has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def bring_up_to_date(*, at: datetime) -> int:
    """Make the changes that are pending, after a copy; return how many there were."""
    pending = pending_migrations()
    if pending:
        if not is_new():
            keep_copy(at=at)
        call_command("migrate", interactive=False, verbosity=0)
    return len(pending)


def keep_copy(*, at: datetime) -> Path | None:
    """Copy the embedded database beside itself. PostgreSQL has its own tools (`pg_dump`): nothing then."""
    if connection.vendor != "sqlite":
        return None
    folder = Path(settings.HOME) / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"whatmatters-{at:%Y%m%dT%H%M%SZ}.sqlite3"
    original = str(settings.DATABASES["default"]["NAME"])
    with (
        closing(sqlite3.connect(original)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    copy.chmod(0o600)
    for old in sorted(folder.glob("whatmatters-*.sqlite3"))[:-BACKUPS_KEPT]:
        old.unlink()
    return copy


@click.command()
@click.option("--again", is_flag=True, help="Also when nothing is pending: puts the audit triggers back.")
def migrate(*, again: bool) -> None:
    """Bring the database to this version; a copy of an embedded one is kept first."""
    made = bring_up_to_date(at=now())
    if again and not made:
        call_command("migrate", interactive=False, verbosity=0)
    click.echo(f"The database is up to date ({made} changes made)." if made else "The database was up to date.")
