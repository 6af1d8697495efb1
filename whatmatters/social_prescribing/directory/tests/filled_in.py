"""What a browser would send of a page's form when nobody changes anything in it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Boxes(HTMLParser):
    """Collects the boxes, as they are filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: dict[str, Any] = {}
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "textarea":
            self._in = said["name"]
            self.typed[self._in] = ""
        elif tag == "input" and said["type"] == "checkbox":
            if "checked" in said:
                self.typed.setdefault(said["name"], []).append(said["value"])
        elif tag == "input" and said.get("name"):
            self.typed[said["name"]] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag == "textarea" else self._in

    def handle_data(self, data: str) -> None:
        if self._in:
            self.typed[self._in] += data


def filled_in(client: Client, link: str) -> dict[str, Any]:
    """The form of the page at this address."""
    page = client.get(link)
    assert page.status_code == 200
    boxes = _Boxes()
    boxes.feed(page.content.decode())
    return boxes.typed
