"""A rule that cannot fail protects nothing: each is shown something wrong, and must say so."""

from __future__ import annotations

import ast

import grimp
import pytest

from .contracts import PrivateFilesContract
from .syntax import length
from .test_habits import ASKED_BY_THE_BROWSER, ASKS_THE_TIME, OUTSIDE, TRUSTED_IN_TEMPLATE, _trusts


def private_files(*imports: tuple[str, str]) -> list[tuple[str, str]]:
    graph = grimp.ImportGraph()
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    contract = PrivateFilesContract(
        name="private",
        session_options={"root_packages": ["whatmatters"]},
        contract_options={
            "private": ["models", "rules", "permissions"],
            "published": ["whatmatters.foundation.people.permissions"],
        },
    )
    found = contract.check(graph, verbose=False).metadata["breaches"]
    return [(breach.importer, breach.imported) for breach in found]


PEOPLE = "whatmatters.foundation.people"


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("whatmatters.care_plans.services", f"{PEOPLE}.models"),
        ("whatmatters.care_plans.queries.plans", f"{PEOPLE}.models.persons"),
        ("whatmatters.project.demonstration.telling", f"{PEOPLE}.rules.dates"),
        (PEOPLE + ".services", "whatmatters.foundation.messages.permissions"),
    ],
)
def test_another_components_private_file_is_found(importer, imported):
    assert private_files((importer, imported)) == [(importer, imported)]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        (f"{PEOPLE}.queries.persons", f"{PEOPLE}.models.persons"),
        ("whatmatters.care_plans.permissions", f"{PEOPLE}.permissions"),
        ("whatmatters.care_plans.services", f"{PEOPLE}.queries"),
        ("whatmatters.care_plans.tests.test_plans", f"{PEOPLE}.models"),
        (f"{PEOPLE}.models", "whatmatters.foundation.kernel.models"),
    ],
)
def test_what_may_be_imported_is_let_through(importer, imported):
    assert private_files((importer, imported)) == []


@pytest.mark.parametrize("call", ["now", "timezone.now", "datetime.datetime.now", "date.today", "time.time"])
def test_asking_the_time_is_found(call):
    assert ASKS_THE_TIME.search(call)


@pytest.mark.parametrize("call", ["day_of", "known", "renow.later", "at.date"])
def test_other_calls_are_not(call):
    assert not ASKS_THE_TIME.search(call)


@pytest.mark.parametrize("code", ["mark_safe(words)", "Markup(words)", "Markup(f'<b>{name}</b>')", "SafeString(a)"])
def test_trusting_words_is_found(code):
    assert _trusts(ast.parse(code, mode="eval").body)


@pytest.mark.parametrize("code", ["Markup('<b>{}</b>').format(name)", "Markup()", "escape(words)"])
def test_escaping_is_not(code):
    assert not any(_trusts(node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize("template", ["{{ words|safe }}", "{{ words | safe }}", "{% autoescape false %}"])
def test_trusting_words_in_a_template_is_found(template):
    assert TRUSTED_IN_TEMPLATE.search(template)


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://cdn.example/x.js">',
        "<img src=//cdn.example/x.png>",
        "background: url(https://cdn.example/x.png)",
        '@import "https://cdn.example/x.css"',
        '<form action="https://elsewhere.example/">',
    ],
)
def test_another_host_is_found(markup):
    found = OUTSIDE.search(markup)
    assert found
    assert not ASKED_BY_THE_BROWSER.search(markup[: found.start()])


def test_a_link_for_a_reader_to_follow_is_let_through():
    markup = '<a class="nhsuk-link" href="https://www.nhs.uk/">'
    found = OUTSIDE.search(markup)
    assert found is None or ASKED_BY_THE_BROWSER.search(markup[: found.start()])


def test_a_function_is_measured_without_its_docstring():
    function = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n').body[0]
    assert isinstance(function, ast.FunctionDef)
    assert length(function) == 2
