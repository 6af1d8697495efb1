"""The records of a JSON file, one at a time, however large the file: a page, a list, one object, or JSON Lines.

Serves reading. A record that is broken, too large or too deep costs only itself where its end can be found. The
standard library's parser is used: it tells where a text is broken, and nothing that it reads can end the process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from .found import LONGEST_RAW, Limits, short_raw

LIST_KEYS = frozenset({"contents", "content", "items", "services", "records", "data", "results", "value"})
"""Where a page keeps its records."""

_PAGE_WORDS = (
    "total_items total_pages page_number size first_page last_page empty totalElements totalPages number first last "
    "numberOfElements pageable sort count next previous offset page per_page total links _links meta"
)
PAGE_KEYS = frozenset(_PAGE_WORDS.split())
"""What a page says of itself, which is not about any record."""

_SPACE = re.compile(r"[ \t\r\n\ufeff\x00]*")
_OUTSIDE, _INSIDE = re.compile(r'[{}\[\]"]'), re.compile(r'["\\]')
_END_OF_PLAIN = re.compile(r"[,\]}\s]")
_CUT_OFF = "The file ends, or is broken, in the middle; what came before was read. Export it again."


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One value found: `why` is empty, or says why it could not be read, and then `value` is the text as it came."""

    value: Any
    why: str = ""
    is_page: bool = False


class _Broken(Exception):
    """The text is not JSON here, and there is no telling where it goes on."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that came twice keeps both values."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for name, value in pairs:
        while name in found:
            name = f"{name} (again)"
        found[name] = value
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object)


def depth_of(value: Any) -> int:
    """How many objects and lists lie inside each other, counted level by level, without recursion."""
    levels, level = 0, [value] if isinstance(value, dict | list) else []
    while level:
        levels += 1
        parts = (inner.values() if isinstance(inner, dict) else inner for inner in level)
        level = [part for within in parts for part in within if isinstance(part, dict | list)]
    return levels


def read_lines(file: TextIO, limits: Limits) -> Iterator[JsonRecord]:
    """The records of a JSON Lines file."""
    while line := file.readline(limits.record_bytes + 1):
        if len(line) > limits.record_bytes and not line.endswith("\n"):
            while (rest := file.readline(limits.record_bytes)) and not rest.endswith("\n"):
                pass
            yield JsonRecord(short_raw(line), _too_large(limits))
        elif text := line.strip("\ufeff\x00 \t\r\n"):
            yield _parsed(text, limits)


def _too_large(limits: Limits) -> str:
    return f"This record is larger than {limits.record_bytes:,} characters. Take out what is not about the service."


def _parsed(text: str, limits: Limits) -> JsonRecord:
    try:
        value, end = _DECODER.raw_decode(text)
    except RecursionError:
        return JsonRecord(short_raw(text), "Its parts lie too deep inside each other for a real record.")
    except ValueError as error:
        return JsonRecord(short_raw(text), f"This line is not JSON ({error}). Correct it, or export it again.")
    if _SPACE.fullmatch(text, end) is None:
        return JsonRecord(short_raw(text), "Something follows the record on its line. Put each record on its own line.")
    return _judged(value, text, limits)


def _judged(value: Any, text: str, limits: Limits) -> JsonRecord:
    """A value that could be parsed, unless it is absurd."""
    if len(text) > limits.record_bytes:
        return JsonRecord(short_raw(text), _too_large(limits))
    if text.count("{") + text.count("[") > limits.depth and depth_of(value) > limits.depth:
        return JsonRecord(short_raw(text), "Its parts lie too deep inside each other for a real record.")
    return JsonRecord(value)


def read_json(file: TextIO, limits: Limits) -> Iterator[JsonRecord]:
    """The records of a JSON file: those of its pages and lists, or the one object that it is."""
    return _Reader(file, limits).records()


class _Reader:
    """Goes through a text of any length, with never more of it in memory than a few records."""

    def __init__(self, file: TextIO, limits: Limits) -> None:
        self._file, self._limits = file, limits
        self._text, self._at, self._is_whole = "", 0, False
        self._size, self._unread = 0, ""

    def records(self) -> Iterator[JsonRecord]:
        """Each record; a last one says so when the file breaks off."""
        try:
            while mark := self._peek():
                if mark == "[":
                    yield from self._list()
                elif mark == "{":
                    yield from self._page()
                else:
                    yield self._no_record()
        except _Broken:
            raw = self._unread or self._text[self._at : self._at + LONGEST_RAW]
            yield JsonRecord(raw, _CUT_OFF)

    def _no_record(self) -> JsonRecord:
        """What stands where an object should be. If it is not even JSON, nothing after it is looked at."""
        value = self._value()
        if value.why:
            self._text, self._at, self._is_whole = "", 0, True
        return value

    def _fill(self) -> None:
        """Have the whole of the next record in memory, if it is not larger than a record may be."""
        wanted = self._limits.record_bytes + 2
        if not self._is_whole and len(self._text) - self._at < wanted:
            more = self._file.read(4 * wanted)
            self._is_whole = len(more) < 4 * wanted
            self._text, self._at = self._text[self._at :] + more, 0

    def _peek(self) -> str:
        """The next letter that is not a space; empty at the end."""
        while True:
            self._fill()
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or self._is_whole:
                return self._text[self._at : self._at + 1]

    def _take(self, mark: str) -> None:
        if self._peek() != mark:
            raise _Broken
        self._at += 1

    def _list(self) -> Iterator[JsonRecord]:
        self._take("[")
        while (mark := self._peek()) != "]":
            if not mark:
                raise _Broken
            yield self._value()
            if self._peek() == ",":
                self._at += 1
            elif self._peek() != "]":
                raise _Broken
        self._at += 1

    def _page(self) -> Iterator[JsonRecord]:
        """The records of an object that holds a list of them, or the object itself."""
        start = self._text[self._at : self._at + LONGEST_RAW]
        told: dict[str, Any] = {}
        self._take("{")
        has_list, size, why = False, 0, ""
        while self._peek() != "}":
            key = self._key()
            if key in LIST_KEYS and self._peek() == "[":
                has_list = True
                yield from self._list()
            else:
                value = self._value()
                size, why = size + self._size, why or value.why
                told[f"{key} (again)" if key in told else key] = value.value
            if self._peek() == ",":
                self._at += 1
        self._at += 1
        why = why or (_too_large(self._limits) if size > self._limits.record_bytes else "")
        yield from self._told(told, has_list, why, start)

    def _told(self, told: dict[str, Any], has_list: bool, why: str, start: str) -> Iterator[JsonRecord]:
        """The object itself, when it is a record, or what a page says besides its records."""
        if why:
            yield JsonRecord(start, why)
        elif not has_list:
            yield JsonRecord(told)
        elif rest := {key: value for key, value in told.items() if key not in PAGE_KEYS}:
            yield JsonRecord(rest, is_page=True)

    def _key(self) -> str:
        if self._peek() != '"':
            raise _Broken
        key = self._value()
        if key.why or not isinstance(key.value, str):
            raise _Broken
        self._take(":")
        return key.value

    def _value(self) -> JsonRecord:
        """The next value. One that cannot be parsed is passed over, to its closing bracket."""
        self._peek()
        start = self._at
        try:
            value, self._at = _DECODER.raw_decode(self._text, start)
        except (RecursionError, ValueError) as error:
            self._unread = self._text[start : start + LONGEST_RAW]
            why, raw, self._unread = self._pass_over(error), self._unread, ""
            return JsonRecord(raw, why)
        self._size = self._at - start
        return _judged(value, self._text[start : self._at], self._limits)

    def _pass_over(self, error: Exception) -> str:
        """Go behind a value that cannot be parsed; why it could not be."""
        self._size = self._skip()
        if isinstance(error, RecursionError):
            return "Its parts lie too deep inside each other for a real record."
        if self._size > self._limits.record_bytes:
            return _too_large(self._limits)
        return f"This record is not JSON ({error}). Correct it, or export it again."

    def _skip(self) -> int:
        """Pass over one value by its brackets and quotes; how many characters it had. Raises at the file's end."""
        passed, levels, is_text = 0, 0, False
        plain = self._text[self._at : self._at + 1] not in '{["'
        while True:
            pattern = _END_OF_PLAIN if plain else _INSIDE if is_text else _OUTSIDE
            found = pattern.search(self._text, self._at)
            passed += (found.start() if found else len(self._text)) - self._at + 1
            if not found:
                self._more()
                continue
            self._at = found.start() if plain else found.end()
            if plain:
                return passed
            levels, is_text = self._step(found.group(), levels, is_text)
            if levels == 0 and not is_text:
                return passed

    def _step(self, mark: str, levels: int, is_text: bool) -> tuple[int, bool]:
        """How deep it is after a mark, and whether inside a text."""
        if mark == "\\":
            if self._at >= len(self._text):
                self._more()
            self._at += 1
            return levels, is_text
        if mark == '"':
            return levels, not is_text
        return levels + (1 if mark in "{[" else -1), is_text

    def _more(self) -> None:
        """Let go of what was passed over, and read on. Raises at the end of the file."""
        self._text, self._at = self._file.read(1 << 20), 0
        self._is_whole = not self._text
        if self._is_whole:
            raise _Broken
