"""Who is around the person and the plan, as the standard names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whatmatters.foundation.people.queries.circle import InCircle

from ...models import Plan

_STAFF = "Professional contacts > Professional contacts record entry"
_OWN = "Personal contacts > Personal contacts record entry"


def contacts_held(plan: Plan, circle: Sequence[InCircle]) -> Iterator[tuple[str, object]]:
    """Paths and values of the professional contacts (the lead first, as key worker) and the personal ones.

    Somebody who is in the circle and in the plan is named once, from the circle. One statement.
    """
    involved = list(plan.involved.filter(ended_at=None).order_by("created_at"))
    named = {member.name.casefold() for member in circle}
    staff = [_lead(plan)] if plan.lead_name else []
    staff += [_member(one) for one in circle if one.is_professional]
    own = [_member(one) for one in circle if not one.is_professional]
    for row in involved:
        if row.name.casefold() in named:
            continue
        fields: dict[str, object] = {"Name": row.name, "Contact details": row.reach}
        if row.is_professional:
            fields |= {"Role": row.role, "Key worker": False, "Start date": row.created_at}
            staff.append(fields | {"Organisation > Free text": row.organisation or row.name})
        else:
            own.append(fields | {"Relationship": row.role})
    yield from _numbered(_STAFF, staff)
    yield from _numbered(_OWN, own)


def _lead(plan: Plan) -> dict[str, object]:
    organisation = plan.organisation
    return {
        "Name": plan.lead_name,
        "Role": "Lead of this plan",
        "Key worker": True,
        "Organisation > Free text": organisation.name if organisation else "",
        "Organisation > Coded value": organisation.ods_code if organisation else "",
        "Contact details": (organisation.phone or organisation.email) if organisation else "",
        "Start date": plan.created_at,
    }


def _member(one: InCircle) -> dict[str, object]:
    fields: dict[str, object] = {"Name": one.name, "Contact details": one.phone or one.email}
    if one.is_professional:
        return fields | {"Role": one.relationship, "Key worker": one.is_key_worker}
    kind = ", ".join(str(role) for role in one.roles)
    return fields | {"Relationship": one.relationship, "Relationship type": kind, "Comments": one.how_they_help}


def _numbered(path: str, rows: Sequence[dict[str, object]]) -> Iterator[tuple[str, object]]:
    for number, fields in enumerate(rows, start=1):
        for name, value in fields.items():
            yield f"{path}#{number} > {name}", value
