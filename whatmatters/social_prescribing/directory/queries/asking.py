"""What our e-mails to the contacts of listings say, decided at the moment they go.

Serves `MESSAGE_KINDS` of the project's wiring. Refuses to send about a listing that left the directory or was
confirmed meanwhile, and to put the words of whoever reported something into an e-mail: they stand on the page behind
the link, so that nobody can write to a group through us.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from whatmatters.foundation.kernel.clock import LONDON, day_of
from whatmatters.foundation.kernel.plain import long_date
from whatmatters.foundation.messages.kinds import (
    Answer,
    Channel,
    Ids,
    Later,
    MessageKind,
    Prepared,
    Stopped,
    StopReason,
)

from ..models import Listing, Report
from ..permissions import sign_contact_link
from ..rules.confirming import Assured, chase_days, is_link_alive, link_day, questions_left
from ..rules.reports import WHAT

CONFIRM = "directory.confirm"
"""The kind of message that asks whether a listing is true."""

REPORTED = "directory.report"
"""The kind of message that tells a listing's contact that somebody says it is wrong."""


def prepare_confirm(ids: Ids, at: datetime) -> Answer:
    """The question whether a listing is still true; stopped when it was answered, or has left the directory."""
    listing = Listing.objects.filter(id=str(ids["listing_id"]), state="published").exclude(contact_email="").first()
    if listing is None or listing.asked_on is None:
        return Stopped(StopReason.GONE)
    if not is_link_alive(known_of(listing), listing.asked_on, day_of(at)):
        return Stopped(StopReason.GONE)
    return _to_contact(listing, _question(listing, listing.asked_on, day_of(at)))


def prepare_report(ids: Ids, at: datetime) -> Answer:
    """That somebody says a listing is wrong; stopped when its contact or a steward has seen to it meanwhile.

    A listing that was confirmed today waits until tomorrow: a link of today would have ended.
    """
    report = Report.objects.select_related("listing").filter(id=str(ids["report_id"]), state="new").first()
    if report is None or report.listing.state != "published" or not report.listing.contact_email:
        return Stopped(StopReason.GONE)
    day = link_day(report.listing.assured_on, day_of(at))
    if day is None or _was_seen_to(report):
        return Stopped(StopReason.SUPERSEDED)
    if day > day_of(at):
        return Later(morning_of(day))
    return _to_contact(report.listing, _told(report, day))


def known_of(listing: Listing) -> Assured:
    """What the rules ask of a listing. One that was assured since it was last asked about counts anew."""
    if listing.asked_on and listing.assured_on and listing.assured_on >= listing.asked_on:
        return Assured(listing.assured_on, None, 0)
    return Assured(listing.assured_on, listing.asked_on, listing.times_asked)


def morning_of(day: date) -> datetime:
    """Eight in the morning of a day, in England."""
    return datetime.combine(day, time(8), tzinfo=LONDON)


def _was_seen_to(report: Report) -> bool:
    """Whether the contact has confirmed or changed the listing after the report came."""
    listing = report.listing
    return listing.changed_by == f"contact:{listing.id}" and listing.changed_at > report.created_at


def _to_contact(listing: Listing, paragraphs: list[str]) -> Prepared:
    return Prepared(channel=Channel.EMAIL, address=listing.contact_email, text="\n\n".join(paragraphs))


def _question(listing: Listing, link_of: date, day: date) -> list[str]:
    """Which listing, when it was last confirmed, the link, and what happens without an answer."""
    return [
        _("Hello,"),
        _("This is about “%(name)s” in our directory of groups and services.") % {"name": _named(listing)},
        _last_confirmed(listing),
        _("Is what it says still right? Please open this page and tell us. It takes a minute or two:"),
        _link(listing, link_of),
        _("You need no account and no password. You can say that it is right, change it, or say that it has ended."),
        _without_answer(listing, day),
        *_not_mine(listing),
    ]


def _named(listing: Listing) -> str:
    """Its name on one line."""
    return " ".join(listing.name.split())


def _last_confirmed(listing: Listing) -> str:
    if listing.assured_on is None:
        return _("Nobody has confirmed it yet.")
    return _("It was last confirmed on %(day)s.") % {"day": long_date(listing.assured_on)}


def _without_answer(listing: Listing, day: date) -> str:
    """What happens when nobody answers: how often we ask again, and what then."""
    if not listing.times_asked:
        return _("You get this because somebody asked us to send a new link to this address.")
    left, words = questions_left(listing.times_asked, day), {"days": chase_days(day)}
    if not left:
        text = _("We do not ask again. If nobody answers within %(days)s days, we show it last and say so beside it.")
        return text % words
    again = ngettext(
        "If nobody answers, we ask once more in %(days)s days. After that we show it last and say so beside it.",
        "If nobody answers, we ask %(left)s more times, %(days)s days apart. After that we show it last and say so "
        "beside it.",
        left,
    )
    return again % (words | {"left": left})


def _told(report: Report, day: date) -> list[str]:
    listing = report.listing
    return [
        _("Hello,"),
        _("Somebody told us that something is wrong with “%(name)s” in our directory of groups and services.")
        % {"name": _named(listing)},
        _("What they chose: %(what)s.") % {"what": str(WHAT.get(report.what, WHAT["other"]))},
        _("Please look at it here. The page shows what they wrote, and lets you put it right:"),
        _link(listing, day),
        _("You need no account and no password. If nothing is wrong, say on the page that it is all right."),
        *_not_mine(listing),
    ]


def _not_mine(listing: Listing) -> list[str]:
    return [
        _("Is it not yours? Then please tell us here, and choose “%(choice)s”:") % {"choice": str(WHAT["other"])},
        f"{settings.ADDRESS}{reverse('directory:wrong', args=[listing.id])}",
    ]


def _link(listing: Listing, link_of: date) -> str:
    return f"{settings.ADDRESS}{reverse('directory:contact', args=[sign_contact_link(listing.id, link_of)])}"


MESSAGE_KINDS = (
    MessageKind(
        name=CONFIRM,
        label=lazy("Question whether a listing is true"),
        subject=lazy("Is what our directory says about you still right?"),
        ids=frozenset({"listing_id"}),
        prepare=prepare_confirm,
    ),
    MessageKind(
        name=REPORTED,
        label=lazy("News that somebody says a listing is wrong"),
        subject=lazy("Somebody says that your page in our directory is wrong"),
        ids=frozenset({"report_id"}),
        prepare=prepare_report,
    ),
)
"""The directory's kinds of message, for the project's wiring."""
