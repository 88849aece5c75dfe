"""Measure the server on the pack of a large build: pages, hotspot layers, life cycles, memory."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import perf_counter

from bench import load, server
from bench.samples import CRIMES
from bench.server import ADDRESS, Answered, Painted
from bench.serving import product
from dashboard.app import create_app
from dashboard.pages import BY_PATH
from data.hotspots.preload import preload
from data.model.filters import Filters
from data.model.periods import ALL
from data.model.view import VIEW_CHOICES
from data.pack import incidents
from data.pack.packs import Packs

NOW, HOTSPOTS, TRENDS = (BY_PATH[path] for path in ("/", "/hotspots", "/trends"))
BY_AREA = "&split=area"
FIRST_TYPES = ("", *(f"&type={crime}" for crime in CRIMES))  # the first view, then other types


@dataclass(frozen=True)
class Served:
    """What a pack holds, and the milliseconds of the server for it.

    ``life_ms`` are the first answers of life cycles, those of the first view before others;
    ``memory_mb`` is the most that one server had while it answered all of this.
    """

    areas: int
    months: int
    incidents: int
    pages: list[Answered]
    by_area: list[Answered]
    layers: list[Painted]
    life_ms: list[float]
    memory_mb: float | None


def measure(home: Path) -> Served:
    """Measure the current pack of a folder: layers and life cycles with nothing computed yet."""
    packs = Packs(home)
    pack = packs.current()
    preload(pack)
    everything = Filters.of(pack.domain, crime=["crime-and-asb"], period=ALL)
    return Served(
        areas=len(pack.domain.areas),
        months=len(pack.domain.covered),
        incidents=incidents.total(pack, everything),
        pages=server.measure(packs, [NOW, HOTSPOTS]),
        by_area=server.measure_views(packs, [BY_AREA]),
        layers=server.measure_layers(Packs(home)),
        life_ms=_lives(Packs(home)),
        memory_mb=_memory(packs),
    )


def _lives(packs: Packs) -> list[float]:
    """Return the milliseconds of the first answer of each type's life cycles."""
    preload(packs.current())
    app = create_app(packs)
    client = app.server.test_client()
    client.get("/")
    times = []
    for crime in FIRST_TYPES:
        payload = server.requests(app, HOTSPOTS, f"?layer=life{crime}")[-1]
        start = perf_counter()
        response = client.post(ADDRESS, json=payload)
        times.append(1000 * (perf_counter() - start))
        assert response.status_code == HTTPStatus.OK, response.text
    return times


def _memory(packs: Packs) -> float | None:
    """Return the peak memory in MB of a server that has drawn every layer and view by area."""
    app = create_app(packs)
    app.server.test_client().get("/")
    asked = [
        *((page, f"?{crime}") for page in (NOW, TRENDS) for crime in FIRST_TYPES),
        *((HOTSPOTS, f"?layer={layer}{crime}")
          for layer in VIEW_CHOICES["layer"] for crime in FIRST_TYPES),
        *((TRENDS, f"?view={view}{BY_AREA}") for view in VIEW_CHOICES["view"]),
    ]  # fmt: skip
    with product(packs.directory) as (port, process):
        load.change(
            port,
            [
                [json.dumps(payload).encode() for payload in server.requests(app, page, search)]
                for page, search in asked
            ],
        )
        return load.memory(process)
