"""JSON feeds: every form of page, and every way in which one is broken."""

from __future__ import annotations

import gzip
import json
import zipfile

import pytest

from whatmatters.social_prescribing.directory.openreferral.reading import (
    Limits,
    Listed,
    Loose,
    Mended,
    Rejected,
    UnreadableFeed,
    read_feed,
)

from .openreferral_feeds import NAMESPACE, SERVICE_ID, listed, only, read, write_json, write_lines


def service(key="1", **more):
    return {"id": key, "name": f"Group {key}", "status": "active"} | more


def names(path, **more):
    return [document["name"] for document in listed(path, **more)]


@pytest.mark.parametrize(
    "page",
    [
        [service("1"), service("2")],
        {"contents": [service("1"), service("2")], "total_items": 2},
        {"totalElements": 2, "content": [service("1"), service("2")]},
        {"items": [service("1")], "services": [service("2")]},
    ],
)
def test_every_form_of_page_is_read(tmp_path, page):
    assert names(write_json(tmp_path / "page.json", page)) == ["Group 1", "Group 2"]


def test_one_service_alone_is_read(tmp_path):
    assert names(write_json(tmp_path / "one.json", service())) == ["Group 1"]


def test_a_folder_of_pages_is_one_feed(tmp_path):
    write_json(tmp_path / "page1.json", {"contents": [service("1")]})
    write_json(tmp_path / "page2.json", {"contents": [service("2")]})
    (tmp_path / "notes.txt").write_text("not ours")
    assert names(tmp_path) == ["Group 1", "Group 2"]


@pytest.mark.parametrize("name", ["feed.jsonl", "feed.ndjson"])
def test_json_lines_are_read(tmp_path, name):
    assert names(write_lines(tmp_path / name, [service("1"), service("2")])) == ["Group 1", "Group 2"]


def test_packed_files_are_read(tmp_path):
    data = json.dumps([service()]).encode()
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(data))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("inner/page.json", data)
        archive.writestr("inner/read me.txt", "hello")
    assert names(tmp_path / "a.json.gz") == names(tmp_path / "b.zip") == ["Group 1"]


def test_a_file_without_a_telling_name_is_read(tmp_path):
    assert names(write_json(tmp_path / "services", [service()])) == ["Group 1"]


def test_the_notes_on_a_listing_follow_it(tmp_path):
    found = read(write_json(tmp_path / "a.json", [service("1", url="none"), service("2")]))
    assert [(type(one), one.reference) for one in found] == [(Listed, "1"), (Mended, "1"), (Listed, "2")]
    assert found[0].source == service("1", url="none")


def test_other_records_are_loose(tmp_path):
    records = [
        {"id": "o", "name": "Club", "description": "x", "website": "https://example.org"},
        {"id": "t", "name": "Food", "description": "x", "parent_id": "u"},
        {"id": "x", "name": "Terms", "description": "x", "version": "1"},
        {"id": "l", "location_type": "physical"},
        {"id": "m", "resource_id": "o", "field_name": "name", "last_action_date": "2024-01-01"},
    ]
    found = only(Loose, read(write_json(tmp_path / "a.json", records)))
    assert [one.kind for one in found] == ["organization", "taxonomy_term", "taxonomy", "location", "metadata"]


def test_what_a_page_says_besides_is_kept(tmp_path):
    found = read(write_json(tmp_path / "a.json", {"contents": [], "total_items": 0, "publisher": "A Council"}))
    assert [(one.kind, one.record) for one in found] == [("page", {"publisher": "A Council"})]


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"name": "A"}, "no id"),
        ({"id": True, "name": "A"}, "no id"),
        ({"id": "1"}, "no name"),
        ({"id": "1", "name": "  "}, "no name"),
        ({"id": "1", "name": "<b></b>"}, "no name"),
        ({"id": "1", "name": ["A"]}, "no name"),
        ("just text", "not an object"),
        (7, "not an object"),
        (None, "not an object"),
    ],
)
def test_what_cannot_be_a_listing_is_rejected_with_what_came(tmp_path, record, why):
    rejected, other = read(write_json(tmp_path / "a.json", [record, service("2")]))
    assert isinstance(rejected, Rejected)
    assert why in rejected.why
    assert rejected.raw == record
    assert isinstance(other, Listed)


def test_an_id_that_came_before_is_rejected(tmp_path):
    found = read(write_json(tmp_path / "a.json", [service(SERVICE_ID), service(SERVICE_ID.upper(), name="B")]))
    assert [type(one) for one in found] == [Listed, Rejected]
    assert found[1].raw["name"] == "B"


BROKEN = '{"id": "1", "name": }'
DEEP = '{"id": "1", "name": "A", "x": ' + "[" * 10_000 + "]" * 10_000 + "}"
LARGE = json.dumps(service("1", description="x" * 5_000_000))
LONG_NUMBER = '{"id": "1", "name": "A", "x": ' + "9" * 5_000 + "}"


@pytest.mark.parametrize("text", [BROKEN, DEEP, LARGE, LONG_NUMBER], ids=["broken", "deep", "large", "number"])
@pytest.mark.parametrize("form", ["list", "page", "lines", "alone"])
def test_a_bad_record_costs_only_itself(tmp_path, text, form):
    good = json.dumps(service("2"))
    forms = {"list": f"[{text}, {good}]", "page": f'{{"contents": [{text}, {good}]}}', "lines": f"{text}\n{good}\n"}
    path = tmp_path / ("a.jsonl" if form == "lines" else "a.json")
    path.write_text(forms.get(form, text))
    found = read(path)
    assert [type(one) for one in found] == [Rejected, Listed][: 1 if form == "alone" else 2]
    assert len(found[0].raw) <= 10_001


@pytest.mark.parametrize(
    "text", ["not json at all", "}", "[1", '{"contents": [', '[{"id": "1", "na', '{"id"', "[,]", '"', "[}", "{]"]
)
def test_what_is_not_json_is_rejected_and_ends(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    found = read(tmp_path / "a.json")
    assert found
    assert {type(one) for one in found} == {Rejected}


def test_a_file_that_is_cut_off_gives_what_came_before(tmp_path):
    text = json.dumps([service("1"), service("2")])
    (tmp_path / "a.json").write_text(text[:-20])
    first, last = read(tmp_path / "a.json")
    assert first.reference == "1"
    assert "broken in the middle" in last.why or "ends" in last.why
    assert '"id": "2"' in last.raw


def test_a_name_that_comes_twice_keeps_both_values(tmp_path):
    (tmp_path / "a.json").write_text('[{"id": "1", "name": "A", "colour": "red", "colour": "blue"}]')
    (document,) = listed(tmp_path / "a.json")
    assert (document["colour"], document["colour (again)"]) == ("red", "blue")


def test_letters_of_other_kinds_are_read(tmp_path):
    (tmp_path / "a.json").write_bytes(
        b"\xef\xbb\xbf" + json.dumps([service(name="Caf\u00e9")], ensure_ascii=False).encode()
    )
    (tmp_path / "b.json").write_bytes(json.dumps([service(name="Caf\u00e9")], ensure_ascii=False).encode("latin-1"))
    (tmp_path / "c.json").write_bytes(json.dumps([service(name="Caf\u00e9")], ensure_ascii=False).encode("utf-16"))
    assert names(tmp_path / "a.json") == names(tmp_path / "b.json") == names(tmp_path / "c.json") == ["Café"]
    assert [one.field for one in only(Mended, read(tmp_path / "b.json"))] == ["encoding"]


def test_unprintable_characters_go(tmp_path):
    (tmp_path / "a.json").write_text(
        '[{"id": "1\\u0000", "name": "A\\u0000\\ud800b", "x": ["\\u0000", NaN], "status": "active"}]'
    )
    (found,) = read(tmp_path / "a.json")
    assert found.document["name"] == "Ab"
    json.dumps([found.document, found.source], allow_nan=False).encode()
    assert "\\u0000" not in json.dumps([found.document, found.source])


def test_large_files_stream(tmp_path):
    write_json(
        tmp_path / "a.json", {"contents": [service(str(count), description="x" * 3_000) for count in range(3_000)]}
    )
    assert len(listed(tmp_path / "a.json", limits=Limits(record_bytes=10_000))) == 3_000


@pytest.mark.parametrize("name", ["nothing.json", "empty.json", "folder", "picture.png", "empty.zip", "bad.zip"])
def test_what_is_no_feed_says_what_was_expected(tmp_path, name):
    (tmp_path / "empty.json").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG....")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("x")
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 not a zip")
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    with pytest.raises(UnreadableFeed, match="We expected"):
        read(tmp_path / name)


@pytest.mark.parametrize(
    "name", ["../escape.json", "/etc/escape.json", "a/../../escape.json", "C:/escape.json", "..\\escape.json"]
)
def test_an_archive_cannot_lead_out(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), json.dumps([service()]))
    with pytest.raises(UnreadableFeed, match="leads out"):
        read(tmp_path / "a.zip")


def test_a_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", "[" + " " * 5_000_000 + "]")
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(b"[" + b" " * 5_000_000 + b"]"))
    small = Limits(unpacked_bytes=1_000_000)
    with pytest.raises(UnreadableFeed, match="more than we unpack"):
        read(tmp_path / "a.zip", limits=small)
    with pytest.raises(UnreadableFeed, match="larger than 1,000,000 bytes"):
        read(tmp_path / "b.json.gz", limits=small)


def test_a_damaged_packed_file_says_so(tmp_path):
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(json.dumps([service()] * 500).encode())[:-30])
    with pytest.raises(UnreadableFeed, match="damaged"):
        read(tmp_path / "a.json.gz")


def test_reading_leaves_nothing_behind(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    feed = read_feed(write_lines(tmp_path / "a.jsonl", [service("1"), service("2")]), namespace=NAMESPACE)
    next(feed)
    assert list(scratch.iterdir())
    feed.close()
    assert not list(scratch.iterdir())
