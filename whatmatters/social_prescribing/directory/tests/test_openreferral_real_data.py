"""Real directories come in with nothing lost, as documents that the real schema takes. Left out where they are not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from whatmatters.social_prescribing.directory.openreferral.checking import faults_of
from whatmatters.social_prescribing.directory.openreferral.reading import Listed, Rejected, UnreadableFeed

from .openreferral_feeds import SHARED, cells_of, listed, lost_of, lost_of_each, only, read, values_of
from .test_openreferral_checking import validator_of

TABLES = {
    "directory-baltimore": (1608, 0),
    "directory-miami": (3505, 0),
    "directory-uk-libraries": (2635, 54),
    "open-referral/hsds-3.0/examples/csv": (1, 0),
    "open-referral/hsds-uk-3.0/examples/csv": (1, 0),
}
PAGES = {
    "directory-uk-streetsupport": (31, 0),
    "open-referral/hackney-stubs": (8, 0),
    "open-referral/validator-mocks/V3.0-UK-Fail": (1, 6),
    "open-referral/validator-mocks/V3.0-UK-Test": (1, 260),
    "open-referral/validator-mocks/V3.0-UK-Warn": (1, 3),
}
NHS = SHARED / "directory-nhs-choices-2014"
SAMPLED = 300


def here(names):
    return [name for name in names if (SHARED / name).exists()]


@pytest.mark.parametrize("name", here(TABLES | PAGES))
def test_nothing_is_lost(name):
    folder = SHARED / name
    found = read(folder)
    assert (len(only(Listed, found)), len(only(Rejected, found))) == (TABLES | PAGES)[name]
    assert not lost_of(found, cells_of(folder) if name in TABLES else values_of(folder))
    assert not lost_of_each(found)
    assert not [fault for one in only(Listed, found) for fault in faults_of(one.document)]


@pytest.mark.parametrize("name", here(TABLES | PAGES))
def test_the_real_schema_takes_the_documents(name):
    validator = validator_of("service")
    for document in listed(SHARED / name)[:SAMPLED]:
        assert [error.message for error in validator.iter_errors(document)] == []


def beginnings(folder: Path, lines: int = 1_500) -> Path:
    """The first rows of each table of NHS Choices: the whole takes long."""
    for path in NHS.iterdir():
        if ".csv" in path.suffixes:
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            kept = b"".join(data.splitlines(keepends=True)[: lines + 1])
            (folder / path.name).write_bytes(gzip.compress(kept) if path.suffix == ".gz" else kept)
    return folder


@pytest.mark.parametrize("_tables", [NHS] if NHS.exists() else [])
def test_nhs_choices_comes_in_whole(tmp_path, _tables):
    folder = beginnings(tmp_path)
    found = read(folder)
    assert not lost_of(found, cells_of(folder))
    assert not lost_of_each(found)
    assert not [fault for one in only(Listed, found) for fault in faults_of(one.document)]
    assert {one.why.split(".")[0] for one in only(Rejected, found)} <= {
        "A record with this id came before in this feed", "It has no name",
    }  # fmt: skip


@pytest.mark.parametrize("name", here(["taxonomies", "open-referral"]))
def test_what_is_no_directory_says_so(name):
    with pytest.raises(UnreadableFeed, match="We expected"):
        read(SHARED / name)
