"""The tables of `people`, by theme."""

from .about import AboutMeAnswer, AboutMeEntry, CircleMember, CommunicationNeeds
from .access import BreakGlass, CareRelationship, Consent, ProxyGrant
from .appointments import Appointment
from .capacity import AdvanceRefusal, AdvanceStatement, CapacityRecord, PowerOfAttorney
from .clinical import Condition, Observation
from .duplicates import DuplicateProposal, Merge
from .imports import ImportedResource, Upload
from .names import NameWord
from .organisations import Organisation
from .persons import Address, ContactPoint, Person, PersonIdentifier, PersonVersion

__all__ = [
    "AboutMeAnswer",
    "AboutMeEntry",
    "Address",
    "AdvanceRefusal",
    "AdvanceStatement",
    "Appointment",
    "BreakGlass",
    "CapacityRecord",
    "CareRelationship",
    "CircleMember",
    "CommunicationNeeds",
    "Condition",
    "Consent",
    "ContactPoint",
    "DuplicateProposal",
    "ImportedResource",
    "Merge",
    "NameWord",
    "Observation",
    "Organisation",
    "Person",
    "PersonIdentifier",
    "PersonVersion",
    "PowerOfAttorney",
    "ProxyGrant",
    "Upload",
]
