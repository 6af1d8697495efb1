"""What an imported resource is called: by which source, and by which name there; and what it says, in short.

Serves the memory of what was taken, so that a second run changes nothing. Two systems may both have a `Patient/1`: the
source keeps them apart, and `keeping.matching` refuses the second when it is plainly somebody else.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from whatmatters.foundation.fhir.entries import Entry, Resource
from whatmatters.foundation.fhir.references import name_of
from whatmatters.foundation.fhir.values.dates import moment
from whatmatters.foundation.fhir.writing import to_json

OUR_STRUCTURES = "https://whatmatters.example.org/fhir"
"""What the addresses of our own extensions and code systems begin with. A name, not a web page: nothing is fetched."""

ABOUT_ME = f"{OUR_STRUCTURES}/Questionnaire/about-me"
COMMUNICATION_NEEDS = f"{OUR_STRUCTURES}/Questionnaire/communication-needs"
WHOSE_WORDS = f"{OUR_STRUCTURES}/StructureDefinition/whose-words"
SUPPORTED_BY = f"{OUR_STRUCTURES}/StructureDefinition/supported-by"
CONTACT_NOTE = f"{OUR_STRUCTURES}/StructureDefinition/contact-note"
NEEDS_CODES = f"{OUR_STRUCTURES}/CodeSystem/communication-needs"
"""How our own exports name what FHIR has no element for; imports read the same names."""

READING = "1"
"""Goes up when we take more, or differently, from the same resource: then what was taken is taken again."""

_UUID = re.compile(r"(?:.*[/:])?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_NOT_SAID = ("meta", "text")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Named:
    """What one entry is called, what it says, and when its source last changed it: as `ImportedResource` keeps them."""

    source: str
    reference: str
    digest: str
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """How entries of one run are named.

    `given` is the source that whoever runs the import named; without it, the server's address in the file says, a UUID
    is the same thing wherever it comes from, and all else belongs to `fallback`. `within` keeps apart what different
    organisations sent up by a page, so that nobody reaches another's records by naming them.
    """

    given: str = ""
    fallback: str = ""
    within: str = ""

    def name(self, entry: Entry) -> Named:
        """What this entry is called, and what it says."""
        said = digest_of(entry.resource)
        found = name_of(entry)
        reference = found.local or found.key or f"{entry.type}/#{said[2:]}"
        if self.given:
            source = self.given
        elif found.base:
            source = found.base
        elif _UUID.fullmatch(found.key):
            source = "urn:uuid"
        else:
            source = "urn" if found.key.startswith("urn:") else self.fallback
        return Named(_short(f"{self.within}{source}"), _short(reference), said, _changed_at(entry.resource))


def digest_of(resource: Resource) -> str:
    """What a resource says, in short: the same for the same facts, whenever and by whom they were written out.

    Leaves out the narrative, and of `meta` all but the security labels.
    """
    said = {name: part for name, part in resource.items() if name not in _NOT_SAID}
    meta = resource.get("meta")
    security = meta.get("security") if isinstance(meta, dict) else None
    body = to_json([said, security], sort_keys=True)
    return f"{READING}:{hashlib.blake2b(body, digest_size=16).hexdigest()}"


def _changed_at(resource: Resource) -> datetime | None:
    """When the source says that it last changed it."""
    meta = resource.get("meta")
    found = moment(meta.get("lastUpdated"), "meta.lastUpdated").value if isinstance(meta, dict) else None
    return found.at if found else None


def _short(name: str) -> str:
    """A name that fits its column: a long one by its beginning and its digest."""
    clean = "".join(letter for letter in name if letter.isprintable())
    if len(clean) <= LONGEST:
        return clean
    return f"{clean[:150]}#{hashlib.blake2b(clean.encode(), digest_size=16).hexdigest()}"
