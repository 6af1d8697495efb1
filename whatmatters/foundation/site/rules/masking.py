"""Takes out of a comment what looks like it belongs to somebody: numbers, postcodes, e-mail and web addresses.

Serves the services that store what readers write about pages. Refuses to guess names: readers are asked not to write
them, and staff can take a comment away. Leans to masking: "1,200,000 people" loses its number, and nobody is harmed.
"""

from __future__ import annotations

import re

from ...kernel.translating import _

_EMAIL = re.compile(r"[^\s@<>,;:()\[\]]+@[^\s@<>,;:()\[\]]+")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_POSTCODE = re.compile(r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b", re.IGNORECASE)
_INSURANCE = re.compile(r"\b[A-Z]{2}(?:[\W_]?\d{2}){3}[\W_]?[A-D]\b", re.IGNORECASE)
# Six digits or more, of any script, however they are set apart; a birth date and every telephone number are such.
_NUMBER = re.compile(r"\+?\(?\d(?:[\W_]{0,3}\d){5,}")


def mask_personal(text: str) -> str:
    """The text with a word in brackets where something personal may have stood."""
    text = _EMAIL.sub(_("[e-mail taken out]"), text)
    text = _WEB.sub(_("[web address taken out]"), text)
    text = _INSURANCE.sub(_("[number taken out]"), text)
    text = _POSTCODE.sub(_("[postcode taken out]"), text)
    return _NUMBER.sub(_("[number taken out]"), text)
