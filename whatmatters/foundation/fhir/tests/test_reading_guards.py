"""Files made to do harm, and records that are well-formed but may not be taken, are named and passed over."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from dataclasses import replace

import pytest

from ..entries import Entry, Fault
from ..limits import Limits
from .conftest import Reader
from .samples import bundle, ndjson, observation, patient

P = patient()
HALF = b'{"resourceType":"Patient","id":"bad","note":"\\ud800"}'
GOOD_AFTER = json.dumps(patient("after")).encode()


def between(bad: bytes) -> bytes:
    """A Bundle with a good entry before and after this one."""
    entries = b",".join(b'{"resource":%s}' % resource for resource in (json.dumps(P).encode(), bad, GOOD_AFTER))
    return b'{"resourceType":"Bundle","type":"collection","entry":[%s]}' % entries


def with_note(note: bytes) -> bytes:
    """A Patient with one more element, as raw JSON."""
    return b'{"resourceType":"Patient","id":"bad","note":%s}' % note


BAD = {
    "a name twice": (b'{"resourceType":"Patient","id":"a","id":"b"}', "structure", "“id” twice"),
    "a name twice, deep inside": (with_note(b'[{"x":{"y":1,"y":1}}]'), "structure", "“y” twice"),
    "an odd name twice": (with_note(b'{"<b>":1,"<b>":2}'), "structure", "the same name twice"),
    "not a number": (with_note(b"NaN"), "value", "NaN"),
    "endless": (with_note(b"-Infinity"), "value", "-Infinity"),
    "a huge whole number": (with_note(b"1" * 5000), "value", "longer than any measurement"),
    "a huge decimal": (with_note(b"1." + b"1" * 5000), "value", "longer than any measurement"),
    "a huge exponent": (with_note(b"1e999999999"), "value", "longer than any measurement"),
    "an impossible exponent": (with_note(b"1e99999999999999999999"), "value", "longer than any measurement"),
    "half a character, escaped": (HALF, "value", "not valid UTF-8"),
    "half a character and a letter": (with_note(b'"\\ud800\\u0041"'), "value", "not valid UTF-8"),
    "bytes that are not UTF-8": (with_note(b'"\xff\xfe"'), "value", "not valid UTF-8"),
    "a Latin-1 name": (with_note("“É”".encode("cp1252").join([b'"', b'"'])), "value", "not valid UTF-8"),
    "too deep": (with_note(b"[" * 70 + b"]" * 70), "too-costly", "too deep"),
    "much too deep": (with_note(b"[" * 100_000 + b"]" * 100_000), "too-costly", "too deep"),
    "too deep for the encoder, with half a character": (
        with_note(b"[" * 900 + b'"\\ud800"' + b"]" * 900),
        "too-costly",
        "too deep",
    ),
    "too large": (with_note(b'"%s"' % (b"\\\\x" * 300_000)), "too-long", "larger than"),
    "too many parts": (with_note(b"[%s1]" % (b'{"a":"]"},' * 60_000)), "too-long", "larger than"),
}


@pytest.mark.parametrize("name", ["b.json", "b.ndjson"])
@pytest.mark.parametrize(("bad", "code", "words"), BAD.values(), ids=BAD)
def test_a_record_that_may_not_be_taken_costs_itself_only(
    reading: Reader, limits: Limits, bad: bytes, code: str, words: str, name: str
) -> None:
    content = between(bad) if name == "b.json" else b"\n".join([json.dumps(P).encode(), bad, GOOD_AFTER])
    before, fault, after = reading(content, name, replace(limits, resource_characters=500_000))
    assert isinstance(fault, Fault)
    assert (fault.place.entries or (fault.place.line,)) == (2,)
    assert fault.reason.code == code
    assert words in fault.reason.text
    assert not fault.rest_unread
    assert [entry.id for entry in (before, after) if isinstance(entry, Entry)] == ["p1", "after"]


def test_a_number_of_twenty_digits_keeps_them_all(reading: Reader) -> None:
    [entry] = reading(with_note(b"12345678901234567890"))
    assert isinstance(entry, Entry)
    assert str(entry.resource["note"]) == "12345678901234567890"


def test_a_real_pair_of_escapes_is_one_character(reading: Reader) -> None:
    [entry] = reading(with_note(b'"\\ud83d\\ude00"'))
    assert isinstance(entry, Entry)
    assert entry.resource["note"] == "\N{GRINNING FACE}"


def test_other_elements_of_a_bundle_may_be_of_any_size(reading: Reader, limits: Limits) -> None:
    tight = replace(limits, resource_characters=1_000)
    seal = {"signature": {"data": 'a\\"' * 5_000, "x": [[{}]], "n": 12}}
    [entry] = reading(bundle(P, **seal), limits=tight)
    assert isinstance(entry, Entry)


@pytest.mark.parametrize("packing", ["gzip", "zip"])
def test_a_file_that_unpacks_to_far_too_much_is_stopped(reading: Reader, limits: Limits, packing: str) -> None:
    tight = replace(limits, unpacked_free=1_000_000, unpacked_ratio=10)
    bomb = bundle(P)[:-2] + b',{"resource":{"resourceType":"Patient","note":"%s"}}]}' % (b" " * 5_000_000)
    packed = io.BytesIO()
    if packing == "gzip":
        packed.write(gzip.compress(bomb))
    else:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.json", bomb)
    *_, fault = reading(packed.getvalue(), "bomb.json", tight)
    assert isinstance(fault, Fault)
    assert (fault.reason.code, fault.rest_unread) == ("too-costly", True)


def test_a_zip_of_very_many_files_is_refused(reading: Reader, limits: Limits) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.json", b"{}")
    [fault] = reading(packed.getvalue(), "many.zip", replace(limits, zip_members=4))
    assert isinstance(fault, Fault)
    assert fault.reason.code == "too-costly"


def test_memory_does_not_grow_with_the_file(reading: Reader, limits: Limits) -> None:
    import tracemalloc
    from pathlib import Path

    from ..reading import read

    def peak(copies: int, name: str) -> int:
        some = [observation(str(number)) for number in range(copies)]
        reading(b"{}", name)
        path = Path(str(reading(b"{}", name)[0].place.file))
        path.write_bytes(bundle(*some) if name.endswith("b.json") else ndjson(*some))
        del some
        tracemalloc.start()
        count = sum(isinstance(item, Entry) for item in read([path], limits=limits))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == copies
        return most

    for name in ("b.json", "b.ndjson"):
        assert peak(16_000, name) < peak(2_000, name) + 500_000
