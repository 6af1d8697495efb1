"""Words that forms and pages of plans share: whose words they are, and moves as answers to a question."""

from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.kernel.columns import Authorship

_WHOSE = {
    Authorship.PERSON: (_("In my own words"), _("In their own words")),
    Authorship.SUPPORTED: (_("In my own words, with help to write"), _("In their own words, with help to write")),
    Authorship.PROXY: (_("Written by somebody who acts for me"), _("Written by somebody who acts for them")),
    Authorship.STAFF: (_("Written by staff"), _("Written by staff")),
    Authorship.IMPORTED: (_("From another record"), _("From another record")),
}


def whose_words(authorship: str, *, is_own: bool) -> str:
    """Whose words they are, as the person reads it or as others do."""
    own, theirs = _WHOSE[Authorship(authorship)]
    return str(own if is_own else theirs)


GOAL_MOVES = {
    "take_up": _("Work on it now"),
    "hold": _("Leave it for now"),
    "finish": _("Finish with it"),
    "cancel": _("Drop it: it is no longer wanted"),
}

ACTION_MOVES = {
    "begin": _("It has started"),
    "complete": _("It is done"),
    "give_up": _("It will not be done"),
    "begin_again": _("It has not started yet"),
}
