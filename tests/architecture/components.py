"""Which parts of the code are components, found on disk, so that a new one is held to the rules at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "whatmatters"
FOUNDATION = CODE / "foundation"

LIBRARIES = {"kernel", "nhsuk", "fhir"}
"""Parts of the foundation that serve every component and have a shape of their own."""


NESTED = (CODE / "social_prescribing" / "directory",)
"""Components within a component: they have the same shape, and tables of their own."""


@dataclass(frozen=True)
class Component:
    """One component: its folder, and its name as Python has it."""

    folder: Path

    @property
    def name(self) -> str:
        """Such as `whatmatters.foundation.people`."""
        return ".".join(self.folder.relative_to(ROOT).parts)

    def __str__(self) -> str:
        return self.name


def list_components() -> list[Component]:
    """Every folder that must have the shape of a component."""
    outer = (folder for folder in CODE.iterdir() if folder.name not in {"foundation", "project", "locale"})
    inner = (folder for folder in FOUNDATION.iterdir() if folder.name not in LIBRARIES)
    folders = [folder for folder in (*outer, *inner, *NESTED) if (folder / "__init__.py").exists()]
    return [Component(folder) for folder in sorted(folders)]


def list_code(folder: Path = CODE, *, with_tests: bool = False) -> Iterator[Path]:
    """Our own Python files, without migrations, and without tests unless they are asked for."""
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(ROOT).parts
        if "migrations" not in parts and (with_tests or "tests" not in parts):
            yield file
