"""Text messages: numbers, and the contract kept by our own adapter and by one with a provider behind it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from ..channels import CannotGo, TryLater, deliver, is_writing_files
from ..channels.sms import FileSmsAdapter, international
from ..kinds import Channel
from . import wiring
from .conftest import AT
from .sms_contract import SmsAdapterContract


class TestFileSmsAdapter(SmsAdapterContract):
    @pytest.fixture
    def adapter(self) -> FileSmsAdapter:
        return FileSmsAdapter()

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "sms"

    @pytest.fixture
    def arrived(self, folder: Path) -> Callable[[], list]:
        def read() -> list:
            files = folder.glob("*.json") if folder.is_dir() else ()
            return [(kept["to"], kept["text"]) for kept in (json.loads(file.read_text()) for file in files)]

        return read

    @pytest.fixture
    def provider_is_away(self, folder: Path) -> Callable:
        @contextmanager
        def away() -> Iterator[None]:
            folder.write_text("in the way")
            yield
            folder.unlink()

        return away

    @pytest.fixture
    def refused_number(self) -> None:
        return None


class ProviderAdapter:
    """An adapter with something behind it that can be away and can refuse."""

    taken: dict[UUID, tuple[str, str]] = {}
    away = False

    def send(self, *, to: str, text: str, reference: UUID) -> None:
        if self.away:
            raise TryLater("sms-provider")
        if to.endswith("999"):
            raise CannotGo("number-refused")
        self.taken[reference] = (to, text)


class TestProviderAdapter(SmsAdapterContract):
    @pytest.fixture
    def adapter(self) -> ProviderAdapter:
        ProviderAdapter.taken = {}
        return ProviderAdapter()

    @pytest.fixture
    def arrived(self) -> Callable[[], list]:
        return lambda: list(ProviderAdapter.taken.values())

    @pytest.fixture
    def provider_is_away(self) -> Callable:
        @contextmanager
        def away() -> Iterator[None]:
            ProviderAdapter.away = True
            yield
            ProviderAdapter.away = False

        return away

    @pytest.fixture
    def refused_number(self) -> str:
        return "+447700900999"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("(07700) 900-123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("+48 512 345 678", "+48512345678"),
    ],
)
def test_numbers_as_people_write_them(written, meant):
    assert international(written) == meant


@pytest.mark.parametrize("written", ["", "12", "call me", "07700 900123 or 0191", "0" * 30])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(CannotGo):
        international(written)


def test_another_adapter_is_a_setting(settings):
    settings.SMS_ADAPTER = f"{ProviderAdapter.__module__}.ProviderAdapter"
    ProviderAdapter.taken = {}
    deliver(wiring.SMS, subject="", reference=UUID(int=1), at=AT)
    assert ProviderAdapter.taken == {UUID(int=1): ("+447700900123", "We meet on Tuesday.")}
    assert not is_writing_files(Channel.SMS)


def test_a_text_that_would_arrive_in_pieces_is_refused():
    for text in ("", "   ", "a" * 613, "ا" * 269):
        with pytest.raises(CannotGo):
            deliver(replace(wiring.SMS, text=text), subject="", reference=UUID(int=1), at=AT)


def test_our_own_adapter_says_that_it_sends_nothing(settings, tmp_path):
    assert is_writing_files(Channel.SMS)
    assert is_writing_files(Channel.EMAIL)
    shutil.rmtree(tmp_path / "sms", ignore_errors=True)
