"""Python files as trees, for the rules that read code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .components import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(file: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def functions(file: Path) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    return (node for node in ast.walk(tree(file)) if isinstance(node, Function))


def length(node: Function) -> int:
    """Lines of a function from its name to its end, without its docstring."""
    first = node.body[0]
    has_words = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    words = (first.end_lineno or 0) - first.lineno + 1 if has_words else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - words


def public_functions(file: Path) -> Iterator[Function]:
    """The functions that a module offers."""
    return (node for node in tree(file).body if isinstance(node, Function) and not node.name.startswith("_"))


def where(file: Path, node: ast.AST | None = None) -> str:
    """`whatmatters/x.py:12`, as an editor opens it."""
    line = f":{node.lineno}" if isinstance(node, ast.stmt | ast.expr) else ""
    return f"{file.relative_to(ROOT).as_posix()}{line}"


def dotted(node: ast.expr) -> str:
    """`a.b.c` for such an expression; empty for others."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def is_part(file: Path, *names: str) -> bool:
    """Whether a file is one of these parts of a component: `services.py`, or within `services/`."""
    return file.stem in names or any(parent.name in names for parent in file.relative_to(ROOT).parents)


def exported(folder: Path) -> set[str]:
    """The names that a folder's `__init__` takes from its own files, for others to use."""
    door = folder / "__init__.py"
    if not door.exists():
        return set()
    imports = (node for node in tree(door).body if isinstance(node, ast.ImportFrom) and node.level)
    return {alias.name for node in imports for alias in node.names}
