"""Measure the server time of one filter change: a browser's requests, without a browser."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter
from typing import Any

from dash import Dash
from dash.development.base_component import Component

from bench.samples import CRIMES, middle, searches
from dashboard.app import create_app
from dashboard.pages import BY_PATH, PAGES, Page
from data.hotspots.preload import preload
from data.model.view import VIEW_CHOICES
from data.pack.pack import Pack
from data.pack.packs import Packs
from layouts.base import ids

ADDRESS = "/_dash-update-component"
TIMES = 20
Payload = dict[str, Any]


@dataclass(frozen=True)
class Answered:
    """Medians of one page over a rotation of filters, for all requests of one change."""

    page: str
    requests: int
    page_ms: float
    all_ms: float
    queries: float
    size: float


@dataclass(frozen=True)
class Painted:
    """Milliseconds of one layer: cold, first answer of a type, and again from the cache."""

    layer: str
    cold_ms: float
    first_ms: float
    again_ms: float
    size: int


def measure(packs: Packs, pages: Sequence[Page] = PAGES) -> list[Answered]:
    """Measure pages of the dashboard, else every one."""
    app = create_app(packs)
    app.server.test_client().get("/")  # Dash prepares its callbacks with the first request
    return [_measured(app, packs, page) for page in pages]


def measure_views(packs: Packs, splits: Sequence[str] = ("", "&split=area")) -> list[Answered]:
    """Measure every view of the Trends page, together and by area."""
    app = create_app(packs)
    app.server.test_client().get("/")
    page = BY_PATH["/trends"]
    return [
        _measured(app, packs, page, f"&view={view}{split}")
        for view in VIEW_CHOICES["view"]
        for split in splits
    ]


def measure_layers(packs: Packs) -> list[Painted]:
    """Measure every layer of the Hotspots page: the first time, and again.

    The pack is preloaded, as it is a second after ``csp-dashboard serve`` has opened it.
    """
    preload(packs.current())
    app = create_app(packs)
    client = app.server.test_client()
    client.get("/")
    found = []
    for layer in VIEW_CHOICES["layer"]:
        first, again, size = [], [], 0
        for crime in CRIMES:
            search = f"?type={crime}&layer={layer}&period=last-12"
            payload = requests(app, BY_PATH["/hotspots"], search)[-1]
            for times in (first, again):
                start = perf_counter()
                response = client.post(ADDRESS, json=payload)
                times.append(1000 * (perf_counter() - start))
                assert response.status_code == HTTPStatus.OK, response.text
            size = max(size, len(response.data))
        found.append(Painted(layer, first[0], middle(first[1:]), middle(again), size))
    return found


def _measured(app: Dash, packs: Packs, page: Page, more: str = "") -> Answered:
    client = app.server.test_client()
    own, every, queries, sizes, count = [], [], [], [], 0
    for turn, search in enumerate(searches(packs, TIMES + 3)):
        payloads = requests(app, page, f"{search}{more}")
        times, size = [], 0
        with _counted() as names:
            for payload in payloads:
                start = perf_counter()
                response = client.post(ADDRESS, json=payload)
                times.append(perf_counter() - start)
                assert response.status_code in {200, 204}, response.text
                size += len(response.data)
        if turn < 3:  # warming up
            continue
        count = len(payloads)
        own.append(1000 * times[-1])
        every.append(1000 * sum(times))
        queries.append(len(names))
        sizes.append(size)
    return Answered(
        more.strip("&") or page.name,
        count,
        middle(own),
        middle(every),
        middle(queries),
        middle(sizes),
    )


def navigation(app: Dash, path: str) -> Payload:
    """Return what a browser sends first when the path changes: it asks which page to show."""
    shown = _components(app.layout() if callable(app.layout) else app.layout)
    output, entry = next(
        (output, entry) for output, entry in app.callback_map.items()
        if "callback" in entry
        and [(each["id"], each["property"]) for each in entry["inputs"]] == [(ids.URL, "pathname")]
    )  # fmt: skip
    return _payload(output, entry, shown, {"pathname": path})


def requests(app: Dash, page: Page, search: str, path: str | None = None) -> list[Payload]:
    """Return what a browser on a page sends when the query string changes; the page's own last."""
    shown = _components(app.layout() if callable(app.layout) else app.layout)
    on_page = _components(page.layout())
    mine = {_key(each.id) for each in on_page}
    everything = [*shown, *on_page]
    found = []
    for output, entry in app.callback_map.items():
        follows = any(
            (each["id"], each["property"]) == (ids.URL, "search") for each in entry["inputs"]
        )
        targets = [_found(each.component_id, everything) for each in _listed(entry["output"])]
        if "callback" not in entry or not follows or not all(targets):
            continue
        payload = _payload(output, entry, everything, {"search": search, "pathname": path})
        first = _key(targets[0][0].id)
        found.append((first in mine, payload))
    return [payload for _last, payload in sorted(found, key=lambda each: each[0])]


def _payload(output: str, entry: Any, shown: list[Component], url: dict[str, Any]) -> Payload:
    outputs = []
    for each in _listed(entry["output"]):
        targets = [
            {"id": one.id, "property": each.component_property}
            for one in _found(each.component_id, shown)
        ]
        outputs.append(targets if "ALL" in _key(each.component_id) else targets[0])

    def value(one: Component, prop: str) -> Any:
        return url[prop] if one.id == ids.URL and prop in url else getattr(one, prop, None)

    def given(which: str) -> list[Any]:
        found = []
        for each in entry[which]:
            values = [
                {"id": one.id, "property": each["property"], "value": value(one, each["property"])}
                for one in _found(each["id"], shown)
            ]
            found.append(values if "ALL" in each["id"] else values[0])
        return found

    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": given("inputs"),
        "state": given("state"),
        "changedPropIds": [f"{ids.URL}.{next(iter(url))}"],
    }


def _listed(output: Any) -> list[Any]:
    return list(output) if isinstance(output, list | tuple) else [output]


def _components(layout: Component) -> list[Component]:
    """Return every component of a layout that has an id."""
    every = [layout, *layout._traverse()]
    return [each for each in every if isinstance(each, Component) and hasattr(each, "id")]


def _found(wanted: Any, shown: list[Component]) -> list[Component]:
    """Return the components whose id equals one or matches a pattern such as {"nav": ALL}."""
    key = _key(wanted)
    if "ALL" not in key:
        return [each for each in shown if _key(each.id) == key]
    kind = set(json.loads(key))
    return [each for each in shown if isinstance(each.id, dict) and set(each.id) == kind]


def _key(component_id: Any) -> str:
    if isinstance(component_id, dict):
        plain = {k: v if isinstance(v, str) else ["ALL"] for k, v in component_id.items()}
        return json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return str(component_id)


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Yield a list that collects the names of the queries run meanwhile."""
    questions: list[str] = []
    plain = Pack.frame

    def frame(self: Pack, query: str, *given: Any, **named: Any) -> Any:
        questions.append(query)
        return plain(self, query, *given, **named)

    Pack.frame = frame
    try:
        yield questions
    finally:
        Pack.frame = plain
