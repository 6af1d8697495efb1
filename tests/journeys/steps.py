"""What happens in more than one story, step by step: signing in, registering somebody, writing down what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page, expect

from .house import House
from .signing_in import PASSWORD
from .ways import Hands

OWN_PASSWORD = "runner beans and a robin"


@dataclass(frozen=True)
class Somebody:
    """A person who comes in by the door; all invented, with numbers from the ranges for drama and for tests."""

    given: str = "Winifred"
    family: str = "Adeyemi"
    born: date = date(1941, 3, 12)
    mobile: str = "07700 900161"
    nhs_number: str = "999 000 6113"
    email: str = "winifred@example.org"

    @property
    def name(self) -> str:
        """As people write it."""
        return f"{self.given} {self.family}"


WINIFRED = Somebody()


def sign_in_with_a_password(hands: Hands, who: str) -> None:
    """On the sign-in page: a name and a password."""
    hands.fill("Email address or user name", f"{who}@example.org")
    hands.fill("Password", PASSWORD)
    hands.send("Sign in")


def sign_in_with_a_code(hands: Hands, who: str) -> None:
    """A password, then the code of the app (a demonstration shows it on the page)."""
    hands.page.goto("/sign-in")
    sign_in_with_a_password(hands, who)
    shown = hands.page.get_by_text("The code now is").inner_text()
    hands.fill("Code", "".join(re.findall(r"\d", shown)))
    hands.send("Continue")
    expect(hands.page).to_have_url(re.compile("/today$"))


def register(hands: Hands, somebody: Somebody = WINIFRED) -> None:
    """From the list of people to the new person's page: a name, a birth date, a number, one way to reach them."""
    fill_in_registration(hands, somebody)
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(f"About {somebody.given}")


def fill_in_registration(hands: Hands, somebody: Somebody) -> None:
    """From the list of people to whatever page comes of it."""
    hands.follow("People")
    hands.follow("Add a person")
    hands.fill("First names", somebody.given)
    hands.fill("Family name", somebody.family)
    hands.fill_day("Birth date", somebody.born)
    hands.fill("NHS number", somebody.nhs_number)
    hands.choose("Mobile telephone", within="One way to reach them")
    hands.fill("Mobile number", somebody.mobile)
    hands.send("Save")


def write_what_matters_most(hands: Hands, words: str, *, supported_by: str) -> None:
    """On the person's page: write their words under the first heading of About Me, with who helped."""
    hands.follow("What is most important to them")
    hands.fill("In the person’s own words", words)
    hands.fill("Who supported the person to write this?", supported_by)
    hands.send("Save")
    expect(hands.page.get_by_text("The words are saved.")).to_be_visible()


def choose_password_by_email(hands: Hands, house: House, email: str, axe: Callable[[Page], None]) -> None:
    """Open the link of the invitation that came, choose a password, and be in."""
    letter = house.mail.wait_for(email)
    text = str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    link = re.search(rf"{re.escape(house.address)}/\S+", text)
    assert link, text
    hands.page.goto(link[0])
    axe(hands.page)
    hands.fill("New password", OWN_PASSWORD)
    hands.send("Save my password")


def invite(hands: Hands, somebody: Somebody = WINIFRED) -> None:
    """On the person's page: invite them by e-mail."""
    hands.follow("Signing in")
    hands.follow(f"Invite {somebody.given} to sign in")
    hands.fill("Their email address", somebody.email)
    hands.send("Continue")
    expect(hands.page.get_by_text("The invitation is on its way.")).to_be_visible()


def let_act(
    hands: Hands,
    *,
    name: str,
    relationship: str,
    email: str,
    sees: tuple[str, ...],
    why: str = "",
    until: date | None = None,
    pressure: str = "No: I spoke with the person alone, and they want this",
) -> None:
    """From the page on signing in: let somebody act for the person. The person is not asked why, nor of pressure."""
    hands.follow("Let somebody act for")
    hands.fill("Their name", name)
    hands.fill("Who are they to the person?", relationship)
    hands.fill("Their email address", email)
    if why:
        hands.choose(why, within="Why may they act for the person?")
        hands.choose(pressure, within="Did you see any sign of pressure?")
    for part in sees:
        hands.choose(part, within="What may they see and do?")
    if until:
        hands.fill_day("Is there a day when this ends?", until)
    hands.send("Continue")
