"""One served demonstration dashboard and one browser for all tests of a session."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from bench import chromium
from tests.browser.visit import DESK, PATIENCE_MS, Site, Size, Visit, context, served

NewVisit = Callable[..., Visit]
# Tabs of one window share a process, which compiles the scripts of the pages once.
ONE_PROCESS = "--process-per-site"


@pytest.fixture(scope="session")
def site(demo_packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration set, as ``csp-dashboard serve`` shows it."""
    with served(demo_packs, tmp_path_factory.mktemp("served") / "log") as running:
        yield running


def program() -> Path:
    """The Chromium to use. Without one the tests are skipped, but fail in CI."""
    found = chromium.find()
    if found is None:
        (pytest.fail if chromium.required() else pytest.skip)(chromium.missing())
    return found


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """A Chromium without a window."""
    found = program()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = chromium.launch(playwright, found, ONE_PROCESS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def window(chrome: Browser, site: Site) -> Iterator[Callable[[Size], BrowserContext]]:
    """Gives the browser window of a size: one for all tests, so that scripts load once.

    A tab that stays open keeps its process, and the compiled scripts, between tests.
    """
    made: dict[Size, BrowserContext] = {}

    def of(size: Size) -> BrowserContext:
        if size not in made:
            made[size] = context(chrome, size)
            made[size].new_page().goto(f"{site.address}/health")
        return made[size]

    yield of
    for each in made.values():
        each.close()


@pytest.fixture
def visit(site: Site, window: Callable[[Size], BrowserContext]) -> Generator[NewVisit]:
    """Opens an address in a new tab; the test fails if anything goes wrong there.

    Wrong is: an error on the console or in a script, a request to another host, a failed
    request, a status of 400 or more that is not ``allowed``, an error in the server's log.
    """
    visits: list[Visit] = []

    def new(
        path: str = "/",
        size: Size = DESK,
        *,
        of: Site = site,
        allowed: tuple[int, ...] = (),
    ) -> Visit:
        made = Visit(window(size).new_page(), of, frozenset(allowed))
        visits.append(made)
        made.go(path)
        return made

    yield new
    faults = [fault for each in visits for fault in each.close()]
    assert not faults, "\n".join(faults)
