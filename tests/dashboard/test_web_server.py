"""The HTTP server with idle, slow and greedy clients, and when it stops."""

import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest

from dashboard import web_connections, web_server
from dashboard.web_connections import LARGEST_BODY
from dashboard.web_server import THREADS, WebServer

HOST = "127.0.0.1"
OVER = Event()


def application(environ: dict, start_response: Callable) -> list[bytes]:
    """Return the declared and real length of the body; wait or answer at length on request."""
    path = environ["PATH_INFO"]
    if path == "/wait":
        OVER.wait(20)
    body = environ["wsgi.input"].read()
    said = f"{environ.get('CONTENT_LENGTH', '')} {len(body)}".encode()
    if path == "/long":
        said = b"a" * 20_000_000
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@contextmanager
def served(kind: type[WebServer] = WebServer, **limits: float) -> Iterator[WebServer]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in limits.items():
            where = web_connections if hasattr(web_connections, name) else web_server
            patch.setattr(where, name, value)
        server = kind(application, HOST, 0)
        thread = Thread(target=server.run)
        thread.start()
        try:
            yield server
        finally:
            OVER.set()
            server.stop()
            thread.join(20)
            OVER.clear()
            assert not thread.is_alive()


def asked(port: int, path: str = "/", body: bytes | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    try:
        connection.request("POST" if body else "GET", path, body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def health_s(port: int) -> float:
    start = monotonic()
    assert asked(port, "/health")[0] == 200
    return monotonic() - start


@contextmanager
def connections(port: int, count: int, sent: bytes = b"") -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        made = []
        for _each in range(count):
            one = stack.enter_context(socket.create_connection((HOST, port), timeout=20))
            one.sendall(sent)
            made.append(one)
        yield made


def is_closed(connection: socket.socket) -> bool:
    """Return whether the server closes a connection within a few seconds."""
    connection.settimeout(5)
    try:
        while connection.recv(65_536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


# A request behind silent connections would wait until they are closed, for IDLE_S or more. Times
# are measured by bench/attack.py.
HELD_UP_S = 10


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nX: ",
                                  b"POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\n"])  # fmt: skip
def test_a_thousand_silent_connections_do_not_delay_others(sent) -> None:
    with served() as server, connections(server.port, 1000, sent):
        assert max(health_s(server.port) for _turn in range(5)) < HELD_UP_S


def test_health_is_answered_while_every_other_thread_is_busy() -> None:
    with served() as server, connections(server.port, 3 * THREADS, b"GET /wait HTTP/1.1\r\n\r\n"):
        sleep(0.2)
        assert health_s(server.port) < HELD_UP_S


def test_an_idle_connection_is_closed() -> None:
    with served(IDLE_S=0.5) as server, connections(server.port, 1) as (one,):
        assert is_closed(one)


def test_a_slow_request_is_closed_although_it_sends_bytes() -> None:
    with (
        served(REQUEST_S=1.5) as server,
        connections(server.port, 1, b"GET / HTTP/1.1\r\nX: ") as (one,),
    ):
        until = monotonic() + 10
        with suppress(OSError):
            while monotonic() < until:
                one.sendall(b"a")
                sleep(0.1)
        assert monotonic() < until


def test_an_unread_response_is_abandoned() -> None:
    with (
        served(STALL_S=1) as server,
        connections(server.port, 1, b"GET /long HTTP/1.1\r\n\r\n") as (one,),
    ):
        until = monotonic() + 10  # it is checked once a second
        sleep(0.2)
        while server._channels() and monotonic() < until:
            sleep(0.05)
        read = 0
        with suppress(OSError):
            while got := one.recv(1_000_000):
                read += len(got)
        assert read < 20_000_000


def test_the_memory_for_unread_responses_is_limited() -> None:
    with (
        served(MAX_BUFFERED=50_000_000) as server,
        connections(server.port, 8, b"GET /long HTTP/1.1\r\n\r\n"),
    ):
        sleep(2.5)
        until = monotonic() + 15  # it is checked once a second, later on a busy machine
        while (buffered := sum(each.buffered for each in server._channels())) > 50_000_000:
            assert monotonic() < until
            sleep(0.1)
        assert buffered > 0


def test_idle_connections_are_closed_when_connections_run_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web_server, "_connections", lambda: 120)
    with served(HURRIED_S=1) as server, connections(server.port, 130) as many:
        assert health_s(server.port) < 4
        assert is_closed(many[0])


def test_bodies_are_limited() -> None:
    with served() as server:
        for size, kept in ((LARGEST_BODY, LARGEST_BODY), (LARGEST_BODY + 1, 0), (20_000_000, 0)):
            assert asked(server.port, "/", b"a" * size) == (200, f"{size} {kept}".encode())


def test_no_temporary_files_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with served() as server:
        assert asked(server.port, "/", b"a" * LARGEST_BODY)[0] == 200
        assert len(asked(server.port, "/long")[1]) == 20_000_000


def test_requests_of_closed_connections_are_dropped() -> None:
    with served() as server:
        busy = connections(server.port, THREADS, b"GET /wait HTTP/1.1\r\n\r\n")
        with busy:
            sleep(0.2)
            with connections(server.port, 5, b"GET /long HTTP/1.1\r\n\r\n"):
                sleep(0.2)
            sleep(0.2)
            waiting = [each for each in server._channels() if each.requests]
            assert len(waiting) == THREADS


# Stopping.


def test_running_requests_are_answered_and_no_more_are_accepted() -> None:
    with served() as server, ThreadPoolExecutor(20) as pool:
        under_way = [pool.submit(asked, server.port, "/wait") for _each in range(16)]
        sleep(0.5)
        server.stop()
        sleep(0.5)
        with pytest.raises(ConnectionRefusedError):
            asked(server.port)
        OVER.set()
        assert {each.result()[0] for each in under_way} == {200}


def test_stopping_does_not_wait_for_a_slow_client() -> None:
    start = monotonic()
    with served(STOP_S=1) as server, connections(server.port, 1, b"GET / HTTP/1.1\r\nX: "):
        server.stop()
        while server._channels() and monotonic() < start + 10:
            sleep(0.05)
        assert monotonic() - start < 5


SERVER = """
import sys
from dashboard.web_server import WebServer
from tests.dashboard.test_web_server import application
server = WebServer(application, "127.0.0.1", int(sys.argv[1]))
print("ready", flush=True)
server.run()
"""


@contextmanager
def process(port: int) -> Iterator[subprocess.Popen]:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port)], cwd=root, stdout=subprocess.PIPE
    ) as made:
        try:
            assert made.stdout
            assert made.stdout.readline() == b"ready\n"
            yield made
        finally:
            made.kill()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
@pytest.mark.parametrize("keeps", [False, True], ids=["new-connections", "kept-connections"])
def test_a_rolling_restart_of_two_processes_loses_no_request(keeps: bool) -> None:
    """A client like a proxy: it uses the other server where one refuses to connect."""
    ports = [free_port() for _each in range(2)]
    counted, lost, over = [0], [], Event()

    def client(who: int) -> None:
        held: dict[int, http.client.HTTPConnection] = {}
        while not over.is_set():
            connection = connected(held, who + counted[0])
            try:
                connection.request("POST", "/", b"a" * 1000)
                response = connection.getresponse()
                assert response.read() == b"1000 1000"
            except (OSError, http.client.HTTPException, AssertionError) as error:
                lost.append(repr(error))
            if not keeps:
                connection.close()
            counted[0] += 1
        for each in held.values():
            each.close()

    def connected(held: dict[int, http.client.HTTPConnection], turn: int) -> Any:
        while True:
            turn += 1
            connection = held.setdefault(
                ports[turn % 2], http.client.HTTPConnection(HOST, ports[turn % 2], timeout=20)
            )
            # A proxy checks a connection before it uses it again.
            if connection.sock and select.select([connection.sock], [], [], 0)[0]:
                connection.close()
            with suppress(ConnectionRefusedError):
                if connection.sock is None:
                    connection.connect()
                return connection

    with ExitStack() as stack:
        running = [stack.enter_context(process(each)) for each in ports]
        threads = [Thread(target=client, args=(who,)) for who in range(8)]
        for each in threads:
            each.start()
        for place in (0, 1):
            seen = counted[0]
            until = monotonic() + 30
            while counted[0] < seen + 500 and monotonic() < until:
                sleep(0.01)
            running[place].send_signal(signal.SIGTERM)
            assert running[place].wait(10) == 0
            running[place] = stack.enter_context(process(ports[place]))
        over.set()
        for each in threads:
            each.join()
    assert counted[0] >= 1000
    assert lost == []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
