"""The open fonts we serve and print with: which package holds which script.

Serves: `frontend` (which copies and converts them) and `documents` (which prints with them). One table, so that
what a person reads on the screen and on paper has the same letters. Refuses: fonts of the machine (a document must
look the same on every server) and fonts that are fetched from elsewhere while a page is shown.

Atkinson Hyperlegible Next was drawn by the Braille Institute for readers with low vision; Noto covers the other
scripts. All are under the SIL Open Font Licence 1.1, which allows conversion and renaming.
"""

from __future__ import annotations

from dataclasses import dataclass

WEB_FAMILY = "whatmatters text"
"""The one CSS family: its faces are split by `unicode-range`, so that a browser fetches only the scripts on a page."""

REGULAR, BOLD = 400, 600
"""The two weights that the NHS.UK design system uses."""

HAN = "U+2E80-2FDF,U+3000-303F,U+3400-4DBF,U+4E00-9FFF,U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF"
"""Simplified Chinese comes as one file (1.1 MB, only fetched where it is used); its 97 slices would add 50 kB of
CSS to every page of every reader."""


@dataclass(frozen=True)
class Face:
    """One subset of one font family, as its npm package names it.

    `unicode_range` empty means: as the package's `unicode.json` says. `web` is false for what only documents need
    (a browser has signs and emoji of its own).
    """

    package: str
    subset: str
    weights: tuple[int, ...] = (REGULAR, BOLD)
    unicode_range: str = ""
    web: bool = True

    @property
    def print_family(self) -> str:
        """The family name inside the converted file. Each subset needs its own: Typst picks one file a family."""
        return f"wm {self.package} {self.subset}"

    def file_name(self, weight: int, suffix: str = "woff2") -> str:
        """The file's name in the package and with us, such as `noto-sans-greek-400-normal.woff2`."""
        return f"{self.package}-{self.subset}-{weight}-normal.{suffix}"


# Printing tries them in this order. On the web the order is turned round: of two faces that hold a letter, a browser
# takes the later one.
FACES = (
    Face("atkinson-hyperlegible-next", "latin"),
    Face("atkinson-hyperlegible-next", "latin-ext"),
    Face("noto-sans", "greek"),
    Face("noto-sans", "greek-ext"),
    Face("noto-sans", "cyrillic"),
    Face("noto-sans", "cyrillic-ext"),
    Face("noto-sans", "vietnamese"),
    Face("noto-sans", "devanagari"),
    Face("noto-sans-arabic", "arabic"),
    Face("noto-sans-bengali", "bengali"),
    Face("noto-sans-gujarati", "gujarati"),
    Face("noto-sans-gurmukhi", "gurmukhi"),
    Face("noto-sans-hebrew", "hebrew"),
    Face("noto-sans-tamil", "tamil"),
    Face("noto-sans-telugu", "telugu"),
    Face("noto-sans-malayalam", "malayalam"),
    Face("noto-sans-sinhala", "sinhala"),
    Face("noto-sans-ethiopic", "ethiopic"),
    Face("noto-sans-thai", "thai"),
    Face("noto-sans", "latin-ext"),
    Face("noto-sans", "latin", web=False),
    Face("noto-sans-sc", "chinese-simplified", weights=(REGULAR,), unicode_range=HAN),
    Face("noto-sans-math", "latin", weights=(REGULAR,), web=False),
    Face("noto-sans-symbols-2", "symbols", weights=(REGULAR,), web=False),
    Face("noto-emoji", "emoji", weights=(REGULAR,), web=False),
)

URDU_FAMILY = "whatmatters urdu"
URDU = Face("noto-nastaliq-urdu", "arabic")
"""Urdu readers expect the Nastaliq hand, not the Naskh of Arabic print."""
