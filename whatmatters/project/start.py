"""The second half of `./run`: prepares this copy and serves it until stopped.

Serves somebody who tries whatmatters, or develops it. Runs the web server and the worker as two processes
and stops both when it is stopped, or when one of them ends. Refuses to run twice on one folder: two would
send each letter twice.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .set_up.place import ROOT, check_folder, check_port, home, port
from .set_up.said import CannotGoOn, say, say_wrong
from .set_up.stamps import alone, write_stamp


def main() -> int:
    """Prepare and serve; 0 when it was stopped, 1 with one plain sentence when it cannot go on."""
    os.environ.setdefault("WHATMATTERS_ADDRESS", f"http://127.0.0.1:{port()}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whatmatters.project.settings")
    try:
        with hold(home()):
            return _prepare_and_serve()
    except CannotGoOn as reason:
        say_wrong(str(reason))
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # the last door: a person reads a sentence, not a traceback
        from .plain_errors import in_plain_words

        say_wrong(in_plain_words(error))
    return 1


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold a home folder for ourselves while the block lasts; refuse when another `./run` holds it."""
    with (folder / "running").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise CannotGoOn(
                f"whatmatters already runs from this folder, on {file.read()}: use that, or stop it."
            ) from error
        file.truncate(0)
        file.write(os.environ["WHATMATTERS_ADDRESS"])
        file.flush()
        yield


def _prepare_and_serve() -> int:
    with alone():
        prepare()
    check_port(port())
    if _is_demonstration():
        os.environ["WHATMATTERS_DEMONSTRATION"] = "1"  # the pages say so, and show the codes of invented staff
    from .supervision import supervise

    return supervise(port=port(), announce=announce)


def prepare() -> None:
    """Translations, styles, database and, where the database is new, demonstration people."""
    import django

    from .translations import compile_translations

    check_folder(home())
    home().chmod(0o700)
    compile_translations()
    django.setup()
    from .static_files import gather_static_files

    gather_static_files()
    _prepare_database()


def _prepare_database() -> None:
    from whatmatters.foundation.kernel.clock import now

    from .database import bring_up_to_date, is_new

    wanted = home() / "demonstration"
    if is_new() and os.environ.get("WHATMATTERS_DEMO") != "0":
        write_stamp(wanted, "wanted")
    if bring_up_to_date(at=now()):
        say("The database is ready.")
    if wanted.exists() and wanted.read_text() == "wanted":
        _load_demonstration()
        write_stamp(wanted, "loaded")


def _load_demonstration() -> None:
    from whatmatters.foundation.kernel.clock import now
    from whatmatters.project.demonstration import load_demonstration

    say("Bringing in the demonstration people ...")
    load_demonstration(at=now())


def _is_demonstration() -> bool:
    kept = home() / "demonstration"
    return kept.exists() and kept.read_text() == "loaded"


def announce() -> None:
    """Say where it is and how to sign in."""
    say(f"\nwhatmatters is ready on {os.environ['WHATMATTERS_ADDRESS']}\n")
    if _is_demonstration():
        from whatmatters.project.demonstration import list_sign_ins

        for line in list_sign_ins():
            say(line)
    say(f"\nWhat is entered is kept in {home()}. Press Ctrl-C to stop.")


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
