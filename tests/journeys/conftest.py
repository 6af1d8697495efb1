"""What every journey can ask for.

| fixture | gives |
| --- | --- |
| `house` | a whatmatters of its own, running, with the demonstration people |
| `shared_house` | one for all journeys that only look |
| `open_page` | a browser page: `open_page(WIDE)`, `open_page(NARROW_PLAIN)` |
| `page` | `open_page` on the screen that `@on_screens(...)` names; wide with JavaScript otherwise |
| `sign_in` | `sign_in(page, "peggy")`: as one of the demonstration people |
| `hands` | `hands()`: a new page, used in the way that `@in_every_way()` names; with a mouse otherwise |
| `axe` | `axe(page)`: fails on any barrier |
| `keyboard` | the page by keyboard alone |
| `watch` | `watch.expect("…")` for what a story expects to go wrong |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.command.chromium import find_chromium
from whatmatters.project.set_up.place import VAR

from .accessibility import look_over
from .house import House, prepare_pattern
from .keyboard import Keyboard
from .mail import MailServer
from .screens import WIDE, Screen
from .signing_in import sign_in as sign_in_as
from .watching import Watch
from .ways import MOUSE, Hands, Way

FAILED = pytest.StashKey[bool]()
# A machine that does much else is slow, not wrong.
MILLISECONDS = 30_000
expect.set_options(timeout=MILLISECONDS / 2)
PICTURES = VAR / "screenshots"
# Ours alone are asked: a name that is not this machine's leads nowhere, also for the browser itself.
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

OpenPage = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember that a journey failed, so that its pages are photographed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    base = tmp_path_factory.getbasetemp()
    return prepare_pattern((base if worker_id == "master" else base.parent) / "pattern")


@pytest.fixture(scope="session")
def shared_house(pattern: Path, tmp_path_factory: pytest.TempPathFactory, mail_server: MailServer) -> Iterator[House]:
    with House(pattern, tmp_path_factory.mktemp("shared") / "home", mail_server) as house:
        yield house


@pytest.fixture
def house(pattern: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[House]:
    with House(pattern, tmp_path / "home", mail_server) as house:
        yield house


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = find_chromium()
    assert found, "no browser: ./test installs one, or name it in WHATMATTERS_TEST_BROWSER"
    browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Of the journey's own house if it has one, else of the shared one."""
    name = "house" if "house" in request.fixturenames else "shared_house"
    return str(request.getfixturevalue(name).address)


@pytest.fixture
def watches() -> list[Watch]:
    return []


@pytest.fixture
def screens() -> dict[Page, Screen]:
    """Each page that the journey opened, and on what screen."""
    return {}


@pytest.fixture
def open_page(
    address: str,
    browser: Browser,
    request: pytest.FixtureRequest,
    watches: list[Watch],
    screens: dict[Page, Screen],
) -> Iterator[OpenPage]:
    def open_page(screen: Screen = WIDE) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": screen.width, "height": screen.height},
            java_script_enabled=screen.javascript,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(MILLISECONDS)
        watches.append(Watch(context))
        page = context.new_page()
        screens[page] = screen
        return page

    yield open_page
    if request.node.stash.get(FAILED, False):
        _photograph(request.node.name, list(screens))
    for page in screens:
        page.context.close()
    for watch in watches:
        watch.check()


def _photograph(name: str, pages: list[Page]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in name)
    for number, page in enumerate(pages, start=1):
        page.screenshot(path=PICTURES / f"{safe}-{number}.png", full_page=True)


@pytest.fixture
def page(open_page: OpenPage, request: pytest.FixtureRequest) -> Page:
    return open_page(getattr(request, "param", WIDE))


@pytest.fixture
def watch(page: Page, watches: list[Watch]) -> Watch:
    return watches[-1]


@pytest.fixture
def keyboard(page: Page) -> Keyboard:
    return Keyboard(page)


@pytest.fixture
def way() -> Way:
    return MOUSE


@pytest.fixture
def hands(open_page: OpenPage, way: Way) -> Callable[[], Hands]:
    """Each call is somebody else's browser."""
    return lambda: way.on(open_page(way.screen))


@pytest.fixture
def axe(screens: dict[Page, Screen]) -> Callable[[Page], None]:
    return lambda page: look_over(page, javascript=screens[page].javascript)


@pytest.fixture
def sign_in(address: str) -> Callable[[Page, str], None]:
    return lambda page, who: sign_in_as(page, who, house=address)
