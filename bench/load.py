"""Measure twenty users at once, each changing a filter as soon as the answer arrives."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.samples import high, middle, searches
from bench.server import ADDRESS, requests
from dashboard.app import create_app
from dashboard.pages import PAGES
from data.pack.packs import Packs

USERS, CHANGES = 20, 8
OVERVIEW = PAGES[0]


@dataclass(frozen=True)
class Loaded:
    """Milliseconds for all requests of one change, and changes per second, for some users."""

    users: int
    changes: int
    median_ms: float
    high_ms: float
    per_second: float


def measure(packs: Packs, port: int) -> list[Loaded]:
    """Measure one user alone, then twenty at once, on the Overview of the server at a port."""
    app = create_app(packs)
    app.server.test_client().get("/")
    bodies = [
        [json.dumps(payload).encode() for payload in requests(app, OVERVIEW, search)]
        for search in searches(packs, USERS + CHANGES)
    ]
    change(port, bodies[:CHANGES])  # warming up
    return [_at_once(port, bodies, 1), _at_once(port, bodies, USERS)]


def _at_once(port: int, bodies: list[list[bytes]], users: int) -> Loaded:
    start = perf_counter()
    with ThreadPoolExecutor(users) as pool:
        turns = [pool.submit(change, port, bodies[user : user + CHANGES]) for user in range(users)]
        times = [each for turn in turns for each in turn.result()]
    seconds = perf_counter() - start
    return Loaded(users, len(times), middle(times), high(times), len(times) / seconds)


def change(port: int, changes: list[list[bytes]]) -> list[float]:
    """Return the milliseconds of each change, its requests in turn on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for bodies in changes:
        start = perf_counter()
        for body in bodies:
            connection.request("POST", ADDRESS, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            assert response.status in {200, 204}, response.status
        times.append(1000 * (perf_counter() - start))
    connection.close()
    return times


def memory(process: int) -> float | None:
    """Return the peak memory of a process in MB, or None where the system has no /proc."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    line = next((each for each in status.splitlines() if each.startswith("VmHWM")), "")
    return int(line.split()[1]) / 1024 if line else None
