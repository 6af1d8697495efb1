"""`whatmatters directory import`."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import now

from ..queries.feeds import RunShown, get_run
from ..services.feeds import add_feed, take_feed
from ..services.meaning import make_vectors

_BY = Actor.system("import")


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--feed", required=True, help="What this source is called; keep it the same from run to run.")
@click.option("--licence", default="", help="The licence of the data.")
@click.option("--attribution", default="", help="Whom to name as the source, on every listing's page.")
@click.option("--problems", default=20, show_default=True, help="How many problems to print; all of them are kept.")
def import_feed(*, path: Path, feed: str, licence: str, attribution: str, problems: int) -> int:
    """Take in community services: Open Referral as JSON, JSON lines, API pages or a folder of CSV files, also zipped.

    What came before is known by its identifier; what is gone from the feed is taken out of the search. A feed that
    has shrunk by more than a tenth waits for a steward. Every record that cannot be a listing is named with the
    reason. Ends with code 1 when something was rejected or the feed was not taken in.
    """
    feed_id = add_feed(name=feed, licence=licence, attribution=attribution, by=_BY, at=now())
    run_id = take_feed(
        feed_id=feed_id, path=path, by=_BY, at=now(), progress=lambda run: click.echo(f"  {run.read:,} read", err=True)
    )
    return _say(run_id, problems)


def _say(run_id: UUID, problems: int) -> int:
    run = get_run(run_id, by=_BY, problems=problems)
    for line in run.problems:
        click.echo(f"{line.kind} {line.reference}{f', {line.field}' if line.field else ''}: {line.why}")
    click.echo(run.in_words)
    if run.state == "taken":
        click.echo(f"Meanings made: {make_vectors(limit=1_000_000, by=_BY, at=now()):,}.")
    return 0 if _went_well(run) else 1


def _went_well(run: RunShown) -> bool:
    return run.state == "taken" and not run.rejected
