"""Every read of the public site: pages, search, what readers say, updates, and how to reach us."""

from .feedback import FeedbackPage, FeedbackRow, PageCount, get_feedback_page, list_feedback
from .pages import (
    PublicPage,
    ShownSection,
    get_contact_details,
    get_contact_form,
    get_public_page,
    list_overdue_reviews,
    list_page_names,
    list_pages_by_language,
)
from .searching import Found, list_found
from .settings_shown import ShownSetting, ShownTable, list_shown_settings
from .site_map import SiteMapGroup, list_site_map
from .updates import (
    BulletinPage,
    BulletinRow,
    Recipient,
    RequestShown,
    get_bulletin,
    get_bulletin_start,
    get_confirmable_request,
    get_recipient,
    get_request_to_mail,
    get_stoppable,
    iterate_recipient_ids,
    list_bulletins,
)

__all__ = [
    "BulletinPage",
    "BulletinRow",
    "FeedbackPage",
    "FeedbackRow",
    "Found",
    "PageCount",
    "PublicPage",
    "Recipient",
    "RequestShown",
    "ShownSection",
    "ShownSetting",
    "ShownTable",
    "SiteMapGroup",
    "get_bulletin",
    "get_bulletin_start",
    "get_confirmable_request",
    "get_contact_details",
    "get_contact_form",
    "get_feedback_page",
    "get_public_page",
    "get_recipient",
    "get_request_to_mail",
    "get_stoppable",
    "iterate_recipient_ids",
    "list_bulletins",
    "list_feedback",
    "list_found",
    "list_overdue_reviews",
    "list_page_names",
    "list_pages_by_language",
    "list_shown_settings",
    "list_site_map",
]
