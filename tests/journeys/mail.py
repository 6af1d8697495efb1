"""A real mail server for the journeys, whose letters a test can read."""

from __future__ import annotations

import socket
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, cast

from aiosmtpd.controller import Controller

SECONDS_TO_ARRIVE = 20


class Letters:
    """What aiosmtpd hands every message to."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the message."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.received.append(cast(EmailMessage, message))
        return "250 Taken"


class MailServer:
    """An SMTP server on this machine, for as long as the block lasts."""

    def __enter__(self) -> MailServer:
        self.letters = Letters()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"smtp://127.0.0.1:{port}"
        self._controller = Controller(self.letters, hostname="127.0.0.1", port=port)
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._controller.stop()

    def empty(self) -> None:
        """Forget what came before."""
        self.letters.received.clear()

    def wait_for(self, to: str, *, about: str = "") -> EmailMessage:
        """The newest letter to this address whose subject holds these words; fails when none comes."""
        until = time.monotonic() + SECONDS_TO_ARRIVE
        while time.monotonic() < until:
            for letter in reversed(self.letters.received):
                if to in str(letter["To"]) and about in str(letter["Subject"]):
                    return letter
            time.sleep(0.05)
        came = [f"{letter['To']}: {letter['Subject']}" for letter in self.letters.received]
        raise AssertionError(f"No letter to {to} about “{about}” came. These came: {came}")
