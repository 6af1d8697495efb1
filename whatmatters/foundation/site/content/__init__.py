"""The words of the public pages as data: one file a page and language, from which page, factsheet and text are made.

Serves queries and factsheets. Refuses to start with a page that names a fact, a source or a page that does not exist.
"""

from .files import ENGLISH
from .notices import Notice, list_notices
from .pages import COMPONENTS, LANGUAGES, PAGES, get_page, languages_of
from .rights import RIGHTS, Right, RightsGroup, RightsShown, get_right, show_rights
from .shape import Bullets, Insert, PageText, Pairs, Paragraph, RightsList, Section, Span, Steps
from .sources import Source, settings_words, sources_in
from .urgent import URGENT, UrgentLine, list_urgent_lines

__all__ = [
    "COMPONENTS",
    "ENGLISH",
    "LANGUAGES",
    "PAGES",
    "RIGHTS",
    "URGENT",
    "Bullets",
    "Insert",
    "Notice",
    "PageText",
    "Pairs",
    "Paragraph",
    "Right",
    "RightsGroup",
    "RightsList",
    "RightsShown",
    "Section",
    "Source",
    "Span",
    "Steps",
    "UrgentLine",
    "get_page",
    "get_right",
    "languages_of",
    "list_notices",
    "list_urgent_lines",
    "settings_words",
    "show_rights",
    "sources_in",
]
