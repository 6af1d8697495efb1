"""Every component has the same files, and no others."""

from __future__ import annotations

import ast
import configparser

import pytest

from .allowed import EXTRA_FILES, FILES_OF_A_COMPONENT, FORBIDDEN_NAMES
from .components import CODE, ROOT, list_code, list_components
from .syntax import tree


@pytest.mark.parametrize("component", list_components(), ids=str)
def test_it_has_only_the_files_of_a_component(component):
    allowed = FILES_OF_A_COMPONENT.keys() | EXTRA_FILES.get(component.name, {}).keys()
    others = [
        entry.name
        for entry in component.folder.iterdir()
        if entry.name != "__pycache__" and entry.name not in allowed and entry.stem not in allowed
    ]
    assert not others


@pytest.mark.parametrize("component", list_components(), ids=str)
def test_it_says_what_it_is(component):
    written = [file for file in component.folder.iterdir() if file.suffix == ".py" and file.stem != "__init__"]
    assert not written or (component.folder / "README.md").exists()


def test_the_import_contract_names_every_component():
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    named = set(contracts["importlinter:contract:component"]["containers"].split())
    assert named == {component.name for component in list_components()}


def test_what_is_let_off_exists():
    """A reason that outlived its file is taken away."""
    folders = {component.name: component.folder for component in list_components()}
    gone = [
        f"{name}: {file}"
        for name, files in EXTRA_FILES.items()
        for file in files
        if folders[name].joinpath("__init__.py").stat().st_size and not list(folders[name].glob(f"{file}*"))
    ]
    assert not gone


def test_no_name_says_nothing():
    vague = [
        path.relative_to(ROOT).as_posix()
        for path in (*CODE.rglob("*"), *(ROOT / "tests").rglob("*"))
        if path.stem in FORBIDDEN_NAMES or path.stem.removeprefix("test_") in FORBIDDEN_NAMES
    ]
    assert not vague


def test_every_module_says_what_it_serves():
    silent = [
        file.relative_to(ROOT).as_posix()
        for file in list_code()
        if tree(file).body and not ast.get_docstring(tree(file))
    ]
    assert not silent
