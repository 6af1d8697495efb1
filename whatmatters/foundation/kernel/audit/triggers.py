"""Database triggers that refuse to change, delete or empty the audit tables, on SQLite and PostgreSQL.

Serves `post_migrate` (a migration may drop them) and `whatmatters check` (are they there?). Retention, which only an
owner of the database may run, lifts them for its own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

TABLES = ("kernel_auditevent", "kernel_auditmention")
_SAYS = "the audit trail is append-only"


def lay_triggers(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Put the triggers in place; does nothing for those that are there."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in TABLES:
            if table in present:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def missing_triggers(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of triggers that should be there and are not."""
    connection = connections[using]
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        present = {row[0] for row in cursor.fetchall()}
    return [name for table in TABLES for name in _names(connection.vendor, table) if name not in present]


@contextmanager
def lifted_triggers(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Take the triggers away for as long as the block lasts: for retention, and for tests that empty tables."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in (table for table in TABLES if table in present):
            for name in _names(connection.vendor, table):
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    try:
        yield
    finally:
        lay_triggers(using)


def _names(vendor: str, table: str) -> list[str]:
    verbs = ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")
    return [f"{table}_no_{verb}" for verb in verbs]


def _statements(vendor: str, table: str) -> Iterator[str]:
    if vendor == "sqlite":
        for verb in ("update", "delete"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
            )
        return
    yield (
        "CREATE OR REPLACE FUNCTION whatmatters_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
    )
    for verb in ("update", "delete", "truncate"):
        each = "STATEMENT" if verb == "truncate" else "ROW"
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION whatmatters_append_only()"
        )
