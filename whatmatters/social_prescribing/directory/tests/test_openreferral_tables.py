"""Folders of tables: put together, and every way in which one is broken."""

from __future__ import annotations

import zipfile

import pytest

from whatmatters.social_prescribing.directory.openreferral.reading import (
    Limits,
    Listed,
    Loose,
    Mended,
    Rejected,
    UnreadableFeed,
)

from .openreferral_feeds import listed, only, read, write_tables

ADDRESS = "address_1,city,state_province,postal_code,country,address_type"
SERVICES = """
    id,name,organization_id,status
    s1,Tea,o1,active
    s2,Walks,o1,active
"""


def test_what_hangs_on_a_service_is_nested_in_it(tmp_path):
    write_tables(
        tmp_path,
        services=SERVICES,
        organizations="id,name,description\no1,Club,We meet",
        phones="id,service_id,contact_id,number\np1,s1,,111\np2,,c1,222",
        contacts="id,service_id,name\nc1,s1,Office",
        service_at_location="id,service_id,location_id\nx1,s1,l1\nx2,s2,l1",
        locations="id,location_type,name\nl1,physical,Hall",
        addresses=f"id,location_id,{ADDRESS}\na1,l1,1 High St,Leeds,W Yorks,LS1,GB,physical",
        languages="id,phone_id,name\ng1,p2,Urdu",
        attributes="id,link_id,link_entity,taxonomy_term_id\nq1,s1,service,t1\nq2,o1,,t1",
        taxonomy_terms="id,name,description\nt1,Food,About food",
        schedules="id,service_id,byday,opens_at\nh1,s1,MO,10:00\nh2,s1,TU,11:00",
    )
    tea, walks = listed(tmp_path)
    assert tea["organization"]["name"] == "Club"
    assert tea["organization"]["attributes"][0]["taxonomy_term"]["name"] == "Food"
    assert [phone["number"] for phone in tea["phones"]] == ["111"]
    assert tea["contacts"][0]["phones"][0]["languages"][0]["name"] == "Urdu"
    assert tea["attributes"][0]["taxonomy_term"]["original_id"] == "t1"
    assert [schedule["byday"] for schedule in tea["schedules"]] == ["MO", "TU"]
    assert "organization_id" not in tea
    assert walks["service_at_locations"][0]["location"] == tea["service_at_locations"][0]["location"]
    assert walks["service_at_locations"][0]["location"]["addresses"][0]["city"] == "Leeds"


def test_what_hangs_on_nothing_is_loose(tmp_path):
    write_tables(
        tmp_path,
        services=SERVICES,
        organizations="id,name,description\no1,Club,We meet\no2,Other,Elsewhere",
        locations="id,location_type\nl9,physical",
        addresses="id,location_id,city\na9,l9,York",
        phones="id,service_id,number\np9,s9,999",
        taxonomy_terms="id,name,description\nt9,Food,About",
        metadata="id,resource_id,resource_type,field_name\nm1,s1,service,name",
        eligibility_statements="eligibility\nAll girls",
    )
    loose = {(one.kind, one.reference): one.record for one in only(Loose, read(tmp_path))}
    assert loose["organization", "o2"]["name"] == "Other"
    assert loose["location", "l9"]["addresses"][0]["city"] == "York"
    assert loose["phone", "p9"]["original_values"] == {"service_id": "s9"}
    assert loose["metadata", "m1"]["field_name"] == "name"
    assert {kind for kind, _ in loose} == {
        "organization", "location", "phone", "taxonomy_term", "metadata", "eligibility_statements",
    }  # fmt: skip


def test_links_that_lead_nowhere_are_told_and_kept(tmp_path):
    write_tables(tmp_path, services=SERVICES)
    found = read(tmp_path)
    assert [one.field for one in only(Mended, found)] == ["organization_id", "organization_id"]
    assert only(Listed, found)[0].document["original_values"] == {"organization_id": "o1"}


def test_two_names_of_one_table_are_one_table(tmp_path):
    write_tables(
        tmp_path,
        services=SERVICES,
        schedule="id,service_id,byday\nh1,s1,MO",
        schedules="id,service_id,byday,wkst\nh1,s1,MO,TU",
    )
    (schedule,) = listed(tmp_path)[0]["schedules"]
    assert (schedule["byday"], schedule["wkst"]) == ("MO", "TU")


def test_a_second_record_that_says_other_things_is_rejected(tmp_path):
    write_tables(tmp_path, services=SERVICES, organizations="id,name,description\no1,Club,A\no1,Club,A\no1,Other,B")
    found = read(tmp_path)
    assert [one.raw["name"] for one in only(Rejected, found)] == ["Other"]
    assert not only(Loose, found)


def test_tables_that_the_standard_does_not_know_hang_on_what_they_link_to(tmp_path):
    write_tables(tmp_path, services=SERVICES, payments="id,service_id,payment\ny1,s1,Cash")
    assert listed(tmp_path)[0]["payments"] == [{"id": "y1", "service_id": "s1", "payment": "Cash"}]


def test_a_circle_of_terms_is_cut(tmp_path):
    write_tables(
        tmp_path,
        services=SERVICES,
        taxonomy_terms="id,name,description,parent_id\nt1,A,a,t2\nt2,B,b,t3\nt3,C,c,t1\nt4,D,d,t4",
    )
    found = read(tmp_path)
    cut = [one.record["original_id"] for one in only(Loose, found) if "parent_id" not in one.record]
    assert cut == ["t3", "t4"]
    assert len([one for one in only(Mended, found) if one.field == "parent_id"]) == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("s3,Only three,cells", "3 cells"),
        ("s3,More,than,four,cells", "5 cells"),
        (",No id,,", "no id"),
        ("s3,,,", "no name"),
        ("s1,Again,,", "came before"),
        ('s3,"Never closed,,', "never closed"),
    ],
)
def test_a_bad_row_costs_only_itself(tmp_path, row, why):
    write_tables(tmp_path, services=f"{SERVICES.rstrip()}\n{row}\n")
    found = read(tmp_path)
    assert len(only(Listed, found)) == 2
    (rejected,) = only(Rejected, found)
    assert why in rejected.why
    assert rejected.raw


def test_a_quotation_mark_that_swallows_rows_gives_them_back(tmp_path):
    rows = "".join(f"s{count},Group {count}\n" for count in range(3, 50))
    (tmp_path / "services.csv").write_text(f'id,name\ns1,A\ns2,"Open\n{rows}')
    found = read(tmp_path)
    assert len(only(Listed, found)) == 48
    assert [one.raw for one in only(Rejected, found)] == ['s2,"Open\n']


def test_a_row_that_is_too_large_is_rejected(tmp_path):
    write_tables(tmp_path, services=f"id,name,description\ns1,A,{'x' * 5_000_000}\ns2,B,b")
    found = read(tmp_path)
    assert [document["name"] for document in listed(tmp_path)] == ["B"]
    assert only(Rejected, found)
    assert len(only(Listed, read(tmp_path, limits=Limits(record_bytes=10_000_000)))) == 2


def test_odd_letters_and_marks_are_read(tmp_path):
    (tmp_path / "services.csv").write_bytes(
        b'\xef\xbb\xbf id ;"name";description\r\n1;Caf\xe9;It\x92s \x00on\r\n\r\n2;"Two\r\nlines";\xc3\xa9\r\n;;\r\n'
    )
    found = read(tmp_path)
    first, second = [one.document for one in only(Listed, found)]
    assert (first["name"], first["description"]) == ("Café", "It’s on")
    assert (second["name"], second["description"]) == ("Two\nlines", "é")
    assert only(Mended, found)[0].field == "encoding"
    assert not only(Rejected, found)


def test_columns_without_a_name_or_with_the_same_are_kept(tmp_path):
    (tmp_path / "services.csv").write_text("id,name,,note,note\n1,A,x,y,z\n")
    (document,) = listed(tmp_path)
    assert (document["column 3"], document["note"], document["note 5"]) == ("x", "y", "z")


def test_a_truncated_table_gives_what_came_before(tmp_path):
    text = "id,name,description\n" + "".join(f"{count},Group {count},Some words\n" for count in range(100))
    (tmp_path / "services.csv").write_text(text[:-20])
    found = read(tmp_path)
    assert len(only(Listed, found)) == 99
    assert [one.raw for one in only(Rejected, found)] == ["99,"]


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"services": ""}, "is empty"),
        ({"services": "title,colour\na,b"}, "no column “id”"),
        ({"people": "id,name\n1,Ann"}, "we found only people.csv"),
        ({"organizations": "id,name\n1,Club"}, "we found only organizations.csv"),
    ],
)
def test_the_wrong_folder_says_what_was_expected(tmp_path, tables, says):
    write_tables(tmp_path, **tables)
    if not tables.get("services", "x"):
        (tmp_path / "services.csv").write_bytes(b"")
    with pytest.raises(UnreadableFeed, match=says):
        read(tmp_path)


def test_a_table_without_rows_is_a_feed_without_services(tmp_path):
    write_tables(tmp_path, services="id,name")
    assert read(tmp_path) == []


def test_a_zipped_folder_is_read(tmp_path):
    write_tables(tmp_path / "feed", services=SERVICES, organizations="id,name,description\no1,Club,We meet")
    with zipfile.ZipFile(tmp_path / "feed.zip", "w") as archive:
        for path in (tmp_path / "feed").iterdir():
            archive.write(path, f"export/data/{path.name}")
        archive.writestr("__MACOSX/._services.csv", "junk")
    assert listed(tmp_path / "feed.zip") == listed(tmp_path / "feed")


def test_reading_twice_gives_the_same(tmp_path):
    write_tables(tmp_path, services=SERVICES, languages="service_id,name\ns1,Urdu\ns1,Polish\ns1,Urdu")
    assert read(tmp_path) == read(tmp_path)
    assert len({one["id"] for one in listed(tmp_path)[0]["languages"]}) == 3


@pytest.mark.parametrize(
    "cell", ["[1]", '{"a": 1}', "7", "null", "not json", "[" * 900 + "]" * 900, '[{"location_id": [1]}]']
)
@pytest.mark.parametrize("column", ["id", "original_values", "service_at_locations", "phones", "link_entity", "status"])
def test_columns_of_json_may_hold_anything(tmp_path, column, cell):
    quoted = cell.replace('"', '""')
    write_tables(
        tmp_path,
        services=["id,name,languages," + column + ":json", f's1,A,words,"{quoted}"'],
        languages="id,service_id,name\ng1,s1,Urdu",
        attributes=["id,link_id," + column + ":json", f'a1,s1,"{quoted}"'],
    )
    assert {type(one) for one in read(tmp_path)} <= {Listed, Loose, Mended, Rejected}
