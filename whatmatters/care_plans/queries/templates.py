"""Plan templates as pages show them: those to choose from, and the one that a plan began with.

Refuses to guess: a plan whose template is not here (an older copy, another installation) reads with the general prompts
and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from whatmatters.foundation.kernel.translating import _

from .. import rules
from .plan_page import PlanPage


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template. `is_here` is false where the version that the plan began with is not; `newest` is the newest version
    where that is another one, else None."""

    code: str
    version: int
    name: str
    about: str
    questionnaires: tuple[str, ...]
    is_here: bool = True
    newest: int | None = None


def list_plan_templates() -> tuple[TemplateView, ...]:
    """The newest version of each template, to choose from."""
    return tuple(_shown(template) for template in rules.list_templates())


def template_of(page: PlanPage) -> TemplateView | None:
    """The template that a plan began with; None where it began with none."""
    if not page.template:
        return None
    newest, kept = rules.newest_template(page.template), rules.find_template(page.template, page.template_version)
    if kept is None:
        version = page.template_version or 0
        return TemplateView(page.template, version, newest.name if newest else page.template, "", (), is_here=False)
    return _shown(kept, newest.version if newest and newest.version != kept.version else None)


def prompt_for(heading: rules.Heading, page: PlanPage) -> str:
    """What helps to write under a heading: the words of the plan's template, else the general ones."""
    kept = rules.find_template(page.template, page.template_version)
    own = kept.prompts.get(heading.code, "") if kept else ""
    return _(own) if own else str(heading.prompt)


def _shown(template: rules.PlanTemplate, newest: int | None = None) -> TemplateView:
    return TemplateView(
        code=template.code,
        version=template.version,
        name=_(template.name),
        about=_(template.about),
        questionnaires=tuple(_(name) for name in template.questionnaires),
        newest=newest,
    )
