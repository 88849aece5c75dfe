"""Measure in a browser: a filter change in milliseconds and bytes, and what a first load takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from bench import chromium
from bench.samples import CRIMES, middle

WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
SCREEN: Any = {"width": 1366, "height": 768}
TIMES, WARM_UP = 20, 5
QUIET_MS, LIMIT_MS, REST_MS = 300, 20_000, 1500
RANKING = "#ranking"
STREETS = ".geojson"  # how large they are depends on the place

BARE, BY_CONTROL, BY_TILE = "Bare page", "By a control", "By a tile"
CHOOSE: Mapping[str, str] = {
    BARE: "dash_clientside.set_props('choice', {value: crime})",
    BY_CONTROL: """const field = document.querySelector("#crime select");
        for (const each of field.options) each.selected = each.value === crime;
        field.dispatchEvent(new Event("change", {bubbles: true}))""",
    BY_TILE: "document.querySelector(`#tiles a[href*='type=${crime}']`).click()",
}
CHANGE = """([crime, ranking, quiet, limit]) => window.bench.change(
    () => { %s }, ranking, quiet, limit)"""
DRAWN = """() => {
    const charts = [...document.querySelectorAll(".js-plotly-plot")];
    return charts.length >= 2 && charts.every(each => each._fullData && each._fullData.length);
}"""


@dataclass(frozen=True)
class FirstLoad:
    """A first load by a browser that takes one encoding: bytes with headers, and requests."""

    encoding: str
    size: int
    requests: int


@dataclass
class Seen:
    """One page and kind of choice: times, bytes and requests of each change."""

    name: str
    charts: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    parts: list[dict[str, float]] = field(default_factory=list)

    @property
    def charts_ms(self) -> float:
        """Return the median time until the three charts are drawn."""
        return middle(self.charts)

    @property
    def whole_ms(self) -> float:
        """Return the median time until the page no longer changes."""
        return middle(self.whole)


def measure(product: int, bare: int, times: int = TIMES) -> tuple[list[Seen], str]:
    """Measure the bare page and the Overview in turn; return them and the browser's version."""
    with _browser() as (version, new_page):
        pages = {
            BARE: _opened(new_page(), f"http://127.0.0.1:{bare}/"),
            BY_CONTROL: _opened(new_page(), f"http://127.0.0.1:{product}/"),
            BY_TILE: _opened(new_page(), f"http://127.0.0.1:{product}/"),
        }
        clocks = {name: _cpu_clock(page) for name, page in pages.items()}
        seen = {name: Seen(name) for name in pages}
        # Begin with the second type: the bare page shows the first when it opens.
        for turn in range(1, WARM_UP + times + 1):
            crime = CRIMES[turn % len(CRIMES)]
            for name, page in pages.items():
                page.bring_to_front()
                before = clocks[name]()
                change = _change(page, name, crime)
                change["cpu"] = clocks[name]() - before
                if turn > WARM_UP:
                    _keep(seen[name], change)
        return list(seen.values()), version


def first_loads(product: int, encodings: Iterable[str]) -> list[FirstLoad]:
    """Return the first load of the Overview in each of HTTP's encodings, without its streets."""
    with _browser() as (_version, new_page):
        return [first_load(new_page(), product, each) for each in encodings]


def first_load(page: Page, product: int, encoding: str) -> FirstLoad:
    """Return what a new page receives, headers too, until it is at rest; the page is closed."""
    session = page.context.new_cdp_session(page)
    asked: dict[str, str] = {}
    received: dict[str, float] = {}

    def finished(event: Any) -> None:
        address = urlsplit(asked.get(event["requestId"], ""))
        if address.scheme == "http" and not address.path.endswith(STREETS):
            received[event["requestId"]] = event["encodedDataLength"]

    session.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: event["request"]["url"]}),
    )
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    page.set_extra_http_headers({"Accept-Encoding": encoding})
    _opened(page, f"http://127.0.0.1:{product}/")
    page.close()
    return FirstLoad(encoding, round(sum(received.values())), len(received))


def _keep(seen: Seen, change: dict[str, Any]) -> None:
    seen.charts.append(change["charts"])
    seen.whole.append(change["whole"])
    seen.sizes.append(change["bytes"])
    seen.requests.append(change["requests"])
    seen.cpu.append(change["cpu"])
    seen.parts.append(change["parts"])


@contextmanager
def _browser() -> Iterator[tuple[str, Any]]:
    program = chromium.find()
    if program is None:
        raise FileNotFoundError(chromium.missing())
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright, program)
        try:
            yield browser.version, lambda: browser.new_context(viewport=SCREEN).new_page()
        finally:
            browser.close()


def _opened(page: Page, address: str) -> Page:
    page.add_init_script(chromium.SEEN)
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(REST_MS)
    return page


def _cpu_clock(page: Page) -> Callable[[], float]:
    """Return a clock of the processor time of a page's main thread, in milliseconds."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def clock() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")

    return clock


def _change(page: Page, name: str, crime: str) -> dict[str, Any]:
    ranking = None if name == BARE else RANKING
    return page.evaluate(CHANGE % CHOOSE[name], [crime, ranking, QUIET_MS, LIMIT_MS])
