"""The command line says in a sentence what it did, or why it could not."""

from __future__ import annotations

import errno
import subprocess
import sys

import click
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.project import cli
from whatmatters.project.plain_errors import in_plain_words
from whatmatters.project.set_up.place import ROOT


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "whatmatters.project.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        cli.main(list(arguments))
    return int(end.value.code or 0)


def test_help_lists_every_command_and_imports_none(capsys):
    assert run("--help") == 0
    said = capsys.readouterr().out
    assert all(name.split()[0] in said for name in cli.COMMANDS)


def test_a_group_lists_its_own(capsys):
    assert run("people", "--help") == 0
    said = capsys.readouterr().out
    assert "import" in said
    assert "audit" not in said


def test_help_needs_no_database_and_no_django():
    """`whatmatters --help` answers at once, on a machine where nothing is set up yet."""
    probe = (
        "import sys; from whatmatters.project import cli\n"
        "try: cli.main(['--help'])\n"
        "finally: print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip().endswith("False")


def test_a_word_that_is_no_command_is_a_wrong_call():
    done = call("nonsense")
    assert done.returncode == 2
    assert "No such command" in done.stderr


@click.command()
@click.option("--kind")
def failing(kind: str) -> None:
    raise {"full": OSError(errno.ENOSPC, "No space left on device"), "odd": KeyError("Peggy Holloway")}[kind]


@pytest.mark.parametrize(
    ("kind", "words"), [("full", "The disk is full"), ("odd", "did not expect (KeyError)")], ids=["full", "odd"]
)
def test_an_error_is_one_sentence_without_what_anybody_typed(monkeypatch, capsys, kind, words):
    monkeypatch.setitem(cli.COMMANDS, "check", cli.Place(f"{__name__}:failing", "fails"))
    assert run("check", "--kind", kind) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert "Peggy" not in said.err + said.out
    assert "Traceback" not in said.err + said.out


def test_debug_shows_where_it_came_from(monkeypatch, capsys):
    monkeypatch.setitem(cli.COMMANDS, "check", cli.Place(f"{__name__}:failing", "fails"))
    assert run("--debug", "check", "--kind", "odd") == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OperationalError("connection refused"), "cannot be reached"),
        (OperationalError("database is locked"), "busy"),
        (OperationalError("database or disk is full"), "disk is full"),
        (OperationalError("attempt to write a readonly database"), "may not be written"),
        (OperationalError("no such table: people_person"), "whatmatters migrate"),
        (ProgrammingError('relation "people_person" does not exist'), "whatmatters migrate"),
        (OSError(errno.EADDRINUSE, "Address already in use"), "port is taken"),
        (PermissionError(errno.EACCES, "Permission denied", "keys"), "keys"),
        (ImproperlyConfigured("no ADDRESS"), "A setting is wrong"),
        (Refused(Reason("x", "The plan is closed.")), "The plan is closed."),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_each_kind_of_error_has_its_words(error, words):
    assert words in in_plain_words(error)
