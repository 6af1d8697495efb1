"""What the person says about themself, as the two standards name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whatmatters.foundation.people.queries.about_me import Said
from whatmatters.foundation.people.queries.known import about_me_code

_NAMES = {
    "most-important": ("What is most important to me", "What is most important to me"),
    "people": ("People who are important to me", "People who are important to me"),
    "communicate": (
        "How I communicate and how to communicate with me",
        "How I communicate and how to communicate with me",
    ),
    "wellness": ("My wellness", "My wellness"),
    "please-do": ("Please do and please don't", "Please do and please do not"),
    "support": ("How and when to support me", "How and when to support me"),
    "also": ("Also worth knowing about me", "Also worth knowing about me"),
}
"""By our heading: its name in PRSB PCSP, and in PRSB About Me."""


def own_words_held(said: Sequence[Said]) -> Iterator[tuple[str, object]]:
    """Paths and values of the part "About me" of a plan."""
    for one in said:
        name = _NAMES[one.heading][0]
        yield f"About me > {name} > {name}", one.text or one.media_name
    if said:
        yield "About me > Date", max(one.written_at for one in said)
        yield "About me > Supported to write this by", _who_helped(said)
        yield "About me > Location to multimedia file", next((one.media_name for one in said if one.media_type), "")


def about_me_held(said: Sequence[Said]) -> Iterator[tuple[str, object]]:
    """Paths and values of About Me on its own."""
    entry = "About Me > About Me record entry"
    for one in said:
        path = f"{entry} > {_NAMES[one.heading][1]}"
        yield f"{path} > Coded value", about_me_code(one.heading)
        yield f"{path} > About Me response > Free text", one.text
        media = f"{path} > About Me response > Multi-media > Multi-media"
        yield f"{media} filename", one.media_name
        yield f"{media} MIME type", one.media_type
        yield f"{media} file", one.media_name
    if said:
        yield f"{entry} > Supported to write this by", _who_helped(said)
        yield f"{entry} > Date last updated", max(one.written_at for one in said)


def _who_helped(said: Sequence[Said]) -> str:
    return next((one.whose for one in said if one.authorship == "supported"), "")
