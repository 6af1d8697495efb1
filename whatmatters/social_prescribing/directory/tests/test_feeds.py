"""Feeds taken in: new, changed, gone, found again, held, cut off, and what was wrong named."""

from __future__ import annotations

import pytest

from whatmatters.foundation.kernel.actor import STRANGER
from whatmatters.foundation.kernel.errors import NotAllowed, Refused
from whatmatters.social_prescribing.directory.models import FindingRow, Listing, ListingVersion, LooseRecord
from whatmatters.social_prescribing.directory.services import taking
from whatmatters.social_prescribing.directory.services.feeds import add_feed, approve_run, refuse_run, take_feed
from whatmatters.social_prescribing.directory.services.listings import move_listing

from .conftest import AT, LOADER, SERVICES, service, write_feed

MANY = tuple(service(f"Group {number}", description="Tea and talk.") for number in range(60))


def _counts(run):
    return {name: getattr(run, name) for name in ("new", "changed", "unchanged", "gone", "rejected")}


def test_a_feed_comes_in_once(take):
    first, second = take(), take()
    assert (first.state, _counts(first)["new"]) == ("taken", 5)
    assert _counts(second) == {"new": 0, "changed": 0, "unchanged": 5, "gone": 0, "rejected": 0}
    assert ListingVersion.objects.count() == 5


def test_what_changed_gets_a_version_and_what_is_gone_is_not_found(take):
    take()
    changed = {**SERVICES[0], "description": "Now on Thursdays, in the library."}
    run = take((changed, *SERVICES[2:]))
    assert _counts(run) == {"new": 0, "changed": 1, "unchanged": 3, "gone": 1, "rejected": 0}
    cafe = Listing.objects.get(name="Bereavement café")
    assert (cafe.version, cafe.versions.count()) == (2, 2)
    night = Listing.objects.get(name="Night café")
    assert (night.state, FindingRow.objects.filter(listing=night).exists()) == ("gone", False)
    take()
    night.refresh_from_db()
    assert (night.state, FindingRow.objects.filter(listing=night).exists()) == ("published", True)


def test_a_stewards_word_stands(take):
    take()
    refuge = Listing.objects.get(name="Night café")
    move_listing(listing_id=refuge.id, move="keep_private", why="Not for the public.", by=LOADER, at=AT)
    take(({**SERVICES[1], "description": "Changed words."}, *SERVICES[2:], SERVICES[0]))
    refuge.refresh_from_db()
    assert (refuge.state, refuge.document["description"]) == ("private", "Changed words.")
    assert not FindingRow.objects.filter(listing=refuge).exists()


def test_a_feed_that_shrinks_waits_for_a_steward(take):
    take(MANY)
    run = take(MANY[:6])
    assert run.state == "held"
    assert "54 of its 60" in run.note
    assert Listing.objects.filter(state="published").count() == 60
    approve_run(run_id=run.id, by=LOADER, at=AT)
    run.refresh_from_db()
    assert (run.state, run.gone) == ("taken", 54)
    assert Listing.objects.filter(state="published").count() == 6


def test_a_steward_may_refuse_a_feed(take):
    take(MANY)
    run = take(MANY[:6])
    refuse_run(run_id=run.id, why="They sent the wrong file.", by=LOADER, at=AT)
    run.refresh_from_db()
    assert (run.state, Listing.objects.filter(state="published").count()) == ("refused", 60)
    with pytest.raises(Refused):
        approve_run(run_id=run.id, by=LOADER, at=AT)


def test_an_import_that_was_cut_off_is_run_again(take, monkeypatch):
    """Killed after the first part: what was written stays, and the next run makes the rest, each once."""
    monkeypatch.setattr(taking, "BATCH", 20)
    real, calls = taking.Taking._take_listed, []

    def dies_in_the_second(self, batch):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(self, batch)

    monkeypatch.setattr(taking.Taking, "_take_listed", dies_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        take(MANY)
    assert Listing.objects.count() == 20
    monkeypatch.setattr(taking.Taking, "_take_listed", real)
    run = take(MANY)
    assert _counts(run) == {"new": 40, "changed": 0, "unchanged": 20, "gone": 0, "rejected": 0}


def test_every_rejected_record_is_named(take):
    run = take((SERVICES[0], {"id": SERVICES[1]["id"], "status": "active"}, SERVICES[0], "no record at all"))
    assert (run.state, run.new, run.rejected) == ("taken", 1, 3)
    assert all(problem.why for problem in run.problems.filter(is_rejection=True))


def test_a_file_that_is_no_feed_changes_nothing(take, tmp_path):
    take()
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{ this is not JSON")
    run = take(path=wrong)
    assert run.state in {"failed", "held"}
    assert Listing.objects.filter(state="published").count() == 5


def test_two_feeds_may_have_the_same_service(take, tmp_path):
    take()
    other = add_feed(name="Another feed", by=LOADER, at=AT)
    take_feed(feed_id=other, path=write_feed(tmp_path, SERVICES[:1]), by=LOADER, at=AT)
    both = Listing.objects.filter(name="Bereavement café")
    assert both.count() == 2
    assert both.get(feed_id=other).document["original_id"] == SERVICES[0]["id"]


def test_what_hangs_on_no_listing_is_kept(take, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "services.csv").write_text("id,name,description,status\ns1,Tea,Tea and talk,active\n")
    (folder / "organizations.csv").write_text("id,name,description\no1,Nobody's,Has no service\n")
    run = take(path=folder)
    assert run.loose == 1
    assert LooseRecord.objects.get().record["name"] == "Nobody's"


def test_a_time_that_changed_in_another_table_is_noticed(take, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "services.csv").write_text("id,name,description,status\ns1,Tea,Tea and talk,active\n")
    schedule = "id,service_id,freq,byday,opens_at,closes_at\nt1,s1,WEEKLY,{},10:00,12:00\n"
    for day, expected in (("MO", (1, 0)), ("MO", (0, 0)), ("TU", (0, 1))):
        (folder / "schedules.csv").write_text(schedule.format(day))
        run = take(path=folder)
        assert (run.new, run.changed) == expected
    assert Listing.objects.get().sessions.get().weekday == 1


def test_only_stewards_take_feeds_in(feed_id, tmp_path):
    with pytest.raises(NotAllowed):
        take_feed(feed_id=feed_id, path=write_feed(tmp_path), by=STRANGER, at=AT)
    with pytest.raises(NotAllowed):
        add_feed(name="Mine", by=STRANGER, at=AT)
