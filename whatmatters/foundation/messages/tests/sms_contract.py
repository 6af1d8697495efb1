"""The contract of a text message adapter, as tests. An adapter of your own proves itself like this:

class TestMyAdapter(SmsAdapterContract):
    @pytest.fixture
    def adapter(self): return MyAdapter()
    @pytest.fixture
    def arrived(self): return lambda: [("+447700900123", "Hello"), …]   # what its provider was given, in order
    @pytest.fixture
    def provider_is_away(self): …        # a context manager within which the provider cannot be reached
    @pytest.fixture
    def refused_number(self): return "+447700900999"                    # one that the provider refuses
"""

from __future__ import annotations

import inspect
import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import pytest

from ..channels import CannotGo, TryLater

TO = "+447700900123"


class SmsAdapterContract:
    """What every adapter must do (`channels.sms.SmsAdapter`)."""

    def test_it_is_called_by_name(self, adapter: Any) -> None:
        assert {"to", "text", "reference"} <= inspect.signature(adapter.send).parameters.keys()

    @pytest.mark.parametrize("text", ["We meet on Tuesday.", "ہم منگل کو ملتے ہیں", "One\ntwo 👋", "£5 {or} €6"])
    def test_it_hands_over_number_and_text_unchanged(
        self, adapter: Any, arrived: Callable[[], list], text: str
    ) -> None:
        assert adapter.send(to=TO, text=text, reference=uuid4()) is None
        assert arrived() == [(TO, text)]

    def test_one_reference_arrives_once(self, adapter: Any, arrived: Callable[[], list]) -> None:
        reference = uuid4()
        for _ in range(2):
            adapter.send(to=TO, text="Hello", reference=reference)
        assert arrived() == [(TO, "Hello")]

    def test_two_references_arrive_twice(self, adapter: Any, arrived: Callable[[], list]) -> None:
        for _ in range(2):
            adapter.send(to=TO, text="Hello", reference=uuid4())
        assert arrived() == [(TO, "Hello")] * 2

    def test_it_may_be_used_from_several_threads(self, adapter: Any, arrived: Callable[[], list]) -> None:
        senders = [
            threading.Thread(target=lambda: adapter.send(to=TO, text="Hello", reference=uuid4())) for _ in range(8)
        ]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert len(arrived()) == 8

    def test_when_it_cannot_be_reached_it_says_later(
        self, adapter: Any, provider_is_away: Callable[[], AbstractContextManager], arrived: Callable[[], list]
    ) -> None:
        with provider_is_away(), pytest.raises(TryLater) as refusal:
            adapter.send(to=TO, text="Hello", reference=uuid4())
        assert TO not in str(refusal.value)
        assert arrived() == []

    def test_what_will_never_arrive_is_refused(self, adapter: Any, refused_number: str | None) -> None:
        if refused_number is None:
            return  # an adapter that takes every number
        with pytest.raises(CannotGo) as refusal:
            adapter.send(to=refused_number, text="Hello", reference=uuid4())
        assert refused_number not in str(refusal.value)

    def test_it_logs_neither_number_nor_text(self, adapter: Any, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG):
            adapter.send(to=TO, text="Something private", reference=uuid4())
        assert TO[4:] not in caplog.text
        assert "private" not in caplog.text
