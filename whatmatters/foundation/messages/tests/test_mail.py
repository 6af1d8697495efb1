"""E-mails as bytes and on the wire: encodings, headers that nobody can add to, and what a server may do wrong."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import replace
from uuid import UUID

import pytest

from ..channels import CannotGo, TryLater, deliver
from ..channels.mail_text import compose
from . import wiring
from .conftest import AT

REFERENCE = UUID(int=7)
SENDER = "whatmatters@care.example.org"


def composed(subject="A time to meet", **changes):
    return compose(replace(wiring.EMAIL, **changes), subject=subject, sender=SENDER, reference=REFERENCE, at=AT)


def test_plain_text_first_and_the_same_words_as_html():
    mail = composed(text="Hello <b>Mina</b>\n\nWe meet at\n10 & 11:\n\nhttps://care.example.org/m?a=1&b=2.")
    plain, page = mail.iter_parts()
    assert plain.get_content() == "Hello <b>Mina</b>\n\nWe meet at\n10 & 11:\n\nhttps://care.example.org/m?a=1&b=2.\n"
    html = page.get_content()
    assert "<p>Hello &lt;b&gt;Mina&lt;/b&gt;</p>" in html
    assert "We meet at<br>\n10 &amp; 11:" in html
    assert '<a href="https://care.example.org/m?a=1&amp;b=2">' in html
    assert "</a>.</p>" in html
    assert not any(word in html for word in ("<img", "<script", "<style", "style="))


@pytest.mark.parametrize(
    ("language", "direction", "text"),
    [
        ("en-gb", "ltr", "Café at 10 o’clock – bring £5"),
        ("pl", "ltr", "Zażółć gęślą jaźń"),
        ("ur", "rtl", "ہم منگل کو ملتے ہیں"),
        ("en-gb", "ltr", "👋 " + "word " * 400),
    ],
)
def test_every_script_arrives_as_it_was_written(mail_server, language, direction, text):
    deliver(replace(wiring.EMAIL, text=text, language=language), subject="ملاقات", reference=REFERENCE, at=AT)
    (received,) = mail_server.received
    assert received.get_body(("plain",)).get_content().strip() == text.strip()
    assert received["Subject"] == "ملاقات"
    assert f'<html lang="{language}" dir="{direction}">' in received.get_body(("html",)).get_content()
    content = mail_server.envelopes[0].content
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert content.split(b"\r\n\r\n")[0].isascii()


def test_what_tells_other_programs_that_no_person_wrote_it():
    mail = composed()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{REFERENCE}@care.example.org>"
    assert mail["Date"] == "Mon, 02 Nov 2026 10:00:00 +0000"
    assert mail["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    "address",
    [
        "mina@example.org\nBcc: all@example.org",
        "mina@example.org\r\nBcc: all@example.org",
        "mina@example.org, all@example.org",
        "mina@example.org all@example.org",
        "Mina <mina@example.org>",
        "mina@exa\nmple.org",
        "mina\x00@example.org",
        "mina\u2028@example.org",
        "@example.org",
        "mina@",
        "mina",
        "",
        "mina@" + "a" * 64 + ".org",
    ],
)
def test_what_is_not_one_address_is_refused(address):
    with pytest.raises(CannotGo) as refusal:
        composed(address=address)
    assert refusal.value.code == "address"


@pytest.mark.parametrize("broken", ["Hello\nBcc: all@example.org", "Hello\rX: y", "Hello\x0bthere", ""])
def test_no_line_can_be_added_to_the_headers(broken):
    for changes in ({"subject": broken}, {"language": broken}, {"stop_address": broken or "\n"}):
        with pytest.raises(CannotGo):
            composed(**changes)


def test_a_name_of_the_internet_in_another_script():
    assert composed(address="mina@żółw.example.org")["To"] == "mina@xn--w-uga1v8h.example.org"


def test_an_address_that_the_server_cannot_take_is_never_tried_again(mail_server):
    with pytest.raises(CannotGo):
        deliver(replace(wiring.EMAIL, address="mína@example.org"), subject="s", reference=REFERENCE, at=AT)


def test_a_server_that_hangs_up_after_taking_it_has_taken_it(mail_server, monkeypatch):
    """A failure of QUIT must not send the mail again."""

    def hang_up(self):
        raise OSError("the line is dead")

    monkeypatch.setattr(smtplib.SMTP, "quit", hang_up)
    deliver(wiring.EMAIL, subject="s", reference=REFERENCE, at=AT)
    assert len(mail_server.received) == 1


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("smtp://127.0.0.1:1", "mail-server"),
        ("smtp://user:secret@127.0.0.1:{port}", "mail-server-password"),
        ("smtps://127.0.0.1:{port}", "mail-server-certificate"),
    ],
)
def test_a_server_that_cannot_be_used_is_waited_for(mail_server, settings, url, code):
    settings.SMTP_URL = url.format(port=mail_server.port)
    with pytest.raises(TryLater) as refusal:
        deliver(wiring.EMAIL, subject="s", reference=REFERENCE, at=AT)
    assert refusal.value.code in (code, "mail-server")
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(("password", "production"), [("user:secret@", False), ("", True)])
def test_nothing_private_goes_in_the_open(mail_server, settings, monkeypatch, password, production):
    """The server offers no encryption, and is not on this machine as far as the channel knows."""
    monkeypatch.setattr("whatmatters.foundation.messages.channels.email._HERE", set())
    settings.SMTP_URL, settings.PRODUCTION = f"smtp://{password}127.0.0.1:{mail_server.port}", production
    with pytest.raises(TryLater) as refusal:
        deliver(wiring.EMAIL, subject="s", reference=REFERENCE, at=AT)
    assert refusal.value.code == "mail-server-open"
    assert not mail_server.received


def test_a_certificate_that_proves_nothing_is_not_trusted(settings, monkeypatch, tls_mail_server):
    monkeypatch.setattr("whatmatters.foundation.messages.channels.email._HERE", set())
    settings.SMTP_URL = tls_mail_server.url
    with pytest.raises(TryLater) as refusal:
        deliver(wiring.EMAIL, subject="s", reference=REFERENCE, at=AT)
    assert refusal.value.code == "mail-server-certificate"


def test_a_certificate_that_proves_itself_is_trusted(settings, monkeypatch, tls_mail_server):
    monkeypatch.setattr("whatmatters.foundation.messages.channels.email._HERE", set())
    trusting = ssl.create_default_context(cafile=str(tls_mail_server.certificate))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    settings.SMTP_URL = tls_mail_server.url.replace("127.0.0.1", "localhost").replace("//", "//mina:right@")
    deliver(wiring.EMAIL, subject="s", reference=REFERENCE, at=AT)
    assert len(tls_mail_server.received) == 1


def test_a_wrong_password_is_something_to_mend_and_not_the_persons_fault(settings, monkeypatch, tls_mail_server):
    monkeypatch.setattr("whatmatters.foundation.messages.channels.email._HERE", set())
    trusting = ssl.create_default_context(cafile=str(tls_mail_server.certificate))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    settings.SMTP_URL = tls_mail_server.url.replace("127.0.0.1", "localhost").replace("//", "//mina:wrong@")
    with pytest.raises(TryLater) as refusal:
        deliver(wiring.EMAIL, subject="s", reference=REFERENCE, at=AT)
    assert refusal.value.code == "mail-server-password"


def test_a_full_disk_is_waited_for(settings, tmp_path):
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(TryLater):
        deliver(wiring.EMAIL, subject="s", reference=REFERENCE, at=AT)
