"""The schedule: each due moment once, whoever looks, whatever the clock does."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from ....project import wiring as of_the_project
from ..background.scheduler import queue_what_is_due
from ..kinds import Scheduled
from ..models import ScheduleMark
from . import wiring

PATH = "whatmatters.foundation.messages.jobs.remove_old_jobs"


@pytest.fixture
def schedule(monkeypatch):
    def set_to(*lines: Scheduled) -> None:
        monkeypatch.setattr(wiring, "SCHEDULE", lines)

    return set_to


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def runs(moments: list[str]) -> list[str]:
    """The moments at which something was queued, each run done before the next look."""
    done = []
    for moment in moments:
        if queue_what_is_due(utc(moment)):
            done.append(moment)
        DBTaskResult.objects.all().delete()
    return done


@pytest.mark.django_db
def test_every_quarter_of_an_hour(schedule):
    schedule(Scheduled(name="one", job=PATH, every=timedelta(minutes=15)))
    looks = ["2026-11-02T10:01", "2026-11-02T10:14", "2026-11-02T10:15", "2026-11-02T10:16", "2026-11-02T10:31"]
    assert runs(looks) == ["2026-11-02T10:01", "2026-11-02T10:15", "2026-11-02T10:31"]


@pytest.mark.django_db
def test_what_was_missed_is_caught_up_once(schedule):
    schedule(Scheduled(name="one", job=PATH, daily_at=time(3, 10)))
    looks = ["2026-11-02T10:00", "2026-11-07T09:00", "2026-11-07T09:01", "2026-11-08T03:10"]
    assert runs(looks) == ["2026-11-07T09:00", "2026-11-08T03:10"]


@pytest.mark.django_db
def test_a_new_installation_has_missed_nothing(schedule):
    schedule(Scheduled(name="one", job=PATH, daily_at=time(3, 10)))
    assert runs(["2026-11-02T10:00", "2026-11-03T03:09", "2026-11-03T03:10"]) == ["2026-11-03T03:10"]


@pytest.mark.django_db
def test_the_clock_goes_back_an_hour_and_nothing_runs_twice(schedule):
    """25 October 2026: 01:30 on the wall comes at 00:30 and again at 01:30 UTC."""
    schedule(Scheduled(name="one", job=PATH, daily_at=time(1, 30)))
    looks = ["2026-10-24T12:00", "2026-10-25T00:30", "2026-10-25T01:00", "2026-10-25T01:30", "2026-10-26T01:30"]
    assert runs(looks) == ["2026-10-25T00:30", "2026-10-26T01:30"]


@pytest.mark.django_db
def test_the_clock_goes_forward_and_what_fell_into_the_gap_runs_once(schedule):
    schedule(Scheduled(name="one", job=PATH, daily_at=time(1, 30)))
    looks = ["2026-03-28T12:00", "2026-03-29T00:59", "2026-03-29T01:30", "2026-03-29T02:30", "2026-03-30T00:30"]
    assert runs(looks) == ["2026-03-29T01:30", "2026-03-30T00:30"]


@pytest.mark.django_db
def test_a_machines_clock_that_is_set_back_runs_nothing_twice(schedule):
    schedule(Scheduled(name="one", job=PATH, every=timedelta(minutes=15)))
    looks = ["2026-11-02T10:15", "2026-11-02T09:15", "2026-11-02T09:45", "2026-11-02T10:29", "2026-11-02T10:30"]
    assert runs(looks) == ["2026-11-02T10:15", "2026-11-02T10:30"]


@pytest.mark.django_db
def test_a_clock_that_was_years_ahead_does_not_stop_the_schedule(schedule):
    schedule(Scheduled(name="one", job=PATH, every=timedelta(minutes=15)))
    assert runs(["2046-11-02T10:15", "2026-11-02T10:16"]) == ["2046-11-02T10:15", "2026-11-02T10:16"]


@pytest.mark.django_db
def test_a_job_that_still_waits_is_not_queued_again(schedule):
    schedule(Scheduled(name="one", job=PATH, every=timedelta(minutes=1)))
    for minute in range(5):
        queue_what_is_due(utc(f"2026-11-02T10:0{minute}"))
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_look_at_once_and_one_acts(schedule):
    schedule(*(Scheduled(name=f"line {n}", job=PATH, every=timedelta(minutes=1)) for n in range(5)))
    acted, start = [], threading.Barrier(6)

    def look() -> None:
        start.wait()
        try:
            acted.extend(queue_what_is_due(utc("2026-11-02T10:00")))
        finally:
            connection.close()

    looking = [threading.Thread(target=look) for _ in range(6)]
    for one in looking:
        one.start()
    for one in looking:
        one.join()
    # Five lines name one job: the first queues it, and the others find it waiting.
    assert ScheduleMark.objects.count() == 5
    assert len(acted) == len(set(acted)) == DBTaskResult.objects.count()


@pytest.mark.parametrize("line", of_the_project.SCHEDULE, ids=lambda line: line.name)
def test_what_the_house_has_on_its_schedule_can_be_run(line):
    assert import_string(line.job).func.__wrapped__.__annotations__ == {"return": "None"}


def test_a_line_says_when():
    for wrong in ({}, {"every": timedelta(hours=1), "daily_at": time(3)}):
        with pytest.raises(ValueError, match="say either"):
            Scheduled(name="x", job=PATH, **wrong)
