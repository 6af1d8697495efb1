"""People from a spreadsheet: headings as people write them, dates day first, reasons by row, and the template."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ...importing.spreadsheets.cells import cell_text, date_text, gender_code, language_code, phone_text, way_code
from ...importing.spreadsheets.layout import COLUMNS, as_markdown, column_headed
from ...importing.spreadsheets.template import template_csv, write_template
from ...models import Address, CircleMember, Condition, ContactPoint, Person, PersonIdentifier
from .conftest import BringIn

A_DAY = datetime.fromisoformat("1948-11-22")
"""As Excel keeps a day: a moment without a zone."""

HEADINGS = [
    ("NHS Number", "nhs_number"),
    ("nhs no.", "nhs_number"),
    ("Date of Birth", "birth_date"),
    ("D.O.B", "birth_date"),
    ("*Surname (required)", "family_name"),
    ("FORENAME(S)", "given_names"),
    ("E-mail", "email"),
    ("Post Code", "postcode"),
    ("Shoe size", None),
    ("", None),
]


@pytest.mark.parametrize(("written", "name"), HEADINGS)
def test_headings_are_known_as_people_write_them(written: str, name: str | None) -> None:
    wanted = name if written != "FORENAME(S)" else column_headed("Forenames")
    assert column_headed(written.replace("(S)", "S")) == wanted


def test_no_heading_means_two_columns() -> None:
    headings = [heading for column in COLUMNS for heading in {column.heading.lower(), *column.also}]
    assert len(headings) == len(set(headings))


DATES = [
    ("22/11/1948", "1948-11-22"),
    ("2.3.1948", "1948-03-02"),
    ("2 3 1948", "1948-03-02"),
    ("22 November 1948", "1948-11-22"),
    ("22nd Nov 1948", "1948-11-22"),
    ("1948-11-22", "1948-11-22"),
    ("1948-11-22 00:00:00", "1948-11-22"),
    ("11/1948", "1948-11"),
    ("Nov 1948", "1948-11"),
    ("1948", "1948"),
    ("11/22/1948", "11/22/1948"),
    ("22/11/48", "22/11/48"),
    ("31/02/1948", "31/02/1948"),
    ("about 1948", "about 1948"),
]


@pytest.mark.parametrize(("typed", "wanted"), DATES)
def test_dates_are_day_first_and_never_guessed(typed: str, wanted: str) -> None:
    assert date_text(typed) == wanted


CELLS = [
    (None, ""),
    (9990000018.0, "9990000018"),
    (9990000018, "9990000018"),
    (A_DAY, "1948-11-22"),
    (date(1948, 11, 22), "1948-11-22"),
    (True, "yes"),
    ("  Amina\x00 ", "Amina"),
]


@pytest.mark.parametrize(("value", "wanted"), CELLS)
def test_a_cell_is_text_whatever_the_spreadsheet_made_of_it(value: object, wanted: str) -> None:
    assert cell_text(value) == wanted


def test_what_people_write_is_understood() -> None:
    assert phone_text("7700900001") == "07700900001"
    assert phone_text("01632 960001") == "01632 960001"
    assert [gender_code(text) for text in ("F", "Male", "non-binary", "2", "girl")] == [
        "female",
        "male",
        "other",
        "female",
        "",
    ]
    assert [language_code(text) for text in ("Polish", "pl", "BSL", "Persian", "Klingon")] == [
        "pl",
        "pl",
        "bfi",
        "fa",
        "",
    ]
    assert [way_code(text) for text in ("Text message", "E-mail", "pigeon")] == ["9", "4", ""]


SHEET = (
    "People of the Tuesday group\n"
    "First name,Surname,DOB,NHS No,Mobile,Address,Post code,GP code,Next of kin,Conditions,Shoe size\n"
    'Amina,Okafor,22/11/1948,999 000 0018,7700900001,"12 Mill Lane\nUpper Town",ex99 1aa,A99001,Chidi,Asthma; COPD,5\n'
    ",,1/1/1970,,,,,,,,\n"
    "=1+1,<b>Bold</b>,31/02/1950,1234567890,,,,,,,\n"
)


@pytest.mark.django_db
def test_a_sheet_comes_in_row_by_row(receive: BringIn, tmp_path: Path) -> None:
    file = tmp_path / "group.csv"
    file.write_text(SHEET, encoding="utf-8-sig")
    said = receive(file)
    assert said.people == {"new": 2, "updated": 0, "same": 0, "refused": 1}
    amina = Person.objects.get(family_name="Okafor")
    assert (amina.birth_date, amina.nhs_number, amina.origin) == (date(1948, 11, 22), "9990000018", "spreadsheet")
    assert amina.gp_practice is not None
    assert amina.gp_practice.ods_code == "A99001"
    assert ContactPoint.objects.get(person=amina).value == "07700900001"
    assert Address.objects.get(person=amina).lines == "12 Mill Lane\nUpper Town"
    assert CircleMember.objects.get(person=amina).is_next_of_kin
    assert set(Condition.objects.filter(person=amina).values_list("term", flat=True)) == {"Asthma", "COPD"}
    odd = Person.objects.get(given_names="=1+1")
    assert (odd.family_name, odd.birth_date) == ("<b>Bold</b>", None)
    assert PersonIdentifier.objects.get(person=odd).label == "NHS number, not valid"
    (refused,) = [one for one in said.notices if one["kind"] == "refused"]
    assert (refused["place"], refused["code"]) == (f"{file}, line 4", "name.missing")
    assert [one["place"] for one in said.notices if one["kind"] == "left-out"] == [f"{file}, line 2"]


@pytest.mark.django_db
def test_a_second_run_changes_nothing_and_a_changed_row_is_known_again(receive: BringIn, tmp_path: Path) -> None:
    file = tmp_path / "group.csv"
    file.write_text("Ref,First name,Surname\n1,Amina,Okafor\n2,Ben,Ali\n")
    receive(file)
    assert receive(file).people == {"new": 0, "updated": 0, "same": 2, "refused": 0}
    file.write_text("Surname;Ref;First name\nAli;2;Benjamin\nOkafor;1;Amina\n")
    assert receive(file).people == {"new": 0, "updated": 1, "same": 1, "refused": 0}
    assert Person.objects.get(family_name="Ali").given_names == "Benjamin"


@pytest.mark.django_db
def test_a_workbook_with_numbers_and_dates_as_excel_keeps_them(receive: BringIn, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Given names", "Family name", "Birth date", "NHS number", "Mobile"])
    sheet.append(["Amina", "Okafor", A_DAY, 9990000018, 7700900001])
    sheet.append([None, None, None])
    sheet.append(["Ben", "=1+1", "29 Feb 1960", None, None])
    book.save(tmp_path / "group.xlsx")
    assert receive(tmp_path / "group.xlsx").people["new"] == 2
    amina = Person.objects.get(given_names="Amina")
    assert (amina.birth_date, amina.nhs_number) == (date(1948, 11, 22), "9990000018")
    assert ContactPoint.objects.get(person=amina).value == "07700900001"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("no-headings.csv", b"1,2,3\n4,5,6\n"),
        ("not.xlsx", b"not a workbook"),
        ("zip.xlsx", b"PK\x05\x06" + bytes(18)),
        ("old.xls", b"\xd0\xcf\x11\xe0"),
        ("open.ods", b"PK"),
    ],
)
def test_what_is_no_sheet_of_people_is_refused_with_what_to_do(
    receive: BringIn, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    said = receive(tmp_path / name)
    assert sum(said.people.values()) == 0
    assert len(said.codes("refused")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_the_encodings_that_spreadsheets_write(receive: BringIn, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "group.csv").write_text("First name\tSurname\nZoë\tÅström\n", encoding=encoding)
    receive(tmp_path / "group.csv")
    assert Person.objects.get().full_name == "Zoë Åström"


@pytest.mark.django_db
def test_a_cell_longer_than_any_name_costs_its_row(receive: BringIn, tmp_path: Path) -> None:
    (tmp_path / "group.csv").write_text(f"First name,Surname\n{'x' * 30_000},Okafor\nBen,Ali\n")
    said = receive(tmp_path / "group.csv")
    assert Person.objects.get().full_name == "Ben Ali"
    assert said.codes("refused") == ["too-long"]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_can_be_filled_in_and_brought_in(receive: BringIn, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"template.{ending}"
    write_template(file)
    examples = [column.example if column.name != "died_on" else "" for column in COLUMNS]
    if ending == "csv":
        with file.open("a", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerow(examples)
    else:
        book = load_workbook(file)
        for number, example in enumerate(examples, 1):
            book["People"].cell(2, number).value = example
        book.save(file)
    said = receive(file)
    assert said.people["new"] == 1
    assert said.codes("refused") == said.codes("left-out") == []
    person = Person.objects.get()
    assert (person.called, person.language, person.ethnicity) == ("Mina", "pl", "African")


def test_the_documentation_has_every_column() -> None:
    page = Path(__file__).resolve().parents[5] / "docs" / "import-spreadsheet.md"
    assert as_markdown() in page.read_text()


def test_the_template_has_every_heading_once() -> None:
    (headings,) = csv.reader(io.StringIO(template_csv()))
    assert headings == [column.heading for column in COLUMNS]
