"""Send requests politely: two at once, with back-off, resumed after a break.

The user agent names the program. Proxies come from the environment (``HTTPS_PROXY`` and similar
variables). After a status of ``BUSY`` the client waits as long as ``Retry-After`` says, else twice
as long each time. ``Client.save`` continues a cut download from the last byte that arrived.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, TypeVar

import httpx

from data.fetch.errors import Gone, NotFetched, Replaced

AT_ONCE = 2
TRIES = 5  # in a row in which no further byte was saved
PAUSE = 1.0  # seconds before the second try; doubled each time
LONGEST_PAUSE = 120.0  # seconds; if a server asks for more, the request fails
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
RESUME = "Run the same command again: what was fetched is kept"
BUSY = frozenset({429, 500, 502, 503, 504})
ABSENT = frozenset({403, 404, 410})
PARTIAL = 206
PROXY_SIGN_IN = 407
ERROR = 400
SIGN_IN = (
    "the proxy asks for a name and password. "
    "Put them into HTTPS_PROXY (http://NAME:PASSWORD@HOST:PORT)"
)
RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")

T = TypeVar("T")
Advance = Callable[[int], object]


@dataclass(frozen=True)
class Part:
    """Some bytes of a file: where they begin, the file's whole size, its address and ETag."""

    content: bytes
    start: int
    total: int
    address: str
    etag: str


class _Again(Exception):
    """The answer cannot be used; another try may help."""


class Client:
    """An HTTP client; ``advance`` is called with the number of bytes of each piece received."""

    def __init__(
        self, advance: Advance = lambda _n: None, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        agent = f"csp-dashboard/{version('csp-dashboard')} (community safety dashboard)"
        limits = httpx.Limits(max_connections=AT_ONCE)
        self._http = httpx.Client(
            headers={"User-Agent": agent}, timeout=TIMEOUT, limits=limits, follow_redirects=True
        )
        self._two = BoundedSemaphore(AT_ONCE)
        self._sleep = sleep
        self.advance = advance

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def json(self, address: str, parameters: Mapping[str, str] | None = None) -> Any:
        """Return a parsed JSON document; if it is not complete JSON, request it again."""

        def parsed(response: httpx.Response) -> Any:
            try:
                return json.loads(self._whole(response))
            except ValueError:
                raise _Again("the answer is not complete JSON") from None

        return self._send(address, parsed, parameters=parameters)

    def text(self, address: str, parameters: Mapping[str, str] | None = None) -> str:
        """Return a text document."""
        return self._send(
            address, lambda each: self._whole(each).decode("utf-8-sig"), parameters=parameters
        )

    def part(self, address: str, span: str) -> Part:
        """Return the bytes of a range, such as ``0-99``, or ``-100`` for the last hundred.

        Raises:
            Gone: there is no file at the address, or its server does not send ranges.
            NotFetched: it failed too often.
        """

        def taken(response: httpx.Response) -> Part:
            start, total = _range_of(response)
            etag = response.headers.get("etag", "")
            return Part(self._whole(response), start, total, str(response.url), etag)

        return self._send(address, taken, lambda: _ranged(span))

    def save(self, address: str, path: Path, start: int, end: int, etag: str = "") -> None:
        """Write bytes ``start`` to ``end`` (exclusive) of an address to a file.

        A file that has the first of these bytes already is continued.

        Raises:
            Replaced: the file on the server has another ETag now.
            NotFetched: it failed too often.
        """

        def held() -> int:
            return path.stat().st_size if path.exists() else 0

        def headers() -> dict[str, str]:
            return _ranged(f"{start + held()}-{end - 1}")

        def appended(response: httpx.Response) -> None:
            first, _total = _range_of(response)
            now = response.headers.get("etag", "")
            if first != start + held() or (etag and now and now != etag):
                path.unlink(missing_ok=True)
                raise Replaced(f"{response.url} changed while it was read. {RESUME}")
            with path.open("ab") as file:
                for piece in response.iter_raw():
                    file.write(piece[: end - start - file.tell()])
                    self.advance(len(piece))

        if held() > end - start:
            path.unlink()
        while held() < end - start:
            self._send(address, appended, headers, held)

    def _whole(self, response: httpx.Response) -> bytes:
        pieces = []
        for piece in response.iter_bytes():
            pieces.append(piece)
            self.advance(len(piece))
        return b"".join(pieces)

    def _send(
        self,
        address: str,
        take: Callable[[httpx.Response], T],
        headers: Callable[[], Mapping[str, str]] = dict,
        progress: Callable[[], int] = lambda: 0,
        parameters: Mapping[str, str] | None = None,
    ) -> T:
        """Return the result of ``take`` for the answer, after up to ``TRIES`` failures in a row.

        ``progress`` returns the bytes saved so far; the count of failures begins again when that
        grows.

        Raises:
            Gone: there is no file at the address.
            NotFetched: it failed too often, or in a way that another try cannot help.
        """
        host, failed, before = httpx.URL(address).host, 0, progress()
        while True:
            wait: float | None = None
            try:
                with (
                    self._two,
                    self._http.stream(
                        "GET", address, params=parameters, headers=dict(headers())
                    ) as response,
                ):
                    wait = _refused(response)
                    if wait is None:
                        return take(response)
                    why = f"answered {response.status_code}"
            except httpx.ProxyError as error:
                if str(error).startswith(str(PROXY_SIGN_IN)):
                    raise NotFetched(SIGN_IN) from None
                why = f"cannot be reached through the proxy ({error})"
            except (httpx.TransportError, _Again) as error:
                why = f"failed ({str(error) or type(error).__name__})"
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise NotFetched(f"{address} is not an address ({error})") from None
            now = progress()
            failed = 1 if now > before else failed + 1
            before = now
            if failed >= TRIES:
                raise NotFetched(
                    f"{host} {why} {TRIES} times. Check the network and HTTPS_PROXY. {RESUME}"
                )
            self._sleep(wait or PAUSE * 2 ** (failed - 1))


def _refused(response: httpx.Response) -> float | None:
    """Return how many seconds a busy server asks to wait, 0 if it does not say, None if not busy.

    Raises:
        Gone: there is no file at the address.
        NotFetched: any other error status, or a wait of more than ``LONGEST_PAUSE``.
    """
    host, status = response.url.host, response.status_code
    if status in BUSY:
        wait = _retry_after(response.headers.get("retry-after", ""))
        if wait > LONGEST_PAUSE:
            raise NotFetched(f"{host} asks to wait for {wait:,.0f} seconds. Run this again then")
        return wait
    if status in ABSENT:
        raise Gone(f"{response.url} does not exist ({status}). Change it in catalogue.toml")
    if status == PROXY_SIGN_IN:
        raise NotFetched(SIGN_IN)
    if status >= ERROR:
        raise NotFetched(f"{response.url} answered {status}. Check it in catalogue.toml")
    return None


def _ranged(span: str) -> dict[str, str]:
    return {"Range": f"bytes={span}", "Accept-Encoding": "identity"}


def _retry_after(text: str) -> float:
    """Return the seconds of a ``Retry-After`` header: a number or a time; 0 for any other."""
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0


def _range_of(response: httpx.Response) -> tuple[int, int]:
    """Return where a partial answer begins and the size of the whole.

    Raises:
        Gone: the server sent the whole file instead, which may be gigabytes.
    """
    found = RANGE.fullmatch(response.headers.get("content-range", ""))
    if response.status_code != PARTIAL or not found:
        raise Gone(f"{response.url} does not send parts of a file. Name another address")
    return int(found[1]), int(found[3])
