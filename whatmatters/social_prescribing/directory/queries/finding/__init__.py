"""Find services: by words, need, place, day and time, whom they are for; and in a person's own words.

Serves the public page, the link worker's page and the open API. What is asked is kept nowhere.
"""

from ...rules.asked import Asked
from .found import FoundPage, FoundService, find_services
from .where import Place, find_place

__all__ = ["Asked", "FoundPage", "FoundService", "Place", "find_place", "find_services"]
