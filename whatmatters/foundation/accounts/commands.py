"""Commands about accounts: how the first administrator comes in."""

from __future__ import annotations

import click

from ..kernel.actor import Actor, Role
from ..kernel.clock import now
from ..people.queries.consent import list_organisations_to_share_with
from ..people.services.organisations import NewOrganisation, add_organisation
from .services import invite_staff

KINDS = ("practice", "network", "trust", "council", "board", "voluntary", "other")
BY = Actor.system("command")


@click.command()
@click.argument("email")
@click.option("--name", required=True, help="Their name.")
@click.option("--organisation", required=True, help="Where they work, as it is called here.")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.ADMINISTRATOR.value, show_default=True
)
@click.option("--new", "kind", type=click.Choice(KINDS), help="Add the organisation first, as one of these.")
@click.option("--code", default="", help="The national (ODS) code of an organisation that is added.")
def invite(*, email: str, name: str, organisation: str, role: str, kind: str | None, code: str) -> None:
    """Invite somebody by e-mail to work here: the first administrator of an organisation, who invites the others."""
    at = now()
    known = {title.casefold(): place for place, title in list_organisations_to_share_with()}
    organisation_id = known.get(organisation.strip().casefold())
    if organisation_id is None and kind is None:
        raise click.ClickException(f"There is no organisation called {organisation}: add it with --new KIND.")
    if organisation_id is None:
        new = NewOrganisation(name=organisation, kind=kind or "", ods_code=code)
        organisation_id = add_organisation(new=new, by=BY, at=at)
    invite_staff(organisation_id=organisation_id, name=name, email=email, role=Role(role), by=BY, at=at)
    click.echo(f"The invitation for {name} is on its way by e-mail.")
