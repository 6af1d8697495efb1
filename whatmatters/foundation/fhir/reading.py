"""Reads FHIR R4 JSON of any size and shape: Bundles, single resources, NDJSON, packed or not, a ZIP, a folder.

Serves every import. Memory stays flat however large the input is. Never raises for bad content: what cannot be read
is named by file, line, entry and reason, and reading goes on wherever the format leaves no doubt about what follows.
In NDJSON that is the next line. In a Bundle it is the next entry when this one is well-formed but may not be taken
(too large, too deep, a name twice); where the JSON itself breaks, what came before stands and the rest is not read,
because guessing where the next entry begins could give one person another's facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from whatmatters.foundation.kernel.reasons import Reason

from .entries import TYPE, Entry, Fault, Place, usable_name
from .jsontext import JsonParser, TooDeep, too_deep
from .limits import Limits
from .sources import Source, Unreadable, sources
from .window import Broken, Window

_NOT_AN_OBJECT = Reason("structure", "This is not a FHIR record: a record begins with “{”.")
_NO_TYPE = Reason("required", "It does not say what kind of record it is (resourceType).", TYPE)
_PIECE = 1 << 16
_EMPTY = Reason("incomplete", "The file is empty.")


def read(paths: Iterable[str | Path], *, limits: Limits) -> Iterator[Entry | Fault]:
    """Every resource in these files and folders, in order, and a fault for everything that could not be read.

    `limits` come from `limits_on(day)`. Entries of a Bundle come one by one, those of a Bundle in a Bundle too.
    """
    for source in sources(paths, limits):
        if isinstance(source, Fault):
            yield source
            continue
        try:
            yield from _lines(source) if _is_by_line(source) else _document(source)
        except Unreadable as error:
            yield Fault(Place(source.name), error.reason, rest_unread=True)


def _is_by_line(source: Source) -> bool:
    """Whether this is NDJSON: by its name, or because its first two lines look like it."""
    if source.is_by_line:
        return True
    with source.open() as stream:
        first, last = _ends_of_line(stream, source.limits.resource_characters)
        following = (line.strip() for line in iter(lambda: stream.readline(_PIECE), b""))
        return first + last == b"{}" and next((line for line in following if line), b"").startswith(b"{")


def _ends_of_line(stream: BinaryIO, most: int) -> tuple[bytes, bytes]:
    """The first and the last byte of a line but for white space, which is not held; nothing if it is too long."""
    first = last = b""
    for _ in range(most // _PIECE + 1):
        piece = stream.readline(_PIECE)
        bare = piece.strip()
        first, last = first or bare[:1], bare[-1:] or last
        if piece.endswith(b"\n") or not piece:
            return first, last
    return b"", b""


def _lines(source: Source) -> Iterator[Entry | Fault]:
    """NDJSON: every line that is not blank is one resource. A broken line costs that line only."""
    parser, most, anything = JsonParser(source.limits), source.limits.resource_characters, False
    with source.open() as stream:
        for number, line in _numbered(stream, most):
            place = Place(source.name, line=number)
            anything = True
            if len(line) > most:
                yield Fault(place, Reason("too-long", f"It is larger than one record may be ({most:,} characters)."))
            else:
                yield from _line(parser, line, place)
    if not anything:
        yield Fault(Place(source.name), _EMPTY)


def _numbered(stream: BinaryIO, most: int) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their numbers; of a line that is too long, its beginning."""
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        end = line
        while not end.endswith(b"\n") and (end := stream.readline(_PIECE)):
            pass
        if line.strip():
            yield number, line


def _line(parser: JsonParser, line: bytes, place: Place) -> Iterator[Entry | Fault]:
    """What one line of NDJSON holds."""
    text = line.decode("utf-8", "surrogateescape").strip()
    try:
        value, end, trouble = parser.value_at(text, 0)
    except json.JSONDecodeError:
        value, end, trouble = None, len(text), Reason("structure", "The line is not JSON, or was cut short.")
    except TooDeep:
        value, end, trouble = None, len(text), too_deep()
    if end < len(text):
        trouble = Reason("structure", "There is more in the line after the record ends.")
    yield from _resource(value, trouble, "", place)


def _document(source: Source) -> Iterator[Entry | Fault]:
    """A file that is one JSON value: a Bundle, entry by entry, or one resource."""
    place = Place(source.name)
    try:
        is_bundle = _type_of(source) == "Bundle"
        with source.open() as stream:
            window = Window(stream, source.limits)
            if is_bundle:
                yield from _bundle(window, place)
            else:
                yield from _resource(*window.value(), "", place)
            if window.peek():
                text = "There is more in the file after the record ends, and it was not read."
                yield Fault(place, Reason("structure", text), rest_unread=True)
    except Broken as error:
        yield Fault(error.place or place, error.reason, rest_unread=True)


def _type_of(source: Source) -> str:
    """The `resourceType` of a document, wherever in it that stands. Raises `Broken` when it is not an object."""
    with source.open() as stream:
        window = Window(stream, source.limits)
        first = window.peek()
        if first != "{":
            raise Broken(_why_no_object(first))
        for name in _names(window):
            if name == TYPE:
                return str(window.value()[0])
            window.pass_over()
    return ""


def _why_no_object(first: str) -> Reason:
    """What a document is that does not begin like a record."""
    match first:
        case "":
            return _EMPTY
        case "<":
            return Reason("not-supported", "This is XML. Export it as JSON and try again.")
        case "[":
            return Reason("structure", "This is a list, not a record: FHIR puts several records in a Bundle.")
        case first if not first.isascii() or first == "\0":
            return Reason("value", "This is not UTF-8 text, or no text at all.")
    return _NOT_AN_OBJECT


def _names(window: Window) -> Iterator[str]:
    """Each name of the object at which the window stands; whoever asks takes the value before asking again."""
    window.take("{")
    if window.peek() == "}":
        window.take("}")
        return
    while True:
        if window.peek() != '"':
            window.take('"')
        name = window.value()[0]
        window.take(":")
        yield str(name)
        if window.take(",}") == "}":
            return


def _bundle(window: Window, place: Place) -> Iterator[Entry | Fault]:
    """The entries of the Bundle at which the window stands; its other elements are passed over."""
    seen = False
    for name in _names(window):
        if name != "entry":
            window.pass_over()
        elif window.peek() != "[":
            window.pass_over()
            yield Fault(place, Reason("structure", "The Bundle's entries are not a list.", "Bundle.entry"))
        elif seen:
            raise Broken(Reason("structure", "The Bundle has two lists of entries; the second was not read."))
        else:
            seen = True
            yield from _entry_list(window, place)


def _entry_list(window: Window, place: Place) -> Iterator[Entry | Fault]:
    """The entries of a Bundle's list, one by one. Where the JSON breaks, the fault names the entry."""
    number = 0
    window.take("[")
    if window.peek() == "]":
        window.take("]")
        return
    while True:
        number += 1
        here = place.inside(number)
        try:
            value, trouble = window.value()
            yield from _bundle_entry(value, trouble, here)
            if window.take(",]") == "]":
                return
        except Broken as error:
            raise error.in_entry(here) from error


def _bundle_entry(value: Any, trouble: Reason | None, place: Place) -> Iterator[Entry | Fault]:
    """What one entry of a Bundle holds."""
    if trouble is None and not isinstance(value, dict):
        trouble = Reason("structure", "This entry of the Bundle is not an entry: it should begin with “{”.")
    if trouble:
        yield Fault(place, trouble)
    elif "resource" not in value:
        yield Fault(place, _why_no_resource(value))
    else:
        yield from _resource(value["resource"], None, usable_name(value.get("fullUrl")), place)


def _why_no_resource(entry: dict[str, Any]) -> Reason:
    """What an entry without a resource is there for, if it says so."""
    request = entry.get("request")
    method = request.get("method") if isinstance(request, dict) else None
    if method in ("DELETE", "GET", "HEAD"):
        asked = "delete something" if method == "DELETE" else "look something up"
        return Reason("not-supported", f"It holds no record, only a request to {asked}. Nothing was done for it.")
    if "response" in entry:
        return Reason("not-supported", "It holds no record, only a server's answer.")
    return Reason("required", "It holds no record (resource).", "Bundle.entry.resource")


def _resource(value: Any, trouble: Reason | None, full_url: str, place: Place) -> Iterator[Entry | Fault]:
    """A resource as an entry; a Bundle's entries; or why it is neither."""
    if trouble is None and not isinstance(value, dict):
        trouble = _NOT_AN_OBJECT
    elif trouble is None and not _names_a_type(value.get(TYPE)):
        trouble = _NO_TYPE
    if trouble:
        yield Fault(place, trouble)
    elif value[TYPE] != "Bundle":
        yield Entry(place, value, full_url)
    else:
        for number, entry in enumerate(_entries_held(value), 1):
            yield from _bundle_entry(entry, None, place.inside(number))


def _names_a_type(kind: Any) -> bool:
    """Whether this could be the name of a kind of FHIR resource, of whatever version."""
    return isinstance(kind, str) and kind.isascii() and kind.isalpha() and kind[0].isupper() and len(kind) <= 64


def _entries_held(bundle: dict[str, Any]) -> list[Any]:
    """The entries of a Bundle that is already in memory; what is no list counts as one entry, which it is not."""
    entries = bundle.get("entry", [])
    return entries if isinstance(entries, list) else [None]
