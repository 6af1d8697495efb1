"""What the staging area says, in plain words.

Serves `staging`. Codes are FHIR's issue types.
"""

from __future__ import annotations

from whatmatters.foundation.kernel.reasons import Reason

_ORPHANS = {
    "none": ("required", "It does not say whom it is about."),
    "unknown": ("not-found", "The person whom it is about is not in the files that were read."),
    "ambiguous": ("multiple-matches", "What it says could be about several people in these files."),
    "contained": ("not-found", "The person whom it is about is described inside it only, without an identifier."),
    "not-a-person": ("not-supported", "It is about a group, a place or a thing, not about one person."),
}


def orphan(why: str) -> Reason:
    """Why a resource belongs to nobody."""
    code, text = _ORPHANS[why]
    return Reason(code, text)


def undecided() -> Reason:
    """Why none of several copies was taken."""
    text = "It is in these files more than once, the copies differ, and nothing says which is newer: none was taken."
    return Reason("conflict", text)


def undecided_person() -> Reason:
    """Why a person cannot be taken in as a whole."""
    text = (
        "This person is in these files more than once under one name, the copies differ, and nothing says which is"
        " newer, or that they are the same person. Give only the files with the newer copy."
    )
    return Reason("conflict", text, "Patient")


def cut_short(files: list[str]) -> Reason:
    """Why a person may be incomplete."""
    named = ", ".join(files)
    text = f"A file with this person's record could not be read to its end, so some may be missing: {named}."
    return Reason("incomplete", text)
