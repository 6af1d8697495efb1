"""What is said in extensions, and why something is not said.

Serves UK Core's extensions and `data-absent-reason`. What is not asked for by its url is not looked at.
"""

from __future__ import annotations

from typing import Any

ABSENT_URL = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def extensions(element: Any, url: str) -> list[dict[str, Any]]:
    """Every extension with this url of an element (also of one that is itself an extension: a nested part)."""
    given = element.get("extension") if isinstance(element, dict) else None
    listed = given if isinstance(given, list) else []
    return [one for one in listed if isinstance(one, dict) and one.get("url") == url]


def extension_value(element: Any, *path: str) -> Any:
    """The raw value of the first extension at the end of a path of urls; None when there is none.

    `extension_value(patient, url_of_contact_preference, "PreferredContactMethod")` reads a nested one.
    """
    for url in path:
        element = next(iter(extensions(element, url)), None)
    return _value(element)


def _value(extension: Any) -> Any:
    """The value[x] of an extension, whatever its type."""
    if not isinstance(extension, dict):
        return None
    return next((part for name, part in extension.items() if name.startswith("value") and name != "value"), None)


def absent_reason(element: Any, name: str) -> str:
    """Why an element was left out, as a FHIR code ("unknown", "asked-declined", "masked"…); "" when it is not said.

    Looks beside a primitive (`_birthDate`), at the end of a list of them, and inside an object.
    """
    if not isinstance(element, dict):
        return ""
    for place in (element.get(f"_{name}"), element.get(name)):
        for part in place if isinstance(place, list) else [place]:
            reason = extension_value(part, ABSENT_URL)
            if isinstance(reason, str):
                return reason
    return ""
