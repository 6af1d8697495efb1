"""Where things stand on this machine, and whether there is room for them."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path

from .said import CannotGoOn

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
VAR = ROOT / "var"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
"""The machine's own, where it has some: a network may have a certificate of its own, as hospitals' often do."""
ROOM_NEEDED = 900 * 1024 * 1024
"""Bytes: the environment, the front end and a database, with some to spare."""


def home() -> Path:
    """The folder of the database and the files, as the settings will read it."""
    return Path(os.environ.get("WHATMATTERS_HOME") or VAR)


def port() -> int:
    """The port that PORT asks for, 8000 without it."""
    asked = os.environ.get("PORT", "8000")
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        raise CannotGoOn(f"PORT is “{asked}”, which is not a port: give a number from 1 to 65535.")
    return int(asked)


def check_python() -> None:
    """Refuse a Python that cannot make an environment."""
    try:
        import ensurepip
        import venv  # noqa: F401
    except ImportError as error:
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise CannotGoOn(
            f"Python's venv module is missing: install it (Debian: sudo apt-get install python3-venv, or {name})."
        ) from error
    del ensurepip


def check_folder(folder: Path) -> None:
    """Make a folder if need be; refuse one that cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
    except OSError as error:
        raise CannotGoOn(
            f"The folder {folder} cannot be written to ({error.strerror}): free some room on the disk, or "
            "let this user write there."
        ) from error


def check_room(folder: Path, needed: int = ROOM_NEEDED) -> None:
    """Refuse to begin an installation that the disk cannot hold."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise CannotGoOn(
            f"The disk is nearly full: {needed // 1024**2} MB are needed in {folder}, and "
            f"{free // 1024**2} MB are free. Free some room and start again; nothing was lost."
        )


def check_port(number: int) -> None:
    """Refuse a port that something else answers on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except PermissionError as error:
            raise CannotGoOn(
                f"Port {number} is for the system's own use: choose another, such as PORT=8001 ./run."
            ) from error
        except OSError as error:
            raise CannotGoOn(
                f"Port {number} is taken by another program, perhaps by whatmatters already running: stop "
                f"that, or choose another port, such as PORT={number + 1} ./run."
            ) from error
