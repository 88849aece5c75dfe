"""Behind nginx: a rolling restart of two processes, and a browser below a path of the host."""

import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from threading import Event
from time import monotonic, sleep

from tests.browser.conftest import chrome, site, visit, window
from tests.browser.test_below_path import journey
from tests.browser.visit import Site
from tests.system.conftest import PUBLIC_HOST, documented, free_port, get, program, server

__all__ = ["chrome", "site", "visit", "window"]
REQUESTS, CLIENTS, PAUSE_S = 1000, 4, 0.01
SECONDS = 400  # at most; under 60 on a machine that is not busy
PATHS = ("/", "/ready", "/download/overview-map.csv", "/_dash-layout", "/assets/style.css")
LOCATION = """server {{
    listen 127.0.0.1:{port};
    location {path} {{
        proxy_pass http://dashboard;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
    }}
}}"""


def upstream(ports: list[int]) -> str:
    """The documented upstream of two processes, with other ports."""
    block = documented("max_fails")
    for before, after in zip(("8050", "8051"), ports, strict=True):
        assert before in block
        block = block.replace(before, str(after))
    return block


def test_a_rolling_restart_of_two_processes_loses_no_request(small_packs, nginx, tmp_path) -> None:
    program("nginx")
    ports, front = [free_port(), free_port()], free_port()
    turns, over, until = count(), Event(), monotonic() + SECONDS

    def client() -> list[tuple[str, int]]:
        answers = []
        while not over.is_set() and monotonic() < until:
            path = PATHS[next(turns) % len(PATHS)]
            answers.append((path, get(front, path).status))
            sleep(PAUSE_S)
        return answers

    with ExitStack() as stack:

        def start(port: int):
            return stack.enter_context(server(small_packs, port, tmp_path / "log"))

        running = [start(port) for port in ports]
        nginx(upstream(ports) + LOCATION.format(port=front, path="/"))
        with ThreadPoolExecutor(CLIENTS) as pool:
            clients = [pool.submit(client) for _each in range(CLIENTS)]
            for index, port in enumerate(ports):
                sleep(1)
                running[index].send_signal(signal.SIGTERM)
                assert running[index].wait(60) == 0
                running[index] = start(port)
                assert get(port, "/ready").status == 200
            while next(turns) < REQUESTS + 10 * CLIENTS and monotonic() < until:
                sleep(0.5)
            over.set()
            answers = [each for done in clients for each in done.result()]
    assert len(answers) >= REQUESTS
    assert {status for _path, status in answers} == {200}


def test_below_a_path_behind_nginx(demo_packs: Path, nginx, visit, tmp_path: Path) -> None:
    """Overview, Hotspots, an export and a print in a browser."""
    program("nginx")
    port, front = free_port(), free_port()
    log = tmp_path / "log"
    with server(demo_packs, port, log, "--prefix", "/csp", "--allow-host", PUBLIC_HOST):
        block = f"upstream dashboard {{ server 127.0.0.1:{port}; }}"
        nginx(block + LOCATION.format(port=front, path="/csp/"))
        journey(visit, Site(f"http://127.0.0.1:{front}/csp", demo_packs, log))
