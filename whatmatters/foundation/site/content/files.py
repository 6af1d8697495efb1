"""Where the content files are, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

ENGLISH = "en-gb"
"""The language that every page has, and that the others are translated from."""


class BadContent(Exception):
    """A content file is not as it must be: the message names the file and says what to put right."""


@cache
def read_file(name: str) -> dict[str, Any]:
    """One content file as a dictionary, such as `rights.toml`. Raises `BadContent`."""
    try:
        return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadContent(f"{name}: {error}") from error
