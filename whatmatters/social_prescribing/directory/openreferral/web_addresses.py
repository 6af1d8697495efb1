"""Web addresses as people type them, made into ones that every reader of the standard takes.

Serves mending. Completes what is plainly meant (`www.example.org`), writes letters that an address cannot hold as
percent signs and digits, and refuses schemes that run something (`javascript:`). Source: RFC 3986.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from .plain_text import printable

LONGEST = 4_000
_RUNS_SOMETHING = frozenset({"javascript", "vbscript", "data", "file", "blob", "about", "view-source"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*\.?"
_WEB = re.compile(
    rf"(?i:https?|ftp)://(?:[A-Za-z0-9._~!$&'()*+,;=:%-]+@)?(?:{_HOST}|\[[0-9A-Fa-f:.]+\])(?::\d{{0,5}})?(?:[/?#].*)?"
)
_BARE = re.compile(rf"(?:{_HOST})(?:\.[A-Za-z]{{2,24}})(?::\d{{1,5}})?(?:[/?#].*)?")
_ALLOWED = re.compile(
    r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BETWEEN = re.compile(r"\s*[\s;|]\s*|,\s*(?=https?:|www\.)|\s*,\s+")
_SLIPS = re.compile(r"^(https?)(?::/*|;//|//)\s*(?=[^/\s])", re.I)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be used. `why` says what was done to it, empty when nothing a steward should see."""

    uri: str
    why: str = ""


def web_address(text: str) -> Address | None:
    """The address that a text holds; of several the first; None when it holds none."""
    text = printable(text).strip()
    if len(text) > LONGEST:
        return None
    if found := _one(text):
        return found
    parts = [part for part in _BETWEEN.split(text) if part]
    several = [found for part in parts if (found := _one(part))]
    if len(parts) > 1 and len(several) == len(parts):
        return Address(several[0].uri, "It held more than one web address; the first was kept.")
    return None


def is_uri(text: str) -> bool:
    """Whether a text is a URI as RFC 3986 has it, of a scheme that runs nothing."""
    scheme = _SCHEME.match(text)
    if not scheme or scheme[1].lower() in _RUNS_SOMETHING:
        return False
    if scheme[1].lower() in {"http", "https", "ftp"} and not _WEB.fullmatch(text):
        return False
    return bool(_ALLOWED.fullmatch(text[scheme.end() :].replace("[", "").replace("]", ""))) and _has_fair_brackets(text)


def _has_fair_brackets(text: str) -> bool:
    """Square brackets stand only round an address of numbers, right after the strokes."""
    return not re.search(r"[\[\]]", re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?\[[0-9A-Fa-f:.]+\]", "", text))


def _one(text: str) -> Address | None:
    if is_uri(text) and len(text) > len(_SCHEME.match(text)[0]):  # type: ignore[index]
        return Address(text)
    whole = _completed(text)
    written = _written(whole) if whole else ""
    if not written or not is_uri(written):
        return None
    if whole != text:
        return Address(written, "Its beginning was missing or misspelt; it was completed. Write https:// in front.")
    return Address(written, "It held letters that a web address cannot hold; they were written as codes.")


def _completed(text: str) -> str:
    """The text with http:// in front where only that is missing; empty when it is no web address."""
    if re.search(r"\s", text) or "@" in text.split("/")[0]:
        return ""
    if _SLIPS.match(text):
        text = _SLIPS.sub(lambda found: f"{found[1].lower()}://", text)
        return text if "." in text else ""
    return f"http://{text}" if _BARE.fullmatch(_host_in_letters(text)) else ""


def _written(text: str) -> str:
    """The address with every letter that it cannot hold written as a code."""
    text = _STRAY_PERCENT.sub("%25", _host_in_letters(text))
    start, mark, rest = text.partition("#")
    brackets = "[]" if re.match(r"https?://\[", start) else ""
    start = quote(start, safe="%:/?@!$&'()*+,;=~-._" + brackets)
    return start + mark + quote(rest, safe="%:/?@!$&'()*+,;=~-._")


def _host_in_letters(text: str) -> str:
    """The address with a host of other letters than English ones written in those."""
    if text.isascii():
        return text
    found = re.match(r"((?:https?://)?)([^/?#]+)(.*)", text, re.S | re.I)
    try:
        return found[1] + found[2].encode("idna").decode() + found[3] if found else text
    except UnicodeError:
        return text
