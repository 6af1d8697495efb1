"""Small invented records for the tests."""

from __future__ import annotations

from typing import Any

from ..entries import Resource
from ..writing import to_json

NHS = "https://fhir.nhs.uk/Id/nhs-number"
NUMBER, OTHER_NUMBER = "9990000018", "9990000026"


def patient(id: str = "p1", **more: Any) -> Resource:
    """A Patient with a name."""
    return {"resourceType": "Patient", "id": id, "name": [{"family": "Okafor", "given": ["Winifred"]}], **more}


def observation(id: str = "o1", subject: Any = "Patient/p1", **more: Any) -> Resource:
    """An Observation about somebody."""
    about = {"reference": subject} if isinstance(subject, str) else subject
    code = {"text": "Weight"}
    return {"resourceType": "Observation", "id": id, "status": "final", "code": code, "subject": about, **more}


def bundle(*resources: Resource, urls: tuple[str, ...] = (), **more: Any) -> bytes:
    """A collection Bundle of these resources, with the full urls given for the first of them."""
    named = [{"fullUrl": url} if url else {} for url in (*urls, *[""] * (len(resources) - len(urls)))]
    entries = [{**name, "resource": resource} for name, resource in zip(named, resources, strict=True)]
    return to_json({"resourceType": "Bundle", "type": "collection", **more, "entry": entries})


def ndjson(*resources: Resource) -> bytes:
    """These resources, one to a line."""
    return b"".join(to_json(resource) + b"\n" for resource in resources)
