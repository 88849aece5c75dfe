"""Fifty people at once over HTTP, each with a mean of three seconds of thought between clicks."""

import http.client
import json
import os
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time, sleep

from dash import Dash

from bench.samples import high, middle
from bench.server import ADDRESS, navigation, requests
from dashboard.app import create_app
from dashboard.pages import BY_PATH
from data.model.crime_types import CHOICE
from data.model.domain import Domain
from data.pack.packs import Packs

PEOPLE, THOUGHT_S, SECONDS = 50, 3.0, 60.0
WARM_UP_S = 5.0
PAGE_SHARE = 0.25  # of clicks; the others change a filter
MIX = {
    "/": 35, "/hotspots": 20, "/trends": 15, "/places": 10, "/compare": 10, "/records": 5,
    "/marac": 5,
}  # fmt: skip
SAID = (
    f"{PEOPLE} people, exponential thought of {THOUGHT_S:.0f} s, for {SECONDS:.0f} s. One click in "
    f"four opens a page ({', '.join(f'{path} {share} %' for path, share in MIX.items())}), the "
    "others change a filter: one or two types at random, an area in 4 of 10, a period in 3, a rate "
    "in 2, so that most are new. The requests of a click follow one another on one connection."
)
SEARCH = "@@"


@dataclass
class Seen:
    """Results for the users: seconds of each click, errors, and processor time."""

    filters: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    server_cpu_s: float = 0.0
    load_cpu_s: float = 0.0

    @property
    def summary(self) -> str:
        """Medians and 95th percentiles in one line."""
        return (
            f"filter {middle(self.filters):.2f}, p95 {high(self.filters):.2f} s; page "
            f"{middle(self.pages):.2f}, p95 {high(self.pages):.2f} s; {len(self.filters)} filters, "
            f"{len(self.pages)} pages, {len(self.errors)} errors; load {self.load_cpu_s:.0f} s CPU"
        )


@dataclass(frozen=True)
class Clicks:
    """The bodies of a click on one page; ``SEARCH`` stands for the query string."""

    page: list[str]
    filters: list[str]

    @classmethod
    def on(cls, app: Dash, path: str) -> "Clicks":
        """Return the bodies that a browser sends on the page at a path."""
        filters = [json.dumps(each) for each in requests(app, BY_PATH[path], SEARCH, path)]
        return cls([json.dumps(navigation(app, path)), *filters], filters)


def measure(packs: Packs, ports: Sequence[int], processes: Sequence[int]) -> Seen:
    """Run the users on servers at several ports, each user on one."""
    app = create_app(packs)
    app.server.test_client().get("/")
    clicks = {path: Clicks.on(app, path) for path in MIX}
    domain, seen = packs.current().domain, Seen()
    server, load = cpu_seconds(processes), process_time()
    over = perf_counter() + WARM_UP_S + SECONDS
    with ThreadPoolExecutor(PEOPLE) as pool:
        people = [
            pool.submit(_Person(who, ports[who % len(ports)], clicks, domain).use, over, seen)
            for who in range(PEOPLE)
        ]
        for each in people:
            each.result()
    seen.server_cpu_s = cpu_seconds(processes) - server
    seen.load_cpu_s = process_time() - load
    return seen


class _Person:
    """A user who clicks and thinks, reproducibly for each number."""

    def __init__(self, who: int, port: int, clicks: dict[str, Clicks], domain: Domain) -> None:
        self._chance = random.Random(who)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._clicks, self._domain = clicks, domain

    def use(self, over: float, seen: Seen) -> None:
        """Click until the end; clicks during the warm-up do not count."""
        path, first = "/", over - SECONDS
        while True:
            thought = self._chance.expovariate(1 / THOUGHT_S)
            sleep(max(min(thought, over - perf_counter()), 0))
            start = perf_counter()
            if start >= over:
                break
            moves = self._chance.random() < PAGE_SHARE
            if moves:
                path = self._chance.choices(list(MIX), list(MIX.values()))[0]
            try:
                self._ask(self._clicks[path].page if moves else self._clicks[path].filters)
            except (OSError, http.client.HTTPException) as error:
                seen.errors.append(repr(error))
                self._connection.close()
                continue
            if start >= first:
                (seen.pages if moves else seen.filters).append(perf_counter() - start)
        self._connection.close()

    def _ask(self, bodies: list[str]) -> None:
        search = json.dumps(self._search())
        for body in bodies:
            text = body.replace(f'"{SEARCH}"', search)
            self._connection.request("POST", ADDRESS, text, {"Content-Type": "application/json"})
            response = self._connection.getresponse()
            response.read()
            if response.status not in {200, 204}:
                raise http.client.HTTPException(f"{response.status}")

    def _search(self) -> str:
        chance, domain = self._chance, self._domain
        parts = [f"type={each}" for each in chance.sample(list(CHOICE), chance.choice((1, 2)))]
        if chance.random() < 0.4:
            parts.append(f"area={chance.choice(domain.areas).id}")
        if chance.random() < 0.3:
            parts.append(f"period={chance.choice([*(each.id for each in domain.years), 'all'])}")
        if chance.random() < 0.2:
            parts.append("measure=rate")
        return f"?{'&'.join(parts)}"


def cpu_seconds(processes: Sequence[int]) -> float:
    """Return the processor time that processes have used; 0 where the system does not say."""
    ticks = 0
    for each in processes:
        try:
            said = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        ticks += int(said[11]) + int(said[12])
    return ticks / os.sysconf("SC_CLK_TCK")
