"""Gather styles, scripts and icons into one folder, named by their content, for the web server."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command


def gather_static_files() -> bool:
    """Gather them when one has changed since the last time; return whether it was needed."""
    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    wanted = _fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@click.command()
def collectstatic() -> None:
    """Gather styles and scripts for the web server."""
    gathered = gather_static_files()
    click.echo("The styles and scripts are gathered." if gathered else "The styles and scripts were up to date.")
