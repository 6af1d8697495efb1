"""Public pages in Polish and Urdu: whole, marked as unchecked, and never half in one language."""

from __future__ import annotations

import pytest
from django.test import Client

from ..content import ENGLISH, PAGES, get_page, languages_of
from ..content.shape import texts_of
from .reading_pages import PageRead

pytestmark = pytest.mark.django_db

TRANSLATED = [(name, language) for name in PAGES for language in languages_of(name) if language != ENGLISH]
CORE = {"home", "personalised-care", "urgent-help", "factsheets", "stay-safe-online", "help", "choice-and-rights"}


def address_of(name: str, language: str) -> str:
    return f"/{language}/" if name == "home" else f"/{language}/{name}/"


@pytest.mark.parametrize(("name", "language"), TRANSLATED)
def test_a_translated_page_says_what_its_file_says(client: Client, name, language):
    response = client.get(address_of(name, language))
    page = PageRead(response.content.decode())
    assert (page.language, page.direction) == (language, "rtl" if language == "ur" else "ltr")
    assert response.headers["Content-Language"] == language
    assert not response.cookies
    for section in get_page(name, language).sections:
        assert section.heading in page.words
        for block in section.blocks:
            assert all(text in page.words for text in texts_of(block))


@pytest.mark.parametrize(("name", "language"), TRANSLATED)
def test_it_says_that_no_native_speaker_has_checked_it(client: Client, name, language):
    html = client.get(address_of(name, language)).content.decode()
    assert '<p lang="en-gb" dir="ltr">Not yet checked by a native speaker.</p>' in html


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_what_a_stranger_needs_first_is_translated(language):
    assert {name for name, other in TRANSLATED if other == language} >= CORE


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_a_page_without_a_translation_is_english_as_a_whole_and_says_so(client: Client, language):
    html = client.get(f"/{language}/privacy/").content.decode()
    assert PageRead(html).language == "en-gb"
    assert f'<div class="site-note" lang="{language}"' in html


def test_the_reader_s_language_is_asked_of_the_browser_and_then_of_the_reader(client: Client):
    assert PageRead(client.get("/", headers={"accept-language": "pl"}).content.decode()).language == "pl"
    assert PageRead(client.get("/", headers={"accept-language": "fr"}).content.decode()).language == "en-gb"
    client.get("/language/ur/?next=/")
    assert PageRead(client.get("/", headers={"accept-language": "pl"}).content.decode()).language == "ur"


def test_an_address_with_a_language_stays_in_it(client: Client):
    page = PageRead(client.get("/pl/choice-and-rights/", headers={"accept-language": "ur"}).content.decode())
    assert page.language == "pl"
    assert "/pl/personalised-care/" in page.links
    assert "/pl/choice-and-rights/factsheet.pdf" in page.links
    assert "/language/ur/?next=/choice-and-rights/" in page.links


@pytest.mark.parametrize(("language", "words"), [("pl", "budżet"), ("ur", "بجٹ"), ("pl", "budzet")])
def test_search_in_other_languages(client: Client, language, words):
    page = PageRead(client.get("/search/", {"q": words}, headers={"accept-language": language}).content.decode())
    assert "/personal-health-budgets/" in page.links


def test_numbers_are_not_turned_round_in_urdu(client: Client):
    html = client.get("/ur/urgent-help/").content.decode()
    for number in ("116 123", "0800 1111", "0808 2000 247"):
        assert f"\u2066{number}\u2069" in html
