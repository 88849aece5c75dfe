"""Start servers to measure: the product in its own process, or any app in a thread."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

from dash import Dash

from dashboard.web_server import WebServer

LONGEST_START = 180


@contextmanager
def product(packs: Path) -> Iterator[tuple[int, int]]:
    """Run ``csp-dashboard serve``; yield its port and process id."""
    port = _free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--pack", str(packs)]
    with subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield port, process.pid
        finally:
            process.terminate()


@contextmanager
def app_in_thread(app: Dash) -> Iterator[int]:
    """Serve an app with waitress from this process; yield its port."""
    server = WebServer(app.server, "127.0.0.1", 0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.stop()
        thread.join(5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(port: int) -> None:
    until = monotonic() + LONGEST_START
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            connection.getresponse().read()
            connection.close()
            return
        except OSError:
            if monotonic() > until:
                raise
            sleep(0.1)
