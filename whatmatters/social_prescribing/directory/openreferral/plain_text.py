"""Text without markup: what a description says, not how a web page would have drawn it.

Serves mending. Tags go, entities become letters, paragraphs and lists stay as lines; scripts, styles and comments
are dropped whole. What looks like a tag but is none of HTML's ("<3", "<me@example.org>") stays. Reading the result
again changes nothing.
"""

from __future__ import annotations

import html
import re
import unicodedata

_DROPPED = "script style template noscript iframe object embed svg math head title textarea select applet"
_BLOCKS = (
    "p div ul ol dl dt dd h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr caption section article header footer main "
    "aside nav blockquote pre form fieldset address figure figcaption hr br body html center details summary"
)
_INLINE = (
    "a abbr acronym area audio b base bdi bdo big button canvas cite code col colgroup data datalist del dfn em font "
    "i img input ins kbd label legend link map mark meta meter optgroup option output param picture progress q rp rt "
    "ruby s samp small source span strike strong sub sup time track tt u var video wbr frame frameset marquee"
)

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ODD = re.compile(r"[<&\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_STACKED = re.compile(r"&(?:(?:amp|#0*38|#[xX]0*26);)+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!(?:doctype|\[cdata\[)[^>]*>|<\?[^>]*\?>", re.S | re.I)
_WHOLE = re.compile(rf"<({_DROPPED.replace(' ', '|')})(?=[\s/>]).*?(?:</\1\s*>|\Z)", re.S | re.I)
_TAG_END = r"(?=[\s/>])[^<>]*>"
_ITEM = re.compile(rf"<li{_TAG_END}\s*", re.I)
_CELL = re.compile(rf"</?t[dh]{_TAG_END}", re.I)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS.replace(' ', '|')}|li){_TAG_END}", re.I)
_REST = re.compile(rf"</?(?:{_INLINE.replace(' ', '|')}|{_DROPPED.replace(' ', '|')}){_TAG_END}", re.I)
_MARKS = re.compile(
    rf"<!--|<(?:!doctype|!\[cdata\[|\?)|</?(?:{'|'.join((_DROPPED, _BLOCKS, _INLINE, 'li td th')).replace(' ', '|')})"
    r"(?=[\s/>])",
    re.I,
)
_ROUNDS = 6


def plain(text: str) -> tuple[str, bool]:
    """The text without markup, and whether anything but entities, spaces and unprintable characters went.

    Takes any string, however broken; raises nothing.
    """
    if text.isascii() and not _ODD.search(text):
        return text.strip(), False
    text = _printable(text)
    for _ in range(_ROUNDS):
        said = text
        text = _decoded(_without_tags(text))
        if text == said:
            return text.strip(), False
        if _MARKS.search(said):
            return _settled(text), True
    return _bare(text), True


def printable(text: str) -> str:
    """The text in NFC, with one kind of line end and no character that cannot be printed or stored."""
    return text if text.isascii() and not _ODD.search(text) else _printable(text)


def _printable(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub(_instead_of, text))


def _instead_of(found: re.Match[str]) -> str:
    """A line's end for one of another kind, the letter of Windows-1252 for what was one, else nothing."""
    letter = found.group()
    if letter in "\x0b\x0c\u2028\u2029":
        return "\n"
    if "\x80" <= letter <= "\x9f":
        return letter.encode("latin-1").decode("cp1252", "ignore")
    return ""


def _settled(text: str) -> str:
    """The text when tags were found in it, worked through until nothing changes any more."""
    for _ in range(_ROUNDS):
        said, text = text, _decoded(_without_tags(text))
        if said == text:
            return text.strip()
    return _bare(text)


def _bare(text: str) -> str:
    """What is left when markup was hidden in markup many times over: no mark of either kind stays."""
    return text.replace("<", "").replace("&", "").strip()


def _decoded(text: str) -> str:
    if "&" not in text:
        return text
    return _printable(_ENTITY.sub(lambda found: html.unescape(found.group()), _STACKED.sub("&", text)))


def _without_tags(text: str) -> str:
    if "<" not in text or not _MARKS.search(text):
        return text
    text = _WHOLE.sub("", _COMMENT.sub("", text))
    text = _BLOCK.sub("\n", _CELL.sub(" ", _ITEM.sub("\n- ", text)))
    return _tidy(_REST.sub("", text))


def _tidy(text: str) -> str:
    """Lines without spaces at their ends, never two empty lines together, none before an item of a list."""
    lines = "\n".join(re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n\n- ", "\n- ", re.sub(r"\n{3,}", "\n\n", lines)).strip()
