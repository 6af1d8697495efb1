"""The content files: complete, sourced, and plain enough to read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from ...kernel.dated import Standing
from ...kernel.reading import measure, sentences_of, words_of
from ..content import (
    COMPONENTS,
    ENGLISH,
    LANGUAGES,
    PAGES,
    RIGHTS,
    URGENT,
    Insert,
    RightsList,
    Steps,
    get_page,
    get_right,
    languages_of,
    list_notices,
    list_urgent_lines,
    sources_in,
)
from ..content.files import FOLDER, BadContent, read_file
from ..content.rights import has_words
from ..content.shape import plain, read_words, texts_of
from ..content.sources import is_known
from ..queries.pages import MADE_PAGES
from ..rules import SETTINGS

ROOT = Path(__file__).resolve().parents[4]

OLDEST_READER = 11
"""The reading age that no page goes over; legal wording that a regulation gives us is let off, below."""

TRANSLATED = [(name, language) for name in PAGES for language in languages_of(name) if language != ENGLISH]

# The regulations give the wording of these paragraphs of an accessibility statement.
GIVEN_WORDING = ("committed to making it accessible", "partially compliant", "The Equality and Human Rights Commission")


def texts(name: str) -> list[str]:
    page = get_page(name)
    found = [page.lead, page.short]
    for section in page.sections:
        for block in section.blocks:
            found += texts_of(block)
            if isinstance(block, RightsList):
                found += [get_right(key, ENGLISH).words for key in block.keys]
    return [text for text in found if not any(given in text for given in GIVEN_WORDING)]


@pytest.mark.parametrize("name", PAGES)
def test_it_can_be_read_by_a_child_of_eleven(name):
    found = measure("\n".join(texts(name)))
    assert found.age <= OLDEST_READER
    assert found.words_a_sentence < 15


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_components_page_can_be_read_by_a_child_of_nine(name):
    assert measure("\n".join(texts(name))).age <= 9


@pytest.mark.parametrize("name", PAGES)
def test_no_sentence_is_long(name):
    long = [sentence for text in texts(name) for sentence in sentences_of(text) if len(words_of(sentence)) > 25]
    assert not long


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_components_page_has_all_its_parts(name):
    kinds = [section.kind for section in get_page(name).sections]
    assert kinds == ["what", "help", "story", "ask", "rights", "questions", "whom"]


@pytest.mark.parametrize("name", PAGES)
def test_its_links_lead_somewhere(name):
    for language in languages_of(name):
        for section in get_page(name, language).sections:
            for block in section.blocks:
                for spans in [*getattr(block, "items", ()), getattr(block, "words", ())]:
                    flat = spans[0] + spans[1] if spans and isinstance(spans[0], tuple) else spans
                    for span in flat:
                        kind, _, rest = span.target.partition(":")
                        assert kind in ("", "page", "tel", "https")
                        assert kind != "page" or rest in (*PAGES, *MADE_PAGES)


def test_every_fact_is_used_and_sourced():
    used = {
        key
        for name in PAGES
        for section in get_page(name).sections
        for block in section.blocks
        if isinstance(block, RightsList)
        for key in block.keys
    }
    assert used == set(read_file("rights.toml"))
    for row in [*RIGHTS.rows(), *URGENT.rows()]:
        assert row.source.split()[0].rstrip(",") in read_file("sources.toml"), row.key
        assert row.means


def test_law_is_only_called_law_when_law_says_so():
    """A fact of the law names an Act, a regulation, a court or the national rules that state the right."""
    law = {"SI2996", "SI2891", "SI1105", "SI1617", "MCA", "CARE-ACT", "UKSC11", "UKGDPR", "RTT22", "NHSE-CH"}
    for row in RIGHTS.rows():
        if row.standing is Standing.LAW:
            assert row.source.split()[0].rstrip(",") in law, row.key
        else:
            assert not re.search(r"\bby law\b|\byou have a right\b", row.means.lower()), row.key


def test_a_fact_that_nobody_read_at_its_source_says_so():
    assert get_right("choice.first-appointment", ENGLISH).read_at_source
    assert not get_right("budget.review", ENGLISH).read_at_source


def test_facts_agree_with_the_settings_they_repeat():
    for key, setting in {"keep.comments": "feedback.kept", "keep.unconfirmed": "updates.confirm-within"}.items():
        rows = [row for row in SETTINGS.rows() if row.key == setting]
        assert f"{rows[-1].value} {rows[-1].unit}" in get_right(key, ENGLISH).words


def test_urgent_numbers_have_a_day_of_review_and_a_way_to_call():
    for language in LANGUAGES:
        lines = list_urgent_lines(language)
        assert lines[0].call == "999"
        assert {line.number for line in lines} == {
            "999", "111", "116 123", "85258", "0800 1111", "0808 2000 247",
        }  # fmt: skip
        for line in lines:
            assert line.reviewed_on
            assert line.when
            assert line.number in line.what
            assert language != "ur" or f"\u2066{line.number}\u2069" in line.what, "or 116 123 is read as 123 116"
            assert re.fullmatch(r"tel:\d+|sms:85258\?body=SHOUT", line.address)


@pytest.mark.parametrize(("name", "language"), TRANSLATED)
def test_a_translation_has_the_same_shape(name, language):
    english, other = get_page(name), get_page(name, language)
    assert other.language == language
    assert not other.checked
    assert [section.kind for section in other.sections] == [section.kind for section in english.sections]
    for ours, theirs in zip(english.sections, other.sections, strict=True):
        assert [block.kind for block in theirs.blocks] == [block.kind for block in ours.blocks]
        assert [len(getattr(block, "items", ())) for block in theirs.blocks] == [
            len(getattr(block, "items", ())) for block in ours.blocks
        ]
        assert [getattr(block, "keys", ()) for block in theirs.blocks] == [
            getattr(block, "keys", ()) for block in ours.blocks
        ]
        for block in theirs.blocks:
            assert all(has_words(key, language) for key in getattr(block, "keys", ()))


@pytest.mark.parametrize(("name", "language"), TRANSLATED)
def test_a_translation_keeps_every_number(name, language):
    """Times, ages and telephone numbers are where a translation does harm first."""

    def numbers(text_language: str) -> list[str]:
        page = get_page(name, text_language)
        found = [page.lead]
        for section in page.sections:
            for block in section.blocks:
                found += texts_of(block)
                found += [get_right(key, text_language).words for key in getattr(block, "keys", ())]
        return sorted(re.findall(r"\d+", " ".join(found)))

    assert numbers(language) == numbers(ENGLISH)


def test_marks_in_words():
    spans = read_words("See [help](page:help) **now**, or [call](tel:111).")
    assert [(span.text, span.target, span.strong) for span in spans] == [
        ("See ", "", False),
        ("help", "page:help", False),
        (" ", "", False),
        ("now", "", True),
        (", or ", "", False),
        ("call", "tel:111", False),
        (".", "", False),
    ]
    assert plain(spans) == "See help now, or call."
    assert plain(read_words("<b>5 < 6</b> [x] (y)")) == "<b>5 < 6</b> [x] (y)"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("SI2996 r39, r40", ["NHS Standing Rules Regulations 2012 (SI 2012/2996), regulations 39 and 40"]),
        ("CARE-ACT s25", ["Care Act 2014, section 25"]),
        ("NG197", ["NICE guideline NG197, 17 June 2021"]),
        ("A mail server, if it is down; waits.", ["A mail server, if it is down; waits"]),
        ("two weeks (rulebook 8.3)", ["two weeks"]),
        ("Rulebook 3.4: plans are read again", ["plans are read again"]),
        ("", []),
    ],
)
def test_sources_have_names(written, shown):
    assert [str(source) for source in sources_in(written)] == shown


def test_what_is_wrong_is_named():
    with pytest.raises(BadContent, match=r"rights\.toml has no nothing"):
        get_right("nothing", ENGLISH)
    with pytest.raises(BadContent, match=r"absent\.toml"):
        read_file("absent.toml")
    with pytest.raises(LookupError):
        get_page("absent")


def test_every_file_is_a_page_or_a_table():
    tables = {"rights", "sources", "urgent", "notices", "settings"}
    for file in FOLDER.rglob("*.toml"):
        tomllib.loads(file.read_text(encoding="utf-8"))
        assert file.stem in (tables if file.parent == FOLDER else set(PAGES)), file.name
    assert all(is_known(tag) for tag in ("SI2996", "ours"))


def test_inserts_have_templates():
    inserts = FOLDER.parent / "templates" / "site" / "inserts"
    for name in PAGES:
        for section in get_page(name).sections:
            for block in section.blocks:
                assert not isinstance(block, Insert) or (inserts / f"{block.name}.html").exists()
                assert not isinstance(block, Steps) or block.items


def test_the_file_notice_says_what_the_page_says():
    written = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    for notice in list_notices():
        assert " ".join(notice.what.split()) in written
        assert " ".join(notice.says.split()) in written
        assert notice.address in written


def test_the_cookies_page_names_our_cookies():
    words = " ".join(texts("cookies"))
    for cookie in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        assert cookie in words
    assert "whatmatters_notice" in words
