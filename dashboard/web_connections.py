"""The connections of the HTTP server, each with bounds on its time and its memory.

Waitress reads whole requests and writes whole responses in one thread, so a client that sends or
reads slowly holds a connection but no worker.
"""

import ctypes
import socket
import struct
import sys
import time
from contextlib import suppress

from waitress import wasyncore
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer

MEGABYTE = 1_000_000
LARGEST_BODY = MEGABYTE  # a page sends at most a few thousand bytes
MOST_HELD = 200 * MEGABYTE  # requests that wait, and responses that clients have not read yet
SPARE = 100  # connections
IDLE_S, HURRIED_S = 60, 2  # between requests; and when stopping, or connections run out
REQUEST_S, RESPONSE_S = 30, 300  # to send a request, and to read a response
FOREVER = 2**62
# A program for the kernel's packet filter (struct sock_fprog) of one instruction: return 0.
SO_ATTACH_FILTER = 26
_RETURN_0 = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
DROP_ALL = struct.pack("HP", 1, ctypes.addressof(_RETURN_0))


class _Nowhere(OverflowableBuffer):
    """A buffer that discards its content."""

    def append(self, s: bytes) -> None:
        """Discard."""


class _Parser(HTTPRequestParser):
    """Discards bodies over the limit: the application answers by their length."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.content_length > LARGEST_BODY:
            self.body_rcv = FixedStreamReceiver(self.content_length, _Nowhere(FOREVER))


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
        """Answer one request; the last one of the connection while the server is stopping."""
        if self.server.stopping:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()
        if self.total_outbufs_len:
            self.began = time.time()

    @property
    def held(self) -> int:
        """The bytes of its requests and responses in memory."""
        arriving = self.request
        requests = [*self.requests, *([arriving] if arriving else [])]
        bodies = (min(each.body_bytes_received, LARGEST_BODY) for each in requests)
        return self.total_outbufs_len + sum(bodies)

    def is_over(self, now: float, idle_s: float) -> bool:
        """Whether the client has used all its time."""
        if self.requests:
            return False
        still = now - self.last_activity
        if self.total_outbufs_len:
            return now - self.began > RESPONSE_S or still > REQUEST_S
        if self.request:
            return now - self.began > REQUEST_S
        return still > idle_s


class Listener(TcpWSGIServer):
    """The listening socket of one address, and its connections."""

    channel_class = Channel
    stopping = False

    def maintenance(self, now: float) -> None:
        """Do nothing; ``close_overdue`` runs between two turns of the loop instead.

        If a connection is closed during a turn, a new one may get its number and its events.
        """

    def close_overdue(self, now: float) -> None:
        """Close overdue connections, and the least active ones when memory runs out."""
        channels = sorted(self.active_channels.values(), key=lambda each: each.last_activity)
        hurried = self.stopping or len(channels) > self.adj.connection_limit - SPARE
        idle_s = HURRIED_S if hurried else IDLE_S
        held = sum(each.held for each in channels)
        for each in channels:
            if each.is_over(now, idle_s) or (held > MOST_HELD and each.held):
                held -= each.held
                each.handle_close()  # to be flushed first, it would have to be read

    def handle_accept(self) -> None:
        """Accept every connection that waits; waitress takes one at a time."""
        before = -1
        while before != len(self._map) < self.adj.connection_limit:
            before = len(self._map)
            super().handle_accept()

    def stop_listening(self) -> None:
        """Accept what has arrived, then no more.

        A connection that arrived between the last accept and the close would be reset. So on Linux
        the kernel first drops whatever asks to connect: who asks again, a second later, is refused
        and turns to another server.
        """
        self.stopping = True
        with suppress(OSError):
            if sys.platform == "linux" and self.socket:
                self.socket.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, DROP_ALL)
        self.handle_accept()
        wasyncore.dispatcher.close(self)
