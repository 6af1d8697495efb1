"""A contract of our own for import-linter: some files of a component are for that component alone.

import-linter's "protected" contract wants each component named; this one finds them, so that a new component is held
to it from its first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

LIBRARIES = ("kernel", "nhsuk", "fhir")


@dataclass(frozen=True)
class Breach:
    """One import that is not allowed."""

    importer: str
    imported: str


class PrivateFilesContract(Contract):
    """`private`: names of files that only their own component may import. `published`: modules let off."""

    type_name = "private_files"

    private = fields.SetField(subfield=fields.StringField())
    published = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import that leads from one component into a private file of another."""
        breaches = sorted(self._breaches(graph), key=lambda breach: (breach.importer, breach.imported))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that is not allowed."""
        for breach in check.metadata["breaches"]:
            output.print_error(f"{breach.importer} -> {breach.imported}", bold=False)

    def _breaches(self, graph: ImportGraph) -> list[Breach]:
        return [
            Breach(importer, module)
            for module in graph.modules
            if self._is_private(module)
            for importer in graph.find_modules_that_directly_import(module)
            if component_of(importer) != component_of(module) and "tests" not in importer.split(".")
        ]

    def _is_private(self, module: str) -> bool:
        published: Any = self.published or set()
        if any(module == name or module.startswith(name + ".") for name in published):
            return False
        component = component_of(module)
        rest = module.removeprefix(component + ".").split(".") if component else [""]
        return rest[0] in self.private  # type: ignore[operator]


def component_of(module: str) -> str:
    """The component that a module belongs to; empty for the foundation's libraries and for other code."""
    parts = module.split(".")
    if parts[0] != "whatmatters" or len(parts) < 2:
        return ""
    if parts[1] == "foundation":
        return "" if len(parts) < 3 or parts[2] in LIBRARIES else ".".join(parts[:3])
    return ".".join(parts[:2])
