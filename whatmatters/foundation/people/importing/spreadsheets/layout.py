"""The columns of the spreadsheet: what each is called, by which other headings it is known, and what it is for.

Serves reading, the template and the documentation, which are all made from this table. Headings are compared without
regard to case, punctuation or the order of words such as "date of birth" and "birth date".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `also` are other headings for it; `example` is invented."""

    name: str
    heading: str
    about: str
    example: str = ""
    also: tuple[str, ...] = ()


COLUMNS = (
    Column(
        "reference",
        "Your reference",
        "What your own system calls the person. With it, a changed row is known again.",
        "CL-0042",
        ("reference", "ref", "id", "client id", "patient id", "person id", "local id"),
    ),
    Column("nhs_number", "NHS number", "10 digits, with or without spaces.", "999 000 0018", ("nhs no", "nhs")),
    Column("title", "Title", "Such as Mrs, Dr. May be empty.", "Mrs", ("prefix",)),
    Column(
        "given_names",
        "Given names",
        "First and middle names. A person needs at least one name.",
        "Amina Jane",
        ("given name", "first name", "first names", "forename", "forenames", "christian name"),
    ),
    Column("family_name", "Family name", "", "Okafor", ("surname", "last name")),
    Column("preferred_name", "Preferred name", "What the person likes to be called.", "Mina", ("known as", "nickname")),
    Column(
        "birth_date",
        "Birth date",
        "Day first: 22/11/1948 or 22 November 1948; also 1948-11-22. A year alone, or 11/1948, is kept as it is.",
        "22/11/1948",
        ("date of birth", "dob", "d o b", "birthdate", "birth day", "born"),
    ),
    Column("gender", "Gender", "Female, male, other or not known. Sex at birth is not asked for.", "Female"),
    Column(
        "ethnicity",
        "Ethnicity",
        "In words, or the letter of the national list.",
        "African",
        ("ethnic group", "ethnic category"),
    ),
    Column(
        "language",
        "Language",
        "In English words, or its code (pl, ur, bfi).",
        "Polish",
        ("preferred language", "first language", "main language"),
    ),
    Column(
        "interpreter",
        "Interpreter needed",
        "Yes or no.",
        "yes",
        ("interpreter", "interpreter required", "needs interpreter"),
    ),
    Column(
        "address_1", "Address line 1", "House and street.", "12 Mill Lane", ("address", "address 1", "house", "street")
    ),
    Column("address_2", "Address line 2", "", "", ("address 2",)),
    Column("address_3", "Address line 3", "", "", ("address 3", "district", "county")),
    Column("town", "Town", "", "Exbridge", ("city", "town or city", "post town", "address line 4", "address 4")),
    Column("postcode", "Postcode", "", "EX99 1AA", ("post code", "zip")),
    Column(
        "phone",
        "Telephone",
        "At home or work.",
        "01632 960001",
        ("phone", "home phone", "home telephone", "landline", "telephone number", "tel", "phone number"),
    ),
    Column("mobile", "Mobile", "", "07700 900001", ("mobile phone", "mobile number", "mobile telephone", "cell")),
    Column("email", "Email", "", "amina@example.org", ("e mail", "email address", "e mail address")),
    Column(
        "way",
        "Preferred way of contact",
        "Letter, telephone, email or text message.",
        "Text message",
        ("preferred contact", "preferred contact method", "contact preference"),
    ),
    Column(
        "practice_code",
        "GP practice code",
        "The practice's national (ODS) code.",
        "A99001",
        ("ods code", "gp code", "practice code", "gp ods code", "gp practice ods code"),
    ),
    Column(
        "practice_name",
        "GP practice",
        "Its name.",
        "Mill Lane Surgery",
        ("gp surgery", "practice", "surgery", "practice name", "gp practice name"),
    ),
    Column("kin_name", "Next of kin", "Name.", "Chidi Okafor", ("next of kin name", "nok", "nok name")),
    Column(
        "kin_relation",
        "Next of kin relationship",
        "",
        "Brother",
        ("nok relationship", "relationship to next of kin", "next of kin relation"),
    ),
    Column(
        "kin_phone",
        "Next of kin telephone",
        "",
        "07700 900002",
        ("next of kin phone", "nok phone", "nok telephone", "next of kin contact", "next of kin mobile"),
    ),
    Column(
        "carer_name",
        "Carer",
        "Name of a family member or friend who cares for the person, unpaid.",
        "",
        ("carer name", "main carer"),
    ),
    Column("carer_phone", "Carer telephone", "", "", ("carer phone", "carer mobile", "carer contact")),
    Column(
        "conditions",
        "Health conditions",
        "In words, with a semicolon between two.",
        "Asthma; type 2 diabetes",
        ("conditions", "long term conditions", "diagnoses", "medical conditions"),
    ),
    Column(
        "died_on",
        "Died on",
        "Only when the person has died. Written as a birth date is.",
        "",
        ("date of death", "death date", "deceased date", "dod"),
    ),
)
"""Every column, in the order of the template. None is required, but a row needs a name."""

_BY_NAME = {column.name: column for column in COLUMNS}


def column(name: str) -> Column:
    """The column of this name."""
    return _BY_NAME[name]


def bare_heading(text: str) -> str:
    """A heading for comparing: letters and figures only, in small letters. "(required)" and "*" do not count."""
    plain = re.sub(r"\((required|optional|if known)\)", " ", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", plain))


_BY_HEADING = {
    bare_heading(heading): one.name
    for one in COLUMNS
    for heading in (one.heading, *one.also, one.name.replace("_", " "))
}


def column_headed(text: str) -> str | None:
    """The name of the column with this heading; None when we have none such."""
    return _BY_HEADING.get(bare_heading(text))


def as_markdown(columns: Iterable[Column] = COLUMNS) -> str:
    """The columns as a table of the documentation."""
    rows = [
        f"| {one.heading} | {one.about} | {one.example} | {', '.join(one.also)} |".replace("|  |", "| |")
        for one in columns
    ]
    return "\n".join(["| Column | What to write | Example | Also known as |", "| --- | --- | --- | --- |", *rows])
