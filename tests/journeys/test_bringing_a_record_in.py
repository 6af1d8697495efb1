"""A record from another system comes in as FHIR: whose words are whose is kept, and a broken one is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from .steps import WINIFRED
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

GOAL = "Walk to the allotment without a rest"
SECONDS_TO_READ = 60


def a_record() -> dict[str, object]:
    """What a practice's system would send: the person, a condition, a goal; and one entry that no rule allows."""
    whole = {"reference": "urn:uuid:11111111-1111-4111-8111-111111111111"}
    patient = {
        "resourceType": "Patient",
        "identifier": [
            {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": WINIFRED.nhs_number.replace(" ", "")},
        ],
        "name": [{"use": "official", "family": WINIFRED.family, "given": [WINIFRED.given]}],
        "birthDate": WINIFRED.born.isoformat(),
    }
    condition = {
        "resourceType": "Condition",
        "subject": whole,
        "code": {
            "coding": [{"system": "http://snomed.info/sct", "code": "396275006", "display": "Osteoarthritis"}],
            "text": "Osteoarthritis",
        },
    }
    goal = {"resourceType": "Goal", "lifecycleStatus": "active", "subject": whole, "description": {"text": GOAL}}
    nobody = {"resourceType": "Patient", "birthDate": "1950-02-31"}
    entries = [{"fullUrl": whole["reference"], "resource": patient}]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [*entries, *({"resource": resource} for resource in (condition, goal, nobody))],
    }


@in_every_way()
def test_a_record_comes_in_and_a_broken_one_is_named(house, hands, sign_in, axe, tmp_path):
    sam = hands()
    sign_in(sam.page, "link.worker")
    when_a_broken_file_is_sent(sam, tmp_path / "broken.json")
    then_it_is_named_with_a_reason(sam, axe)
    when_the_record_is_sent(sam, tmp_path / "practice.json")
    then_the_report_counts_what_came_in_and_names_what_did_not(sam, axe)
    and_the_goal_is_not_shown_as_her_own_words(sam, axe)


def when_a_broken_file_is_sent(sam: Hands, file: Path) -> None:
    file.write_text('{"resourceType": "Bundle", "entry": [', encoding="utf-8")
    send(sam, file)


def then_it_is_named_with_a_reason(sam: Hands, axe: Axe) -> None:
    expect(sam.page.get_by_role("main")).to_contain_text("broken.json")
    axe(sam.page)
    expect(sam.page.get_by_role("heading", name="What did not come in, and why")).to_be_visible()


def when_the_record_is_sent(sam: Hands, file: Path) -> None:
    file.write_text(json.dumps(a_record()), encoding="utf-8")
    send(sam, file)


def then_the_report_counts_what_came_in_and_names_what_did_not(sam: Hands, axe: Axe) -> None:
    axe(sam.page)
    main = sam.page.get_by_role("main")
    expect(main.locator("dl").first).to_contain_text("Came in")
    expect(main).to_contain_text("practice.json, entry 4")


def and_the_goal_is_not_shown_as_her_own_words(sam: Hands, axe: Axe) -> None:
    sam.follow("See the people")
    sam.follow(WINIFRED.name)
    axe(sam.page)
    goal = sam.page.get_by_role("article").filter(has_text=GOAL)
    expect(goal).to_be_visible()
    expect(goal).not_to_contain_text("own words")
    expect(sam.page.get_by_text("Osteoarthritis").first).to_be_visible()


def send(sam: Hands, file: Path) -> None:
    """Send a file, and wait for its report where it is read in the background."""
    sam.page.goto("/people/import/")
    sam.page.get_by_label("File of people").set_input_files(file)
    sam.send("Send")
    for _ in range(SECONDS_TO_READ):
        if not sam.page.get_by_role("link", name="Look again").count():
            return
        sam.page.wait_for_timeout(1000)
        sam.follow("Look again")
