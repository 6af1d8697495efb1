"""Compile the translations, so that a change in words is seen at the next start."""

from __future__ import annotations

from pathlib import Path

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def compile_translations() -> int:
    """Compile each `.po` file that is newer than its `.mo` file; return how many."""
    files = [file for folder in settings.LOCALE_PATHS for file in Path(folder).glob("*/LC_MESSAGES/*.po")]
    stale = [file for file in files if _is_stale(file)]
    for file in stale:
        _compile(file)
    return len(stale)


def _is_stale(file: Path) -> bool:
    compiled = file.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime


def _compile(file: Path) -> None:
    with file.open("rb") as source:
        catalogue = read_po(source, locale=file.parent.parent.name)
    draft = file.with_suffix(".mo.new")
    with draft.open("wb") as target:
        write_mo(target, catalogue)
    draft.replace(file.with_suffix(".mo"))


@click.command()
def translations() -> None:
    """Compile the translations that changed."""
    click.echo(f"Compiled {compile_translations()} translation files.")
