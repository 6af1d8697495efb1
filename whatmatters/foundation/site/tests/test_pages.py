"""Every public page, asked for by a stranger's browser."""

from __future__ import annotations

import re
from itertools import pairwise
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ...kernel.actor import Role
from ...kernel.dated import ALL_TABLES, Dated
from ..content import COMPONENTS, PAGES, get_page, settings_words
from ..content.shape import texts_of
from ..models import ContactDetails
from ..permissions import LinkFor, sign_link
from ..services import set_contact_details
from .conftest import AT, actor_with
from .reading_pages import PageRead

ADDRESSES = [
    "/",
    *(f"/{name}/" for name in PAGES if name != "home"),
    "/how-we-decide/",
    "/site-map/",
    "/search/",
    "/search/?q=budget",
    "/updates/",
    "/updates/check-your-email/",
    "/updates/confirmed/",
    "/page-feedback/thanks/",
]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    """Titles met so far in this module."""
    return {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page(client: Client, address, titles):
    response = client.get(address)
    assert response.status_code == 200
    page = PageRead(response.content.decode())
    assert (page.language, page.direction) == ("en-gb", "ltr")
    assert response.headers["Content-Language"] == "en-gb"
    assert [level for level, _ in page.headings].count(1) == 1
    assert not page.hosts, "a page asks no other host for anything"
    assert not page.inline
    assert len(page.ids) == len(set(page.ids))
    assert titles.setdefault(page.title, address) == address or "search" in address
    assert page.title.endswith("whatmatters")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not response.cookies, "reading needs no cookie"


@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_step_down_one_at_a_time(client: Client, address):
    levels = [level for level, _ in PageRead(client.get(address).content.decode()).headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_of_ours_leads_somewhere(client: Client):
    seen: set[str] = set()
    for address in ADDRESSES:
        links = set(PageRead(client.get(address).content.decode()).links)
        assert "/urgent-help/" in links, "urgent help is one click away from everywhere"
        seen |= {link for link in links if link.startswith("/") and not link.startswith("/language/")}
    wrong = {link for link in seen if client.get(link).status_code not in (200, 302)}
    assert not wrong


@pytest.mark.parametrize("name", [name for name in PAGES if name != "home"])
def test_it_says_what_its_file_says(client: Client, name):
    words = PageRead(client.get(f"/{name}/").content.decode()).words
    for section in get_page(name).sections:
        assert section.heading in words
        for block in section.blocks:
            assert all(text in words for text in texts_of(block))


@pytest.mark.parametrize("name", COMPONENTS)
def test_law_and_policy_stand_apart(client: Client, name):
    html = client.get(f"/{name}/").content.decode()
    groups = re.findall(r'<div class="site-force site-force--([\w-]+)">\s*<h3[^>]*>([^<]+)', html)
    assert groups[0] == ("law", "Your rights in law")
    assert all("not in law" in heading for standing, heading in groups if standing != "law")


def test_where_no_law_gives_a_right_the_page_says_so(client: Client):
    assert "No law of its own gives you a right to this." in client.get("/social-prescribing/").content.decode()
    assert "No law of its own" not in client.get("/choice-and-rights/").content.decode()


def test_a_page_in_a_language_of_its_address(client: Client):
    response = client.get("/en/privacy/", headers={"accept-language": "pl"})
    page = PageRead(response.content.decode())
    assert page.language == "en-gb"
    assert any(link.startswith("/language/pl/?next=/privacy/") for link in page.links)


@pytest.mark.parametrize("address", [*ADDRESSES, "/robots.txt", "/sitemap.xml", "/favicon.ico"])
def test_looking_changes_nothing(client: Client, address, django_assert_max_num_queries):
    for look in (client.get, client.head, client.options):
        with django_assert_max_num_queries(2) as done:
            look(address)
        assert all(query["sql"].startswith("SELECT") for query in done.captured_queries)


def test_robots_are_kept_out_of_a_trial(client: Client, settings):
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    settings.PRODUCTION = True
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /\n" not in text
    assert "Disallow: /people/\n" in text
    assert "Sitemap: http" in text


def test_the_site_map_for_search_engines(client: Client):
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"].startswith("application/xml")
    assert "/en/choice-and-rights/</loc>" in response.content.decode()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("money", "personal-health-budgets"),
        ("budgets", "personal-health-budgets"),
        ("link worker", "social-prescribing"),
        ("COACH", "self-management"),
        ("cookie", "cookies"),
        ("screen reader", "accessibility"),
        ("Samaritans 999", "stay-safe-online"),
    ],
)
def test_search_finds_the_page(client: Client, words, first):
    page = PageRead(client.get("/search/", {"q": words}).content.decode())
    main = [link for link in page.links if link.strip("/") in PAGES]
    assert f"/{first}/" in main
    assert "Do you need help today?" in page.words


@pytest.mark.parametrize("words", ["", "x", "zzzzz", "<script>alert(1)</script>", "%00", "٤", "a" * 5000])
def test_search_takes_anything(client: Client, words):
    response = client.get("/search/", {"q": words})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_how_we_decide_names_every_setting(client: Client):
    page = PageRead(client.get("/how-we-decide/").content.decode())
    for table in ALL_TABLES.values():
        assert table.rows()
    assert page.words.count("Since ") == sum(len(table.rows()) for table in ALL_TABLES.values())
    assert "our practice, not the law" in page.words
    for said in ("10 answers", "2 weeks", "15 MB", "How long an invitation works"):
        assert said in page.words
    wordless = [
        f"{name}: {row.key}"
        for name, table in ALL_TABLES.items()
        if not name.startswith("test")
        for row in table.rows()
        if not _words(name, row)
    ]
    assert not wordless, "give the row `means`, or words in content/settings.toml"


def _words(table: str, row: Dated) -> str:
    return str(row.means) or settings_words(table, row.key)


def test_contact_details_are_shown_where_they_are_needed(client: Client):
    assert "have not yet said how to reach them" in client.get("/help/").content.decode()
    set_contact_details(
        organisation="Harbourside Care <b>Partnership</b>",
        email="hello@harbourside.example.org",
        telephone="01632 960 123",
        hours="Monday to Friday, 9am to 5pm",
        post="1 Quay Street\nHarbourside",
        data_protection="dpo@harbourside.example.org",
        by=actor_with(Role.ADMINISTRATOR),
        at=AT,
    )
    assert ContactDetails.objects.count() == 1
    for address in ("/help/", "/accessibility/"):
        html = client.get(address).content.decode()
        assert '<a dir="ltr" href="tel:01632960123">01632 960 123</a>' in html, "or it is turned round in Urdu"
        assert "Harbourside Care &lt;b&gt;Partnership&lt;/b&gt;" in html
    assert "dpo@harbourside.example.org" in client.get("/privacy/").content.decode()


@pytest.mark.parametrize("purpose", list(LinkFor))
def test_a_wrong_link_is_not_found(client: Client, purpose):
    names = {LinkFor.CONFIRM: "site:confirm-updates", LinkFor.STOP: "site:stop-updates"}
    if purpose in names:
        for token in ("nonsense", sign_link(LinkFor.COMMENT, uuid4()), sign_link(purpose, uuid4())):
            assert client.get(reverse(names[purpose], args=[token])).status_code == 404
            assert client.post(reverse(names[purpose], args=[token])).status_code == 404
