"""The command line: `whatmatters serve | worker | demo | people import | people export | audit verify |
check | …`.

Serves whoever runs a copy of whatmatters. Each command lives with the component it belongs to; the table
below says where, and nothing is imported until its command is called. Refuses to show a traceback, unless
`--debug` is given: an error is one plain sentence that says what happened and what to do.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from typing import NamedTuple

import click


class Place(NamedTuple):
    """Where a command is (`module:attribute`) and what it does, in a line."""

    target: str
    about: str


COMMANDS: dict[str, Place] = {
    "serve": Place("whatmatters.project.serving:serve", "Serve the pages to browsers."),
    "worker": Place("whatmatters.foundation.messages.commands:work", "Send messages and do what is due."),
    "demo": Place("whatmatters.project.demonstration:demo", "Load invented people into an empty database."),
    "people import": Place(
        "whatmatters.foundation.people.commands:import_people",
        "Bring people in from FHIR records and spreadsheets.",
    ),
    "people template": Place(
        "whatmatters.foundation.people.commands:template", "Write an empty spreadsheet of people to fill in."
    ),
    "people export": Place(
        "whatmatters.foundation.people.commands:export_people", "Write people's whole records out as FHIR."
    ),
    "directory import": Place(
        "whatmatters.social_prescribing.directory.commands:import_feed", "Take in a feed of community services."
    ),
    "directory postcodes": Place(
        "whatmatters.social_prescribing.directory.commands:postcodes", "Load postcodes, so that “near me” works."
    ),
    "plans import": Place("whatmatters.care_plans.commands:import_sheet", "Bring open plans in from a spreadsheet."),
    "plans template": Place("whatmatters.care_plans.commands:template", "Write an empty spreadsheet of plans."),
    "standards prsb": Place(
        "whatmatters.care_plans.commands:check_prsb", "Hold a plan against the information standards."
    ),
    "staff invite": Place(
        "whatmatters.foundation.accounts.commands:invite", "Invite the first administrator of an organisation."
    ),
    "audit verify": Place(
        "whatmatters.foundation.kernel.commands:verify_audit", "Prove that no audit row was changed or lost."
    ),
    "check": Place("whatmatters.project.fitness:check", "Say whether this installation is fit for real people."),
    "migrate": Place("whatmatters.project.database:migrate", "Bring the database to this version."),
    "collectstatic": Place("whatmatters.project.static_files:collectstatic", "Gather styles and scripts."),
    "translations": Place("whatmatters.project.translations:translations", "Compile the translations."),
}
"""Every command by the words that call it."""

GROUPS = {
    "people": "People's records, in and out.",
    "directory": "Community services and postcodes, taken in.",
    "plans": "Plans, in from spreadsheets.",
    "standards": "What the information standards ask for.",
    "staff": "Who works here.",
    "audit": "The audit trail.",
}


class Lazy(click.Group):
    """A group of commands that imports one only when it is called."""

    def __init__(self, prefix: str = "", **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names that follow this group's own, in the order of the table."""
        names = (name.removeprefix(self.prefix) for name in COMMANDS if name.startswith(self.prefix))
        return list(dict.fromkeys(name.split()[0] for name in names))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command or group of this name; nothing when the table has none."""
        name = self.prefix + cmd_name
        if name in GROUPS and not self.prefix:
            return Lazy(prefix=name + " ", name=cmd_name, help=GROUPS[name])
        return load_command(name) if name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        rows = [(name, self._about(name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _about(self, name: str) -> str:
        full = self.prefix + name
        return COMMANDS[full].about if full in COMMANDS else GROUPS[full]


def load_command(name: str) -> click.Command:
    """Import one command of the table, with Django ready for it."""
    import django

    django.setup()
    module, attribute = COMMANDS[name].target.split(":")
    command: click.Command = getattr(importlib.import_module(module), attribute)
    return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="whatmatters")
@click.option("--debug", is_flag=True, help="Show where in the code an error came from.")
def whatmatters(*, debug: bool) -> None:
    """Personalised care on one thread: what matters to you, and everything that follows from it."""


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its code: 0 done, 1 not done, 2 called wrongly, 130 stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whatmatters.project.settings")
    os.umask(0o077)  # what we write is for this user alone
    given = sys.argv[1:] if arguments is None else arguments
    sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    try:
        result = whatmatters.main(arguments, prog_name="whatmatters", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # the last door: a person reads a sentence, not a traceback
        return _say(error, debug="--debug" in arguments)
    return result if isinstance(result, int) else 0


def _say(error: Exception, *, debug: bool) -> int:
    from .plain_errors import in_plain_words

    if debug:
        traceback.print_exception(error)
    click.echo(in_plain_words(error), err=True)
    return 1


if __name__ == "__main__":
    main()
