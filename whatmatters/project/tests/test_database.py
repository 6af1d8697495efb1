"""An embedded database is copied before it is changed."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from whatmatters.project import database

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def kept(settings, tmp_path, monkeypatch):
    """An embedded database with one row, of its own."""
    settings.HOME = tmp_path
    file = tmp_path / "whatmatters.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE word (text)")
        connection.execute("INSERT INTO word VALUES ('kept')")
    connection.close()
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(file))
    monkeypatch.setattr(database.connection, "vendor", "sqlite")
    return tmp_path


def test_the_copy_holds_what_was_entered_and_is_private(kept):
    copy = database.keep_copy(at=AT)
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT text FROM word").fetchall() == [("kept",)]
    connection.close()
    assert copy.stat().st_mode & 0o077 == 0


def test_only_the_last_copies_are_kept(kept):
    copies = [database.keep_copy(at=AT + timedelta(days=day)) for day in range(database.BACKUPS_KEPT + 2)]
    assert sorted(kept.joinpath("backups").iterdir()) == copies[2:]


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_has_nothing_pending():
    assert database.pending_migrations() == []
    assert not database.is_new()
