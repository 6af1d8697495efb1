"""Factsheets: one page, accessible, and saying what the page says."""

from __future__ import annotations

import io
import re

import pdfua
import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from ..content import COMPONENTS, RightsList, get_page, get_right, languages_of
from ..content.shape import texts_of
from ..factsheets import FORMS, make_factsheet
from ..wording import URGENT_LINE

SHEETS = [(name, language) for name in COMPONENTS for language in languages_of(name)]
PDFS = [form for form in FORMS if form.endswith(".pdf")]


def squeezed(text: str) -> str:
    """A text without spaces, soft hyphens and line ends: a PDF breaks lines where it likes."""
    return re.sub(r"[\s\u00ad\u200e\u200f\u202a-\u202e]+", "", text)


def facts_of(name: str, language: str) -> list[str]:
    page = get_page(name, language)
    found = [page.lead]
    for section in page.sections:
        found.append(section.heading)
        for block in section.blocks:
            found += texts_of(block)
            if isinstance(block, RightsList):
                found += [get_right(key, language).words for key in block.keys]
    return found


def comparable(text: str, language: str) -> str:
    """A text as both sides can be compared: pypdf does not read what a PDF says of Polish accents (ActualText)."""
    return re.sub("[cćsśzźnńoó]", "", squeezed(text)) if language == "pl" else squeezed(text)


def foot_of(language: str) -> str:
    """The words at the foot of each page begin like this."""
    with override(language):
        return re.escape(comparable(str(URGENT_LINE), language)[:25])


@pytest.mark.parametrize("form", PDFS)
@pytest.mark.parametrize(("name", "language"), SHEETS)
def test_it_passes_an_accessibility_checker(name, language, form, tmp_path):
    made = make_factsheet(name, language=language, form=form)
    file = tmp_path / "factsheet.pdf"
    file.write_bytes(made.content)
    assert not [f"{finding.rule_id}: {finding.message}" for finding in pdfua.validate(file).findings]
    reader = PdfReader(io.BytesIO(made.content))
    assert reader.trailer["/Root"]["/Lang"].startswith(language.partition("-")[0])
    assert reader.metadata.title == get_page(name, language).title


@pytest.mark.parametrize(("name", "language"), SHEETS)
def test_it_is_one_sheet(name, language):
    """One page; in Urdu, whose script is tall, the two sides of one sheet."""
    made = make_factsheet(name, language=language, form="factsheet.pdf")
    assert len(PdfReader(io.BytesIO(made.content)).pages) == (2 if language == "ur" else 1)


@pytest.mark.parametrize(("name", "language"), [sheet for sheet in SHEETS if sheet[1] != "ur"])
@pytest.mark.parametrize("form", PDFS)
def test_it_says_what_the_page_says(name, language, form):
    made = make_factsheet(name, language=language, form=form)
    pages = [comparable(page.extract_text(), language) for page in PdfReader(io.BytesIO(made.content)).pages]
    text = "".join(re.split(foot_of(language), page)[0] for page in pages)
    missing = [fact for fact in facts_of(name, language) if comparable(fact, language) not in text]
    assert not missing


@pytest.mark.parametrize(("name", "language"), SHEETS)
def test_plain_text_says_what_the_page_says(name, language):
    text = make_factsheet(name, language=language, form="factsheet.txt").content.decode()
    assert not [fact for fact in facts_of(name, language) if squeezed(fact) not in squeezed(text)]
    assert max(map(len, text.splitlines())) <= 78


@pytest.mark.parametrize("form", FORMS)
def test_it_can_be_fetched(client: Client, form):
    response = client.get(f"/en/social-prescribing/{form}")
    assert response.status_code == 200
    assert form in response.headers["Content-Disposition"]
    assert response.headers["Content-Disposition"].startswith("inline")
    assert not response.cookies


@pytest.mark.parametrize("address", ["/en/privacy/factsheet.pdf", "/xx/choice-and-rights/factsheet.pdf"])
def test_others_do_not_exist(client: Client, address):
    assert client.get(address).status_code == 404


def test_large_print_is_large():
    made = make_factsheet("social-prescribing", language="en-gb", form="factsheet-large-print.pdf")
    sizes: set[float] = set()

    def visit(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * matrix[3] if matrix[3] else size), 1))

    for page in PdfReader(io.BytesIO(made.content)).pages:
        page.extract_text(visitor_text=visit)
    assert min(sizes) >= 16
