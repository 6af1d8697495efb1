"""What no page may do, whatever the story: ask another host, break its own policy, fail in silence."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

OURS = {"127.0.0.1", ""}
SCHEMES_WITHIN = {"data", "blob", "about", "chrome", "chrome-extension"}
"""Nothing leaves the machine by these: the last two are the browser's own viewer of PDFs."""


class Watch:
    """Collects what went wrong behind a page, for the end of the test to look at."""

    def __init__(self, context: BrowserContext) -> None:
        self.problems: list[str] = []
        self.expected: list[str] = []
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._add(f"script: {error.error}"))

    def expect(self, words: str) -> None:
        """Let a problem that holds these words be: the story is about it (such as a page that is not found)."""
        self.expected.append(words)

    def check(self) -> None:
        """Fail when something went wrong that the story did not expect."""
        left = [problem for problem in self.problems if not any(words in problem for words in self.expected)]
        assert not left, "\n".join(left)

    def _add(self, problem: str) -> None:
        self.problems.append(problem)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in SCHEMES_WITHIN and (address.hostname or "") not in OURS:
            self._add(f"asked another host: {request.url}")

    def _response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self._add(f"answered {response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        """Errors, broken policy included. That a page was answered 4xx is the story's to judge, not ours."""
        answered = message.text.startswith("Failed to load resource: the server responded with a status of")
        if message.type == "error" and not answered:
            self._add(f"console: {message.text} ({message.location.get('url', '')})")


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window, once the header's script has had time to fold its links."""
    for _ in range(30):
        over = int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        if over <= 0:
            break
        page.wait_for_timeout(100)
    return over
