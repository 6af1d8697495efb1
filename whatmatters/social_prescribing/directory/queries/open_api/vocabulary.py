"""The terms that documents use and the taxonomies that these belong to, gathered by id.

Serves `held`. Pure. A taxonomy that a feed only names, without an id, gets one that follows from its name, so that it
can be listed and asked for. Source: HSDS-UK 3.0, `taxonomy` and `taxonomy_term`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID, uuid5

import orjson

from ...openreferral.found import Document

_SPACE = UUID("c2b0a3f4-90ab-4d0c-a0a9-2d4b6c7f1e55")


@dataclass(frozen=True, slots=True)
class Term:
    """One term as a document has it: `packed` is the whole record, as JSON. `taxonomy_id` is empty for none."""

    id: str
    taxonomy_id: str
    packed: bytes


def terms_in(thing: Any) -> Iterator[Term]:
    """Every term in a document, wherever in it an attribute hangs."""
    if isinstance(thing, list):
        for one in thing:
            yield from terms_in(one)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            if key == "taxonomy_term" and isinstance(value, dict) and value.get("id"):
                yield _term(value)
            elif isinstance(value, dict | list):
                yield from terms_in(value)


def _term(record: Document) -> Term:
    return Term(record["id"], taxonomy_id_of(record), orjson.dumps(record, option=orjson.OPT_SORT_KEYS))


def taxonomy_id_of(record: Document) -> str:
    """The id of a term's taxonomy: as the term says, or made from the taxonomy's name; empty for none."""
    detail = record.get("taxonomy_detail")
    said = (detail.get("id") if isinstance(detail, dict) else "") or record.get("taxonomy_id")
    return str(said) if said else _id_of_name(str(record.get("taxonomy") or ""))


@cache
def _id_of_name(name: str) -> str:
    return str(uuid5(_SPACE, name)) if name else ""


def vocabulary_of(
    terms: Iterable[Term], loose: Iterable[tuple[str, Document]]
) -> tuple[dict[str, Document], dict[str, Document]]:
    """Terms and taxonomies by id, each in the order of their names. The first that says what an id is, is heard."""
    by_id: dict[str, Document] = {}
    taxonomies: dict[str, Document] = {}
    for term in dict.fromkeys(terms):
        if term.id not in by_id:
            by_id[term.id] = orjson.loads(term.packed)
    for kind, record in loose:
        if kind == "taxonomy":
            taxonomies.setdefault(record["id"], record)
            for inner in record.get("taxonomy_terms") or ():
                by_id.setdefault(inner["id"], {"taxonomy_id": record["id"]} | inner)
        else:
            by_id.setdefault(record["id"], record)
    return _in_order(_with_taxonomies(by_id, taxonomies)), _in_order(taxonomies)


def _with_taxonomies(terms: dict[str, Document], taxonomies: dict[str, Document]) -> dict[str, Document]:
    """Terms that say the id of their taxonomy; their taxonomies are added to those that are known."""
    said: dict[str, Document] = {}
    for term_id, record in terms.items():
        taxonomy_id = taxonomy_id_of(record)
        said[term_id] = record | ({"taxonomy_id": taxonomy_id} if taxonomy_id else {})
        if taxonomy_id and taxonomy_id not in taxonomies:
            name = str(record.get("taxonomy") or "")
            detail = record.get("taxonomy_detail")
            taxonomies[taxonomy_id] = detail if detail else {"id": taxonomy_id, "name": name, "description": name}
    return said


def _in_order(records: dict[str, Document]) -> dict[str, Document]:
    return dict(sorted(records.items(), key=lambda one: (str(one[1].get("name")), one[0])))
