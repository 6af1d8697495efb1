"""The texts to translate: gathered from code and templates into one file for each language.

    python -m whatmatters.foundation.nhsuk.catalogue [FOLDER…]

Serves: translators and whoever writes pages. Adds new texts with empty translations, keeps what is translated, and
marks as fuzzy (not shown) what was translated from an earlier wording. With folders (such as
`whatmatters/care_plans`) only their texts are added, and nothing is taken out. Set-up compiles the files. Refuses:
`makemessages`, which does not read Jinja's `{% trans %}` rightly.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[2]
LOCALE = PACKAGE / "locale"
NOT_FOR_READERS = {"tests", "gallery", "gallery.py"}
# Lines of the header that would change at each run, or name nobody.
CHANGING = tuple(
    f'"{name}:'
    for name in (
        "Generated-By",
        "Language-Team",
        "Last-Translator",
        "PO-Revision-Date",
        "POT-Creation-Date",
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
    )
)
KEYWORDS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def texts_of(folders: Iterable[Path]) -> Catalog:
    """Every text of these folders, with where it stands (files, not lines: lines change with every edit)."""
    with (LOCALE / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = Catalog()
    for folder in folders:
        texts = extract_from_dir(folder, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",))
        for name, _line, message, comments, context in texts:
            if not NOT_FOR_READERS & set(Path(name).parts):
                place = (folder / name).relative_to(PACKAGE.parent).as_posix()
                found.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def bring_up_to_date(file: Path, texts: Catalog, *, whole: bool) -> None:
    """Put the texts into one language's file; `whole` when they are all there are, so that others may go."""
    language = file.parent.parent.name
    catalogue = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as kept:
            catalogue = read_po(kept, locale=language)
    if whole:
        catalogue.update(texts, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
    else:
        for message in texts:
            if message.id and (message.id, message.context) not in _ids(catalogue):
                catalogue.add(message.id, locations=message.locations, context=message.context)
    _write(file, catalogue)


def _ids(catalogue: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalogue}


def _write(file: Path, catalogue: Catalog) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment = f"# whatmatters in {catalogue.locale_identifier}: see nhsuk/catalogue.py."
    catalogue.fuzzy = False
    written = BytesIO()
    write_po(written, catalogue, sort_output=True, include_lineno=False, width=110)
    lines = written.getvalue().decode().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith(CHANGING)), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Gather from the named folders, or from the whole package."""
    folders = [Path(name).resolve() for name in arguments] or [PACKAGE]
    texts = texts_of(folders)
    for folder in sorted(LOCALE.glob("*/LC_MESSAGES")):
        bring_up_to_date(folder / "django.po", texts, whole=not arguments)
    sys.stdout.write(f"{len(texts)} texts.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
