"""Our own Python environment, `.venv`: pinned packages, each checked against its hash.

Serves `./run` (what whatmatters needs) and `./test` (what its tests need besides). uv installs, being quick;
pip does where only pip is set up for this network, with the same hashes. Refuses any package that is not
pinned.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .place import CERTIFICATES, ENVIRONMENT, PYTHON, ROOT, check_room
from .programs import Arguments, Failed, run_program
from .said import say
from .stamps import fingerprint, is_stamped, write_stamp

REQUIREMENTS = ROOT / "requirements"
STAMP = ENVIRONMENT / "whatmatters-packages"


def install_packages(*, for_tests: bool) -> None:
    """Bring `.venv` to what the requirement files say; does nothing when it is there already."""
    run, test = _wanted("run.txt"), _wanted("test.txt")
    if _is_sound() and is_stamped(STAMP, *((test,) if for_tests else (run, test))):
        return
    check_room(ROOT)
    _make_environment()
    say("Installing the Python packages (about a minute, only when they have changed) ...")
    _install(REQUIREMENTS / ("test.txt" if for_tests else "run.txt"))
    write_stamp(STAMP, test if for_tests else run)


def _wanted(name: str) -> str:
    files = [REQUIREMENTS / "bootstrap.txt", REQUIREMENTS / name, ROOT / "pyproject.toml"]
    return fingerprint(files, str(ROOT))


def _is_sound() -> bool:
    """Whether the environment still answers: the system's Python may have gone or changed under it."""
    if not (ENVIRONMENT / "bin" / "whatmatters").exists():
        return False
    try:
        run_program([PYTHON, "-c", "import django, granian, whatmatters"], step="Looking at the environment")
    except Failed:
        return False
    return True


def _make_environment() -> None:
    if PYTHON.exists():
        try:
            run_program([PYTHON, "-m", "pip", "--version"], step="Looking at the environment")
        except Failed:
            say("The environment in .venv is broken; making it anew.")
        else:
            return
    run_program([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], step="Making the environment .venv")


def _install(requirements: Path) -> None:
    pip: Arguments = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    step = "Installing the Python packages"
    run_program([*pip, "--require-hashes", "-r", REQUIREMENTS / "bootstrap.txt"], step=step)
    # "install", not "sync": what a developer has put in besides stays.
    uv: Arguments = [PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes"]
    environment = {"UV_SYSTEM_CERTS": "1"} if CERTIFICATES.exists() else {}
    try:
        run_program([*uv, "-r", requirements], step=step, environment=environment)
    except Failed:
        say("uv could not install them here; trying with pip, which takes longer ...")
        run_program([*pip, "--require-hashes", "-r", requirements], step=step)
    run_program([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT], step="Installing whatmatters itself")
