"""How tests ask the open API: its addresses, one answer, and everything that can be reached by following it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from django.test import Client

ROOT = "/open-referral/"
LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")
NOWHERE = UUID(int=77)
_SPACE = UUID("00000000-0000-4000-8000-000000000002")


def ask(address: str, **asked: Any) -> Any:
    """What an address answers, as JSON; it must answer well."""
    response = Client().get(ROOT + address, asked)
    assert response.status_code == 200, response.content
    return response.json()


def refusal(address: str, **asked: Any) -> tuple[int, dict[str, Any]]:
    """The status and the words of a refusal."""
    response = Client().get(ROOT + address, asked)
    return response.status_code, response.json()


def names(address: str, **asked: Any) -> list[str]:
    """The names on a page of services or terms."""
    return [one["name"] for one in ask(address, **asked)["contents"]]


def every_page(address: str, per_page: int = 100, **asked: Any) -> Iterator[Any]:
    """Every page of a list."""
    page, is_last = 1, False
    while not is_last:
        answer = ask(address, page=page, per_page=per_page, **asked)
        page, is_last = page + 1, answer["last_page"]
        yield answer


def everything() -> Iterator[bytes]:
    """Every answer that a program gets that follows each list to its end and each record to its own address."""
    yield Client().get(ROOT).content
    for name in LISTS:
        for more in ({}, {"full": "true"}) if name == "services" else ({},):
            for page in every_page(name, per_page=3, **more):
                yield from (Client().get(f"{ROOT}{name}/{one['id']}").content for one in page["contents"])
                yield Client().get(ROOT + name, {"page": page["page_number"], "per_page": 3, **more}).content


def made_id(name: str) -> str:
    """The same id for the same name."""
    return str(uuid5(_SPACE, name))


def attribute(name: str, taxonomy: str = "", **more: Any) -> dict[str, Any]:
    """An attribute with a term, of a taxonomy that is only named."""
    term = {"id": made_id(name), "name": name, "description": f"About {name}"} | more
    return {"id": made_id(f"attribute {name}"), "taxonomy_term": term | ({"taxonomy": taxonomy} if taxonomy else {})}
