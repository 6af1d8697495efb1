"""E-mail: by SMTP to the server that WHATMATTERS_SMTP_URL names, or into the folder HOME/mail when none is named.

Serves `deliver`. Refuses to send a password over a connection that others can read, and to trust a certificate that
does not prove itself; a server on this machine is let off both. Refuses to count a message as not sent because the
server hung up after it had taken it.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID

from django.conf import settings

from ..kinds import Prepared
from .files import write_whole
from .mail_text import compose
from .refusals import CannotGo, NotDelivered, TryLater

SECONDS_TO_ANSWER = 30
_HERE = {"127.0.0.1", "::1", "localhost"}


def is_writing_files() -> bool:
    """Whether no mail server is named, so that e-mails are kept as files and go nowhere."""
    return not settings.SMTP_URL


def send(prepared: Prepared, *, subject: str, reference: UUID, at: datetime) -> None:
    """Hand over one e-mail. Raises `TryLater`, `CannotGo`."""
    message = compose(prepared, subject=subject, sender=settings.MAIL_FROM, reference=reference, at=at)
    if is_writing_files():
        write_whole(Path(settings.HOME) / "mail" / f"{reference}.eml", message.as_bytes())
        return
    with _connected(urlsplit(settings.SMTP_URL)) as server, _told_apart():
        server.send_message(message)


@contextmanager
def _connected(server: SplitResult) -> Iterator[smtplib.SMTP]:
    """A connection that may be trusted with the message, closed politely; how it closes changes nothing."""
    with _told_apart():
        connection = _open(server)
    try:
        with _told_apart():
            _make_private(connection, server)
            _say_who_we_are(connection, server)
        yield connection
        with suppress(OSError, smtplib.SMTPException):
            connection.quit()
    finally:
        connection.close()


def _open(server: SplitResult) -> smtplib.SMTP:
    host = server.hostname or "127.0.0.1"
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, server.port or 465, timeout=SECONDS_TO_ANSWER, context=context)
    return smtplib.SMTP(host, server.port or (587 if server.username else 25), timeout=SECONDS_TO_ANSWER)


def _make_private(connection: smtplib.SMTP, server: SplitResult) -> None:
    """Encrypt the connection where the server can; refuse to go on in the open where that matters."""
    connection.ehlo_or_helo_if_needed()
    if server.scheme == "smtps" or server.hostname in _HERE:
        return
    if connection.has_extn("starttls"):
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()
    elif server.username or settings.PRODUCTION:
        raise TryLater("mail-server-open")


def _say_who_we_are(connection: smtplib.SMTP, server: SplitResult) -> None:
    if not server.username:
        return
    try:
        connection.login(unquote(server.username), unquote(server.password or ""))
    except smtplib.SMTPNotSupportedError:
        raise TryLater("mail-server-password") from None


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turn whatever a mail server can do wrong into one of our two refusals."""
    try:
        yield
    except NotDelivered:
        raise
    except smtplib.SMTPRecipientsRefused as error:
        raise _by_number([code for code, _ in error.recipients.values()], "address-refused") from None
    except smtplib.SMTPDataError as error:
        raise _by_number([error.smtp_code], "words-refused") from None
    except smtplib.SMTPAuthenticationError:
        raise TryLater("mail-server-password") from None
    except smtplib.SMTPSenderRefused:
        raise TryLater("mail-server-sender") from None
    except smtplib.SMTPNotSupportedError:
        raise CannotGo("address") from None
    except ssl.SSLError:
        raise TryLater("mail-server-certificate") from None
    except (OSError, smtplib.SMTPException):
        raise TryLater("mail-server") from None


def _by_number(codes: list[int], refused: str) -> NotDelivered:
    """5xx means never, anything else means not now. Source: RFC 5321, section 4.2.1."""
    return CannotGo(refused) if all(500 <= code < 600 for code in codes) else TryLater("mail-server")
