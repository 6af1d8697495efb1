"""Plan templates: prompts of their own for the headings of a plan, as versioned data.

Serves starting a plan and its stages. Refuses to hide a heading: a template words the questions, it takes none away. A
plan keeps the version it began with; every version that was ever shipped stays in this folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """One version of one template. `prompts` is by heading; `questionnaires` are names of those that may help."""

    code: str
    version: int
    name: str
    about: str
    questionnaires: tuple[str, ...]
    prompts: Mapping[str, str]


@cache
def all_templates() -> dict[tuple[str, int], PlanTemplate]:
    """Every version of every template, by code and version."""
    files = sorted(Path(__file__).parent.glob("*.toml"))
    found = (_read(file) for file in files)
    return {(template.code, template.version): template for template in found}


def list_templates() -> tuple[PlanTemplate, ...]:
    """The newest version of each template, in the order of their names."""
    newest = {code: all_templates()[code, version] for code, version in sorted(all_templates())}
    return tuple(sorted(newest.values(), key=lambda template: template.name))


def find_template(code: str, version: int | None) -> PlanTemplate | None:
    """The version that a plan began with; None where it began with none, or with one that is not here."""
    return all_templates().get((code, version or 0))


def newest_template(code: str) -> PlanTemplate | None:
    """The newest version of a template; None for a code that is none."""
    return next((template for template in list_templates() if template.code == code), None)


def template_reasons(code: str) -> Reasons:
    """Why no plan can be started from this template; an empty code is a plan without one."""
    if not code or newest_template(code):
        return YES
    return (Reason("template.unknown", _("This template is not here. Choose one of those on the page."), "template"),)


def _read(file: Path) -> PlanTemplate:
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return PlanTemplate(
        code=table["code"],
        version=table["version"],
        name=table["name"],
        about=table["about"],
        questionnaires=tuple(table["questionnaires"]),
        prompts=dict(table["prompts"]),
    )
