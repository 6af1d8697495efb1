"""Our shortcuts say what Jinja says: every value and every call, beside Jinja's own environment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.utils.functional import lazystr
from jinja2 import Environment, pass_context
from markupsafe import Markup

from whatmatters.foundation.nhsuk.quick_templates import QuickCodeGenerator, QuickContext


class Quick(Environment):
    """As in `project.jinja`."""

    code_generator_class = QuickCodeGenerator
    context_class = QuickContext


class Named:
    """Says itself with a sign that must be escaped."""

    def __str__(self) -> str:
        return "Tom & <Jerry>"

    def __call__(self, word: str) -> str:
        return f"<{word}>"


@pass_context
def reader(context: Any, word: str) -> str:
    """What the page says of itself."""
    return f"{context['page']}: <{word}>"


VALUES = {
    "page": "a page",
    "plain": "Mary Holloway",
    "quoted": """<script>alert("it's & bad")</script>""",
    "markup": Markup("<b>bold</b>"),
    "lazy": lazystr("Amina & Idris"),
    "number": 12,
    "nothing": None,
    "key": UUID(int=7),
    "named": Named(),
    "words": ["a<b", Markup("<i>"), ""],
    "joined": lambda *words, **named: "<" + "-".join((*words, *named)) + ">",
    "marked": lambda word: Markup("<u>{}</u>").format(word),
    "reader": reader,
}
TEMPLATES = [
    *(f"{{{{ {name} }}}}" for name in VALUES if name not in ("joined", "marked", "reader")),
    "{{ quoted|safe }} {{ quoted|upper }} {{ missing }} {{ plain ~ markup }} {{ quoted|e }}",
    "{{ joined('a', 'b', c=1) }} {{ marked(quoted) }} {{ reader('x') }} {{ named('y') }} {{ plain.upper() }}",
    "{% for word in words %}{{ word }}{{ joined(word) }}{{ reader(word) }}{{ loop.index }}{% endfor %}",
    "{% set x = quoted %}{% block main %}{{ x }}{{ joined(plain) }}{% endblock %}",
    "{% macro m(a) %}<p>{{ a }}</p>{{ caller() }}{% endmacro %}{% call m(quoted) %}{{ quoted }}{% endcall %}",
    "{% autoescape false %}{{ quoted }}{% endautoescape %}{{ quoted }}",
]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("autoescape", [True, False])
def test_as_jinja_itself(template: str, autoescape: bool) -> None:
    said = [made(autoescape=autoescape).from_string(template).render(VALUES) for made in (Quick, Environment)]
    assert said[0] == said[1]


def test_a_persons_words_are_never_markup() -> None:
    assert "<script>" not in Quick(autoescape=True).from_string("{{ quoted }}").render(VALUES)
