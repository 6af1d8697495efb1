"""From a Django field to the NHS.UK component that shows it, and the words that component takes.

Serves: `render`. Refuses: to show anything itself; it only answers which component, with which parameters, so that it
can be tested without a page. Parameters are those of nhsuk-frontend's macros.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.widgets import Input
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from whatmatters.foundation.nhsuk.forms.choices import _Explained
from whatmatters.foundation.nhsuk.forms.days import PARTS, DayMonthYearField, DayMonthYearInput
from whatmatters.foundation.nhsuk.forms.rulers import RulerField

Params = dict[str, Any]

# What a widget's `attrs` may say about how it is shown; the rest of `attrs` become HTML attributes.
SHOWN_BY_COMPONENT = {
    "autocapitalize", "autocomplete", "cols", "inputmode", "maxlength", "minlength", "pattern", "prefix",
    "rows", "spellcheck", "suffix", "width",
}  # fmt: skip


def describe(bound: BoundField) -> tuple[str, Params]:
    """The component's name and its parameters for one field of a form."""
    widget = bound.field.widget
    if isinstance(bound.field, RulerField):
        return "ruler", _ruler(bound)
    for kind, describer in DESCRIBERS:
        if isinstance(widget, kind):
            return describer(bound)
    return _input(bound)


def element_id(bound: BoundField) -> str:
    """The id where an error about this field leads: the box at fault, or the first choice."""
    if isinstance(bound.field.widget, DayMonthYearInput):
        return f"{bound.auto_id}-{(faulty_boxes(bound) or PARTS)[0]}"
    return str(bound.auto_id)


def faulty_boxes(bound: BoundField) -> tuple[str, ...]:
    """Which of the boxes of a day are at fault; all of them when the error does not say."""
    errors = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    for error in errors:
        return (error.params or {}).get("boxes", PARTS)
    return ()


def label_text(bound: BoundField) -> str:
    """The question, saying so when it can be skipped."""
    marks = getattr(bound.form, "marks_optional", True)
    skippable = marks and not bound.field.required and not isinstance(bound.field.widget, forms.CheckboxInput)
    label = str(bound.label)
    return _("%(question)s (you can skip this)") % {"question": label} if skippable else label


def _shared(bound: BoundField) -> Params:
    """What every component takes: id, name, hint and error."""
    params: Params = {"id": bound.auto_id, "name": bound.html_name}
    if bound.help_text:
        params["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        hidden = pgettext("before an error", "Error")
        params["errorMessage"] = {"text": " ".join(str(error) for error in bound.errors), "visuallyHiddenText": hidden}
    others = {name: value for name, value in bound.field.widget.attrs.items() if name not in SHOWN_BY_COMPONENT}
    params["attributes"] = {name: value for name, value in others.items() if value is not False}
    if bound.field.disabled:
        params["disabled"] = True
    return params


def _labelled(bound: BoundField) -> Params:
    return {**_shared(bound), "label": {"text": label_text(bound), "size": "s"}}


def _grouped(bound: BoundField) -> Params:
    return {**_shared(bound), "fieldset": {"legend": {"text": label_text(bound), "size": "s"}}}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _input(bound: BoundField) -> tuple[str, Params]:
    widget = bound.field.widget
    params = {**_labelled(bound), "type": getattr(widget, "input_type", "text"), "value": _value(bound)}
    for name in ("autocapitalize", "autocomplete", "inputmode", "pattern", "prefix", "suffix", "width"):
        if name in widget.attrs:
            params[name] = widget.attrs[name]
    if params["type"] == "number":  # spinning a wheel over a box must not change a number
        params |= {"type": "text", "inputmode": params.get("inputmode", "numeric")}
    if params["type"] in {"text", "search"}:
        params["attributes"].setdefault("dir", "auto")
    if "spellcheck" in widget.attrs:
        params["spellcheck"] = widget.attrs["spellcheck"] in (True, "true")
    return "input", params


def _value(bound: BoundField) -> str:
    widget = bound.field.widget
    return _text(widget.format_value(bound.value()) if isinstance(widget, Input) else bound.value())


def _password(bound: BoundField) -> tuple[str, Params]:
    params = {**_labelled(bound), "autocomplete": bound.field.widget.attrs.get("autocomplete", "current-password")}
    words = {
        "showPasswordText": _("Show"),
        "hidePasswordText": _("Hide"),
        "showPasswordAriaLabelText": _("Show password"),
        "hidePasswordAriaLabelText": _("Hide password"),
        "passwordShownAnnouncementText": _("Your password is shown"),
        "passwordHiddenAnnouncementText": _("Your password is hidden"),
    }
    return "password-input", {**params, **words}


def _textarea(bound: BoundField) -> tuple[str, Params]:
    attrs = bound.field.widget.attrs
    value = _text(bound.value())
    # HTML drops one line feed after the tag: give it one to drop.
    params = {**_labelled(bound), "value": "\n" + value if value.startswith("\n") else value}
    params["attributes"].setdefault("dir", "auto")  # as it is typed: a person may write Urdu on an English page
    params["rows"] = attrs.get("rows", 5) if str(attrs.get("rows")) != "10" else 5
    for name in ("autocomplete", "spellcheck"):
        if name in attrs:
            params[name] = attrs[name]
    limit = getattr(bound.field, "max_length", None)
    if not limit:
        return "textarea", params
    return "character-count", {**params, **_counting(limit)}


def _counting(limit: int) -> Params:
    count = {"count": "%{count}"}  # filled in by the design system's script as the person types
    return {
        "maxlength": limit,
        "threshold": 75,
        "textareaDescriptionText": _("You can use up to %(limit)d characters") % {"limit": limit},
        "charactersUnderLimitText": {
            "one": _("You have %(count)s character left") % count,
            "other": _("You have %(count)s characters left") % count,
        },
        "charactersAtLimitText": _("You have 0 characters left"),
        "charactersOverLimitText": {
            "one": _("You have %(count)s character too many") % count,
            "other": _("You have %(count)s characters too many") % count,
        },
    }


def _select(bound: BoundField) -> tuple[str, Params]:
    return "select", {**_labelled(bound), "items": _options(bound)}


def _options(bound: BoundField) -> list[Params]:
    chosen = _chosen(bound)
    return [
        {"value": str(value), "text": str(label), "selected": str(value) in chosen}
        for value, label in _flat(bound.field.choices)  # type: ignore[attr-defined]
    ]


def _flat(choices: Any) -> Any:
    """The choices without their group names, which the component does not have."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield ("" if value is None else value), label


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    values = value if isinstance(value, list | tuple | set) else [value]
    return {_text(getattr(one, "value", one)) for one in values}


def _choices(bound: BoundField) -> list[Params]:
    widget, chosen = bound.field.widget, _chosen(bound)
    items = [
        {"value": str(value), "text": str(label), "checked": str(value) in chosen}
        for value, label in _flat(bound.field.choices)  # type: ignore[attr-defined]
        if not (value == "" and isinstance(widget, forms.RadioSelect))
    ]
    if isinstance(widget, _Explained):
        for item in items:
            _explain(item, widget, bound)
    return items


def _explain(item: Params, widget: _Explained, bound: BoundField) -> None:
    if item["value"] in widget.hints:
        item["hint"] = {"text": str(widget.hints[item["value"]])}
    if item["value"] in widget.reveals:
        item["reveals"] = bound.form[widget.reveals[item["value"]]]
    if item["value"] in widget.exclusive:
        item |= {"exclusive": True, "exclusiveGroup": bound.html_name}
    elif widget.exclusive:
        item["exclusiveGroup"] = bound.html_name


def _many(bound: BoundField, component: str) -> tuple[str, Params]:
    params = {**_grouped(bound), "idPrefix": bound.auto_id, "items": _choices(bound)}
    del params["id"]  # the first choice has it
    widget = bound.field.widget
    classes = [f"nhsuk-{component}--{look}" for look in ("inline", "small") if getattr(widget, look, False)]
    return component, {**params, "classes": " ".join(classes)}


def _radios(bound: BoundField) -> tuple[str, Params]:
    return _many(bound, "radios")


def _checkboxes(bound: BoundField) -> tuple[str, Params]:
    return _many(bound, "checkboxes")


def _tick(bound: BoundField) -> tuple[str, Params]:
    params = {**_shared(bound), "idPrefix": bound.auto_id}
    del params["id"]
    item = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    if hint := params.pop("hint", None):
        item["hint"] = hint
    return "checkboxes", {**params, "items": [item]}


def _day(bound: BoundField) -> tuple[str, Params]:
    field: DayMonthYearField = bound.field  # type: ignore[assignment]
    texts = DayMonthYearInput().boxes(bound.value())
    faulty, names = faulty_boxes(bound), {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    born = field.widget.attrs.get("autocomplete") == "bday"
    items = [
        {
            "name": f"{bound.html_name}-{part}",
            "id": f"{bound.auto_id}-{part}",
            "label": names[part],
            "value": text,
            "width": {"day": 2, "month": 2, "year": 4}[part],
            "inputmode": "text" if part == "month" and not text.isdecimal() and text else "numeric",
            "error": part in faulty,
            **({"autocomplete": f"bday-{part}"} if born else {}),
        }
        for part, text in zip(PARTS, texts, strict=True)
    ]
    return "date-input", {**_grouped(bound), "items": items}


def _file(bound: BoundField) -> tuple[str, Params]:
    return "file-upload", {**_labelled(bound), "multiple": bool(bound.field.widget.attrs.get("multiple"))}


def _ruler(bound: BoundField) -> Params:
    field: RulerField = bound.field  # type: ignore[assignment]
    chosen = _text(bound.value())
    marks = [{**mark, "checked": mark["value"] == chosen} for mark in field.marks()]
    skip = None if field.required else {"text": _("I do not want to answer"), "checked": not chosen}
    return {**_grouped(bound), "legend": label_text(bound), "marks": marks, "skip": skip}


DESCRIBERS: tuple[tuple[type[forms.Widget], Any], ...] = (
    (DayMonthYearInput, _day),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.Select, _select),
    (forms.CheckboxInput, _tick),
    (forms.Textarea, _textarea),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
)
