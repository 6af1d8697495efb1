"""What the repository holds, and what it must not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module

import click
import pytest

from whatmatters.project.cli import COMMANDS

from .components import ROOT

# In pieces, so that this file does not hold what it forbids.
REGISTRIES = ("files.python" + "hosted", "py" + "pi.org", "registry.npm" + "js", "deb." + "debian.org")
MACHINES = re.compile("/(work|root|opt|farm)/(main|steering|pypi|wheels|shared|" + r"\.[a-z]+)\b")


def _committed() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def test_it_has_what_a_newcomer_looks_for():
    missing = [
        name
        for name in ("README.md", "LICENSE", "NOTICE", "run", "test", ".ci/run", "docs/glossary.md", "docs/adr")
        if not (ROOT / name).exists()
    ]
    assert not missing


@pytest.mark.parametrize("name", ["run", "test", ".ci/run", "requirements/compile"])
def test_its_commands_can_be_run(name):
    assert (ROOT / name).stat().st_mode & 0o111


def test_it_names_no_package_registry():
    naming = [name for name in _committed() if any(host in _text(name) for host in REGISTRIES)]
    assert not naming


def test_it_names_no_folder_of_one_machine():
    naming = [name for name in _committed() if MACHINES.search(_text(name))]
    assert not naming


@pytest.mark.parametrize("name", ["bootstrap", "run", "test", "node"])
def test_every_python_package_is_pinned_and_hashed(name):
    text = _text(f"requirements/{name}.txt")
    pinned = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE)
    assert pinned
    assert len(re.findall(r"^[a-z0-9].*\\$", text, re.MULTILINE)) == len(pinned)
    assert "://" not in text


def test_every_front_end_package_is_pinned_and_hashed():
    wanted = json.loads(_text("package.json"))
    for version in {**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})}.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), version
    locked = json.loads(_text("package-lock.json"))["packages"]
    loose = [name for name, package in locked.items() if name and not package.get("integrity")]
    assert not loose
    assert not [name for name, package in locked.items() if package.get("resolved")]


def test_the_state_diagrams_are_fresh():
    command = [sys.executable, "-m", "whatmatters.project.state_diagrams", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert not done.returncode, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there(name):
    module, attribute = COMMANDS[name].target.split(":")
    assert isinstance(getattr(import_module(module), attribute), click.Command)


def test_every_decision_says_what_enforces_it():
    """`docs/adr`: one decision a file: context, decision, consequences, the test that enforces it."""
    decisions = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert decisions
    silent = [file.name for file in decisions if "test" not in file.read_text().lower()]
    assert not silent
