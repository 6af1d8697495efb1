"""The browser of the journeys: the machine's Chromium, never one that is downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from whatmatters.project.set_up.said import CannotGoOn

from .debian import install_debian

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> Path | None:
    """The browser that WHATMATTERS_TEST_BROWSER names, or the first of the usual names that is here."""
    if named := os.environ.get("WHATMATTERS_TEST_BROWSER"):
        return Path(named)
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def ensure_chromium() -> Path:
    """The browser, installed from Debian where there is none; refuses in one sentence when that cannot be."""
    if found := find_chromium():
        return found
    install_debian("chromium", wanted_for="Trying the pages in a browser")
    if found := find_chromium():
        return found
    raise CannotGoOn("Chromium was installed but cannot be found: name it in WHATMATTERS_TEST_BROWSER.")
