"""`whatmatters standards prsb`."""

from __future__ import annotations

from uuid import UUID

import click

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound

from .. import queries

_TITLES = {
    "mandatory": "Must be there, and is not",
    "too-many": "There more often than it may be",
    "required": "Should be there when it is known, and is not",
    "if-any": "Not recorded, and there may be none",
    "optional": "Optional, and not recorded",
    "no-place": "Not kept here",
}
_ALWAYS = ("mandatory", "too-many", "required")


@click.command()
@click.argument("plan", type=click.UUID)
@click.option(
    "--all", "shows_all", is_flag=True, help="Name also what there may be none of, and what is not kept here."
)
def check_prsb(*, plan: UUID, shows_all: bool) -> int:
    """Hold one plan against PRSB Personalised Care and Support Plan and About Me (DAPB4022).

    PLAN is its id, as in the address of its page. Ends with code 1 when something that must be there is missing. The
    look is recorded and shown to the person.
    """
    try:
        page = queries.get_standards_report(plan, by=Actor.system("standards"), at=now())
    except NotFound as error:
        raise click.ClickException("There is no plan with this id.") from error
    for report in page.reports:
        verdict = "meets it fully" if report.is_full else "meets it" if report.is_met else "does not meet it yet"
        click.echo(f"{report.name} {report.version} ({report.source}): {verdict}; {len(report.of('met'))} recorded.")
        for outcome in _TITLES if shows_all else _ALWAYS:
            _say(outcome, report)
    return 0 if page.is_met else 1


def _say(outcome: str, report: queries.StandardReport) -> None:
    found = report.of(outcome)
    if found:
        click.echo(f"  {_TITLES[outcome]}:")
    for line in found:
        click.echo(f"    {line.where}")
