"""Who may see and do what with a person's record.

Published to every component, by exception (design, section 3): each asks for its own section. `seeing` is consent and
relationship as one predicate; `doing` is who may change what, as one table.
"""

from .doing import (
    DEEDS,
    KNOWING,
    Deed,
    OwnDeed,
    check,
    check_role,
    organisations_where,
    reasons_against,
    reasons_against_role,
)
from .seeing import (
    Access,
    access_to,
    acting_organisations,
    live_grants,
    live_relationships,
    organisations_giving,
    relationships_showing,
    sections_visible,
    visible_people,
    visible_person_ids,
    visible_to,
)

__all__ = [
    "DEEDS",
    "KNOWING",
    "Access",
    "Deed",
    "OwnDeed",
    "access_to",
    "acting_organisations",
    "check",
    "check_role",
    "live_grants",
    "live_relationships",
    "organisations_giving",
    "organisations_where",
    "reasons_against",
    "reasons_against_role",
    "relationships_showing",
    "sections_visible",
    "visible_people",
    "visible_person_ids",
    "visible_to",
]
