"""Which resources come out of which files, and how what cannot be read is named."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from .. import window
from ..entries import Entry, Fault
from ..limits import Limits
from ..reading import read
from .conftest import EXAMPLES, Reader
from .samples import bundle, ndjson, observation, patient


def seen(items: list[Entry | Fault]) -> list[str]:
    """What was read, in short: the place after the file name, and the id or the code of the fault."""
    return [
        str(item.place).partition(", ")[2] + ":" + (item.id if isinstance(item, Entry) else item.reason.code)
        for item in items
    ]


P, OBS = patient(), observation()
LATE_TYPE = json.dumps({"entry": [{"resource": P}], "type": "collection", "resourceType": "Bundle"}).encode()
LIST_LATE_TYPE = json.dumps({"entry": [{"item": {"display": "x"}}], "id": "l", "resourceType": "List"}).encode()
PRETTY = json.dumps({"resourceType": "Bundle", "entry": [{"resource": P}, {"resource": OBS}]}, indent=2).encode()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (bundle(P, OBS), "b.json", ["entry 1:p1", "entry 2:o1"]),
        (PRETTY, "b.json", ["entry 1:p1", "entry 2:o1"]),
        (b"\xef\xbb\xbf" + bundle(P), "b.json", ["entry 1:p1"]),
        (gzip.compress(bundle(P, OBS)), "b.json.gz", ["entry 1:p1", "entry 2:o1"]),
        (gzip.compress(bundle(P)), "named-wrongly.json", ["entry 1:p1"]),
        (LATE_TYPE, "b.json", ["entry 1:p1"]),
        (LIST_LATE_TYPE, "l.json", [":l"]),
        (json.dumps(P).encode(), "p.json", [":p1"]),
        (json.dumps(P, indent=2).encode() + b"\n", "p.json", [":p1"]),
        (ndjson(P, OBS), "x.ndjson", ["line 1:p1", "line 2:o1"]),
        (ndjson(P, OBS), "not-named-so.json", ["line 1:p1", "line 2:o1"]),
        (b"\xef\xbb\xbf" + ndjson(P), "x.ndjson", ["line 1:p1"]),
        (ndjson(P) + b"\n  \r\n" + ndjson(OBS), "x.jsonl", ["line 1:p1", "line 4:o1"]),
        (ndjson(P).strip(), "x.ndjson", ["line 1:p1"]),
        (bundle(P) + b"\n" + bundle(OBS), "x.ndjson", ["line 1, entry 1:p1", "line 2, entry 1:o1"]),
        (bundle(P, json.loads(bundle(OBS, P))), "b.json", ["entry 1:p1", "entry 2.1:o1", "entry 2.2:p1"]),
        (b'{"resourceType":"Bundle","type":"searchset","total":0}', "b.json", []),
        (b'{"resourceType":"Bundle","entry":[]}', "b.json", []),
    ],
)
def test_resources_come_out_of_every_form(reading: Reader, content: bytes, name: str, expected: list[str]) -> None:
    assert seen(reading(content, name)) == expected


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"", "e.json", [":incomplete"]),
        (b" \n\n", "e.ndjson", [":incomplete"]),
        (b"\xef\xbb\xbf", "e.json", [":incomplete"]),
        (b"<Patient/>", "e.json", [":not-supported"]),
        (b"[1]", "e.json", [":structure"]),
        (b"hello", "e.json", [":structure"]),
        (b'"hello"', "e.json", [":structure"]),
        (json.dumps(P).encode("utf-16"), "e.json", [":value"]),
        (b"{}", "e.json", [":required"]),
        (b'{"resourceType":""}', "e.json", [":required"]),
        (b'{"resourceType":"<script>"}', "e.json", [":required"]),
        (b'{"resourceType":["Patient"]}', "e.json", [":required"]),
        (b'{"resourceType":"Patient"', "e.json", [":incomplete"]),
        (b'{"resourceType":"Patient","id":"a', "e.json", [":incomplete"]),
        (b'{"resourceType":"Bundle","entry":', "b.json", [":incomplete"]),
        (b'{"resourceType":"Patient",}', "e.json", [":structure"]),
        (b'{"resourceType":"Patient"} {"resourceType":"Patient"}', "e.json", [":", ":structure"]),
        (ndjson(P) + b'{"broken": \n' + ndjson(OBS), "x.ndjson", ["line 1:p1", "line 2:structure", "line 3:o1"]),
        (b"{nonsense}\n" + ndjson(OBS), "x.ndjson", ["line 1:structure", "line 2:o1"]),
        (b"7\n" + ndjson(OBS), "x.ndjson", ["line 1:structure", "line 2:o1"]),
        (b'{"resourceType":"Patient"} x\n' + ndjson(OBS), "x.ndjson", ["line 1:structure", "line 2:o1"]),
        (ndjson(P) + b'{"resourceType":"Pa', "x.ndjson", ["line 1:p1", "line 2:structure"]),
        (b'{"resourceType":"Bundle","entry":7}', "b.json", [":structure"]),
        (
            b'{"resourceType":"Bundle","entry":{"resource":{}}}\n{"resourceType"',
            "b.ndjson",
            ["line 1, entry 1:structure", "line 2:structure"],
        ),
        (b'{"resourceType":"Bundle","entry":[7,null]}', "b.json", ["entry 1:structure", "entry 2:structure"]),
        (b'{"resourceType":"Bundle","entry":[{}]}', "b.json", ["entry 1:required"]),
        (b'{"resourceType":"Bundle","entry":[{"resource":[]}]}', "b.json", ["entry 1:structure"]),
        (b'{"resourceType":"Bundle","entry":[],"entry":[]}', "b.json", [":structure"]),
        (
            b'{"resourceType":"Bundle","entry":[{"request":{"method":"DELETE","url":"Patient/1"}},{"response":{}}]}',
            "b.json",
            ["entry 1:not-supported", "entry 2:not-supported"],
        ),
    ],
)
def test_what_cannot_be_read_is_named(reading: Reader, content: bytes, name: str, expected: list[str]) -> None:
    assert seen(reading(content, name)) == expected


def test_a_bundle_that_breaks_keeps_what_came_before_and_says_that_the_rest_is_unread(reading: Reader) -> None:
    content = bundle(P, OBS, patient("p2")).replace(b'"status":"final"', b'"status" "final"')
    first, fault = reading(content)
    assert isinstance(first, Entry)
    assert isinstance(fault, Fault)
    assert fault.place.entries == (2,)
    assert fault.rest_unread
    assert str(fault).endswith("given.json, entry 2: The file stops being JSON in line 1.")


def test_a_bundle_that_was_cut_short_says_so(reading: Reader) -> None:
    *_, fault = reading(bundle(P, OBS)[:-30])
    assert isinstance(fault, Fault)
    assert (fault.place.entries, fault.reason.code, fault.rest_unread) == ((2,), "incomplete", True)


def test_the_line_of_a_break_is_told(reading: Reader) -> None:
    *_, fault = reading(PRETTY.replace(b'"status": "final"', b'"status": final'))
    broken = PRETTY.split(b'"status"')[0].count(b"\n") + 1
    assert str(fault.reason if isinstance(fault, Fault) else "") == f"The file stops being JSON in line {broken}."


def test_decimals_keep_their_digits(reading: Reader) -> None:
    [entry] = reading(bundle(observation(valueQuantity={"value": Decimal("72.50"), "unit": "kg"})))
    assert isinstance(entry, Entry)
    assert str(entry.resource["valueQuantity"]["value"]) == "72.50"


def test_reports_do_not_repeat_what_the_record_says(reading: Reader) -> None:
    items = reading(bundle(patient(note="secret")).replace(b'"secret"', b'"secret" "secret"'))
    assert "secret" not in " ".join(str(item) for item in items)


def test_a_zip_is_read_member_by_member(reading: Reader) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/Patient.ndjson", ndjson(P))
        archive.writestr("b.json.gz", gzip.compress(bundle(OBS)))
        archive.writestr("__MACOSX/._b.json", b"\0")
        archive.writestr("notes.txt", b"hello")
        archive.writestr("inner.zip", b"PK\3\4")
    items = reading(packed.getvalue(), "export.zip")
    shown = [(Path(item.place.file).name, type(item).__name__) for item in items]
    assert shown == [
        ("Patient.ndjson", "Entry"),
        ("b.json.gz", "Entry"),
        ("inner.zip", "Fault"),
        ("notes.txt", "Fault"),
    ]


def test_a_locked_member_of_a_zip_is_named(reading: Reader) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("p.json", b"{}")
    locked = bytearray(packed.getvalue())
    locked[6] |= 1
    locked[locked.index(b"PK\1\2") + 8] |= 1
    [fault] = reading(bytes(locked), "export.zip")
    assert isinstance(fault, Fault)
    assert fault.reason.code == "not-supported"


@pytest.mark.parametrize("content", [b"PK\3\4nonsense", b"\x1f\x8bnonsense", gzip.compress(bundle(P))[:-12]])
def test_a_damaged_packed_file_is_named(reading: Reader, content: bytes) -> None:
    *_, fault = reading(content, "x.json.gz")
    assert isinstance(fault, Fault)
    assert fault.reason.code == "incomplete"
    assert fault.rest_unread


def test_a_folder_is_read_in_order_and_other_files_are_named(limits: Limits) -> None:
    items = list(read([EXAMPLES], limits=limits))
    names = list(dict.fromkeys(Path(item.place.file).name for item in items))
    assert names == [
        "ORIGIN.txt",
        "plan-in-one-bundle.json",
        "Condition.ndjson",
        "Goal.ndjson",
        "Organization.ndjson",
        "Patient.ndjson",
    ]
    assert [item.reason.code for item in items if isinstance(item, Fault)] == ["not-supported"]


def test_an_id_that_cannot_be_one_is_no_id(reading: Reader) -> None:
    odd = {"resourceType": "Basic", "id": "a\x00b"}
    [first, second] = reading(bundle(odd, {**odd, "id": 7}, urls=("urn:a\nb", "x" * 3_000)))
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert (first.id, first.full_url, second.id, second.full_url) == ("", "", "", "")


def test_a_link_that_leads_nowhere_and_a_pipe_are_named(tmp_path: Path, limits: Limits) -> None:
    (tmp_path / "a.json").symlink_to(tmp_path / "gone.json")
    os.mkfifo(tmp_path / "b.json")
    (tmp_path / ".hidden.json").write_bytes(b"")
    found = [item.reason.code for item in read([tmp_path], limits=limits) if isinstance(item, Fault)]
    assert found == ["not-found", "not-supported"]


def test_a_zip_packed_in_a_rare_way_is_named(reading: Reader) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("p.json", b"{}")
    [fault] = reading(packed.getvalue(), "export.zip")
    assert isinstance(fault, Fault)
    assert fault.reason.code == "not-supported"


@pytest.mark.parametrize("path", ["nowhere.json", "no\0name.json"])
def test_a_file_that_is_not_there_is_named(path: str, limits: Limits) -> None:
    [fault] = read([path], limits=limits)
    assert isinstance(fault, Fault)
    assert fault.reason.code == "not-found"


def test_one_bad_file_does_not_stop_the_next(tmp_path: Path, limits: Limits) -> None:
    (tmp_path / "a.json").write_bytes(b"\x1f\x8b damaged")
    (tmp_path / "b.json").write_bytes(bundle(P))
    bad, good = read([tmp_path / "a.json", tmp_path / "b.json"], limits=limits)
    assert (type(bad), type(good)) == (Fault, Entry)


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("content", [PRETTY, bundle(P, OBS), PRETTY.replace(b'"Weight"', b'"W\xc3\xa9\\u00e9\\"ight"')])
def test_it_does_not_matter_where_the_pieces_of_a_file_end(
    reading: Reader, monkeypatch: pytest.MonkeyPatch, chunk: int, content: bytes
) -> None:
    whole = reading(content)
    monkeypatch.setattr(window, "CHUNK", chunk)
    assert reading(content) == whole
    assert len(whole) == 2
