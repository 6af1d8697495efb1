"""One record in the shape of HSDS, made into a document that validates, without losing anything that came.

Serves reading. Identifiers become UUIDs, text becomes plain, days and times become those of the standard. A value that
the standard would refuse moves to `original_values` of the object it came in. Refuses nothing: what cannot be a
listing is found by `reading`. Making a document again from a document changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .ancestry import Ancestry
from .found import Document, Mended
from .kinds import KINDS, KINDS_BY_WORD, LINKS_BY_KEY, NEUTRAL, SHARED, Field, Kind
from .plain_text import printable
from .references import Names, id_text
from .values import READERS

ORIGINAL_ID, ORIGINAL_VALUES = "original_id", "original_values"
_OWN = frozenset({"id", ORIGINAL_ID, ORIGINAL_VALUES})


def is_empty(raw: Any) -> bool:
    """Whether a value says nothing: absent, spaces, or a list or object without content."""
    return raw is None or raw == [] or raw == {} or (isinstance(raw, str) and not raw.strip())


def storable(raw: Any) -> Any:
    """A value that every store of JSON takes: without unprintable characters and without numbers that are none."""
    if isinstance(raw, str):
        return printable(raw)
    if isinstance(raw, dict):
        return {printable(str(key)): storable(value) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [storable(value) for value in raw]
    return raw if not isinstance(raw, float) or math.isfinite(raw) else str(raw)


@dataclass(slots=True)
class _Thing:
    """One object while it is mended: what it is, what came, under what it lies, and what it becomes."""

    kind: Kind
    raw: Document
    owner_kind: str
    owner_id: str
    out: Document = field(default_factory=dict)
    kept: Document = field(default_factory=dict)

    def keep(self, name: str, raw: Any) -> None:
        """Keep what came; another value kept under the same name before is not written over."""
        while name in self.kept and self.kept[name] != raw:
            name = f"{name} (again)"
        self.kept[name] = storable(raw)

    def drop_link(self, name: str) -> None:
        """Take away a link that the place of the object says already."""
        del self.out[name]
        self.kept.pop(name, None)


class Mender:
    """Mends the records of one feed. `is_new` says whether a shared object, by kind and id, was not met before."""

    def __init__(self, names: Names, is_new: Callable[[str, str], bool]) -> None:
        self._names = names
        self._is_new = is_new
        self._ancestry = Ancestry()
        self._notes: list[Mended] = []
        self._reference = ""

    def mend(self, kind: str, record: Document, reference: str) -> tuple[Document, list[Mended]]:
        """The document of a record, and what was mended in it. `reference` is how the notes name the record.

        A record of a kind that the standard does not know comes out as it is.
        """
        self._notes, self._reference = [], reference
        if kind not in KINDS:
            return storable(record), []
        return self._object(KINDS[kind], record, "", "", {}), self._notes

    def _object(self, kind: Kind, raw: Document, owner_kind: str, owner_id: str, made: dict[str, int]) -> Document:
        """One object and all in it. A shared one that came before has its notes already."""
        thing, notes = _Thing(kind, raw, owner_kind, owner_id), len(self._notes)
        _take_what_was_kept(thing)
        self._identify(thing)
        for key, value in raw.items():
            if key not in _OWN and not is_empty(value):
                self._put(thing, key, value)
        self._require(thing)
        _drop_what_is_implied(thing)
        if "id" not in thing.out:
            self._name(thing, made)
        self._nest(thing)
        if thing.kept:
            thing.out[ORIGINAL_VALUES] = thing.kept
        if len(self._notes) > notes and kind.name in SHARED and not self._is_new(kind.name, thing.out["id"]):
            del self._notes[notes:]
        return thing.out

    def _identify(self, thing: _Thing) -> None:
        """Give it the UUID of its id. The id as it came stays beside it."""
        raw, original = thing.raw.get("id"), thing.raw.get(ORIGINAL_ID)
        if text := id_text(raw):
            thing.out["id"] = self._names.uuid_of(thing.kind.name, text)
        if is_empty(original) and raw != thing.out.get("id"):
            original = raw
        if not is_empty(original):
            thing.out[ORIGINAL_ID] = storable(original)

    def _name(self, thing: _Thing, made: dict[str, int]) -> None:
        """Make an id for what has none, from its owner and its own words."""
        owner = "" if thing.kind.name in SHARED else thing.owner_id
        nested = {key: thing.raw[key] for key in thing.kind.nested if thing.raw.get(key)}
        said = thing.out | nested | {ORIGINAL_VALUES: thing.kept}
        first = self._names.made_for(thing.kind.name, owner, said, 0)
        count = made[first] = made.get(first, -1) + 1
        thing.out["id"] = self._names.made_for(thing.kind.name, owner, said, count) if count else first

    def _put(self, thing: _Thing, key: str, raw: Any) -> None:
        """Put one value of the source where it belongs; what the standard does not know stays as it came."""
        if known := thing.kind.fields.get(key):
            self._put_field(thing, known, raw)
        elif key not in thing.kind.one and key not in thing.kind.many:
            _put_unknown(thing, printable(key).strip() or "unnamed", raw)

    def _put_field(self, thing: _Thing, known: Field, raw: Any) -> None:
        if known.type == "link":
            self._put_link(thing, known, raw)
            return
        reading = READERS[known.type](raw)
        if reading.value is not None:
            thing.out[known.name] = reading.value
        if reading.keep:
            thing.keep(known.name, raw)
        if reading.why:
            self._note(thing, known.name, reading.why)

    def _put_link(self, thing: _Thing, known: Field, raw: Any) -> None:
        """The UUID of what is linked to; what came stays beside it when it was another."""
        text = id_text(raw)
        linked = self._names.uuid_of(_kind_linked_to(thing, known), text) if text else ""
        why = "" if linked else "It should be the id of another record; give that id as text."
        if linked and known.name == "parent_id" and self._ancestry.closes_a_circle(thing.out.get("id", ""), linked):
            why = "This makes the term stand under itself; the link was left out. Correct the parent of this term."
        if why:
            self._note(thing, known.name, why)
        else:
            thing.out[known.name] = linked
        if why or linked != text.lower():
            thing.keep(known.name, raw)

    def _require(self, thing: _Thing) -> None:
        """Fill what the standard requires and the source does not say."""
        for known in thing.kind.required:
            if known.name not in thing.out:
                value = thing.out[known.name] = NEUTRAL[known.type]
                if known.name not in thing.kept:
                    said = f"taken as “{value}”" if value else "left empty"
                    self._note(thing, known.name, f"It is missing, and was {said}; add it.")

    def _nest(self, thing: _Thing) -> None:
        for key, kind in thing.kind.one.items():
            if not is_empty(raw := thing.raw.get(key)):
                self._nest_one(thing, key, KINDS[kind], raw)
        for key, kind in thing.kind.many.items():
            if not is_empty(raw := thing.raw.get(key)):
                self._nest_many(thing, key, KINDS[kind], raw if isinstance(raw, list) else [raw])

    def _nest_one(self, thing: _Thing, key: str, kind: Kind, raw: Any) -> None:
        if not isinstance(raw, dict):
            thing.keep(key, raw)
            self._note(thing, key, "It should be one object with an id and a name.")
            return
        nested = thing.out[key] = self._object(kind, raw, thing.kind.name, thing.out["id"], {})
        link = LINKS_BY_KEY.get(key, "")
        if thing.out.get(link) == nested["id"]:
            thing.drop_link(link)

    def _nest_many(self, thing: _Thing, key: str, kind: Kind, things: list[Any]) -> None:
        made: dict[str, int] = {}
        objects = [one for one in things if isinstance(one, dict) and one]
        others = [one for one in things if not isinstance(one, dict) and not is_empty(one)]
        if objects:
            thing.out[key] = [self._object(kind, one, thing.kind.name, thing.out["id"], made) for one in objects]
        if others:
            thing.keep(key, others)
            self._note(thing, key, "It should be a list of objects, each with an id.")

    def _note(self, thing: _Thing, name: str, why: str) -> None:
        self._notes.append(Mended(self._reference, thing.kind.name, name, why))


def _take_what_was_kept(thing: _Thing) -> None:
    """What an earlier reading kept stays kept."""
    before = thing.raw.get(ORIGINAL_VALUES)
    if isinstance(before, dict):
        thing.kept.update(storable(before))
    elif not is_empty(before):
        thing.keep(ORIGINAL_VALUES, before)


def _put_unknown(thing: _Thing, name: str, raw: Any) -> None:
    value = printable(raw).strip() if isinstance(raw, str) else storable(raw)
    known = name in thing.kind.fields or name in thing.kind.one or name in thing.kind.many or name in _OWN
    if known or name in thing.out:
        thing.keep(name, value)
    elif not is_empty(value):
        thing.out[name] = value


def _kind_linked_to(thing: _Thing, known: Field) -> str:
    """The kind that a link leads to. One that may lead to any says which in a field beside it."""
    if known.links_to != "?":
        return known.links_to
    said = str(thing.raw.get("link_entity") or thing.raw.get("resource_type") or "").strip().lower()
    return KINDS_BY_WORD.get(said) or thing.owner_kind or "service"


def _drop_what_is_implied(thing: _Thing) -> None:
    """Take away the link to the object in which this one lies."""
    for known in thing.kind.fields.values():
        is_owner = known.links_to in (thing.owner_kind, "?") and known.type == "link"
        if is_owner and thing.owner_id and thing.out.get(known.name) == thing.owner_id:
            thing.drop_link(known.name)
            if KINDS_BY_WORD.get(str(thing.out.get("link_entity", "")).lower()) == thing.owner_kind:
                del thing.out["link_entity"]
