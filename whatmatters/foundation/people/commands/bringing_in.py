"""`whatmatters people import` and `whatmatters people template`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whatmatters.foundation.fhir.staging import NoRoom
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import now

from ..importing.bringing_in import Wanted, bring_in
from ..importing.progress import TerminalProgress
from ..importing.receiving import organisation_called
from ..importing.running.report import Report
from ..importing.running.report_files import NotAReportFile, check_report_name, write_report
from ..importing.running.report_words import report_lines
from ..importing.running.runner import MOST_PEOPLE
from ..importing.spreadsheets.template import NotATemplateFile, write_template

_STOPPED = "The run stopped before its end. What was taken in is kept: start it again, and it goes on from there."


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE…")
@click.option("--organisation", default="", help="Who receives the people: an ODS code, a name or an id.")
@click.option("--source", default="", help="Which system the files are from, when they do not say so themselves.")
@click.option("--consent", default="", help="Who gave the people's consent and how, for a charity or group.")
@click.option("--report", "report_file", type=click.Path(dir_okay=False, path_type=Path), help="A .json or .csv file.")
@click.option(
    "--at-once", default=MOST_PEOPLE, show_default=True, type=click.IntRange(1, 500), help="People to a transaction."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and keep nothing.")
def import_people(
    *,
    files: tuple[Path, ...],
    organisation: str,
    source: str,
    consent: str,
    report_file: Path | None,
    at_once: int,
    dry_run: bool,
) -> int:
    """Bring people in from FHIR R4 (Bundle, NDJSON, folders, ZIP, gzip) and spreadsheets (CSV, XLSX).

    Every person comes in whole or not at all. A second run changes nothing; a run that was stopped goes on when it is
    started again. Ends with code 1 when something was refused: the report names it by file, entry and reason.
    """
    if report_file:
        _check(report_file)
    wanted = Wanted(
        files,
        organisation_called(organisation),
        source=source.strip(),
        consent=consent.strip(),
        dry_run=dry_run,
        most_people=at_once,
    )
    progress = TerminalProgress(sys.stderr)
    with Report() as report:
        try:
            bring_in(wanted, report, progress, by=Actor.system("import"), at=now())
        except NoRoom as error:
            report.stopped = str(error)
        except BaseException:
            report.stopped = _STOPPED
            raise
        finally:
            progress.end()
            _say(report, report_file, wanted)
        return 0 if report.is_clean else 1


def _check(report_file: Path) -> None:
    try:
        check_report_name(report_file)
    except NotAReportFile as error:
        raise click.UsageError(str(error)) from error


def _say(report: Report, report_file: Path | None, wanted: Wanted) -> None:
    for line in report_lines(report, dry_run=wanted.dry_run):
        click.echo(line)
    if wanted.waits_for_consent and report.people["new"]:
        click.echo(f"{wanted.organisation.name} sees these people when their consent is recorded (see --consent).")
    if report_file:
        write_report(report, report_file)
        click.echo(f"The whole report is in {report_file}.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(*, file: Path) -> None:
    """Write an empty spreadsheet (.xlsx or .csv) to fill in and bring in with `people import`."""
    try:
        write_template(file)
    except NotATemplateFile as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Written: {file}. Fill in one person a row; docs/import-spreadsheet.md says what each column is for.")
