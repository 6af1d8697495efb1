"""Tables of any content: whatever they hold, nothing is lost, documents are valid, and they come back the same."""

from __future__ import annotations

import csv

from hypothesis import given, settings
from hypothesis import strategies as some

from whatmatters.social_prescribing.directory.openreferral.checking import faults_of
from whatmatters.social_prescribing.directory.openreferral.giving_back import write_folder
from whatmatters.social_prescribing.directory.openreferral.kinds import KINDS, TABLES
from whatmatters.social_prescribing.directory.openreferral.reading import Listed, Loose, Rejected

from .openreferral_feeds import lost_of, lost_of_each, only, read
from .test_openreferral_giving_back import sorted_loose

IDS = some.sampled_from(["1", "2", "3", "4", ""])
WORDS = some.sampled_from(
    ["", "Tea", "<p>Tea</p>", "9am", "31/02/2024", "www.example.org", "51.5", "0012", "weekly", "é "]
)
CELLS = WORDS | some.text(alphabet=some.characters(codec="utf-8", exclude_characters="\x00\r\x85"), max_size=8)
OLDER = (
    "regular_schedules",
    "physical_addresses",
    "services_taxonomy",
    "eligibility",
    "languages",
    "payments_accepted",
)


def columns_of(kind):
    """An id, every link, and a few other fields of a kind."""
    fields = KINDS[kind].fields.values() if kind in KINDS else ()
    links = [field.name for field in fields if field.type == "link"] or ["service_id", "location_id"]
    others = [field.name for field in fields if field.type != "link"][:6]
    return ["id", *dict.fromkeys(links), *others, "colour"]


def rows_of(kind):
    columns = columns_of(kind)
    cells = {name: IDS if name == "id" or name.endswith("_id") else CELLS for name in columns}
    if kind == "service":
        cells["name"] = some.sampled_from(["Tea", "Walks", ""])
    return some.lists(some.fixed_dictionaries(cells), max_size=4)


def write(folder, tables):
    for kind, rows in tables.items():
        with (folder / f"{TABLES.get(kind, kind)}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns_of(kind), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def some_tables(kinds):
    return some.fixed_dictionaries({"service": rows_of("service")}, optional={kind: rows_of(kind) for kind in kinds})


def whole(found):
    return [one.document for one in only(Listed, found)]


@settings(max_examples=60, deadline=None)
@given(tables=some_tables([*(kind for kind in KINDS if kind != "service"), "payments"]))
def test_tables_of_hsds_3_lose_nothing_and_come_back(tmp_path_factory, tables):
    found = read(write(tmp_path_factory.mktemp("feed"), tables))
    assert_intact(found, tables)
    back = tmp_path_factory.mktemp("back")
    write_folder(whole(found), only(Loose, found), back)
    again = read(back)
    assert whole(again) == whole(found)
    assert sorted_loose(only(Loose, again)) == sorted_loose(only(Loose, found))


@settings(max_examples=60, deadline=None)
@given(tables=some_tables([*OLDER, "organization", "location", "phone", "contact"]))
def test_tables_of_hsds_1_lose_nothing(tmp_path_factory, tables):
    folder = write(tmp_path_factory.mktemp("feed"), tables)
    assert_intact(read(folder), tables)
    assert not lost_of_each(read(folder))


def assert_intact(found, tables):
    held = [cell for rows in tables.values() for row in rows for cell in row.values() if cell.strip()]
    assert not lost_of(found, iter(held))
    assert not [fault for one in only(Listed, found) for fault in faults_of(one.document)]
    assert len(only(Listed, found)) + len([one for one in only(Rejected, found) if one.kind == "service"]) == len(
        [row for row in tables["service"] if any(cell.strip() for cell in row.values())]
    )
