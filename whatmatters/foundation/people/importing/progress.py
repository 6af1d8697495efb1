"""Says on the command line how far a long run is: a line that changes on a terminal, plain lines elsewhere.

Serves the commands that bring people in and take them out. Says nothing about a run that is over before anybody asks.
"""

from __future__ import annotations

import time
from typing import TextIO

_EVERY_ON_TERMINAL, _EVERY_ELSEWHERE = 0.2, 10.0


class TerminalProgress:
    """Writes to `stream`, which is not where the report goes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._on_terminal = stream.isatty()
        self._every = _EVERY_ON_TERMINAL if self._on_terminal else _EVERY_ELSEWHERE
        self._last = self._phase_began = time.monotonic()
        self._phase = ""
        self._widest = 0

    def reading(self, entries: int, file: str) -> None:
        """So many entries were read."""
        if elapsed := self._begin("reading"):
            self._say(f"Reading: {entries:,} entries ({entries / elapsed:,.0f} a second), {file}")

    def taking(self, done: int, total: int) -> None:
        """So many people of all were dealt with."""
        if elapsed := self._begin("taking"):
            rate = done / elapsed
            left = _in_words((total - done) / rate) if rate and done < total else ""
            self._say(f"People: {done:,} of {total:,} ({rate:,.1f} a second{left})")

    def _begin(self, phase: str) -> float:
        """Seconds in this phase, if it is time to say something; else 0."""
        now = time.monotonic()
        if phase != self._phase:
            self._phase, self._phase_began = phase, now
        if now - self._last < self._every or now == self._phase_began:
            return 0.0
        self._last = now
        return now - self._phase_began

    def _say(self, text: str) -> None:
        if not self._on_terminal:
            print(text, file=self._stream, flush=True)
            return
        self._widest = max(self._widest, len(text))
        print(f"\r{text.ljust(self._widest)}", end="", file=self._stream, flush=True)

    def end(self) -> None:
        """Leave the line clean for what follows."""
        if self._on_terminal and self._widest:
            print(f"\r{' ' * self._widest}\r", end="", file=self._stream, flush=True)


def _in_words(seconds: float) -> str:
    """How long it may still take, as people say it."""
    if seconds < 90:
        return f", about {max(round(seconds), 1)} s left"
    minutes = round(seconds / 60)
    return f", about {minutes} min left" if minutes < 120 else f", about {round(minutes / 60)} h left"
