"""`python -m whatmatters.project.set_up run|test`: sets up, then becomes the command that was asked for."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from .front_end import install_front_end
from .packages import install_packages
from .place import PYTHON, ROOT, VAR, check_folder, check_port, check_python, home, port
from .said import CannotGoOn, say_wrong
from .stamps import alone


def main(arguments: list[str]) -> int:
    """Set up for `run` or `test`; does not return when that worked."""
    command, *rest = arguments
    if command == "run" and rest:
        say_wrong("./run takes nothing after it. “PORT=8001 ./run” uses another port; README.md says what can be set.")
        return 0 if rest[0] in ("-h", "--help") else 2
    signal.signal(signal.SIGTERM, _stop)
    try:
        _set_up(command)
    except CannotGoOn as reason:
        say_wrong(str(reason))
        return 1
    except OSError as error:
        say_wrong(f"Setting up did not work: {error.strerror} ({error.filename}). Mend that and start again.")
        return 1
    except KeyboardInterrupt:
        say_wrong("Stopped while setting up. Start again when you like; it goes on from there.")
        return 130
    return _become("whatmatters.project.start" if command == "run" else "tests.command", rest)


def _become(module: str, arguments: list[str]) -> NoReturn:
    os.execv(PYTHON, [str(PYTHON), "-m", module, *arguments])  # noqa: S606 our own module, no shell


def _set_up(command: str) -> None:
    check_python()
    check_folder(VAR)
    if command == "run":
        check_folder(home())
        check_port(port())
    with alone():
        install_packages(for_tests=command == "test")
        install_front_end(for_tests=command == "test")


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


os.chdir(ROOT)
sys.exit(main(sys.argv[1:]))
