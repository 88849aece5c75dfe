"""Measure exports during filter changes: an agenda of twenty views, and twenty decks at once."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, islice
from threading import Event
from time import perf_counter, sleep

from bench.load import OVERVIEW
from bench.samples import high, middle, searches
from bench.server import ADDRESS, requests
from dashboard.app import create_app
from data.pack.packs import Packs

VIEWS, DECKS = 20, 20
PAUSE = 0.1
MOST_SECONDS = 300
CLIENTS = count(1)
PAGES = ("/", "/trends", "/hotspots", "/compare", "/places/norreys-estate")


@dataclass(frozen=True)
class Exported:
    """Seconds for a first deck, an agenda and twenty decks; milliseconds of changes meanwhile."""

    first_s: float
    agenda_s: float
    decks_s: float
    changes: int
    change_ms: float
    high_ms: float


def measure(packs: Packs, port: int) -> Exported:
    """Measure an agenda of twenty views, then twenty one-view decks at once, on a server."""
    addresses = [
        f"{PAGES[turn % len(PAGES)]}{search}" for turn, search in enumerate(searches(packs, VIEWS))
    ]
    first = _export(port, ["/marac"])
    agenda = _export(port, addresses)
    app = create_app(packs)
    app.server.test_client().get("/")
    bodies = [
        [json.dumps(payload).encode() for payload in requests(app, OVERVIEW, search)]
        for search in searches(packs, VIEWS)
    ]
    over, start = Event(), perf_counter()
    with ThreadPoolExecutor(DECKS + 1) as pool:
        changing = pool.submit(_changes, port, bodies, over)
        turns = [pool.submit(_export, port, [each]) for each in addresses[:DECKS]]
        for each in turns:
            each.result()
        decks = perf_counter() - start
        over.set()
        times = changing.result()
    return Exported(first, agenda, decks, len(times), middle(times), high(times))


def _export(port: int, addresses: list[str]) -> float:
    """Return the seconds from requesting the slides of some views to receiving the file."""
    start = perf_counter()
    body = {"kind": "pptx", "views": [{"address": each} for each in addresses]}
    progress = _request(port, "POST", "/exports", body)
    until = start + MOST_SECONDS
    while progress["state"] != "done":
        assert progress["state"] in {"waiting", "working"}, progress
        assert perf_counter() < until, progress
        sleep(PAUSE)
        progress = _request(port, "GET", f"/exports/{progress['id']}")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", progress["file"])
    assert connection.getresponse().read(2) == b"PK"
    connection.close()
    return perf_counter() - start


def _request(port: int, method: str, path: str, body: object = None) -> dict:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    # A client of its own: each may have two exports at once.
    client = f"10.0.0.{next(CLIENTS)}"
    sent = {"Content-Type": "application/json", "X-Forwarded-For": client} if body else {}
    connection.request(method, path, json.dumps(body) if body else None, sent)
    response = connection.getresponse()
    progress = json.loads(response.read())
    assert response.status in {200, 202}, progress
    connection.close()
    return progress


def _changes(port: int, bodies: list[list[bytes]], over: Event) -> list[float]:
    """Return the milliseconds of each filter change of one user, until ``over`` is set."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times: list[float] = []
    while not over.is_set():
        for change in islice(bodies, len(times) % len(bodies), None):
            start = perf_counter()
            for body in change:
                connection.request("POST", ADDRESS, body, {"Content-Type": "application/json"})
                assert connection.getresponse().read() is not None
            times.append(1000 * (perf_counter() - start))
            sleep(PAUSE)
            if over.is_set():
                break
    connection.close()
    return times
