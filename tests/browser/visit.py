"""A served dashboard and a visitor to it who notices whatever goes wrong on the way."""

import csv
import io
import re
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from bench.chromium import SEEN
from dashboard.pages import Page as Page_

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
DESK, PHONE = (1366, 768), (390, 844)
START_SECONDS = 240
PATIENCE_MS = 60_000  # maps are drawn in software here, the larger the slower
Size = tuple[int, int]

# Every answer has come, every chart shows it and every map is at rest. A function, not an
# expression: the pages forbid eval.
SETTLED = """() => {
  const state = window.store?.getState();
  if (!state || state.isLoading || !document.querySelector('#main > *')) return false;
  return [...document.querySelectorAll('.dash-graph')].every(holder => {
    const graph = holder.querySelector('.js-plotly-plot');
    const title = holder.closest('.card')?.querySelector('h2')?.textContent;
    if (!graph?._fullData?.length) return title === 'Nothing to show';
    const map = graph._fullLayout.map?._subplot?.map;
    return !graph._fullLayout.map || Boolean(map && map.loaded() && !map.isMoving());
  });
}"""
MAP = "[...document.querySelectorAll('.js-plotly-plot')].find(each => each._fullLayout?.map)"


def address(page: Page_) -> str:
    """Where a page of the registry is; one that is about a place, for Norreys Estate."""
    return page.address("norreys-estate" if page.of else "")


def context(browser: Browser, size: Size, *, first_visit: bool = False) -> BrowserContext:
    """A browser window of one size; a phone's has a finger and no mouse."""
    phone = size[0] < 600
    made = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        is_mobile=phone,
        has_touch=phone,
        locale="en-GB",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    made.set_default_timeout(PATIENCE_MS)
    if not first_visit:
        made.add_init_script(SEEN)
    return made


@dataclass(frozen=True)
class Site:
    """A dashboard that is being served: its address, its folder of packs and what it logged."""

    address: str
    packs: Path
    log: Path

    @property
    def pack(self) -> Path:
        """The file of the pack that is current."""
        return self.packs / (self.packs / "current").read_text().strip()

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one address, asked without a browser."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=START_SECONDS)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return response.status, headers, response.read()
        finally:
            connection.close()


@contextmanager
def served(packs: Path, log: Path, prefix: str = "") -> Generator[Site]:
    """The dashboard over a folder of packs, by the command that people use, on a free port."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("csp-dashboard")
    site = Site(f"http://{HOST}:{port}{prefix}", packs, log)
    with log.open("wb") as told:
        process = subprocess.Popen(
            [command, "serve", "--pack", packs, "--port", str(port), "--prefix", prefix],
            stdout=told,
            stderr=subprocess.STDOUT,
            cwd=packs,
        )
    try:
        _wait_for_health(site, process)
        yield site
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _wait_for_health(site: Site, process: subprocess.Popen) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if site.get("/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the dashboard did not start: {site.log.read_text()}")


@dataclass
class Visit:
    """One tab on the dashboard. ``faults`` holds what should not have happened in it."""

    page: Page
    site: Site
    allowed: frozenset[int] = frozenset()
    faults: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._logged = self.site.log.stat().st_size
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("requestfailed", lambda it: self._failed(it.url, it.failure or ""))
        self.page.on("response", self._answered)

    def _heard(self, kind: str, text: str) -> None:
        excused = any(f"status of {status}" in text for status in self.allowed)
        # MapLibre asks for a finger that already scrolls the page; Chromium only reports it.
        excused |= "Ignored attempt to cancel a touchmove" in text
        if kind == "error" and not excused:
            self.faults.append(f"console: {text}")

    def _asked(self, url: str) -> None:
        home = urlsplit(url).netloc == urlsplit(self.site.address).netloc
        if not home and urlsplit(url).scheme not in {"data", "blob"}:
            self.faults.append(f"request off the host: {url}")

    def _failed(self, url: str, why: str) -> None:
        # Leaving a page aborts what it was still loading, and a download aborts the navigation.
        if "ERR_ABORTED" not in why:
            self.faults.append(f"failed request: {url} ({why})")

    def _answered(self, response: Response) -> None:
        self.responses.append(response)
        if response.status >= 400 and response.status not in self.allowed:
            self.faults.append(f"HTTP {response.status}: {response.url}")

    def close(self) -> list[str]:
        """What went wrong in this tab, or on the server meanwhile."""
        self.page.close()
        with self.site.log.open("rb") as log:
            log.seek(self._logged)
            said = log.read().decode()
        if "Traceback" in said:
            self.faults.append(f"server log: {said}")
        return self.faults

    def go(self, path: str) -> Response:
        """Open an address of the dashboard and wait until it is all there."""
        response = self.page.goto(f"{self.site.address}{path}")
        assert response is not None
        self.settle()
        return response

    def settle(self) -> None:
        """Wait until every answer has come and is drawn."""
        self.page.wait_for_function(SETTLED)

    @property
    def status(self) -> Locator:
        """The result line."""
        return self.page.locator("#status")

    @property
    def search(self) -> str:
        """The query string of the address, with ``?``."""
        query = urlsplit(self.page.url).query
        return f"?{query}" if query else ""

    def says(self, *words: str | re.Pattern[str]) -> None:
        """Wait until the result line contains these words, and until all else follows it."""
        for each in words:
            expect(self.status).to_contain_text(each)
        self.settle()

    def control(self, name: str) -> Locator:
        """The text field of a filter."""
        return self.page.get_by_role("combobox", name=name, exact=True)

    def choose(self, name: str, option: str) -> None:
        """Choose in a filter whose list is the browser's own: the period, the months."""
        self.control(name).select_option(label=option)

    def open_menu(self, name: str) -> None:
        """Open one of the menus that a phone has behind a button: Menu or Tools."""
        button = self.page.get_by_role("button", name=name, exact=True)
        if button.is_visible() and button.get_attribute("aria-expanded") != "true":
            button.click()

    def follow(self, name: str) -> None:
        """Go to a page by its name in the navigation."""
        self.open_menu("Menu")
        pages = self.page.get_by_role("navigation", name="Pages")
        pages.get_by_role("link", name=name, exact=True).click()

    def option(self, name: str) -> Locator:
        """An open list's entry."""
        return self.page.get_by_role("option", name=name, exact=True)

    def picked(self, field: str) -> list[str]:
        """What is chosen in the crime type or area control."""
        pills = self.page.locator(f".control.{field} .pill")
        return [each.strip() for each in pills.all_inner_texts()]

    def focused(self) -> dict[str, Any]:
        """What has the focus: its tag, its name as an attribute or text, and its id."""
        self.page.wait_for_function("() => document.activeElement !== document.body")
        return self.page.evaluate(
            """() => {
              const it = document.activeElement;
              return {tag: it.tagName, id: it.id, where: it.closest('[id]')?.id ?? '',
                      name: it.getAttribute('aria-label') ?? it.innerText ?? ''};
            }"""
        )

    def tab_to(self, name: str, most: int = 60) -> None:
        """Press Tab until something of this name has the focus, as a keyboard user would."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if " ".join(self.focused()["name"].split()).startswith(name):
                return
        raise AssertionError(f"Tab never came to {name!r}")

    def tile(self, name: str) -> Locator:
        """A headline tile of the overview."""
        named = self.page.locator(".name", has_text=re.compile(rf"^{re.escape(name)}$"))
        return self.page.locator(".tile", has=named)

    def map(self, expression: str) -> Any:
        """A value from the page's map: ``graph`` is Plotly's element, ``map`` MapLibre's map."""
        return self.page.evaluate(
            f"() => {{ const graph = {MAP}; const map = graph._fullLayout.map._subplot.map;"
            f" return {expression}; }}"
        )

    def download(self, link: Locator) -> list[list[str]]:
        """The rows of the CSV that a link downloads, header first; ``#`` lines are left out."""
        with self.page.expect_download() as waiting:
            link.click()
        return csv_rows(Path(waiting.value.path()).read_bytes())

    def show_numbers(self, fold: Locator) -> None:
        """Open a "Show the numbers" and wait for its table."""
        fold.locator("summary").click()
        expect(fold.locator("table").first).to_be_visible()

    def fits(self) -> None:
        """Wait until the page is as narrow as the window, so that nothing scrolls sideways."""
        self.settle()
        self.page.wait_for_function(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth",
            timeout=PATIENCE_MS / 4,
        )


def csv_rows(raw: bytes, *, notes: bool = False) -> list[list[str]]:
    """The rows of a downloaded file, header first; or the notes at its end."""
    text = raw.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    rows: Sequence[list[str]] = [*csv.reader(io.StringIO(text, newline=""))]
    end = rows.index([])
    return rows[end + 1 :] if notes else rows[:end]
