"""The layout around every page: languages, direction, navigation, the way out, and what a browser may do."""

import base64
import hashlib
import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings as project
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.translation import trans_real

from whatmatters.foundation.nhsuk.notices import COOKIE, redirect_with_notice
from whatmatters.foundation.nhsuk.page_furniture import NavItem
from whatmatters.foundation.nhsuk.page_headers import PageHeadersMiddleware
from whatmatters.foundation.nhsuk.page_policy import START_SCRIPT
from whatmatters.foundation.nhsuk.translation import forget

from .pages import HOSTILE, page, words

LAYOUT = """{% extends "nhsuk/layout.html" %}
{% block page_title %}{{ title }}{% endblock %}{% block main %}<h1>x</h1>{% endblock %}"""
CATALOGUES = sorted(Path(project.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


@pytest.fixture
def catalogues(tmp_path, settings):
    """The translations as they stand, compiled, and one more whose every text is marked: a pseudo-language."""
    for file in CATALOGUES:
        language = file.parent.parent.name
        catalogue = read_po(io.BytesIO(file.read_bytes()), locale=language)
        _compile(tmp_path / language, catalogue)
        for message in catalogue:
            if message.id:
                texts = message.id if isinstance(message.id, tuple) else (message.id,)
                marked = tuple(f"⟦{text}⟧" for text in texts)
                message.string = marked * 3 if len(marked) > 1 else marked[0]
        _compile(tmp_path / "mt", catalogue)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [*settings.LANGUAGES, ("mt", "⟦⟧")]
    _look_again()
    yield
    settings.LOCALE_PATHS = project.LOCALE_PATHS
    _look_again()


def _compile(folder, catalogue):
    (folder / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    with (folder / "LC_MESSAGES" / "django.mo").open("wb") as file:
        write_mo(file, catalogue)


def _look_again():
    trans_real._translations = {}
    trans_real.get_languages.cache_clear()
    forget()


def test_english_by_default():
    shown = page(LAYOUT, title="Plans")
    assert '<html lang="en-gb" dir="ltr">' in shown
    assert "<title>Plans – whatmatters</title>" in shown


@pytest.mark.usefixtures("catalogues")
def test_urdu_runs_from_right_to_left():
    with translation.override("ur"):
        shown = page(LAYOUT)
    assert '<html lang="ur" dir="rtl">' in shown
    assert "اس سائٹ سے فوراً نکلیں" in shown
    assert '<a href="/language/pl/?next=/somewhere/%3Fq%3Dann%26page%3D2" lang="pl" hreflang="pl" dir="ltr"' in shown


@pytest.mark.usefixtures("catalogues")
def test_every_text_of_the_layout_can_be_translated(settings):
    """In a language whose every word is marked, nothing is left without a mark but names."""
    settings.DEMONSTRATION = True
    request = RequestFactory().get("/")
    request.signed_in_as, request.sign_out_href, request.nav_items = "Åå", "/out/", [NavItem("Åå", "/")]
    request.COOKIES[COOKIE] = redirect_with_notice("/", "Åå").cookies[COOKIE].value
    with translation.override("mt"):
        shown = page(LAYOUT, request, title="")
    body = re.sub(r"<script>.*?</script>", "", shown, flags=re.DOTALL)
    body = re.sub(r"⟦[^⟧]*⟧", "", body.replace("whatmatters</span>", "</span>").replace("<h1>x</h1>", ""))
    names = re.sub(r"English|Polski|اردو|⟦⟧|– whatmatters", "", words(body))
    assert not re.search(r"[A-Za-z]{2}", names), names
    spoken = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', body)
    assert not [text for text in spoken if re.search(r"[A-Za-z]{2}", text)]


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.parent.name)
def test_translations_fill_in_the_same_things(file):
    wanted = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
    wrong = [
        message.id
        for message in read_po(io.BytesIO(file.read_bytes()), locale=file.parent.parent.name)
        if message.id
        for text in (message.string if isinstance(message.string, tuple) else (message.string,))
        if text and set(wanted.findall(text)) != set(wanted.findall(str(message.id)))
    ]
    assert not wrong


def test_the_way_out_is_a_plain_link():
    shown = page(LAYOUT)
    link = re.search(r"<a class=\"wm-exit\"[^>]*>", shown).group()
    assert "noreferrer" in link
    assert "noopener" in link
    assert "target" not in link


def test_strangers_see_no_account_and_people_see_theirs():
    assert "nhsuk-header__account" not in page(LAYOUT)
    request = RequestFactory().get("/plans/")
    request.signed_in_as, request.sign_out_href = HOSTILE, "/out/"
    request.nav_items = lambda _request: [NavItem("Today", "/"), NavItem(HOSTILE, "/plans/"), NavItem("P", "/p/", True)]
    shown = page(LAYOUT, request)
    assert "<script>alert" not in shown
    assert '<form class="nhsuk-header__account-form" action="/out/" method="post"' in shown
    assert "csrfmiddlewaretoken" in shown
    assert re.findall(r'aria-current="(page|true)"', shown.split("<header")[1]) == ["page", "true"]


def test_we_are_not_the_nhs(settings):
    settings.DEMONSTRATION = True
    shown = page(LAYOUT)
    assert "NHS England" not in shown
    assert not re.search(r"\bNHS\b", words(shown))
    assert "The people here are invented" in shown


def test_a_title_says_first_that_something_is_wrong():
    from django import forms

    from whatmatters.foundation.nhsuk.forms import PlainForm

    class One(PlainForm):
        x = forms.CharField(label="X?")

    assert "<title>Error: T – " in page(LAYOUT, title="T", form=One({}))
    assert "There is a problem" in page(LAYOUT, title="T", form=One({}))
    assert "<title>T – " in page(LAYOUT, title="T", form=One())


def test_headings_and_landmarks_are_in_order():
    shown = Client().get("/gallery/").content.decode()
    assert shown.count("<main ") == shown.count("<header ") == shown.count("<footer ") == 1
    assert shown.index("nhsuk-skip-link") < shown.index("<nav")
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_a_browser_may_do_only_what_pages_need():
    answer = Client().get("/gallery/")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    digest = base64.b64encode(hashlib.sha256(START_SCRIPT.encode()).digest()).decode()
    assert policy.pop("script-src") == f"'self' 'sha256-{digest}'"
    assert policy == {
        "default-src": "'none'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'",
        "connect-src": "'self'", "media-src": "'self' blob:", "form-action": "'self'", "frame-ancestors": "'none'",
        "base-uri": "'none'", "object-src": "'none'",
    }  # fmt: skip
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert answer["Cache-Control"] == "no-store"
    shown = answer.content.decode()
    assert re.findall(r"<script>(.*?)</script>", shown) == [START_SCRIPT]
    assert not re.search(r"<[^>]+\s(style|on\w+)=", shown)


def test_a_page_may_ask_for_a_nonce_or_a_change():
    def answered(view):
        request = RequestFactory().get("/")
        return PageHeadersMiddleware(lambda asked: view(asked))(request)["Content-Security-Policy"]

    def with_change(_request):
        answer = HttpResponse("x")
        answer._csp_update = {"img-src": ["blob:"]}
        return answer

    assert "'nonce-" in answered(lambda request: HttpResponse(f"{request.csp_nonce}"))
    assert "img-src 'self' data: blob:" in answered(with_change)
    assert "nonce" not in answered(lambda request: HttpResponse("x"))


def test_a_language_is_kept_and_leads_back():
    answer = Client().get("/language/pl/", {"next": "/gallery/?x=1"})
    assert answer["Location"] == "/gallery/?x=1"
    cookie = answer.cookies[project.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("pl", True, "Lax")


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org"]
)
def test_a_choice_of_language_leads_nowhere_else(elsewhere):
    assert Client().get("/language/pl/", {"next": elsewhere})["Location"] == "/"


def test_languages_we_do_not_have_are_not_there():
    assert Client().get("/language/xx/").status_code == 404
    assert Client().post("/language/pl/").status_code == 405


def test_a_notice_is_shown_once():
    browser = Client()
    browser.cookies[COOKIE] = redirect_with_notice("/", "Your goal is saved").cookies[COOKIE].value
    shown = browser.get("/gallery/")
    assert "Your goal is saved" in shown.content.decode()
    assert 'role="alert"' in shown.content.decode()
    assert shown.cookies[COOKIE].value == ""


def test_a_notice_of_somebody_elses_making_is_not_shown():
    browser = Client()
    browser.cookies[COOKIE] = "IllegalNotice:1tX:zzzz"
    assert "IllegalNotice" not in browser.get("/gallery/").content.decode()


def test_every_component_is_in_the_gallery_with_its_code():
    from whatmatters.foundation.nhsuk.gallery import EXAMPLES, FOLDER

    templates = {file.stem for file in FOLDER.glob("*.html")} - {"page"}
    assert {example.key for example in EXAMPLES} == templates
    shown = Client().get("/gallery/").content.decode()
    assert all(f'id="{example.key}"' in shown for example in EXAMPLES)
