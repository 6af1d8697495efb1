"""A doctor needs to read about somebody whom the surgery does not care for; the person sees who, when and why."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .house import House
from .steps import WINIFRED, choose_password_by_email, invite, register, sign_in_with_a_code
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

WHY = "Fell at the bus stop, cannot say what she takes"


@in_every_way()
def test_a_doctor_opens_a_record_and_the_person_sees_it(house, hands, axe):
    winifred = given_somebody_whom_the_surgery_does_not_care_for(house, hands, axe)
    doctor = when_a_doctor_looks_for_her_number(hands(), axe)
    then_only_that_she_is_known_is_said(doctor)
    when_the_doctor_says_why(doctor, axe)
    then_the_record_can_be_read_and_not_written(doctor, axe)
    and_she_sees_who_looked_and_why(winifred, axe)


def given_somebody_whom_the_surgery_does_not_care_for(house: House, hands: Callable[[], Hands], axe: Axe) -> Hands:
    sam, winifred = hands(), hands()
    sign_in_with_a_code(sam, "link.worker")
    register(sam)
    invite(sam)
    choose_password_by_email(winifred, house, WINIFRED.email, axe)
    return winifred


def when_a_doctor_looks_for_her_number(doctor: Hands, axe: Axe) -> Hands:
    sign_in_with_a_code(doctor, "clinician")
    doctor.fill("Find a person", WINIFRED.nhs_number)
    doctor.send("Find")
    axe(doctor.page)
    return doctor


def then_only_that_she_is_known_is_said(doctor: Hands) -> None:
    expect(doctor.page.get_by_text("There is a record with this NHS number.")).to_be_visible()
    expect(doctor.page.get_by_text(WINIFRED.family)).to_have_count(0)
    expect(doctor.page.get_by_text(WINIFRED.mobile)).to_have_count(0)


def when_the_doctor_says_why(doctor: Hands, axe: Axe) -> None:
    doctor.follow("Open the record in an emergency")
    axe(doctor.page)
    doctor.send("Save")
    expect(doctor.page.get_by_role("alert").first).to_be_visible()
    axe(doctor.page)
    doctor.fill("Why do you need to see this record now?", WHY)
    doctor.send("Save")


def then_the_record_can_be_read_and_not_written(doctor: Hands, axe: Axe) -> None:
    axe(doctor.page)
    expect(doctor.page.get_by_text("Opened in an emergency.")).to_be_visible()
    expect(doctor.page.get_by_text(WINIFRED.mobile)).to_be_visible()
    expect(doctor.page.get_by_role("button", name="Start a plan")).to_have_count(0)
    answer = doctor.page.goto(f"{doctor.page.url}communication/write")
    assert answer
    assert answer.status == 403
    axe(doctor.page)


def and_she_sees_who_looked_and_why(winifred: Hands, axe: Axe) -> None:
    winifred.follow("Who looked at my record")
    axe(winifred.page)
    rows = winifred.page.get_by_role("row").filter(has_text="Dr Adaeze Obi").filter(has_text=WHY)
    row = rows.filter(has_text="Opened the record in an emergency")
    expect(row.get_by_text("Emergency", exact=True)).to_be_visible()
    expect(row).to_contain_text("Ashcombe Surgery")
