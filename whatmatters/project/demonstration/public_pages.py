"""What the demonstration says on its public pages: how to reach the invented place, what readers said, an update.

Serves `tell`. Everything goes through the site's services.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from whatmatters.foundation.kernel.actor import STRANGER, Actor
from whatmatters.foundation.site.services import add_comment, draft_bulletin, give_feedback, set_contact_details

SAID = (
    ("social-prescribing", True, "I did not know that I could ask for this myself. Thank you."),
    ("personal-health-budgets", False, "What is NHS Continuing Healthcare? Please say it in plain words."),
    ("choice-and-rights", True, ""),
    ("choice-and-rights", True, "The list of questions helped. I took it with me."),
)


def tell_the_public(*, by: Actor, at: datetime) -> None:
    """Fill the public pages of an empty database."""
    set_contact_details(
        organisation="Ashcombe Vale Integrated Care Board (invented)",
        email="hello@ashcombe.example.org",
        telephone="01632 960100",
        hours="Monday to Friday, 9am to 5pm",
        post="Ashcombe Vale Integrated Care Board\n1 Market Street\nAshcombe\nZZ99 1AB",
        data_protection="data.protection@ashcombe.example.org",
        by=by,
        at=at,
    )
    for number, (page, useful, comment) in enumerate(SAID):
        said_at = at - timedelta(days=9 - number, hours=number)
        feedback_id = give_feedback(page=page, language="en-gb", useful=useful, by=STRANGER, at=said_at)
        if comment:
            add_comment(feedback_id=feedback_id, comment=comment, by=STRANGER, at=said_at)
    draft_bulletin(
        topic="groups",
        subject="A bike repair shed opens on Tuesdays",
        text="Come and mend bikes, or just have a cup of tea.\n\nTuesdays, 10am to 1pm, at the Old Chapel in Ashcombe.",
        by=by,
        at=at,
    )
