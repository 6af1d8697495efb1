"""What was decided, as sentences that a person can read: per purpose, organisation and section, and how it stands.

Serves the page "Who may see my record" and the receipt. One table of sentences, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ...kernel.plain import and_list, long_date
from ..models import Consent
from ..models.access import Purpose
from ..rules.consent import standing_of
from ..sections import Section


def consent_sentence(row: Consent, day: date) -> str:
    """A decision as a sentence: who, may or may not, what, until when, as it stands on a day."""
    standing = standing_of(decision=row.decision, ends_before=row.ends_before, day=day)
    words = {
        "who": row.organisation.name if row.organisation else _("Everyone who gives care"),
        "what": sections_in_words(row.sections),
        "until": until_in_words(row.ends_before) if standing in ("given", "expired") else "",
    }
    return _SENTENCES[row.purpose, standing]() % words


def sections_in_words(sections: Iterable[Section]) -> str:
    """What may be seen, as a list in a sentence."""
    return and_list(section.label.lower() for section in Section if section in set(sections))


def until_in_words(ends_before: date | None) -> str:
    """The last day on which it holds, as people say it."""
    if ends_before is None:
        return ""
    return _(", until the end of %(day)s") % {"day": long_date(ends_before - timedelta(days=1))}


_SENTENCES: dict[tuple[str, str], Callable[[], str]] = {
    (Purpose.SHARING, "given"): lambda: _("%(who)s may see: %(what)s%(until)s."),
    (Purpose.SHARING, "withheld"): lambda: _("%(who)s may not see this record."),
    (Purpose.SHARING, "withdrawn"): lambda: _("%(who)s may no longer see this record."),
    (Purpose.SHARING, "expired"): lambda: _("%(who)s could see: %(what)s%(until)s. That time is over."),
    (Purpose.REFERRAL, "given"): lambda: _("%(who)s may be asked to help%(until)s."),
    (Purpose.REFERRAL, "withheld"): lambda: _("%(who)s may not be asked to help."),
    (Purpose.REFERRAL, "withdrawn"): lambda: _("%(who)s may no longer be asked to help."),
    (Purpose.REFERRAL, "expired"): lambda: _("%(who)s could be asked to help%(until)s. That time is over."),
    (Purpose.DIRECT_PAYMENT, "given"): lambda: _("The money may be paid as a direct payment%(until)s."),
    (Purpose.DIRECT_PAYMENT, "withheld"): lambda: _("The money may not be paid as a direct payment."),
    (Purpose.DIRECT_PAYMENT, "withdrawn"): lambda: _("The money may no longer be paid as a direct payment."),
    (Purpose.DIRECT_PAYMENT, "expired"): lambda: _(
        "The money could be paid as a direct payment%(until)s. That time is over."
    ),
    (Purpose.RECORDING, "given"): lambda: _("%(who)s may record sound or pictures%(until)s."),
    (Purpose.RECORDING, "withheld"): lambda: _("%(who)s may not record sound or pictures."),
    (Purpose.RECORDING, "withdrawn"): lambda: _("%(who)s may no longer record sound or pictures."),
    (Purpose.RECORDING, "expired"): lambda: _("%(who)s could record sound or pictures%(until)s. That time is over."),
}
