"""The pages in `docs/states`, one for each state table of the code.

    python -m whatmatters.project.state_diagrams           writes them
    python -m whatmatters.project.state_diagrams --check   says which are stale, and ends with code 1

Serves readers of the documentation and the build, which fails while a page is stale. Refuses a page that is written
by hand: one without a table is named as stale.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django
from django.apps import apps

from whatmatters.foundation.kernel.states import ALL_TABLES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "states"


def draw_all() -> dict[str, str]:
    """Each page's file name and text."""
    for app in apps.get_app_configs():
        name = f"{app.name}.states"
        if app.name.startswith("whatmatters.") and find_spec(name):
            import_module(name)
    return {f"{name.replace(' ', '-')}.md": table.as_markdown() for name, table in sorted(ALL_TABLES.items())}


def list_stale(folder: Path = FOLDER) -> list[str]:
    """The pages that are missing, differ from the code, or belong to no table."""
    wanted = draw_all()
    present = {file.name: file.read_text() for file in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def write(folder: Path = FOLDER) -> None:
    """Make the folder hold exactly the pages of the code."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = draw_all()
    for file in folder.glob("*.md"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text)


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whatmatters.project.settings")
    django.setup()
    if "--check" not in arguments:
        write()
        return 0
    stale = list_stale()
    if stale:
        names = ", ".join(stale)
        sys.stderr.write(f"Stale in docs/states: {names}. Run: python -m whatmatters.project.state_diagrams\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
