"""What a resource is called, and what a reference points at, in one form that can be compared.

Serves the staging area. FHIR lets the same thing be named in five ways: relative (`Patient/1`), absolute, `urn:uuid:`,
contained (`#1`) and by identifier (an NHS number, or `Patient?identifier=…`). Guesses nothing: a reference in none of
these forms points at nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from whatmatters.foundation.kernel.identifiers import NHS_NUMBER_SYSTEM, bare_nhs_number

from .entries import Entry, Resource

_REST = re.compile(r"(?:(?P<base>.*)/)?(?P<local>[A-Z][A-Za-z]{1,63}/[A-Za-z0-9\-.]{1,64})")
_HISTORY = re.compile(r"/_history/[^/]*$")
_CONDITIONAL = re.compile(r"(?:.*/)?(?P<type>[A-Z][A-Za-z]{1,63})\?(?P<query>.+)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """What an entry is called.

    `key` is the same wherever and whenever the same thing is read again: the server's full address, else `Type/id`,
    else a `urn:`; "" for a thing without a name. `url` is the address or `urn:` ("" if none), `local` is `Type/id`,
    `base` the server's address.
    """

    key: str
    url: str
    local: str
    base: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a reference points at; the first of these that is not "" is meant, then the identifiers."""

    contained: str = ""
    url: str = ""
    local: str = ""
    type: str = ""
    identifiers: tuple[str, ...] = ()


def name_of(entry: Entry) -> Name:
    """What this entry is called, by its Bundle and by itself."""
    own = f"{entry.type}/{entry.id}" if entry.id else ""
    called = _plain(entry.full_url)
    rest = _REST.fullmatch(called)
    if called.lower().startswith(("http:", "https:")):
        base = (rest["base"] or "") if rest else ""
        return Name(called, called, own or (rest["local"] if rest else ""), base)
    if _SCHEME.match(called):
        same = called == f"urn:uuid:{entry.id.lower()}"
        return Name(own if same else called, called, own, "")
    return Name(own or called, "", own or (called if rest else ""), "")


def _plain(address: str) -> str:
    """An address without the version that it may name; a UUID in small letters, because case means nothing in it."""
    plain = _HISTORY.sub("", address)
    return plain.lower() if plain.lower().startswith("urn:uuid:") else plain


def pointer_of(reference: Any) -> Pointer | None:
    """What a Reference points at, or None when it points at nothing that could be found."""
    if not isinstance(reference, dict):
        return None
    kind = reference.get("type")
    identifier = identifier_token(reference.get("identifier"))
    found = _pointer_to(reference.get("reference"), (identifier,) if identifier else ())
    if found and not found.type and isinstance(kind, str):
        found = Pointer(found.contained, found.url, found.local, kind, found.identifiers)
    return found


def _pointer_to(target: Any, identifiers: tuple[str, ...]) -> Pointer | None:
    if not isinstance(target, str) or not target:
        return Pointer(identifiers=identifiers) if identifiers else None
    if target.startswith("#"):
        return Pointer(contained=target[1:], identifiers=identifiers)
    conditional = _CONDITIONAL.fullmatch(target)
    if conditional:
        asked = parse_qs(conditional["query"]).get("identifier", [])
        return Pointer(type=conditional["type"], identifiers=(*asked, *identifiers)) if asked else None
    plain = _plain(target)
    rest = _REST.fullmatch(plain)
    kind = rest["local"].split("/")[0] if rest else ""
    if _SCHEME.match(plain):
        return Pointer(url=plain, local=rest["local"] if rest else "", type=kind, identifiers=identifiers)
    if rest and not rest["base"]:
        return Pointer(local=plain, type=kind, identifiers=identifiers)
    return Pointer(identifiers=identifiers) if identifiers else None


def identifier_token(identifier: Any) -> str:
    """An Identifier as `system|value`, the way FHIR searches write it; "" when it identifies nothing."""
    if not isinstance(identifier, dict):
        return ""
    system, value = identifier.get("system"), identifier.get("value")
    if not (isinstance(value, str) and value.strip()):
        return ""
    system = system.strip() if isinstance(system, str) else ""
    return f"{system}|{bare_nhs_number(value) if system == NHS_NUMBER_SYSTEM else value.strip()}"


def identifier_tokens(resource: Resource) -> Iterator[str]:
    """Every identifier of a resource as `system|value`, without those that name no system."""
    identifiers = resource.get("identifier")
    for identifier in identifiers if isinstance(identifiers, list) else [identifiers]:
        token = identifier_token(identifier)
        if token and not token.startswith("|"):
            yield token


def contained_in(resource: Resource, fragment: str) -> Resource | None:
    """The resource contained in this one under a fragment id ("" is the resource itself)."""
    if not fragment:
        return resource
    contained = resource.get("contained")
    for inner in contained if isinstance(contained, list) else []:
        if isinstance(inner, dict) and inner.get("id") in (fragment, f"#{fragment}"):
            return inner
    return None


_WHOSE = ("subject", "patient", "individual", "beneficiary", "for")


def whose(resource: Resource) -> Pointer | None:
    """The person whom a resource is about, as a pointer; a contained person by the identifiers that it gives."""
    for element in _WHOSE:
        pointer = pointer_of(resource.get(element))
        if pointer and pointer.contained:
            inner = contained_in(resource, pointer.contained) or {}
            return Pointer(pointer.contained, type="Patient", identifiers=tuple(identifier_tokens(inner)))
        if pointer:
            return pointer
    return None
