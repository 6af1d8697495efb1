"""Commands about the audit trail."""

from __future__ import annotations

import sys

import click

from .audit.chain import broken_links, count_events_and_chains
from .audit.journal import the_journal
from .audit.triggers import missing_triggers


@click.command()
def verify_audit() -> None:
    """Prove that no audit row was changed or lost. Ends with code 1 and names every place that does not agree."""
    the_journal().drain()
    found = 0
    for name in missing_triggers():
        found += 1
        click.echo(f"The database lacks the trigger {name}: run “whatmatters migrate”, and find out who took it away.")
    for line in broken_links():
        found += 1
        click.echo(line)
    if found:
        click.echo(f"The audit trail does not agree with itself in {found:,} places.")
        sys.exit(1)
    events, chains = count_events_and_chains()
    click.echo(f"The audit trail is whole: {events:,} events in {chains:,} chains.")
