"""What of a listing is compared by meaning: its name, whom it is for and what it says, the telling parts first.

The model reads about 150 words; what stands behind them is left out, so the order matters.
"""

from __future__ import annotations

import hashlib
from typing import Any

from ..embedding import MODEL
from .entries import terms_of

_LONGEST = 900


def words_of_meaning(document: dict[str, Any]) -> str:
    """One text for the embedding model, without markup."""
    name = str(document.get("name") or "")
    tags = ", ".join(terms_of(document))
    description = " ".join(str(document.get("description") or "").split())[:_LONGEST]
    who = " ".join(str(document.get("eligibility_description") or "").split())[:200]
    return ". ".join(part for part in (name, tags, description, who) if part)


def digest_of(text: str) -> str:
    """What a vector was made from: the model and the words."""
    return hashlib.sha256(f"{MODEL}\n{text}".encode()).hexdigest()
