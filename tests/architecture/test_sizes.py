"""Small files, small functions, views that make one call."""

from __future__ import annotations

import ast

from .allowed import SEVERAL_CALLS
from .components import CODE, ROOT, list_code
from .syntax import Function, dotted, functions, is_part, length, public_functions, tree, where

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW = 300, 40, 20
DOMAIN = ("services", "queries")


def _ours():
    yield from list_code(CODE, with_tests=True)
    yield from list_code(ROOT / "tests", with_tests=True)
    yield from list_code(ROOT / "benchmarks")


def test_no_file_is_long():
    long = {where(file): lines for file in _ours() if (lines := len(file.read_text().splitlines())) > LONGEST_FILE}
    assert not long


def test_no_function_is_long():
    long = {
        where(file, node): length(node)
        for file in _ours()
        for node in functions(file)
        if length(node) > LONGEST_FUNCTION
    }
    assert not long


def _views():
    for file in list_code():
        if is_part(file, "views"):
            yield from ((file, node) for node in public_functions(file) if _takes_request(node))


def _takes_request(node: Function) -> bool:
    return bool(node.args.args) and node.args.args[0].arg == "request"


def test_no_view_is_long():
    long = {where(file, node): length(node) for file, node in _views() if length(node) > LONGEST_VIEW}
    assert not long


def test_a_view_makes_one_domain_call():
    """At most one `get_` and one write: a form page reads what it shows and writes what was posted.

    What a form's choices need (`list_`) comes on top.
    """
    several = {
        where(file, node): calls
        for file, node in _views()
        if f"{file.stem}.{node.name}" not in SEVERAL_CALLS
        for kind in DOMAIN
        if len(calls := _calls_of(kind, file, node)) > 1
    }
    assert not several


def _calls_of(kind: str, file, node: Function) -> list[str]:
    imported = {
        alias.asname or alias.name
        for statement in ast.walk(tree(file))
        if isinstance(statement, ast.ImportFrom) and kind in (statement.module or "").split(".")
        for alias in statement.names
        if alias.name[0].islower()
    }
    called = [dotted(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)]
    domain = [name for name in called if name in imported or name.startswith(f"{kind}.")]
    return [name for name in domain if kind == "services" or ".get_" in f".{name}"]
