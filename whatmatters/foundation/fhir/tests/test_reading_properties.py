"""Whatever the bytes, the reader answers with entries and faults, and never raises."""

from __future__ import annotations

import gzip
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ..entries import Entry, Fault
from ..limits import limits_on
from ..reading import read
from ..staging import stage
from ..writing import BundleWriter, NdjsonWriter, to_json
from .conftest import EXAMPLES
from .samples import bundle, observation, patient

LIMITS = limits_on(date(2026, 1, 1))
NAMES = st.sampled_from(["x.json", "x.ndjson", "x.zip", "x.json.gz"])
WHOLE = (EXAMPLES / "plan-in-one-bundle.json").read_bytes().strip()


def read_all(content: bytes, name: str) -> list[Entry | Fault]:
    """What is in a file of this content and name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return list(read([path], limits=LIMITS))


@given(st.binary(max_size=300), NAMES)
@settings(deadline=None)
def test_any_bytes(content: bytes, name: str) -> None:
    assert all(isinstance(item, Entry | Fault) for item in read_all(content, name))


@given(st.data(), NAMES)
@settings(max_examples=150, deadline=None)
def test_a_bundle_with_some_bytes_changed(data: st.DataObject, name: str) -> None:
    content = bytearray(WHOLE if data.draw(st.booleans()) else gzip.compress(WHOLE, mtime=0))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    items = read_all(bytes(content), name)
    assert all(str(item.reason) for item in items if isinstance(item, Fault))


@given(st.integers(0, len(WHOLE) - 1))
@settings(max_examples=50, deadline=None)
def test_a_bundle_cut_anywhere_says_that_it_was_cut(end: int) -> None:
    items = read_all(WHOLE[:end].rstrip(), "x.json")
    *entries, fault = items
    assert isinstance(fault, Fault)
    assert all(isinstance(entry, Entry) for entry in entries)
    assert fault.reason.code == "incomplete" or not WHOLE[:end].strip()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-10_000, max_value=10_000)
values = st.recursive(
    texts | numbers | st.booleans() | st.integers(-(10**15), 10**15),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)


def digits(value: Any) -> Any:
    """The same with decimals as text, so that 1.0 and 1.00 differ."""
    if isinstance(value, Decimal):
        return f"decimal {value}"
    if isinstance(value, dict):
        return {name: digits(part) for name, part in value.items()}
    return [digits(part) for part in value] if isinstance(value, list) else value


@given(st.lists(st.dictionaries(texts, values, max_size=3), max_size=4))
@settings(deadline=None)
def test_what_is_written_is_read_back_the_same_in_any_script(parts: list[dict[str, Any]]) -> None:
    records = [{"resourceType": "Basic", "extension": part} for part in parts]
    with tempfile.TemporaryDirectory() as folder:
        in_bundle, by_line = Path(folder) / "b.json", Path(folder) / "b.ndjson"
        with in_bundle.open("wb") as stream, BundleWriter(stream) as writer:
            for record in records:
                writer.add(record)
        with by_line.open("wb") as stream:
            lines = NdjsonWriter(stream)
            for record in records:
                lines.add(record)
        for path in (in_bundle, by_line):
            back = [digits(item.resource) for item in read([path], limits=LIMITS) if isinstance(item, Entry)]
            assert back == digits(records)


@given(
    st.recursive(
        st.none() | texts | st.integers(-(10**17), 10**17) | numbers,
        lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    )
)
@settings(max_examples=60, deadline=None)
def test_any_value_in_any_place_can_be_staged(odd: Any) -> None:
    records = (
        {**patient(), "identifier": odd, "meta": odd, "birthDate": odd},
        {**observation(), "subject": odd, "contained": odd, "status": odd},
        {**observation("o2"), "subject": {"reference": odd, "identifier": odd, "type": odd}},
        {**patient(), "id": odd, "meta": {"lastUpdated": odd}},
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.json"
        path.write_bytes(bundle(*records))
        with stage([path], limits=LIMITS) as staging:
            given_out = [entry for group in staging.groups() for entry in group.resources("Observation")]
            for entry in given_out:
                staging.resolve(odd, entry)
            report = staging.report()
            assert report.read == 4 or staging.report().faults
            assert len(to_json([entry.resource for entry in given_out])) > 1
