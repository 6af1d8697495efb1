"""Printed copies: tagged, in our letters, with words as they were written."""

import io
from datetime import date

import pytest
from pdfua import validate
from pypdf import PdfReader

from whatmatters.foundation.nhsuk.documents import DocumentFailed, NoGlyph, missing_glyphs, render_pdf, typesetting

SPECIMEN = "foundation/nhsuk/documents/specimen.typ"
TYPST_CODE = (
    '#let x = 1 *bold* _it_ $x^2$ @ref <label> \\u{1F600} `raw` // no comment #read("/project/settings.py") "quoted"'
)


def given(**changes):
    return {
        "introduction": "This is your copy.\n\nKeep it.",
        "heading": "What matters to me",
        "words": "I want to walk to the shop again.",
        "by": "Ann, 3 May 2026",
        "facts_heading": "About me",
        "facts": [["Name", "Ann Brown"]],
        "table_heading": "Who does what",
        "headings": ["What", "Who", "When"],
        "lines": [["Walk to the gate", "Ann", date(2026, 5, 10)]],
        "boxes_heading": "Tick",
        "boxes": ["I have a copy"],
        **changes,
    }


def made(tmp_path=None, language="en-gb", large_print=False, title="My folder", **changes):
    return render_pdf(SPECIMEN, given(**changes), title=title, language=language, large_print=large_print)


def text_of(pdf):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", ["en-gb", "pl", "ur"])
@pytest.mark.parametrize("large_print", [False, True])
def test_copies_are_accessible(tmp_path, language, large_print):
    file = tmp_path / "copy.pdf"
    file.write_bytes(made(language=language, large_print=large_print))
    assert [finding.message for finding in validate(file).findings] == []
    reader = PdfReader(file)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].lower().startswith(language[:2])
    assert reader.metadata.title == "My folder"
    assert reader.pages[0].mediabox.width == pytest.approx(595.3, abs=0.5)
    assert reader.pages[0].mediabox.height == pytest.approx(841.9, abs=0.5)


def test_words_tables_and_headings_are_tagged():
    root = PdfReader(io.BytesIO(made())).trailer["/Root"]["/StructTreeRoot"]
    tags = set(_tags(root))
    assert {"/H1", "/H2", "/P", "/BlockQuote", "/Table", "/TH", "/TD"} <= tags


def test_what_was_written_is_printed_as_written():
    text = text_of(made(words=TYPST_CODE, title=TYPST_CODE, facts=[[TYPST_CODE, TYPST_CODE]]))
    # PDF readers give straight quotation marks back as they stand in the file.
    assert text.replace(" ", "").count(TYPST_CODE.replace(" ", "")) >= 4


def test_days_are_written_in_the_documents_language():
    assert "10 May 2026" in text_of(made())
    assert "10 maja 2026" in text_of(made(language="pl"))


def test_pages_are_numbered():
    long = [["Walk", "Ann", "soon"]] * 80
    text = text_of(made(lines=long))
    assert "Page 1 of 4" in text
    assert "Page 4 of 4" in text


def test_large_print_is_large():
    sizes = {large: _largest_common_size(made(large_print=large)) for large in (False, True)}
    assert sizes[False] == pytest.approx(12, abs=0.1)
    assert sizes[True] >= 18


@pytest.mark.parametrize(
    "words",
    [
        "Zażółć gęślą jaźń", "Привет, мир", "Ελληνικά", "ਪੰਜਾਬੀ", "বাংলা", "ગુજરાતી", "हिन्दी", "தமிழ்", "עברית", "اردو میں",
        "中文简体", "ትግርኛ", "తెలుగు", "മലയാളം", "සිංහල", "ไทย", "Tiếng Việt", "tick ✓ box ☐ arrow → star ★",
        "😀 👩‍👩‍👧 ❤️ 🇬🇧 👍🏽", "e\u0301 combining", "zero\u200dwidth\u200b\u2060", "mark \u200f rtl",
    ],
)  # fmt: skip
def test_people_are_printed_in_their_own_letters(tmp_path, words):
    file = tmp_path / "copy.pdf"
    file.write_bytes(made(words=words, by=words, facts=[[words, words]]))
    assert [finding.message for finding in validate(file).findings] == []


def test_only_our_fonts_are_used():
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(made(words="Ann اردو 😀"))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("+wm-" in font for font in fonts)


def test_letters_that_we_do_not_have_are_named():
    assert missing_glyphs(["Ann", "𓀀 in a name", "ᚠ"]) == {"𓀀", "ᚠ"}
    assert missing_glyphs([]) == set()
    with pytest.raises(NoGlyph) as refused:
        made(facts=[["Name", "𓀀"]])
    assert refused.value.letters == {"𓀀"}
    assert "print the page from your browser" in str(refused.value)
    assert "𓀀" in str(refused.value)


def test_the_same_copy_is_the_same_file():
    assert made() == made()


def test_a_template_reads_nothing_outside_the_package(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden")
    with pytest.raises(DocumentFailed):
        render_pdf(str(secret), given(), title="x", language="en-gb")
    with pytest.raises(DocumentFailed):
        render_pdf("../pyproject.toml", given(), title="x", language="en-gb")


def test_a_template_that_is_not_there_fails_plainly():
    with pytest.raises(DocumentFailed, match="could not make this PDF") as failed:
        render_pdf("nowhere.typ", given(), title="x", language="en-gb")
    assert failed.value.reason


def test_a_document_holds_only_what_can_be_written():
    with pytest.raises(TypeError):
        made(words=object())


def test_the_package_folder_is_the_root():
    assert (typesetting.PACKAGE / SPECIMEN).is_file()
    assert typesetting.PACKAGE.name == "whatmatters"


def _tags(node, depth=0):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _tags(one, depth + 1)
    elif hasattr(node, "get"):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from _tags(node["/K"], depth + 1)


def _largest_common_size(pdf):
    sizes: dict[float, int] = {}

    def note(text, _cm, tm, _font, size):
        points = round(size * abs(tm[3]), 1)
        sizes[points] = sizes.get(points, 0) + len(text.strip())

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return max(sizes, key=sizes.__getitem__)
