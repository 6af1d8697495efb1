"""Install a Debian package that the tests need, where that is allowed without asking."""

from __future__ import annotations

import os
import shutil
import subprocess

from whatmatters.project.set_up.programs import Failed, run_program
from whatmatters.project.set_up.said import CannotGoOn, say


def install_debian(*packages: str, wanted_for: str) -> None:
    """Install packages with apt-get as root, or with a sudo that asks nothing; refuse in one sentence otherwise."""
    names = " ".join(packages)
    by_hand = f"{wanted_for} needs {names}: install it (Debian: sudo apt-get install {names}), then start ./test again."
    apt = _apt()
    if apt is None:
        raise CannotGoOn(by_hand)
    say(f"Installing {names} ...")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    step = f"Installing {names}"
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    try:
        run_program([*apt, "update"], step=step, environment=quiet)
        run_program(install, step=step, environment=quiet)
    except Failed as failed:
        raise CannotGoOn(f"{failed} {by_hand}") from failed


def _apt() -> list[str | os.PathLike[str]] | None:
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None
