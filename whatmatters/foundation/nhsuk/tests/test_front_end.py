"""The front end as set-up makes it: our fonts, our files, nobody else's host."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from fontTools.ttLib import TTFont

from whatmatters.foundation.nhsuk import frontend
from whatmatters.foundation.nhsuk.fonts import FACES, URDU
from whatmatters.foundation.nhsuk.print_fonts import as_ranges, unicode_range

ROOT = Path(settings.BASE_DIR)
STATIC = frontend.STATIC


def test_outside_fonts_are_taken_out_and_ours_put_in():
    theirs = (
        '@font-face{font-family:Frutiger W01;src:url(https://assets.nhs.uk/f.woff2) format("woff2")}'
        "body{font-family:Frutiger W01,arial,sans-serif;margin-left:1px;padding:1px 2px 3px 4px;float:left}"
        "a{background:url(/assets/images/x.svg)}/*# sourceMappingURL=x.css.map */"
    )
    assert frontend.our_css(theirs) == (
        'body{font-family:"whatmatters text",arial,sans-serif;margin-inline-start:1px;'
        "padding-block:1px 3px;padding-inline:4px 2px;float:inline-start}a{background:url(images/x.svg)}\n"
    )


def test_a_reference_to_what_is_not_there_is_named(tmp_path):
    (tmp_path / "a.svg").touch()
    css = "url(a.svg) url('b.svg') url(data:image/png;base64,xx) url(https://example.org/c.woff2)"
    assert frontend.outside_references(css, tmp_path) == ["b.svg", "https://example.org/c.woff2"]


def test_a_script_without_a_start_is_refused():
    with pytest.raises(frontend.FrontEndMissing):
        frontend.self_starting("export {}")


def test_packages_that_are_not_there_are_said_in_one_sentence(tmp_path):
    with pytest.raises(frontend.FrontEndMissing, match="npm ci"):
        frontend.build(packages=tmp_path)


def test_the_front_end_is_made_once(tmp_path):
    static, fonts = tmp_path / "frontend", tmp_path / "fonts"
    frontend._make(static, "one", lambda folder: (folder / "a").write_text("1"))
    assert not frontend._make(static, "one", lambda folder: (folder / "b").write_text("2"))
    assert frontend._make(static, "two", lambda folder: (folder / "b").write_text("2"))
    assert sorted(file.name for file in static.iterdir()) == [".stamp", "b"]
    assert not fonts.exists()


def test_what_is_served_asks_no_other_host():
    css = (STATIC / "nhsuk.css").read_text()
    assert "Frutiger" not in css
    assert "http" not in re.sub(r"http://www\.w3\.org/\S+", "", css)
    assert not frontend.outside_references(css, STATIC)
    assert (STATIC / "nhsuk.js").read_text().rstrip().endswith("initAll();")
    assert not [file for file in STATIC.rglob("*") if re.search("mask|favicon|logo|opengraph|-180|-192", file.name)]


def test_letters_of_the_languages_we_serve_are_on_screen_and_paper():
    samples = {
        "English, Welsh": "Ŵŵ Ŷŷ “£12” – ’", "Polish": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "Romanian": "șțăâî", "Urdu": "ٹڈڑںےۓہھ۔؟",
        "Arabic": "عربي", "Kurdish, Farsi, Pashto": "ڕڵۆێپچژگکیټډړږښ", "Punjabi": "ਪੰਜਾਬੀ", "Bengali": "বাংলা",
        "Gujarati": "ગુજરાતી", "Hindi, Nepali": "हिन्दी", "Tamil": "தமிழ்", "Telugu": "తెలుగు", "Malayalam": "മലയാളം",
        "Sinhala": "සිංහල", "Tigrinya, Amharic": "ትግርኛ", "Thai": "ไทย", "Hebrew": "עברית", "Greek": "Ελληνικά",
        "Russian, Ukrainian": "ёъэїєґ", "Vietnamese": "Tiếng Việt ơư", "Chinese": "中文简体",
        "Turkish, Somali": "ğışçöü",
    }  # fmt: skip
    on_paper = {point for face in (*FACES, URDU) for point in _points(frontend.PRINT_FONTS, face)}
    on_screen = _screen_ranges()
    for language, letters in samples.items():
        points = {ord(letter) for letter in letters if letter != " "}
        assert points <= on_paper, language
        assert all(any(low <= point <= high for low, high in on_screen) for point in points), language


def test_every_printing_font_has_a_name_of_its_own():
    names = [_named(file) for file in frontend.PRINT_FONTS.glob("*.ttf")]
    assert len(set(names)) == len(names) == sum(len(face.weights) for face in (*FACES, URDU))


def test_ranges_are_made_of_numbers_side_by_side():
    assert list(as_ranges({3, 1, 2, 7})) == [(1, 3), (7, 7)]
    assert list(as_ranges(())) == []


def test_the_lock_keeps_hashes_and_no_addresses():
    lock = (ROOT / "package-lock.json").read_text()
    assert "://" not in lock, "take out npm's `funding` lines"
    assert '"resolved"' not in lock
    packages = {name: one for name, one in json.loads(lock)["packages"].items() if name}
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    wanted = json.loads((ROOT / "package.json").read_text())
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted["dependencies"].values())


def test_files_can_be_gathered_with_fingerprints(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    gathered = manifest["frontend/nhsuk.css"]
    assert re.fullmatch(r"frontend/nhsuk\.[0-9a-f]{12}\.css", gathered)
    css = (tmp_path / gathered).read_text()
    assert re.search(r"fonts/atkinson-hyperlegible-next-latin-400-normal\.[0-9a-f]{12}\.woff2", css)
    assert (tmp_path / f"{gathered}.br").exists() or (tmp_path / f"{gathered}.gz").exists()


def _points(folder: Path, face) -> set[int]:
    with TTFont(folder / face.file_name(400, "ttf"), lazy=True) as font:
        return set(font.getBestCmap())


def _named(file: Path) -> tuple[str, int]:
    with TTFont(file, lazy=True) as font:
        return font["name"].getDebugName(1), font["OS/2"].usWeightClass


def _screen_ranges() -> list[tuple[int, int]]:
    stated = [unicode_range(frontend.PACKAGES, face) for face in (*FACES, URDU) if face.web]
    ends = [part.removeprefix("U+").split("-") for text in stated for part in text.replace(" ", "").split(",")]
    return [(int(end[0], 16), int(end[-1], 16)) for end in ends]
