"""`whatmatters plans import` and `whatmatters plans template`."""

from __future__ import annotations

from pathlib import Path

import click

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.people.importing.receiving import organisation_called
from whatmatters.foundation.people.importing.spreadsheets.template import NotATemplateFile, write_template

from ..services.sheets import PLAN_COLUMNS, PlansReport, RowProblem, RowResult, import_plans

_MADE = {"plan": "new plan", "goal": "new goal", "step": "new step"}


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", default="", help="Who cares for the people: an ODS code, a name or an id.")
@click.option("--source", default="", help="Which system the file is from; keep it the same from run to run.")
@click.option("--dry-run", is_flag=True, help="Say row by row what would be made, and keep nothing.")
def import_sheet(*, file: Path, organisation: str, source: str, dry_run: bool) -> int:
    """Bring open plans in from a spreadsheet (.xlsx or .csv): goals, steps and review days.

    The people must be here already. A plan comes in whole or not at all; a second run makes only what is new. Ends with
    code 1 when something was refused: each row is named with its column and the reason. See docs/import-plans.md.
    """
    report = import_plans(
        file=file,
        organisation_id=organisation_called(organisation).id,
        source=source,
        dry_run=dry_run,
        by=Actor.system("import"),
        at=now(),
    )
    for line in report.in_order():
        click.echo(_words(line))
    if report.left_out:
        click.echo(f"Columns that are not known and were left out: {', '.join(report.left_out)}.")
    click.echo(_sum(report))
    return 0 if report.is_clean else 1


def _words(line: RowResult | RowProblem) -> str:
    if isinstance(line, RowResult):
        return f"Row {line.row}, {line.reference}: {', '.join(_MADE[made] for made in line.made) or 'is here already'}"
    place = f"Row {line.row}" if line.row else "The file"
    return f"{place}{f', {line.column}' if line.column else ''}: not taken in. {line.why}"


def _sum(report: PlansReport) -> str:
    counted = ", ".join(f"{what}s {report.count(what):,}" for what in _MADE)
    refused = len({problem.row for problem in report.problems})
    begins = "Dry run, nothing is kept. Would make" if report.is_dry_run else "Made"
    return f"{begins}: {counted}. Rows not taken in: {refused:,}."


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(*, file: Path) -> None:
    """Write an empty spreadsheet of plans (.xlsx or .csv) to fill in and bring in with `plans import`."""
    try:
        write_template(file, PLAN_COLUMNS, "Plans")
    except NotATemplateFile as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Written: {file}. Fill in one step a row; docs/import-plans.md says what each column is for.")
