"""Set-up of the front end: from `node_modules` to what Django serves and Typst prints with.

    npm ci --ignore-scripts && python -m whatmatters.foundation.nhsuk.frontend

Serves: `./run`, `./test` and packaging. Makes two folders beside the code, `var/frontend` (static files: the NHS.UK
design system and the fonts) and `var/fonts` (TTF for documents), and does nothing when both are already made from the
same packages. Refuses: any address of another host (the design system's CSS asks assets.nhs.uk for Frutiger, a
trade mark), the NHS logo, and any reference to a file that is not there.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from whatmatters.foundation.nhsuk.fonts import FACES, URDU, URDU_FAMILY, WEB_FAMILY, Face
from whatmatters.foundation.nhsuk.print_fonts import convert_fonts, unicode_range

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ROOT / "node_modules"
STATIC = ROOT / "var" / "frontend"
PRINT_FONTS = ROOT / "var" / "fonts"
DESIGN_SYSTEM = Path("nhsuk-frontend", "dist", "nhsuk")

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
# Sides of the page as sides of the line of writing: the design system's CSS then turns round for Urdu by itself.
SIDES = (
    (re.compile(r"(?<=[{;])(margin|padding|border)-left(?=[-:])"), r"\1-inline-start"),
    (re.compile(r"(?<=[{;])(margin|padding|border)-right(?=[-:])"), r"\1-inline-end"),
    (re.compile(r"(?<=[{;])left:"), "inset-inline-start:"),
    (re.compile(r"(?<=[{;])right:"), "inset-inline-end:"),
    (re.compile(r"(?<=[{;])(text-align|float|clear):left"), r"\1:inline-start"),
    (re.compile(r"(?<=[{;])(text-align|float|clear):right"), r"\1:inline-end"),
    (re.compile(r"(?<=[{;])text-align:inline-"), "text-align:"),
    (
        re.compile(r"(?<=[{;])(margin|padding):([^\s;}()]+) ([^\s;}()]+) ([^\s;}()!]+) ([^\s;}()!]+)(?=[;}])"),
        r"\1-block:\2 \4;\1-inline:\5 \3",
    ),
)
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+")


class FrontEndMissing(Exception):
    """The packages are not there, or are not what we expect; the message says what to do."""


def our_css(css: str) -> str:
    """The design system's CSS with our font, without outside fonts, turning with the direction of writing."""
    css = SOURCE_MAP.sub("", FONT_FACE.sub("", css))
    css = css.replace("url(/assets/", "url(")
    for side, of_the_line in SIDES:
        css = side.sub(of_the_line, css)
    return css.replace("Frutiger W01,arial,sans-serif", f'"{WEB_FAMILY}",arial,sans-serif').strip() + "\n"


def font_css(face: Face, family: str, unicode_range: str) -> str:
    """The `@font-face` rules of one subset, one for each weight."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-style:normal;font-weight:{weight};font-display:swap;'
        f'src:url(fonts/{face.file_name(weight)}) format("woff2");unicode-range:{unicode_range}}}\n'
        for weight in face.weights
    )


def self_starting(script: str) -> str:
    """The design system's module, which does nothing until asked, with the asking added."""
    if "initAll" not in script:
        raise FrontEndMissing("nhsuk-frontend has no initAll: has its version changed?")
    return SOURCE_MAP.sub("", script).strip() + "\ninitAll();\n"


def outside_references(css: str, folder: Path) -> list[str]:
    """Addresses in the CSS that are not files in `folder`: of other hosts, or missing."""
    return [
        address
        for address in ADDRESS.findall(css)
        if not address.startswith("data:") and not (folder / address).is_file()
    ]


def build_static(packages: Path, folder: Path) -> None:
    """Fill `folder` with the CSS, script, icons and fonts that pages use."""
    source = packages / DESIGN_SYSTEM
    (folder / "fonts").mkdir(parents=True)
    (folder / "images").mkdir()
    for icon in sorted((source / "assets" / "images").glob("nhsuk-icon-*.svg")):
        if icon.stem != "nhsuk-icon-mask":  # the mask is the NHS logo
            shutil.copy(icon, folder / "images")
    css = _all_font_css(packages, folder / "fonts") + our_css(_text(source / "nhsuk-frontend.min.css"))
    if strangers := outside_references(css, folder):
        raise FrontEndMissing(f"The design system's CSS refers to what we do not have: {', '.join(strangers)}")
    (folder / "nhsuk.css").write_text(css, encoding="utf-8")
    script = self_starting(_text(source / "nhsuk-frontend.min.js"))
    (folder / "nhsuk.js").write_text(script, encoding="utf-8")


def build(packages: Path = PACKAGES, static: Path = STATIC, print_fonts: Path = PRINT_FONTS) -> bool:
    """Make both folders unless they are up to date; true if anything was made.

    A folder is made aside and moved into place whole, so that a stopped run leaves the old one. Raises
    FrontEndMissing.
    """
    if not (packages / DESIGN_SYSTEM).is_dir():
        raise FrontEndMissing("The front-end packages are not installed. Run: npm ci --ignore-scripts")
    stamp = _stamp(packages)
    made = [
        _make(static, stamp, lambda folder: build_static(packages, folder)),
        _make(print_fonts, stamp, lambda folder: convert_fonts(packages, folder)),
    ]
    return any(made)


def _make(folder: Path, stamp: str, fill: Callable[[Path], None]) -> bool:
    kept = folder / ".stamp"
    if kept.is_file() and kept.read_text() == stamp:
        return False
    aside = folder.with_name(folder.name + ".making")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    fill(aside)
    (aside / ".stamp").write_text(stamp)
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    return True


def _stamp(packages: Path) -> str:
    here = Path(__file__).parent
    sources = [here / name for name in ("frontend.py", "fonts.py", "print_fonts.py")]
    installed = packages / ".package-lock.json"
    parts = [path.read_bytes() for path in (*sources, installed) if path.is_file()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _all_font_css(packages: Path, folder: Path) -> str:
    rules = []
    shown = [(face, WEB_FAMILY) for face in reversed(FACES) if face.web] + [(URDU, URDU_FAMILY)]
    for face, family in shown:
        for weight in face.weights:
            shutil.copy(packages / "@fontsource" / face.package / "files" / face.file_name(weight), folder)
        rules.append(font_css(face, family, unicode_range(packages, face)))
    return "".join(rules)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main() -> int:
    """Run the step; 0 when the front end is in place, 1 with one plain sentence when it cannot be."""
    try:
        made = build()
    except FrontEndMissing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write("The front end is made.\n" if made else "The front end is up to date.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
