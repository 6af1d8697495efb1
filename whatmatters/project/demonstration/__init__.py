"""Demonstration people: an invented place whose stories touch all six components, loaded through the services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click


def load_demonstration(*, at: datetime) -> None:
    """Bring the demonstration people into an empty database. Raises `ClickException` when it holds anybody."""
    from whatmatters.foundation.people.counts import count_people

    from .listings import understand_what_there_is
    from .telling import tell

    if count_people():
        raise click.ClickException("There are people in this database already, so the demonstration was not loaded.")
    tell(at=at)
    understand_what_there_is(at=at)


def list_sign_ins() -> Iterator[str]:
    """How to sign in as each kind of user, line by line."""
    from .place import WORKERS
    from .telling import PASSWORD

    yield f"Sign in with the password “{PASSWORD}” (staff: the page shows the code of the second step):"
    yield "  peggy@example.org           Peggy Holloway, a person"
    yield "  amina@example.org           Amina Yusuf, acts for her son Idris"
    for worker in WORKERS:
        yield f"  {worker.email:<27} {worker.name}, {worker.about}"


@click.command()
def demo() -> None:
    """Load invented people into an empty database."""
    from whatmatters.foundation.kernel.clock import now
    from whatmatters.project.set_up.place import home
    from whatmatters.project.set_up.stamps import write_stamp

    load_demonstration(at=now())
    write_stamp(home() / "demonstration", "loaded")
    for line in list_sign_ins():
        click.echo(line)
