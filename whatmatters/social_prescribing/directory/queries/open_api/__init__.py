"""The directory as the standard's open API gives it: Open Referral UK 3.0 (HSDS 3.0).

Serves `views.open_api`: anybody, any program, without a key. Every listing that leaves is a published one, read from
the tables at that moment (`giving`); whatever asks wrongly is told which parameter and what to do (`BadParameter`).
Sources: HSDS-UK 3.0, OpenAPI document; rulebook 4.3.
"""

from .listings import Given, get_service, list_services
from .parameters import BadParameter, Parameters
from .places import get_service_at_location, list_service_at_locations
from .terms import get_taxonomy, get_taxonomy_term, list_taxonomies, list_taxonomy_terms

__all__ = [
    "BadParameter",
    "Given",
    "Parameters",
    "get_service",
    "get_service_at_location",
    "get_taxonomy",
    "get_taxonomy_term",
    "list_service_at_locations",
    "list_services",
    "list_taxonomies",
    "list_taxonomy_terms",
]
