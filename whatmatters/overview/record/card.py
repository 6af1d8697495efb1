"""The wallet card: one contingency plan on a folded card of 85 by 54 mm.

Four faces: the front with a code that leads to the page, the back with whom to contact, and within when it is needed
and what to do. The code holds the address of the page and nothing else: no name, no number, no words of the plan.
Whoever scans it is asked to sign in.
"""

from __future__ import annotations

import io
from uuid import UUID

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from whatmatters.care_plans.queries import ContingencyView

from .parts import Part, Text, Under, facts, lines
from .queries import WhenWorsePage


def card_address(person_id: UUID) -> str:
    """The address that the code holds."""
    return f"{settings.ADDRESS}{reverse('overview:when_worse', args=[person_id])}"


def qr_code(address: str) -> str:
    """An address as a QR code, drawn as SVG."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=2, scale=4, light="white", xmldecl=False)
    return drawn.getvalue().decode()


def card_title(page: WhenWorsePage) -> str:
    """The title of the sheet."""
    return _("Wallet card: %(name)s") % {"name": page.banner.called or page.banner.name}


def card_panels(page: WhenWorsePage, plan: ContingencyView) -> tuple[Part, ...]:
    """The four faces of one card."""
    called = _("Call me %(name)s.") % {"name": page.banner.called or page.banner.name}
    return (
        Part("front", _("When things get worse"), (Under(plan.name), Text(page.banner.name), Text(called))),
        Part("when", _("It is needed when"), (*lines(plan.triggers), *facts([(_("Early signs"), plan.early_signs)]))),
        Part(
            "do",
            _("What should happen"),
            (
                Text(plan.what_should_happen),
                *facts(((_("What helps"), plan.coping), (_("Kept ready"), plan.ready_at_hand))),
            ),
        ),
        Part("back", _("Whom to contact"), (*lines(_contacts(page, plan)), Text(_("Danger to life: 999.")))),
    )


def _contacts(page: WhenWorsePage, plan: ContingencyView) -> list[str]:
    """Whom the plan names; then the emergency contacts whose number is not there yet."""
    said = [line.strip() for line in plan.who_to_contact.splitlines() if line.strip()]
    others = [one for one in page.circle if one.phone and not any(one.phone in line for line in said)]
    return [*said, *(f"{one.name}: {one.phone}" for one in others)]
