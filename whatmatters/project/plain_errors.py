"""What went wrong, in one plain sentence that says what to do.

Serves the command line and `./run`. Refuses to show what somebody typed, or a person's data: an unexpected
error is named by its kind alone.
"""

from __future__ import annotations

import errno

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError

from whatmatters.foundation.kernel.errors import WhatmattersError

_FULL = "The disk is full: free some room and try again. What was saved before is kept; this was not saved."
_AWAY = (
    "The database cannot be reached: see that it is running and that WHATMATTERS_DATABASE_URL names it, "
    "then try again. Nothing was changed."
)
_BUSY = "The database is busy with another change: wait a moment and try again. Nothing was changed."
_NO_TABLES = "The database is not up to this version: run “whatmatters migrate”, then try again. Nothing was changed."
_READ_ONLY = "The database may not be written to by this user: mend the permissions of its file and folder."


def in_plain_words(error: BaseException) -> str:
    """The sentence for an error."""
    if isinstance(error, WhatmattersError):
        return str(error)
    if isinstance(error, DatabaseError):
        return _of_database(error)
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, ImproperlyConfigured):
        return f"A setting is wrong: {error}"
    return (
        f"Something went wrong that whatmatters did not expect ({type(error).__name__}). Run it again as "
        "“whatmatters --debug …” and tell the people who look after it what it says."
    )


def _of_database(error: DatabaseError) -> str:
    words = str(error).lower()
    if "full" in words or "no space" in words:
        return _FULL
    if "locked" in words:
        return _BUSY
    if "readonly" in words or "read-only" in words:
        return _READ_ONLY
    if "no such table" in words or "does not exist" in words:
        return _NO_TABLES
    if isinstance(error, OperationalError):
        return _AWAY
    return (
        f"The database refused this ({type(error).__name__}). Nothing was changed. “whatmatters --debug …” says more."
    )


def _of_system(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return _FULL
    if error.errno == errno.EADDRINUSE:
        return "That port is taken by another program: stop it, or choose another with --port."
    about = f" ({error.filename})" if error.filename else ""
    return f"The machine refused this: {error.strerror or type(error).__name__}{about}. Mend that and try again."
