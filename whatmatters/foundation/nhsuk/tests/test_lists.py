"""Tables, pages of a list, and small parts."""

import re

import pytest
from django.test import RequestFactory

from whatmatters.foundation.nhsuk.lists import page_numbers, paragraphs

from .pages import HOSTILE, page, words

COLUMNS = [{"text": "Name", "sort": "name"}, {"text": "Goals <b>", "numeric": True}]
PEOPLE = [{"name": "Ann", "goals": 3}, {"name": HOSTILE, "goals": 12}]
TABLE = """{% call table("People", columns, now=now, empty="None") %}
{% for person in people %}<tr><th scope="row"><a href="#">{{ person.name }}</a></th><td>{{ person.goals }}</td></tr>
{% endfor %}{% endcall %}"""


def test_each_cell_has_a_role_and_its_heading():
    shown = page(TABLE, columns=COLUMNS, people=PEOPLE, now="")
    assert shown.count('<tr role="row">') == 3
    assert shown.count('<th role="rowheader" scope="row">') == 2
    assert shown.count('<td role="cell" data-label="Goals &lt;b&gt;" class="wm-table__figure">') == 2
    assert "<script" not in shown


def test_cells_without_a_row_heading_are_labelled_from_the_first():
    source = '{% call table("x", [{"text": "A"}, {"text": "B"}]) %}<tr class="y"><td>1</td><td>2</td></tr>{% endcall %}'
    assert re.findall(r'data-label="(\w)">(\d)', page(source)) == [("A", "1"), ("B", "2")]
    assert '<tr role="row" class="y">' in page(source)


def test_an_empty_table_says_so():
    assert words(page(TABLE, columns=COLUMNS, people=[], now="")) == "None"
    assert "<table" not in page(TABLE, columns=COLUMNS, people=[], now="")


@pytest.mark.parametrize(
    ("now", "state", "leads_to"),
    [
        ("", "none", "?q=ann&amp;sort=name"),
        ("name", "ascending", "?q=ann&amp;sort=-name"),
        ("-name", "descending", "?q=ann&amp;sort=name"),
    ],
)
def test_headings_sort_and_keep_what_was_searched(now, state, leads_to):
    shown = page(TABLE, columns=COLUMNS, people=PEOPLE, now=now)
    assert f'aria-sort="{state}"><a class="wm-table__sort" href="{leads_to}">Name' in shown


@pytest.mark.parametrize(
    ("at", "pages", "named"),
    [
        (1, 1, [1]),
        (1, 2, [1, 2]),
        (3, 9, [1, 2, 3, 4, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_pages_near_by_are_named(at, pages, named):
    assert list(page_numbers(at, pages)) == named


def test_pages_keep_the_rest_of_the_address():
    request = RequestFactory().get("/", {"q": 'a&b"', "page": "3"})
    shown = page("{{ pagination(3, 9) }}", request)
    assert 'href="?q=a%26b%22&amp;page=4"' in shown
    assert shown.count("aria-current") == 1
    assert page("{{ pagination(1, 1) }}") == ""


def test_what_a_person_wrote_keeps_its_lines():
    assert paragraphs("one\ntwo\n\n\nthree <b>") == ('<p dir="auto">one<br>two</p>\n<p dir="auto">three &lt;b&gt;</p>')
    assert paragraphs("") == paragraphs(None) == ""


def test_small_parts_escape_what_they_are_given():
    source = """{{ tag(x, "green") }}{{ summary_list([{"key": x, "value": x, "href": "/a", "action": x}]) }}
    {{ back_link("/up/", x) }}{{ breadcrumbs([(x, "/")]) }}"""
    shown = page(source, x=HOSTILE)
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") == 7


def test_a_tag_never_mixes_text_and_markup():
    from markupsafe import Markup

    assert "&lt;b&gt;" in page("{{ tag(x) }}", x="<b>")
    assert "<b>" in page("{{ tag(x) }}", x=Markup("<b>"))
    assert "&lt;b&gt;" in page("{{ tag(x) }}", x="<b>")


def test_links_of_facts_make_sense_alone():
    shown = page('{{ summary_list([{"key": "Phone", "value": "x", "href": "/a", "action": "Change"}]) }}')
    assert words(re.search(r"<a .*?</a>", shown).group()) == "Change Phone"
