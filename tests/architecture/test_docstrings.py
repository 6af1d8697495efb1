"""Whoever calls a service, query or rule can read what it is for, and cannot mistake one argument for another."""

from __future__ import annotations

import ast

import pytest

from .components import list_code, list_components
from .syntax import Function, exported, is_part, public_functions, where

DOORS = ("services", "queries", "rules", "permissions", "counts")
READS = ("get_", "list_", "count_", "find_", "iterate_", "has_", "is_")


def _offered(component, *parts):
    """The public functions of these parts; of a part that is a folder, those that it offers by name."""
    for file in list_code(component.folder):
        if is_part(file, *parts):
            named = exported(file.parent) if file.parent != component.folder else None
            yield from ((file, node) for node in public_functions(file) if named is None or node.name in named)


@pytest.mark.parametrize("component", list_components(), ids=str)
def test_what_a_component_offers_is_explained(component):
    silent = [where(file, node) for file, node in _offered(component, *DOORS) if not ast.get_docstring(node)]
    assert not silent


@pytest.mark.parametrize("component", list_components(), ids=str)
def test_what_a_component_offers_is_typed(component):
    untyped = [where(file, node) for file, node in _offered(component, *DOORS) if not _is_typed(node)]
    assert not untyped


def _is_typed(node: Function) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    named = [argument for argument in arguments if argument.arg not in {"self", "cls"}]
    return node.returns is not None and all(argument.annotation for argument in named)


@pytest.mark.parametrize("component", list_components(), ids=str)
def test_services_take_named_arguments_and_know_who_and_when(component):
    wrong = [
        where(file, node)
        for file, node in _offered(component, "services")
        if node.args.args or {"by", "at"} - {argument.arg for argument in node.args.kwonlyargs}
    ]
    assert not wrong


@pytest.mark.parametrize("component", list_components(), ids=str)
def test_queries_are_named_for_reading(component):
    wrong = [where(file, node) for file, node in _offered(component, "queries") if not node.name.startswith(READS)]
    assert not wrong
