"""The front-end packages: styles, icons and scripts from npm, pinned by `package-lock.json`.

Serves `./run` (what pages need) and `./test` (what their tests need besides). Where the machine has no npm,
or one too old to read the lock, Node comes from PyPI in an environment of its own, `.venv/node`. Refuses
install scripts.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from .place import CERTIFICATES, ENVIRONMENT, PYTHON, ROOT
from .programs import Arguments, Failed, run_program
from .said import say
from .stamps import fingerprint, is_stamped, write_stamp

NODE_MODULES = ROOT / "node_modules"
STAMP = NODE_MODULES / ".whatmatters-packages"
OWN_NODE = ENVIRONMENT / "node"
OLDEST_NODE = 18
OLDEST_NPM = 8
"""Older ones cannot read the lock file as it stands, without addresses."""


def install_front_end(*, for_tests: bool) -> None:
    """Bring `node_modules` and `var/frontend` to what the lock says; quick when they are there already."""
    lock = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    run, test = fingerprint(lock, "run"), fingerprint(lock, "test")
    if not is_stamped(STAMP, *((test,) if for_tests else (run, test))):
        say("Installing the front-end packages ...")
        _install(for_tests=for_tests)
        write_stamp(STAMP, test if for_tests else run)
    _fill()


def node_folder(*, oldest: int = OLDEST_NODE) -> Path:
    """The folder that holds `node` and `npm`: the machine's if new enough, else our own from PyPI."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= oldest and _major(npm) >= OLDEST_NPM:
        return Path(npm).parent
    folder = OWN_NODE / "bin"
    if not (folder / "npm").exists():
        say("This machine has no recent Node; taking it from PyPI ...")
        _install_node()
    return folder


def _major(program: str) -> int:
    try:
        found = re.search(r"\d+", run_program([program, "--version"], step=f"Asking {program} for its version"))
    except Failed:
        return 0
    return int(found.group()) if found else 0


def _install_node() -> None:
    step = "Installing Node"
    run_program([sys.executable, "-m", "venv", "--clear", OWN_NODE], step=step)
    pip: Arguments = [OWN_NODE / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run_program([*pip, "--require-hashes", "-r", ROOT / "requirements" / "node.txt"], step=step)


def _install(*, for_tests: bool) -> None:
    folder = node_folder()
    arguments: Arguments = [folder / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if not for_tests and not NODE_MODULES.exists():
        arguments.append("--omit=dev")  # never takes away what ./test had put there
    environment = {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if CERTIFICATES.exists() and "NODE_EXTRA_CA_CERTS" not in os.environ:
        environment["NODE_EXTRA_CA_CERTS"] = str(CERTIFICATES)
    run_program(arguments, step="Installing the front-end packages", environment=environment)


def _fill() -> None:
    """Copy from `node_modules` what pages and documents use; quick when nothing changed."""
    run_program([PYTHON, "-m", "whatmatters.foundation.nhsuk.frontend"], step="Preparing the styles and fonts")
