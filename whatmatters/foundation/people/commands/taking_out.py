"""`whatmatters people export`."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

import click

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound

from ..exporting.taking_out import NotAnExportFile
from ..exporting.taking_out import export_people as write_people
from ..importing.progress import TerminalProgress
from ..importing.receiving import organisation_called


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--person", "person_ids", multiple=True, type=click.UUID, help="A person's id; may be given again.")
@click.option("--organisation", default="", help="Those for whom it cares: an ODS code, a name or an id.")
def export_people(*, file: Path, person_ids: tuple[UUID, ...], organisation: str) -> None:
    """Write people's whole records out as FHIR R4 with UK Core profiles.

    FILE ends in .json (one Bundle) or .ndjson (one record a line), and in .gz to be packed. Without --person and
    --organisation, everybody. Each export is recorded and shown to the person. Secret addresses are never written.
    """
    progress = TerminalProgress(sys.stderr)
    try:
        written = write_people(
            file,
            person_ids=person_ids,
            organisation=organisation_called(organisation) if organisation else None,
            progress=progress,
            by=Actor.system("export"),
            at=now(),
        )
    except NotAnExportFile as error:
        raise click.UsageError(str(error)) from error
    except NotFound as error:
        raise click.ClickException("There is no person with this id. Nothing was written.") from error
    finally:
        progress.end()
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(written.resources.items()))
    click.echo(f"{written.people:,} people written to {file} ({kinds or 'nothing'}).")
