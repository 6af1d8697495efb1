"""Template words of the form kit: `render_form`, `field`, `fields`, `error_summary`, `button` and `nhsuk`.

Serves: every template, as globals (nothing to import on a page). Refuses: inline script and style; the markup is that
of nhsuk-frontend-jinja, our own only where the design system has none (the ruler).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _
from jinja2 import Environment, pass_context, pass_environment
from jinja2.runtime import Context
from markupsafe import Markup

from whatmatters.foundation.nhsuk.forms.choices import _Explained
from whatmatters.foundation.nhsuk.forms.describe import describe, element_id
from whatmatters.foundation.nhsuk.markup import rendered

CONTROLS = re.compile(' data-aria-controls="[^"]*"')
POSTING = "posting"
"""The hidden field that carries a form's one-time token, so that a form posted twice is done once."""


@pass_environment
def nhsuk(environment: Environment, component: str, /, **params: Any) -> Markup:
    """Any component of the design system by name: `nhsuk("warning-callout", heading=…, text=…)`."""
    return _component(environment, component, params)


@pass_environment
def field(environment: Environment, bound: BoundField, **changes: Any) -> Markup:
    """One field of a form; `changes` replace parameters of its component (such as `label`)."""
    return _field(environment, bound, changes)


@pass_environment
def fields(environment: Environment, form: BaseForm) -> Markup:
    """All fields of a form but those that a choice reveals, hidden ones first."""
    hidden = [_hidden(bound.html_name, bound.value()) for bound in form.hidden_fields()]
    revealed = _revealed(form)
    shown = [_field(environment, bound, {}) for bound in form.visible_fields() if bound.name not in revealed]
    return Markup("\n").join([*hidden, *shown])


@pass_environment
def error_summary(environment: Environment, *forms: BaseForm) -> Markup:
    """What is wrong in these forms, each line leading to its question; nothing when all is well."""
    wrong = [form for form in forms if isinstance(form, BaseForm) and form.is_bound and form.errors]
    if not wrong:
        return Markup()
    params: dict[str, Any] = {
        "titleText": _("There is a problem"),
        "descriptionText": str(getattr(wrong[0], "nothing_lost", "")),
        "errorList": [line for form in wrong for line in _error_lines(form)],
    }
    return _component(environment, "error-summary", params)


@pass_environment
def button(environment: Environment, text: object, **params: Any) -> Markup:
    """A button; with `href` a link that looks like one. `variant` is secondary, warning or reverse."""
    return _component(environment, "button", {"text": str(text), "preventDoubleClick": "href" not in params, **params})


@pass_context
def render_form(
    context: Context,
    form: BaseForm,
    *,
    submit: object = "",
    action: str = "",
    method: str = "post",
    cancel: str = "",
    variant: str = "",
) -> Markup:
    """A whole form: its fields, the tokens that protect it, its button and, with `cancel`, a way back.

    The list of errors is not part of it: the layout shows it above the heading for the context's `form`.
    """
    template = context.environment.get_template("nhsuk/forms/form.html")
    words = {
        "form": form,
        "action": action,
        "method": method,
        "cancel": cancel,
        "submit": submit or _("Save and continue"),
        "variant": variant,
        "tokens": form_tokens(context) if method == "post" else "",
    }
    return rendered(template.render(words))


@pass_context
def form_tokens(context: Context) -> Markup:
    """The hidden fields of any form that posts: against forgery, and against being posted twice.

    The second comes from the context's `posting_token` (a text, or a function that makes one), when there is one.
    """
    csrf = context.get("csrf_input") or ""
    token = context.get("posting_token")
    if callable(token):
        token = token()
    if not token:
        return rendered(str(csrf))
    return rendered(str(csrf)) + _hidden(POSTING, token)


def _hidden(name: str, value: object) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, "" if value is None else value)


def _field(environment: Environment, bound: BoundField, changes: dict[str, Any]) -> Markup:
    if bound.is_hidden:
        return _hidden(bound.html_name, bound.value())
    component, params = describe(bound)
    for item in params.get("items", ()):
        if revealed := item.pop("reveals", None):
            item["conditional"] = {"html": _field(environment, revealed, {})}
    return _component(environment, component, {**params, **changes})


def _component(environment: Environment, component: str, params: dict[str, Any]) -> Markup:
    if component == "ruler":
        return rendered(environment.get_template("nhsuk/forms/ruler.html").render(params))
    first, *rest = component.split("-")
    macros = environment.get_template(f"nhsuk/components/{component}/macro.jinja").module
    macro = getattr(macros, first + "".join(part.capitalize() for part in rest))
    return rendered(_without_traps(str(macro(params))))


def _without_traps(html: str) -> str:
    """The macro's markup without what axe faults: a script would put `aria-expanded` on radios, which may not have it
    (our style sheet shows and hides what a choice reveals), and give a file's button a name unlike its words (the
    browser's own button is better, and in the reader's language).
    """
    html = CONTROLS.sub("", html.replace(' data-module="nhsuk-file-upload"', ""))
    return html.replace("__conditional--hidden", "__conditional--asked")


def _revealed(form: BaseForm) -> set[str]:
    widgets = (bound.field.widget for bound in form)
    return {name for widget in widgets if isinstance(widget, _Explained) for name in widget.reveals.values()}


def _error_lines(form: BaseForm) -> Iterable[dict[str, str]]:
    for text in form.non_field_errors():
        yield {"text": str(text)}
    for bound in form:
        for text in bound.errors:
            yield {"text": str(text), "href": f"#{element_id(bound)}"}
