"""Every role against every address, as a table that somebody has read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from whatmatters.project.demonstration.telling import tell

from .matrix import as_markdown, matrix

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permission-matrix.md"
RECORD = (
    "people:",
    "care_plans:",
    "overview:folder",
    "overview:easy",
    "overview:clinician_page",
    "overview:ambulance_page",
    "overview:when_worse",
    "overview:card_pdf",
    "overview:thread",
    "overview:whole_record",
)
NOBODYS = "broker", "community group", "directory editor", "analyst", "administrator", "link worker in another place"
WITHOUT_A_RECORD = {
    "people:list",
    "people:search",
    "people:mine",
    "people:register",
    "people:duplicates",
    "people:upload_new",
    "people:upload_template",
    "care_plans:by_stage",
    # Somebody has come to another organisation: the page shows nothing of them, and asks for what they would bring.
    "people:join",
}
"""Pages that show no record, or only those that the reader may see."""


@pytest.fixture
def found(db, settings) -> dict[str, dict[str, str]]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    tell(at=datetime.now(UTC))
    return matrix()


def test_the_matrix_is_the_one_that_was_read(found, request):
    page = as_markdown(found)
    if request.config.getoption("--write-matrix"):
        PAGE.write_text(page)
    assert PAGE.read_text() == page


def test_no_answer_is_an_error_and_nobody_signed_in_is_asked_to_sign_in(found):
    answers = {(name, who, answer) for name, row in found.items() for who, answer in row.items()}
    assert {row for row in answers if row[2] not in ("yes", "no", "·")} == set()


def test_a_record_is_not_there_for_those_without_a_relationship(found):
    wrong = {
        (name, who): row[who]
        for name, row in found.items()
        if name.startswith(RECORD) and name not in WITHOUT_A_RECORD
        for who in NOBODYS
        if row[who] == "yes"
    }
    assert wrong == {}
