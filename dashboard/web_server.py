"""The HTTP server: waitress with limits on connections, time and memory.

What is added to waitress, here and in ``web_connections``:

- a connection that is idle, or sends or reads too slowly, is closed; idle ones are closed sooner
  when the limit of connections is nearly reached, and while stopping;
- request bodies that the application refuses as too large are read and discarded, so that the
  client receives its 413;
- nothing is kept in temporary files, and what requests and responses hold in memory is limited;
- ``/health`` has its own worker thread, so that it responds when the others are busy;
- on SIGTERM or SIGINT it stops accepting connections and finishes the requests in progress, for
  ``STOP_S`` seconds and a few more for its threads.
"""

import signal
import sys
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from threading import RLock, current_thread, main_thread
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from dashboard.web_connections import FOREVER, SPARE, Channel, Listener, close_overdue

try:
    import resource
except ImportError:  # Windows
    resource = None

# Only one thread runs Python at a time: the second answers while the first waits for DuckDB.
THREADS = 2
HEALTH = "/health"
MAX_DISCARDED_BODY = 64_000_000  # bytes; a larger body is not read to its end
MOST_CONNECTIONS = 4000
WITHOUT_POLL = 400  # connections on Windows, where select() takes 512 sockets
SWITCH_S = 0.001
STOP_S = 30  # to finish requests in progress


class _Workers:
    """The worker threads, and one for ``/health``."""

    def __init__(self, threads: int) -> None:
        self._other, self._health = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._other.set_thread_count(threads)
        self._health.set_thread_count(1)

    def add_task(self, task: Channel) -> None:
        """Queue a connection; the path of its first request decides whose thread answers."""
        path = getattr(task.requests[0], "path", "")
        (self._health if path.endswith(HEALTH) else self._other).add_task(task)

    def shutdown(self) -> None:
        """Stop the threads after their current requests; queued ones are cancelled.

        Waits a few seconds for them.
        """
        self._other.shutdown()
        self._health.shutdown()


class WebServer:
    """Serves a WSGI application on a host and a port.

    Raises:
        OSError: the port is taken.
    """

    def __init__(self, application: Callable, host: str, port: int) -> None:
        adjustments = Adjustments(
            host=host,
            port=port,
            ident=None,
            threads=THREADS,
            connection_limit=_connections(),
            asyncore_use_poll=True,
            # The client's address, from a proxy on this machine: the export queue counts by it.
            trusted_proxy="127.0.0.1",
            trusted_proxy_headers={"x-forwarded-for"},
            channel_request_lookahead=1,  # to detect client disconnects
            max_request_header_size=64_000,
            max_request_body_size=MAX_DISCARDED_BODY,
            inbuf_overflow=FOREVER,
            outbuf_overflow=FOREVER,
            outbuf_high_watermark=FOREVER,
        )
        self._most = adjustments.connection_limit
        self._workers = _Workers(THREADS)
        self._map: dict[int, Any] = {}
        self._listeners = [
            Listener(
                application, self._map, dispatcher=self._workers, adj=adjustments, sockinfo=each
            )
            for each in adjustments.listen
        ]
        self._asked_to_stop = False
        self._stop_lock = RLock()  # a signal may arrive while this thread holds it
        self._checked = 0.0

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._listeners[0].effective_port)

    def run(self) -> None:
        """Serve until SIGTERM, SIGINT or ``stop``, then finish requests for up to ``STOP_S`` s."""
        # Let the I/O thread acquire the GIL sooner.
        sys.setswitchinterval(SWITCH_S)
        with self._signals():
            while not self._asked_to_stop:
                self._turn(1)
            for each in self._listeners:
                each.stop_listening()
            until = time.time() + STOP_S
            while self._channels() and time.time() < until:
                self._turn(0.05)
        self._workers.shutdown()
        for each in self._channels():
            each.handle_close()
        with self._stop_lock:
            for each in self._listeners:
                each.trigger.close()

    def stop(self, *_signal: object) -> None:
        """Request a stop, from a signal handler or another thread."""
        # run() closes the triggers only under this lock: not between setting the flag and pulling.
        with self._stop_lock:
            if not self._asked_to_stop:
                self._asked_to_stop = True
                self._listeners[0].pull_trigger()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(seconds, use_poll=True, map=self._map, count=1)
        now = time.time()
        if now >= self._checked + seconds:
            self._checked = now
            hurried = self._asked_to_stop or len(self._map) > self._most - SPARE
            close_overdue(self._channels(), now, hurried=hurried)

    def _channels(self) -> list[Channel]:
        return [each for listener in self._listeners for each in listener.active_channels.values()]

    @contextmanager
    def _signals(self) -> Generator[None]:
        """Stop on SIGTERM and SIGINT; a second one goes to the handlers that were there before.

        Outside the main thread signals are left alone.
        """
        if current_thread() is not main_thread():
            yield
            return
        before: Mapping[int, Any] = {
            each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)
        }

        def stop(*_given: object) -> None:
            for each, handler in before.items():
                signal.signal(each, handler)
            self.stop()

        for each in before:
            signal.signal(each, stop)
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _connections() -> int:
    """Raise the limit of open files as far as needed; return how many connections it allows.

    At most ``MOST_CONNECTIONS``.
    """
    if resource is None:
        return WITHOUT_POLL
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + SPARE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(soft, wanted) - SPARE
