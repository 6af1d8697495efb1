"""The Jinja environment that every page is made with.

Serves: settings.TEMPLATES. Templates are found in each app's `templates` folder, then in nhsuk-frontend-jinja. Refuses:
unescaped text (autoescape is on for every template) and reading templates anew for each request.

In templates, `_("…")` and `{% trans %}` always take their text as a format: write `%%` for a per cent sign.
"""

from __future__ import annotations

from typing import Any

from django.template.utils import get_app_template_dirs
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, PackageLoader

from whatmatters.foundation.kernel.posting import new_posting_token
from whatmatters.foundation.nhsuk import translation, words_for_templates
from whatmatters.foundation.nhsuk.quick_templates import QuickCodeGenerator, QuickContext


class QuickEnvironment(Environment):
    """Jinja's environment with our shortcuts."""

    code_generator_class = QuickCodeGenerator
    context_class = QuickContext


def environment(**options: Any) -> Environment:
    """A Jinja environment with our globals and filters; `options` are those Django's backend gives."""
    options["loader"] = ChoiceLoader(
        [FileSystemLoader(get_app_template_dirs("templates")), PackageLoader("nhsuk_frontend_jinja")]
    )
    # The design system's macros ask for parameters that were not given, and parts of them.
    options["undefined"] = ChainableUndefined
    made = QuickEnvironment(
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        **options,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.globals |= {
        "_": translation.gettext,
        "gettext": translation.gettext,
        "ngettext": translation.ngettext,
        "npgettext": translation.npgettext,
        "pgettext": translation.pgettext,
    }
    made.globals |= words_for_templates.GLOBALS
    made.globals["posting_token"] = new_posting_token
    made.filters |= words_for_templates.FILTERS
    return made
