"""Limits on memory and on connections hold for all listeners of a server together."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import pytest

from dashboard import web_server
from dashboard.web_connections import LARGEST_BODY, Listener
from dashboard.web_server import WebServer
from tests.dashboard.test_web_server import HOST, connections, is_closed, served


class TwoListeners(WebServer):
    """A server on two ports, as one on the addresses of IPv4 and IPv6 is."""

    def __init__(self, application, host: str, port: int) -> None:
        super().__init__(application, host, port)
        one = self._listeners[0]
        self._listeners.append(
            Listener(
                application, self._map, dispatcher=self._workers, adj=one.adj, sockinfo=one.sockinfo
            )
        )


@contextmanager
def on_both(count: int, sent: bytes = b"", **limits: float) -> Iterator[tuple[WebServer, list]]:
    """Yield a server and so many connections to each of its two ports."""
    with (
        served(TwoListeners, **limits) as server,
        connections(server._listeners[0].effective_port, count, sent) as one,
        connections(server._listeners[1].effective_port, count, sent) as other,
    ):
        yield server, [*one, *other]


def buffered(server: WebServer) -> int:
    return sum(each.buffered for each in server._channels())


def until(condition) -> None:
    """Wait for what is checked once a second, later on a busy machine."""
    start = monotonic()
    while not condition():
        assert monotonic() - start < 15
        sleep(0.1)


def test_the_memory_of_all_listeners_is_limited() -> None:
    with on_both(2, b"GET /long HTTP/1.1\r\n\r\n", MAX_BUFFERED=50_000_000) as (server, _all):
        sleep(2.5)  # until all four have been answered
        until(lambda: len(server._channels()) < 4)
        until(lambda: buffered(server) <= 50_000_000)


def test_idle_connections_are_closed_when_those_of_all_listeners_run_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web_server, "_connections", lambda: 120)  # 20 and the spare ones
    with on_both(15, HURRIED_S=1) as (_server, [first, *_others]):
        assert is_closed(first)


@pytest.mark.parametrize(("head", "kept"), [
    (f"Content-Length: {3 * LARGEST_BODY}\r\n\r\n", 0),
    (f"Content-Length: {LARGEST_BODY}\r\n\r\n", 600_000),
    (f"Transfer-Encoding: chunked\r\n\r\n{3 * LARGEST_BODY:x}\r\n", 600_000),
])  # fmt: skip
def test_only_what_is_kept_of_a_body_counts(head: str, kept: int) -> None:
    with served() as server, socket.create_connection((HOST, server.port), timeout=20) as one:
        one.sendall(f"POST / HTTP/1.1\r\n{head}".encode())
        one.sendall(b"a" * 600_000)

        def arrived() -> bool:
            reading = [each.request for each in server._channels() if each.request]
            return any(each.body_bytes_received >= 600_000 for each in reading)

        until(arrived)
        assert buffered(server) == kept
