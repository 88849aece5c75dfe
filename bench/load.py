"""Twenty people at once, each changing a filter again as soon as the answer is there."""

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
from data.packs import Packs

USERS, CHANGES = 20, 8
OVERVIEW = PAGES[0]


@dataclass(frozen=True)
class Loaded:
    """So many users: milliseconds for all requests of one change, and changes per second."""

    users: int
    changes: int
    median_ms: float
    high_ms: float
    per_second: float


def measure(packs: Packs, port: int) -> list[Loaded]:
    """One user alone, then twenty at once, on the Overview of the server at a port."""
    app = create_app(packs)
    app.server.test_client().get("/")
    bodies = [
        [json.dumps(payload).encode() for payload in requests(app, OVERVIEW, search)]
        for search in searches(packs, USERS + CHANGES)
    ]
    _user(port, bodies[:CHANGES])  # warming up
    return [_at_once(port, bodies, 1), _at_once(port, bodies, USERS)]


def _at_once(port: int, bodies: list[list[bytes]], users: int) -> Loaded:
    start = perf_counter()
    with ThreadPoolExecutor(users) as pool:
        turns = [pool.submit(_user, port, bodies[user : user + CHANGES]) for user in range(users)]
        times = [each for turn in turns for each in turn.result()]
    seconds = perf_counter() - start
    return Loaded(users, len(times), middle(times), high(times), len(times) / seconds)


def _user(port: int, changes: list[list[bytes]]) -> list[float]:
    """Milliseconds of each change: its requests one after another on one connection."""
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
    """The most memory a process has had, in MB; nothing where the system does not say."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    line = next((each for each in status.splitlines() if each.startswith("VmHWM")), "")
    return int(line.split()[1]) / 1024 if line else None
