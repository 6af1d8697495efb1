"""`./run` and `./test` do again only what changed, and say plainly what the machine lacks."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from whatmatters.project.set_up import place, programs, stamps
from whatmatters.project.set_up.said import CannotGoOn


def test_a_step_is_done_again_when_what_it_is_made_from_changes(tmp_path):
    source, stamp = tmp_path / "run.txt", tmp_path / "environment" / "stamp"
    source.write_text("django==5.2")
    stamps.write_stamp(stamp, stamps.fingerprint([source], "run"))
    assert stamps.is_stamped(stamp, stamps.fingerprint([source], "run"))
    assert not stamps.is_stamped(stamp, stamps.fingerprint([source], "test"))
    source.write_text("django==5.3")
    assert not stamps.is_stamped(stamp, stamps.fingerprint([source], "run"))


def test_a_step_that_was_broken_off_has_no_stamp(tmp_path):
    assert not stamps.is_stamped(tmp_path / "stamp", stamps.fingerprint([]))


def test_two_set_ups_of_one_folder_take_turns(tmp_path, monkeypatch):
    monkeypatch.setattr(stamps, "VAR", tmp_path)
    probe = f"import fcntl; fcntl.flock(open({str(tmp_path / 'set-up.lock')!r}, 'a'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    with stamps.alone():
        assert subprocess.run([sys.executable, "-c", probe], capture_output=True).returncode
    assert not subprocess.run([sys.executable, "-c", probe], capture_output=True).returncode


@pytest.mark.parametrize("asked", ["0", "70000", "http", "-1", ""])
def test_a_port_that_is_none_is_refused(monkeypatch, asked):
    monkeypatch.setenv("PORT", asked)
    with pytest.raises(CannotGoOn, match="not a port"):
        place.port()


def test_a_port_that_is_taken_is_refused_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(CannotGoOn, match=rf"Port {number} is taken.*PORT={number + 1}"):
            place.check_port(number)


def test_a_full_disk_is_said_before_anything_is_installed(tmp_path):
    with pytest.raises(CannotGoOn, match="The disk is nearly full"):
        place.check_room(tmp_path, needed=2**62)


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "var").touch()
    with pytest.raises(CannotGoOn, match="cannot be written to"):
        place.check_folder(tmp_path / "var")


@pytest.mark.parametrize(
    ("printed", "cause"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("Temporary failure in name resolution", "network or the package index cannot be reached"),
        ("npm ERR! code ENOTFOUND", "network or the package index cannot be reached"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that was pinned"),
        ("npm ERR! code EINTEGRITY", "not the one that was pinned"),
        ("Permission denied: /srv", "may not be written to by this user"),
        ("first\nsomething unheard of\n", "“something unheard of”"),
    ],
)
def test_a_program_that_failed_is_explained(monkeypatch, tmp_path, printed, cause):
    monkeypatch.setattr(programs, "LOG", tmp_path / "log")
    failing = [sys.executable, "-c", f"import sys; print({printed!r}); sys.exit(1)"]
    with pytest.raises(programs.Failed, match="Fetching did not work") as raised:
        programs.run_program(failing, step="Fetching")
    assert cause in str(raised.value)
    assert printed.strip() in (tmp_path / "log").read_text()


def test_a_program_that_is_not_there_is_named():
    with pytest.raises(programs.Failed, match="the program no-such-thing is missing"):
        programs.run_program(["no-such-thing"], step="Fetching")
