"""What goes into the log: where in the code something went wrong, never what somebody typed.

Serves `settings.LOGGING`. The message of an exception can hold a person's words (a database names the row that it
refused), so that a traceback is written without messages: files, lines, functions and the kinds of the exceptions.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Formats a record; of an exception only its kind and its place."""

    def formatException(self, ei: ExceptionInfo) -> str:
        """The chain of exceptions, the first cause first."""
        return "\n".join(_lines(ei[1])) if ei[1] else ""


def _lines(error: BaseException) -> list[str]:
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = [*_lines(earlier), "which led to"] if earlier else []
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return [*before, type(error).__qualname__, *places]
