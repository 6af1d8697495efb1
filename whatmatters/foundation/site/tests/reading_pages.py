"""What a page says, read as a browser and a search engine would."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

FETCHED = {"link": "href", "script": "src", "img": "src", "iframe": "src", "form": "action", "source": "src"}


class PageRead(HTMLParser):
    """A page taken apart: title, language, headings, what it fetches, where it leads, what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title, self.language, self.direction = "", "", ""
        self.headings: list[tuple[int, str]] = []
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.text: list[str] = []
        self._in: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language, self.direction = given.get("lang", ""), given.get("dir", "")
        if tag in FETCHED and given.get(FETCHED[tag]):
            self.fetched.append(given[FETCHED[tag]])
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if given.get("id"):
            self.ids.append(given["id"])
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(tag)
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append((int(tag[1]), ""))
        if tag not in {"meta", "link", "input", "br", "img", "path", "circle", "rect"}:
            self._in.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "li", "p", "h1", "h2", "h3", "dt", "dd", "option"}:
            self.text.append(" ")
        while self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._in[:4] and "svg" not in self._in:
            self.title += data
        if any(tag in {"script", "style", "title"} for tag in self._in):
            return
        if self.headings and {"h1", "h2", "h3", "h4"} & set(self._in):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)
        self.text.append(data)

    @property
    def words(self) -> str:
        """All that can be read, with single spaces."""
        return " ".join("".join(self.text).split())

    @property
    def hosts(self) -> set[str]:
        """Other hosts that the page itself asks for something."""
        return {host for address in self.fetched if (host := urlsplit(address).netloc)}
