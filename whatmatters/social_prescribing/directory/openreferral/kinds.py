"""The objects of HSDS 3.0 and of its UK profile, as tables: fields, types, what is required, what hangs on what.

Serves mending, checking, nesting and giving back, so that all four agree. Facts only: no file of the standard is
copied. Source: Open Referral HSDS 3.0 and HSDS-UK 3.0 (rulebook 4.3).

A field is written `name`, `name:type` or `name>kind` (the id of another object); `!` means that the standard
requires it, a leading `+` that only the international standard has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "status": ("active", "inactive", "defunct", "temporarily closed"),
        "place": ("physical", "postal", "virtual"),
        "frequency": ("WEEKLY", "MONTHLY"),
        "weekday": ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
    }
)
"""Types whose values are a list of words."""

NEUTRAL = MappingProxyType({"status": "active", "place": "physical", "text": ""})
"""What a required field says when the source says nothing that can be used."""

_FIELDS = {
    "service": (
        "organization_id>organization +program_id>program name! +alternate_name description url:web email:mail "
        "status:status! +interpretation_services +application_process +fees_description +wait_time fees "
        "accreditations +eligibility_description minimum_age:number maximum_age:number assured_date:day "
        "assurer_email:mail +licenses alert last_modified:moment"
    ),
    "organization": (
        "name! +alternate_name description! email:mail website:web +tax_status +tax_id +year_incorporated:number "
        "+legal_status logo uri:web parent_organization_id>organization"
    ),
    "program": "+organization_id>organization +name! +alternate_name +description!",
    "location": (
        "location_type:place! +url:web +organization_id>organization name +alternate_name description "
        "+transportation latitude:latitude longitude:longitude external_identifier external_identifier_type"
    ),
    "address": (
        "location_id>location attention address_1! +address_2 city! region state_province! postal_code! country! "
        "address_type:place!"
    ),
    "service_at_location": "service_id>service location_id>location +description",
    "phone": (
        "+service_id>service +service_at_location_id>service_at_location +location_id>location "
        "+contact_id>contact +organization_id>organization +number! +extension:number +type +description"
    ),
    "contact": (
        "service_id>service +service_at_location_id>service_at_location +location_id>location "
        "+organization_id>organization name title +department +email:mail"
    ),
    "schedule": (
        "service_id>service service_at_location_id>service_at_location +location_id>location valid_from:day "
        "valid_to:day dtstart:day +timezone:number +until:day +count:number +wkst:weekday freq:frequency "
        "interval:number byday +byweekno bymonthday +byyearday description opens_at:time closes_at:time "
        "schedule_link:web attending_type notes"
    ),
    "service_area": "service_id>service name +description extent extent_type uri service_area",
    "language": "service_id>service phone_id>phone +location_id>location +name +code +note",
    "funding": "service_id>service +organization_id>organization source",
    "cost_option": ("service_id>service valid_from:day valid_to:day option +currency amount:number amount_description"),
    "required_document": "+service_id>service +document +uri:web",
    "accessibility": "location_id>location description details url:web accessibility",
    "organization_identifier": "organization_id>organization identifier_scheme identifier_type! identifier!",
    "attribute": "link_id>? taxonomy_term_id>taxonomy_term link_type +link_entity +value",
    "taxonomy_term": (
        "+code name! description! parent_id>taxonomy_term taxonomy +language taxonomy_id>taxonomy term_uri:web term"
    ),
    "taxonomy": "name! description! uri:web version",
    "metadata": (
        "+resource_id>? +resource_type +last_action_date:day +last_action_type +field_name +previous_value "
        "+replacement_value +updated_by"
    ),
    "meta_table_description": "+name +language +character_set",
}

_CHILDREN = {
    "service": (
        "organization program phones schedules service_areas service_at_locations languages funding cost_options "
        "required_documents contacts attributes metadata"
    ),
    "organization": ("funding contacts phones locations programs organization_identifiers attributes metadata"),
    "program": "attributes metadata",
    "location": "languages addresses contacts accessibility phones schedules attributes metadata",
    "address": "attributes metadata",
    "service_at_location": "location service contacts phones schedules attributes metadata",
    "phone": "languages attributes metadata",
    "contact": "phones attributes metadata",
    "schedule": "attributes metadata",
    "service_area": "attributes metadata",
    "language": "attributes metadata",
    "funding": "attributes metadata",
    "cost_option": "attributes metadata",
    "required_document": "attributes metadata",
    "accessibility": "attributes metadata",
    "organization_identifier": "attributes metadata",
    "attribute": "taxonomy_term metadata",
    "taxonomy_term": "taxonomy_detail metadata",
    "taxonomy": "taxonomy_terms metadata",
    "metadata": "",
    "meta_table_description": "attributes metadata",
}

ONE = MappingProxyType(
    {
        "organization": "organization",
        "program": "program",
        "location": "location",
        "service": "service",
        "taxonomy_term": "taxonomy_term",
        "taxonomy_detail": "taxonomy",
    }
)
"""Keys that hold one object, and its kind."""

MANY = MappingProxyType(
    {
        "phones": "phone",
        "schedules": "schedule",
        "service_areas": "service_area",
        "service_at_locations": "service_at_location",
        "languages": "language",
        "funding": "funding",
        "cost_options": "cost_option",
        "required_documents": "required_document",
        "contacts": "contact",
        "attributes": "attribute",
        "metadata": "metadata",
        "organization_identifiers": "organization_identifier",
        "locations": "location",
        "programs": "program",
        "addresses": "address",
        "accessibility": "accessibility",
        "taxonomy_terms": "taxonomy_term",
    }
)
"""Keys that hold a list of objects, and their kind."""

LIST_KEYS = MappingProxyType({kind: key for key, kind in MANY.items()})

SHARED = frozenset({"organization", "program", "location", "taxonomy_term", "taxonomy"})
"""Kinds that several services may hold: one record, referred to by its id."""

LINKS_BY_KEY = MappingProxyType(
    {
        "organization": "organization_id",
        "program": "program_id",
        "location": "location_id",
        "taxonomy_term": "taxonomy_term_id",
    }
)
"""The link that says the same as an object nested under this key."""

TABLES = MappingProxyType(
    {
        "service": "services",
        "organization": "organizations",
        "program": "programs",
        "location": "locations",
        "address": "addresses",
        "service_at_location": "service_at_location",
        "phone": "phones",
        "contact": "contacts",
        "schedule": "schedules",
        "service_area": "service_areas",
        "language": "languages",
        "funding": "funding",
        "cost_option": "cost_options",
        "required_document": "required_documents",
        "accessibility": "accessibility",
        "organization_identifier": "organization_identifiers",
        "attribute": "attributes",
        "taxonomy_term": "taxonomy_terms",
        "taxonomy": "taxonomies",
        "metadata": "metadata",
        "meta_table_description": "meta_table_descriptions",
    }
)
"""The file of each kind in a folder of HSDS 3.0, without `.csv`."""

PARENTS = MappingProxyType(
    {
        "phone": "service_id service_at_location_id location_id contact_id organization_id",
        "contact": "service_id service_at_location_id location_id organization_id",
        "schedule": "service_id service_at_location_id location_id",
        "language": "service_id phone_id location_id",
        "funding": "service_id organization_id",
        "service_area": "service_id",
        "service_at_location": "service_id",
        "cost_option": "service_id",
        "required_document": "service_id",
        "address": "location_id",
        "accessibility": "location_id",
        "organization_identifier": "organization_id",
        "attribute": "link_id",
    }
)
"""In a table, the links under whose object a row is nested: the first one that leads anywhere."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its type, the kind that it links to (`?`: any), whether the standard, and the UK profile, has it."""

    name: str
    type: str
    links_to: str
    is_required: bool
    is_uk: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One object of the standard: its fields but `id`, and which keys hold one or many other objects."""

    name: str
    fields: Mapping[str, Field]
    one: Mapping[str, str]
    many: Mapping[str, str]
    nested: Mapping[str, str]
    required: tuple[Field, ...]


def _field(text: str) -> Field:
    bare = text.strip("+!")
    name, _, links_to = bare.partition(">")
    name, _, kind = name.partition(":")
    return Field(name, "link" if links_to else kind or "text", links_to, text.endswith("!"), not text.startswith("+"))


def _kind(name: str) -> Kind:
    fields = {field.name: field for field in map(_field, _FIELDS[name].split())}
    keys = _CHILDREN[name].split()
    return Kind(
        name=name,
        fields=MappingProxyType(fields),
        one=MappingProxyType({key: ONE[key] for key in keys if key in ONE}),
        many=MappingProxyType({key: MANY[key] for key in keys if key in MANY}),
        nested=MappingProxyType({key: ONE.get(key) or MANY[key] for key in keys}),
        required=tuple(field for field in fields.values() if field.is_required),
    )


KINDS: Mapping[str, Kind] = MappingProxyType({name: _kind(name) for name in _FIELDS})

KINDS_BY_WORD: Mapping[str, str] = MappingProxyType(
    {word: kind for kind, table in TABLES.items() for word in (kind, table)}
)
"""The kind that a table's or an object's name means."""
