"""A real mail server on this machine, which a test can make slow, busy or absent."""

from __future__ import annotations

import asyncio
import email
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


class MailServer:
    """Takes mail by SMTP. `refuse_recipients` and `refuse_words` are answers to give instead of taking it.

    While `gate` is not set, nobody is answered who names a recipient (`hold_at` RCPT) or whose mail was taken (ANSWER);
    `reached` says that somebody waits there.
    """

    def __init__(self) -> None:
        self.refuse_recipients = self.refuse_words = ""
        self.received: list[EmailMessage] = []
        self.envelopes: list[Any] = []
        self.hold_at = "ANSWER"
        self.gate, self.reached = threading.Event(), threading.Event()
        self.gate.set()
        self.port = _free_port()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """What WHATMATTERS_SMTP_URL would be."""
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=False)
        self._controller.start()

    def stop(self) -> None:
        """Be away."""
        if self._controller is not None:
            self.gate.set()
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """A recipient is named."""
        await self._hold("RCPT")
        if self.refuse_recipients:
            return self.refuse_recipients
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """The mail is here, whole."""
        if self.refuse_words:
            return self.refuse_words
        self.envelopes.append(envelope)
        message = email.message_from_bytes(envelope.content, policy=SMTP)
        self.received.append(message)  # type: ignore[arg-type]
        await self._hold("ANSWER")
        return "250 taken"

    async def _hold(self, where: str) -> None:
        while where == self.hold_at and not self.gate.is_set():
            self.reached.set()
            await asyncio.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class TlsMailServer(MailServer):
    """A mail server that wants STARTTLS and a password, with a certificate that only itself vouches for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.certificate = folder / "certificate.pem"
        self._key = folder / "key.pem"
        make_certificate(self.certificate, self._key)

    def start(self) -> None:
        """Listen."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self._key)
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=_right_password,
        )
        self._controller.start()


def _right_password(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=given.password == b"right", handled=False)


def make_certificate(certificate: Path, key: Path) -> None:
    """A certificate of localhost that is its own authority, for a day."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(hours=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
