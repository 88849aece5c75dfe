"""Measure a server under hostile or slow clients: ``python -m bench.attack``, on loopback only.

It starts servers of its own and prints one table. ``--port N --pid N`` measures a server that runs
already, without the load of fifty people.
"""

import argparse
import http.client
import json
import resource
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import PIPE
from time import perf_counter, sleep

from rich.table import Table

from bench import crowd, report
from bench.lassos import lasso_post, tangle
from bench.load import memory
from bench.server import ADDRESS
from bench.serving import product
from data.build import build
from data.build import config as borough
from data.demo import demo
from data.pack.packs import Packs

AT_ONCE, LIMIT_S = 8, 90
HEALTH_S, IDLE_S, CPU_S = 0.5, 0.1, 1.0  # the aims
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Row:
    """One attack: answers to the posts, and the server's times meanwhile."""

    name: str
    answered: str
    health_s: float | None
    cpu_s: float
    memory_mb: float | None
    aim: str
    met: bool


@dataclass(frozen=True)
class Target:
    """A server under attack."""

    port: int
    process: int

    def row(self, name: str, attack: Callable[[], str], aim: float, cpu: float = 0) -> Row:
        """Run one attack while another client requests /health continuously."""
        before = crowd.cpu_seconds([self.process])
        with self.health() as seen:
            answered = attack()
        used = crowd.cpu_seconds([self.process]) - before
        met = max(seen) <= aim and (not cpu or used <= cpu)
        said = f"health {aim} s" + (f", CPU {cpu:.0f} s" if cpu else "")
        report.say(f"{name}: {answered}; health {max(seen):.2f} s; CPU {used:.1f} s")
        return Row(name, answered, max(seen), used, memory(self.process), said, met)

    @contextmanager
    def health(self) -> Iterator[list[float]]:
        """Collect the seconds of each answer of /health, asked by another process."""
        seen: list[float] = []
        command = [sys.executable, "-m", "bench.health", str(self.port)]
        with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) as asking:
            assert asking.stdout
            asking.stdout.readline()
            yield seen
            seen += json.loads(asking.communicate()[0])

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Return the status and the body of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT_S)
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        response = connection.getresponse()
        try:
            return response.status, response.read()
        finally:
            connection.close()

    def posts(self, bodies: Sequence[bytes], path: str = ADDRESS) -> str:
        """Send bodies at once; return the status and time of the slowest answer."""

        def one(body: bytes) -> tuple[str, float]:
            start = perf_counter()
            try:
                said = str(self.ask("POST", path, body)[0])
            except (OSError, http.client.HTTPException) as error:
                said = type(error).__name__
            return said, perf_counter() - start

        with ThreadPoolExecutor(len(bodies)) as pool:
            found = list(pool.map(one, bodies))
        statuses = ", ".join(sorted({said for said, _seconds in found}))
        return f"{statuses}; slowest {max(seconds for _said, seconds in found):.2f} s"

    def held(self, count: int, sent: bytes, drip: bytes, seconds: float = 5) -> str:
        """Open connections that send one byte a second each."""
        opened = []
        with ExitStack() as stack:
            for _each in range(count):
                made = stack.enter_context(socket.socket())
                made.settimeout(2)
                with suppress(OSError):
                    made.connect(("127.0.0.1", self.port))
                    made.sendall(sent)
                    opened.append(made)
            until = perf_counter() + seconds
            while perf_counter() < until:
                sleep(1)
                for each in opened if drip else ():
                    with suppress(OSError):
                        each.sendall(drip)
        return f"{len(opened):,} held for {seconds:.0f} s"


def attacks(target: Target) -> Iterator[Row]:
    """Run every attack on one server, the mildest first."""
    dependencies = json.loads(target.ask("GET", "/_dash-dependencies")[1])
    head = b"POST /exports HTTP/1.1\r\nHost: localhost\r\n"
    held = (
        ("100 idle connections", 100, b"", b""),
        ("1,000 idle connections", 1000, b"", b""),
        ("300 slow heads", 300, head, b"a"),
        ("300 slow bodies", 300, head + b"Content-Length: 9999\r\n\r\n", b"a"),
    )
    for name, *given in held:
        yield target.row(name, partial(target.held, *given), IDLE_S)
    for path in ("/exports", ADDRESS):
        for size in (MEGABYTE // 2, 20 * MEGABYTE):
            name = f"{AT_ONCE} bodies of {size / MEGABYTE:g} MB, {path}"
            sent = [b'{"a":"' + b"a" * size + b'"}'] * AT_ONCE
            yield target.row(name, partial(target.posts, sent, path), HEALTH_S, CPU_S)
    yield target.row(
        f"{AT_ONCE} files of all records",
        partial(_files, target, "/download/records.csv?period=all&type=crime-and-asb"),
        HEALTH_S,
        AT_ONCE * CPU_S,
    )
    for lassos, corners in ((1, 200), (1, 2000), (40, 900)):
        sent = json.dumps(lasso_post(dependencies, [tangle(corners)] * lassos)).encode()
        yield target.row(
            f"{AT_ONCE} posts of {lassos} tangled lassos of {corners:,} corners",
            partial(target.posts, [sent] * AT_ONCE),
            HEALTH_S,
            AT_ONCE * CPU_S,
        )


def _files(target: Target, path: str) -> str:
    start = perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [*pool.map(lambda _turn: target.ask("GET", path)[0], range(AT_ONCE))]
    return f"{', '.join(map(str, sorted(set(found))))}; slowest {perf_counter() - start:.2f} s"


def capacity(packs: Packs, count: int, filter_s: float, page_s: float) -> Row:
    """Run fifty users on several server processes, shared out like a proxy."""
    with ExitStack() as stack:
        servers = [stack.enter_context(product(packs.directory)) for _each in range(count)]
        processes = [process for _port, process in servers]
        seen = crowd.measure(packs, [port for port, _process in servers], processes)
        used = [memory(each) or 0 for each in processes]
    met = crowd.high(seen.filters) < filter_s and crowd.high(seen.pages) < page_s
    return Row(
        f"{crowd.PEOPLE} people, {count} process{'es' * (count > 1)}", seen.summary, None,
        seen.server_cpu_s, sum(used), f"p95 {filter_s:g} and {page_s:g} s, no error",
        met and not seen.errors,
    )  # fmt: skip


def table(rows: Sequence[Row]) -> Table:
    """Return what was found as a table."""
    made = Table(title="Attacks and load", title_justify="left", title_style="bold")
    for each in ("What is sent", "Answers"):
        made.add_column(each)
    for each in ("/health, slowest s", "Server CPU, s", "Memory, MB", "Aim"):
        made.add_column(each, justify="right")
    for row in rows:
        health = "" if row.health_s is None else f"{row.health_s:.2f}"
        used = "" if row.memory_mb is None else f"{row.memory_mb:.0f}"
        aim = f"{row.aim} [{'green]met' if row.met else 'red]missed'}[/]"
        made.add_row(row.name, row.answered, health, f"{row.cpu_s:.1f}", used, aim)
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; return 0 whatever the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.attack", description=__doc__)
    parser.add_argument("--port", type=int, help="of a server that runs already")
    parser.add_argument("--pid", type=int, help="its process, for processor time and memory")
    parser.add_argument("--no-load", action="store_true", help="leave the fifty people out")
    asked = parser.parse_args(argv)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    report.machine()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        if asked.port:
            rows = [*attacks(Target(asked.port, asked.pid))]
        else:
            home = Path(folder) / "packs"
            build.build(borough.read(demo.write(Path(folder) / "sources")), home)
            rows = [*attacks(Target(*stack.enter_context(product(home))))]
            if not asked.no_load:
                packs = Packs(home)
                rows += [capacity(packs, 1, 1.5, 3), capacity(packs, 4, 0.5, 1.5)]
                packs.current().close()
    report.console.width = 180
    report.console.print(table(rows))
    report.say("Memory is the most the server has had so far. " + crowd.SAID)
    return 0


if __name__ == "__main__":
    sys.exit(main())
