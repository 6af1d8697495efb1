"""An e-mail as bytes: plain text first, a short HTML part with the same words, and headers that nobody can add to.

Serves the e-mail channel. Refuses a line break in any header, more than one address, and every picture, style, script
and tracker. Sources: RFC 5322, RFC 2047, RFC 3834 (automatic mail), RFC 8058 (one-click stop).
"""

from __future__ import annotations

import re
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from django.template.loader import render_to_string
from markupsafe import Markup, escape

from ..kinds import Prepared
from .refusals import CannotGo

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


def compose(prepared: Prepared, *, subject: str, sender: str, reference: UUID, at: datetime) -> EmailMessage:
    """The whole e-mail. The same reference gives the same Message-ID, so that a mail system can drop a second copy.

    Raises `CannotGo` for an address or a header that is not one.
    """
    message = EmailMessage(policy=SMTP)
    host = sender.rpartition("@")[2]
    try:
        message["From"] = sender
        message["To"] = one_address(prepared.address)
        message["Subject"] = one_line(subject)
        message["Date"] = format_datetime(at)
        message["Message-ID"] = f"<{reference}@{host}>"
        message["Content-Language"] = one_line(prepared.language)
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        if prepared.stop_address:
            message["List-Unsubscribe"] = f"<{one_line(prepared.stop_address)}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    except (ValueError, HeaderParseError) as error:
        raise CannotGo("headers") from error
    message.set_content(prepared.text.strip() + "\n")
    message.add_alternative(as_html(prepared, subject), subtype="html")
    return message


def one_address(address: str) -> Address:
    """One e-mail address, its domain as the Internet's names are written. Raises `CannotGo`."""
    name, at_sign, domain = address.strip().rpartition("@")
    if not (name and at_sign and domain and name.isprintable() and " " not in address.strip()):
        raise CannotGo("address")
    try:
        return Address(username=name, domain=domain.encode("idna").decode())
    except (ValueError, HeaderParseError, IndexError) as error:
        raise CannotGo("address") from error


def one_line(text: str) -> str:
    """The text, which must be one line of printable characters. Raises `CannotGo`."""
    if not text or not text.isprintable():
        raise CannotGo("headers")
    return text


def as_html(prepared: Prepared, subject: str) -> str:
    """The same words as HTML: paragraphs, and web addresses that can be followed."""
    blocks = re.split(r"\n\s*\n", prepared.text.strip())
    language = prepared.language.split("-")[0].lower()
    return render_to_string(
        "messages/mail/message.html",
        {
            "subject": subject,
            "language": prepared.language,
            "direction": "rtl" if language in _RIGHT_TO_LEFT else "ltr",
            "paragraphs": [_linked(block) for block in blocks],
        },
    )


def _linked(block: str) -> Markup:
    """One paragraph, escaped, with its line breaks and its links."""
    pieces, last = [], 0
    for match in _WEB_ADDRESS.finditer(block):
        pieces += [_lines(block[last : match.start()]), Markup('<a href="{0}">{0}</a>').format(match.group())]
        last = match.end()
    return Markup().join([*pieces, _lines(block[last:])])


def _lines(text: str) -> Markup:
    return Markup("<br>\n").join(escape(line) for line in text.split("\n"))
