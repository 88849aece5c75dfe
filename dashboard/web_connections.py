"""The connections of the HTTP server, each with bounds on its time and its memory.

Waitress reads whole requests and writes whole responses in one thread, so a client that sends or
reads slowly holds a connection but no worker.
"""

import ctypes
import socket
import struct
import sys
import time
from collections.abc import Iterable
from contextlib import suppress

from waitress import wasyncore
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer

MEGABYTE = 1_000_000
LARGEST_BODY = MEGABYTE  # a page sends at most a few thousand bytes
MAX_BUFFERED = 200 * MEGABYTE  # requests that wait, and responses that clients have not read yet
SPARE = 100  # connections below the limit, from which idle ones are closed after HURRIED_S
IDLE_S = 60  # how long a connection may be idle between requests
HURRIED_S = 2  # the same while the server stops or connections run out
REQUEST_S, RESPONSE_S = 30, 300  # to send a request, and to read a response
STALL_S = 30  # how long a client may read nothing of a response
FOREVER = 2**62  # bytes: a limit that is never reached
# A program for the kernel's packet filter (struct sock_fprog) of one instruction: return 0.
SO_ATTACH_FILTER = 26
_RETURN_0 = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
DROP_ALL = struct.pack("HP", 1, ctypes.addressof(_RETURN_0))


class _Discarded(OverflowableBuffer):
    """A buffer that discards its content."""

    def append(self, s: bytes) -> None:
        """Discard."""


class _Parser(HTTPRequestParser):
    """Discards bodies over the limit: the application refuses them by length."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.content_length > LARGEST_BODY:
            self.body_rcv = FixedStreamReceiver(self.content_length, _Discarded(FOREVER))


class Channel(HTTPChannel):
    """One connection."""

    parser_class = _Parser
    began = 0.0  # when the request that is arriving, or the response that is leaving, began

    def received(self, data: bytes) -> bool:
        """Read what has arrived, and record when a request began."""
        if self.request is None:
            self.began = time.time()
        return super().received(data)

    def service(self) -> None:
        """Answer one request; close the connection after it if the server is stopping."""
        if self.server.stopping:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()
        if self.total_outbufs_len:
            self.began = time.time()

    @property
    def buffered(self) -> int:
        """The bytes of its requests and responses in memory."""
        bodies = [each.body_rcv for each in (*self.requests, self.request) if each]
        return self.total_outbufs_len + sum(len(each) for each in bodies if each is not None)

    def is_over(self, now: float, idle_s: float) -> bool:
        """Whether the client has exceeded a time limit; never while a request is being answered."""
        if self.requests:
            return False
        still = now - self.last_activity
        if self.total_outbufs_len:
            return now - self.began > RESPONSE_S or still > STALL_S
        if self.request:
            return now - self.began > REQUEST_S
        return still > idle_s


class Listener(TcpWSGIServer):
    """The listening socket of one address, and its connections."""

    channel_class = Channel
    stopping = False

    def maintenance(self, now: float) -> None:
        """Do nothing; ``close_overdue`` runs between two turns of the loop instead.

        A connection that is closed during a turn frees its descriptor: a new connection may get it,
        with events that were meant for the closed one.
        """

    def handle_accept(self) -> None:
        """Accept every connection that waits; waitress takes one at a time."""
        before = -1
        while before != len(self._map) < self.adj.connection_limit:
            before = len(self._map)
            super().handle_accept()

    def stop_listening(self) -> None:
        """Accept what has arrived, then no more.

        A connection that arrives between the last accept and the close would be reset. So on Linux
        the kernel first drops new connections: the client's system retries a second later, is
        refused, and the client can try another server.
        """
        self.stopping = True
        with suppress(OSError):
            if sys.platform == "linux" and self.socket:
                self.socket.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, DROP_ALL)
        self.handle_accept()
        wasyncore.dispatcher.close(self)


def close_overdue(channels: Iterable[Channel], now: float, *, hurried: bool) -> None:
    """Close overdue connections; over ``MAX_BUFFERED`` also those that were idle longest.

    ``channels`` are the connections of all listeners, which share that memory.
    """
    idle_s = HURRIED_S if hurried else IDLE_S
    longest_idle = sorted(channels, key=lambda each: each.last_activity)
    buffered = sum(each.buffered for each in longest_idle)
    for each in longest_idle:
        if each.is_over(now, idle_s) or (buffered > MAX_BUFFERED and each.buffered):
            buffered -= each.buffered
            each.handle_close()  # do not flush: the client may never read
