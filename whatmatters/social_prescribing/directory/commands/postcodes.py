"""`whatmatters directory postcodes`."""

from __future__ import annotations

from pathlib import Path

import click

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import Refused

from ..services.postcodes import load_postcodes


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def postcodes(*, file: Path) -> None:
    """Load postcodes from a CSV file (also .gz): the ONS Postcode Directory, or columns postcode, latitude, longitude.

    Run it again with a newer file: what is here gets its new place.
    """
    try:
        taken, left_out = load_postcodes(path=file, by=Actor.system("import"))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Postcodes taken in: {taken:,}. Rows without a postcode or a place, left out: {left_out:,}.")
