"""Text messages: through the adapter that settings name, which by default writes them into the folder HOME/sms.

Serves `deliver`. No adapter that sends comes with whatmatters: every provider differs, and each costs money. An adapter
is one object that keeps the contract of `SmsAdapter`, and proves it with the tests in `tests/sms_contract.py`. Refuses
numbers that are none, and texts so long that they would arrive in pieces.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

import phonenumbers
from django.conf import settings
from django.utils.module_loading import import_string

from ...kernel.clock import day_of
from ..kinds import Prepared
from ..rules import SETTINGS, sms_parts
from .files import write_whole
from .refusals import CannotGo


class SmsAdapter(Protocol):
    """What a way of sending text messages must do.

    It is made without arguments and may be used from several threads. `send` is given the number in international
    form (`+447700900123`), the text (any script, one line or several) and a reference. It

    - returns nothing when the provider has taken the message, and only then;
    - raises `TryLater` when another try may succeed (no connection, busy, no credit, a wrong key), within 30 seconds;
    - raises `CannotGo` when none will (the number does not exist or does not want messages, the text is refused);
    - gives the provider the reference as its own idempotency key, so that a second `send` of one reference reaches the
      telephone once; a provider that has no such thing may ring twice after a crash, and its adapter says so;
    - writes neither number nor text to any log, and puts neither into what it raises.
    """

    def send(self, *, to: str, text: str, reference: UUID) -> None:
        """Hand one text message to the provider."""


class FileSmsAdapter:
    """Writes each text message to HOME/sms as a JSON file, and sends nothing."""

    def send(self, *, to: str, text: str, reference: UUID) -> None:
        """Keep the message as `<reference>.json`."""
        content = json.dumps({"to": to, "text": text}, ensure_ascii=False, indent=1)
        write_whole(Path(settings.HOME) / "sms" / f"{reference}.json", content.encode())


def is_writing_files() -> bool:
    """Whether text messages are kept as files and go nowhere."""
    return isinstance(_adapter(), FileSmsAdapter)


def send(prepared: Prepared, *, reference: UUID, at: datetime) -> None:
    """Hand over one text message. Raises `TryLater`, `CannotGo`."""
    text = prepared.text.strip()
    if not text or sms_parts(text) > SETTINGS.value("sms.parts", day_of(at)):
        raise CannotGo("too-long")
    _adapter().send(to=international(prepared.address), text=text, reference=reference)


def international(number: str) -> str:
    """A telephone number as networks want it, from how it is written in England. Raises `CannotGo`."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException as error:
        raise CannotGo("number") from error
    if not phonenumbers.is_possible_number(parsed):
        raise CannotGo("number")
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _adapter() -> SmsAdapter:
    adapter: SmsAdapter = import_string(settings.SMS_ADAPTER)()
    return adapter
