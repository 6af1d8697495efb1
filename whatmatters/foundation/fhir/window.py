"""A window that moves over a JSON text of any size, so that only one value is held at a time.

Serves the reader of Bundles. Memory is bounded by the size limit of one resource, however large the file is; a value
above the limit is passed over without being held.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Any, BinaryIO

from whatmatters.foundation.kernel.reasons import Reason

from .entries import Place
from .jsontext import JsonParser, TooDeep, too_deep
from .limits import Limits
from .sources import Unreadable

CHUNK = 1 << 17
_SPACE = re.compile(r"[ \t\r\n]*")
_MARK = re.compile(r'["{}\[\]]')
_PLAIN = re.compile(r"[^ \t\r\n,\]}]*")
_STRING_MARK = re.compile(r'["\\]')


class Broken(Exception):
    """The text stops being JSON here, so that nothing after it can be trusted."""

    def __init__(self, reason: Reason, place: Place | None = None) -> None:
        self.reason, self.place = reason, place
        super().__init__(str(reason))

    def in_entry(self, place: Place) -> Broken:
        """The same, named with the entry in which it is."""
        return Broken(self.reason, self.place or place)


class Window:
    """Reads forward through one stream of UTF-8 JSON. Every method may raise `Broken`."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self._parser = JsonParser(limits)
        # Bytes that are not UTF-8 become lone surrogates, so that only the entry that has them is refused.
        self._decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
        self._text = ""
        self._at = 0
        self._ended = False
        self._lines_before = 1

    def peek(self) -> str:
        """The next character that is not white space, "" at the end. It is not taken."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def take(self, wanted: str) -> str:
        """Take the next character, which must be one of these."""
        found = self.peek()
        if not found or found not in wanted:
            raise self._broken()
        self._at += 1
        return found

    def value(self) -> tuple[Any, Reason | None]:
        """Take the next value, and say what is wrong with it. One that may not be held is passed over: None."""
        self.peek()
        failed_before: tuple[str, int] | None = None
        while True:
            try:
                return self._whole_value()
            except TooDeep:
                self.pass_over()
                return None, too_deep()
            except json.JSONDecodeError as error:
                failed = (error.msg, error.pos - self._at)
            in_string = failed[0].startswith("Unterminated")
            if failed == failed_before and not in_string:
                raise self._broken(self._at + failed[1])
            if len(self._text) - self._at > self._limits.resource_characters:
                self.pass_over()
                return None, self._too_large()
            if not self._fill():
                raise self._broken(len(self._text) if in_string else self._at + failed[1])
            failed_before = failed

    def _whole_value(self) -> tuple[Any, Reason | None]:
        """The value, if all of it is in the window; a number at the very edge may not be, so it waits for more."""
        value, end, trouble = self._parser.value_at(self._text, self._at)
        if end == len(self._text) and not self._ended:
            raise json.JSONDecodeError("At the edge", self._text, end)
        if end - self._at > self._limits.resource_characters:
            value, trouble = None, self._too_large()
        self._at = end
        return value, trouble

    def pass_over(self) -> None:
        """Take the next value without holding it, by counting brackets outside strings."""
        first = self.peek()
        if not first:
            raise self._broken()
        if first not in '{["':
            self._advance(_PLAIN)
            return
        level = 0
        while True:
            mark = self._next(_MARK)
            if mark == '"':
                self._pass_string()
            else:
                level += 1 if mark in "{[" else -1
            if level <= 0:
                return

    def _pass_string(self) -> None:
        """Take the rest of a string whose opening quote has been taken."""
        while self._next(_STRING_MARK) == "\\":
            if self._at >= len(self._text) and not self._fill():
                raise self._broken()
            self._at += 1

    def _next(self, marks: re.Pattern[str]) -> str:
        """Take everything up to and including the next of these marks."""
        while True:
            found = marks.search(self._text, self._at)
            if found:
                self._at = found.end()
                return found.group()
            self._at = len(self._text)
            if not self._fill():
                raise self._broken()

    def _advance(self, plain: re.Pattern[str]) -> None:
        """Take characters of this kind for as long as there are any."""
        while True:
            run = plain.match(self._text, self._at)
            self._at = run.end() if run else self._at
            if self._at < len(self._text) or not self._fill():
                return

    def _fill(self) -> bool:
        """Drop what has been taken and read more, doubling what is held. False at the end of the stream."""
        if self._ended:
            return False
        try:
            raw = self._stream.read(max(CHUNK, len(self._text) - self._at))
        except Unreadable as error:
            raise Broken(error.reason) from error
        self._lines_before += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + self._decode(raw, not raw)
        self._at, self._ended = 0, not raw
        return not self._ended or self._at < len(self._text)

    def _broken(self, at: int | None = None) -> Broken:
        """What to say where the text stops being JSON: cut off, or broken in this line."""
        at = self._at if at is None else at
        if self._ended and at >= len(self._text.rstrip()):
            return Broken(Reason("incomplete", "The file ends in the middle: it was cut short."))
        line = self._lines_before + self._text.count("\n", 0, at)
        return Broken(Reason("structure", f"The file stops being JSON in line {line}."))

    def _too_large(self) -> Reason:
        """Why a value above the size limit is left out."""
        limit = f"{self._limits.resource_characters:,}"
        return Reason("too-long", f"It is larger than one record may be ({limit} characters).")
