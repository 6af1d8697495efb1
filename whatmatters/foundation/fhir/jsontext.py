"""One JSON value out of a text, with what JSON lets pass and a record must not have.

Serves the reader. The standard library's parser is used because it keeps decimals, tells where a text is broken and
cannot be crashed by what it reads: the C parser of ijson 3.6 ends the process on a number of 5,000 digits and turns
half a surrogate pair into another character. Refuses: a name twice in one object (which of the two is meant?), NaN,
numbers longer than any measurement, half characters, bytes that are not UTF-8, deep nesting.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason

from .limits import Limits

_ENDLESS = Decimal("Infinity")
_CONTAINERS = (dict, list)
_DIGITS_OF_64_BITS = 18
_ELEMENT = re.compile(r"_?[A-Za-z]{1,40}")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class TooDeep(Exception):
    """Objects or lists lie so deep inside each other that the parser gives up."""


def too_deep() -> Reason:
    """Why a value with more nesting than the limit is left out."""
    return Reason("too-costly", "Its parts lie too deep inside each other for a real record.")


class JsonParser:
    """Reads one value at a time. Not for use by two threads at once."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._troubles: list[Reason] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_float=self._decimal,
            parse_int=self._whole,
            parse_constant=self._constant,
        )

    def value_at(self, text: str, start: int) -> tuple[Any, int, Reason | None]:
        """The value that begins at `start`, where it ends, and what is wrong with it, if something is.

        Raises `json.JSONDecodeError` where the text is not JSON, `TooDeep` on absurd nesting.
        """
        self._troubles.clear()
        try:
            value, end = self._decoder.raw_decode(text, start)
        except RecursionError as error:
            raise TooDeep from error
        return value, end, self._trouble_of(value, text[start:end])

    def _trouble_of(self, value: Any, text: str) -> Reason | None:
        if self._troubles:
            return self._troubles[0]
        if text.count("{") + text.count("[") > self._limits.nesting and depth(value) > self._limits.nesting:
            return too_deep()
        if not _is_unicode(text, value):
            return Reason("value", "Some of its text is damaged: it is not valid UTF-8.")
        return None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            text = f"It says {_repeated(pairs)} twice in one place, and we cannot tell which is meant."
            self._troubles.append(Reason("structure", text))
        return found

    def _decimal(self, text: str) -> Decimal:
        try:
            number = Decimal(text) if len(text) <= self._limits.number_digits else _ENDLESS
        except InvalidOperation:
            number = _ENDLESS
        if not number.is_finite() or abs(number.adjusted()) > self._limits.number_digits:
            self._troubles.append(Reason("value", "A number in it is longer than any measurement."))
        return number

    def _whole(self, text: str) -> int | Decimal:
        if len(text) <= self._limits.number_digits:
            return int(text) if len(text) <= _DIGITS_OF_64_BITS else Decimal(text)
        self._troubles.append(Reason("value", "A number in it is longer than any measurement."))
        return 0

    def _constant(self, text: str) -> None:
        self._troubles.append(Reason("value", f"It has {text} where a number should be."))


def _repeated(pairs: list[tuple[str, Any]]) -> str:
    """The first name given twice, if it looks like the name of an element; else that it is one."""
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            return f"“{name}”" if _ELEMENT.fullmatch(name) else "the same name"
        seen.add(name)
    return "the same name"


def _is_unicode(text: str, value: Any) -> bool:
    """Whether neither the text nor what its escapes stand for holds half a character."""
    try:
        if not text.isascii():
            text.encode()
        if _ESCAPED_SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True


def depth(value: Any) -> int:
    """How many objects and lists lie inside each other, counted level by level, without recursion."""
    levels, level = 0, [value] if isinstance(value, _CONTAINERS) else []
    while level:
        levels += 1
        parts = (inner.values() if isinstance(inner, dict) else inner for inner in level)
        level = [part for within in parts for part in within if isinstance(part, _CONTAINERS)]
    return levels
