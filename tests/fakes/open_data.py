"""The services of data.police.uk, ONS and Nomis on 127.0.0.1, with their faults.

Answers have the forms that ``shared/domain/fetch.md`` describes: archives are redirected and read
by ranges, errors of ArcGIS arrive with status 200, Nomis stops at a number of rows without a word.
It also answers as a proxy.
"""

import csv
import io
import json
import re
import sys
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PLAIN = re.compile(r"(\w+)='([^']*)'")
AMONG = re.compile(r"(\w+) IN \((.*)\)")
LIKE = re.compile(r"(\w+) LIKE '((?:[^']|'')*) %'")
NOMIS_ROWS = 25_000


@dataclass
class Fault:
    """What goes wrong with requests whose path matches: the next ``times``, after ``after``."""

    path: str
    kind: str  # a status, or cut, error, short, stuck, page
    times: int = 1
    headers: Mapping[str, str] = field(default_factory=dict)
    after: int = 0


@dataclass
class Seen:
    """One request: its path with the query, range, status, bytes sent, user agent and proxying."""

    path: str
    span: str
    status: int = 0
    sent: int = 0
    agent: str = ""
    proxied: bool = False


@dataclass
class OpenData:
    """What is published, what goes wrong with it, and what was asked for.

    ``archives`` has the members of each archive; ``layers`` the features of each service, as
    (properties, geometry); ``people`` the rows of Nomis by (gender, age) and code; ``roads`` is
    the archive of OS Open Roads.
    """

    archives: dict[str, Mapping[str, Callable[[], bytes] | bytes]] = field(default_factory=dict)
    layers: dict[str, Sequence[tuple[dict, dict | None]]] = field(default_factory=dict)
    people: Callable[[str, str, str], Sequence[tuple[str, int]]] = lambda _c, _g, _a: ()
    roads: bytes = b""
    dates: list[str] = field(default_factory=list)
    page: int = 1000
    nomis_rows: int = NOMIS_ROWS
    faults: list[Fault] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    _zips: dict[str, bytes] = field(default_factory=dict)
    _lock: Any = field(default_factory=threading.RLock)

    def zip(self, month: str) -> bytes:
        """The bytes of an archive."""
        with self._lock:
            if month not in self._zips:
                file = io.BytesIO()
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                    for name, content in self.archives[month].items():
                        packed.writestr(name, content() if callable(content) else content)
                self._zips[month] = file.getvalue()
            return self._zips[month]

    def paths(self, pattern: str) -> list[Seen]:
        """The requests whose path matches."""
        return [each for each in self.seen if re.search(pattern, each.path)]

    def fault(self, path: str) -> Fault | None:
        with self._lock:
            for each in self.faults:
                if each.times and re.search(each.path, path):
                    if each.after:
                        each.after -= 1
                        return None
                    each.times -= 1
                    return each
        return None

    def query(self, name: str, asked: Mapping[str, str]) -> dict[str, Any]:
        """What a feature service answers."""
        if name not in self.layers:
            return {"error": {"code": 400, "message": "Invalid URL", "details": ["Invalid URL"]}}
        rows = [row for row in self.layers[name] if _matches(row, asked)]
        if asked.get("returnCountOnly") == "true":
            return {"count": len(rows)}
        first = int(asked.get("resultOffset", "0"))
        page = rows[first : first + min(self.page, int(asked["resultRecordCount"]))]
        more = first + len(page) < len(rows)
        if asked["f"] == "geojson":
            features = [
                {"type": "Feature", "properties": properties, "geometry": geometry}
                for properties, geometry in page
            ]
            told = {"properties": {"exceededTransferLimit": True}} if more else {}
            return {"type": "FeatureCollection", "features": features, **told}
        told = {"exceededTransferLimit": True} if more else {}
        return {"features": [{"attributes": properties} for properties, _ in page], **told}

    def nomis(self, asked: Mapping[str, str]) -> str:
        """What Nomis answers: a table, cut at its limit, or nothing for unknown areas."""
        codes = asked["geography"].split(",")
        rows = [
            (year, code, code, value, age)
            for code in codes
            for age, (year, value) in enumerate(
                self.people(code, asked["gender"], asked["c_age"])
            )
        ]  # fmt: skip
        if not rows:
            return ""
        first = int(asked.get("RecordOffset", "0"))
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["DATE", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "OBS_VALUE", "RECORD_COUNT"])
        for year, code, label, value, _age in rows[first : first + self.nomis_rows]:
            writer.writerow([year, code, label, value, len(rows)])
        return text.getvalue() if first < len(rows) else ""

    def catalogue(self, base: str) -> str:
        """A user's catalogue with every address at ``base``."""
        archive = f"{base}/data/archive/{{month}}.zip"
        services = f"{base}/arcgis/rest/services/{{name}}/FeatureServer/0/query"
        return (
            f'[police]\narchives = ["{archive}"]\ndates = "{base}/api/crimes-street-dates"\n'
            f'[streets]\narchives = ["{base}/os/downloads?area=GB"]\nabout = "{base}/os"\n'
            f'[arcgis]\nquery = "{services}"\n[nomis]\ndata = "{base}/nomis/data.csv"\n'
        )


def _matches(row: tuple[dict, dict | None], asked: Mapping[str, str]) -> bool:
    properties, geometry = row
    return all(_holds(properties, each) for each in [asked["where"]]) and (
        "geometry" not in asked or _touches(geometry, asked["geometry"])
    )


def _holds(properties: Mapping[str, Any], where: str) -> bool:
    if where == "1=1":
        return True
    if " OR " in where:
        return any(_holds(properties, each) for each in where.split(" OR "))
    if found := LIKE.fullmatch(where):
        return str(properties[found[1]]).startswith(found[2].replace("''", "'") + " ")
    if found := PLAIN.fullmatch(where):
        return properties[found[1]] == found[2]
    found = AMONG.fullmatch(where)
    assert found, where
    return properties[found[1]] in re.findall(r"'([^']*)'", found[2])


def _touches(geometry: dict | None, box: str) -> bool:
    west, south, east, north = map(float, box.split(","))
    text = json.dumps((geometry or {})["coordinates"])
    numbers = [float(each) for each in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]
    lon, lat = numbers[::2], numbers[1::2]
    return min(lon) <= east and max(lon) >= west and min(lat) <= north and max(lat) >= south


class Server:
    """The services on a free port of 127.0.0.1, as a context."""

    def __init__(self, data: OpenData) -> None:
        self.data = data
        handler = type("Bound", (_Handler,), {"data": data})
        self._http = _Http(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> "Server":
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that left early: its test reads what the command prints."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    data: OpenData

    def do_CONNECT(self) -> None:
        """Refuse to be a proxy for addresses of https, with the status of the next fault."""
        self._see(self.path, proxied=True)
        fault = self.data.fault(self.path)
        self._send(int(fault.kind) if fault else HTTPStatus.METHOD_NOT_ALLOWED, b"")

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {key: value[0] for key, value in parse_qs(parts.query).items()}
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        self._see(path, proxied=bool(parts.netloc))
        with self.data._lock:
            self.data.at_once += 1
            self.data.most_at_once = max(self.data.most_at_once, self.data.at_once)
        try:
            self._answer(parts.path, asked, self.data.fault(path))
        finally:
            with self.data._lock:
                self.data.at_once -= 1

    def _see(self, path: str, *, proxied: bool) -> None:
        span, agent = (self.headers.get(name, "") for name in ("Range", "User-Agent"))
        self.request_seen = Seen(path, span, agent=agent, proxied=proxied)
        with self.data._lock:
            self.data.seen.append(self.request_seen)

    def _answer(self, path: str, asked: Mapping[str, str], fault: Fault | None) -> None:
        if fault and fault.kind.isdigit():
            self._send(int(fault.kind), b"busy", fault.headers)
        elif fault and fault.kind == "error":
            self._json({"error": {"code": 500, "message": "Error performing query operation"}})
        elif fault and fault.kind == "page":
            self._send(200, b"<html>Sign in to the network</html>", {"Content-Type": "text/html"})
        elif found := re.fullmatch(r"/data/archive/(\d{4}-\d{2})\.zip", path):
            self._send(302, b"", {"Location": f"/s3/{found[1]}.zip"})
        elif found := re.fullmatch(r"/s3/(\d{4}-\d{2})\.zip", path):
            self._archive(found[1], fault)
        elif path == "/api/crimes-street-dates":
            self._json([{"date": each, "stop-and-search": []} for each in self.data.dates])
        elif found := re.fullmatch(r"/arcgis/rest/services/(\w+)/FeatureServer/0/query", path):
            answer = self.data.query(found[1], asked)
            if fault and fault.kind == "short":  # a page with less than it should have
                answer = {**answer, "features": answer.get("features", [])[:1]}
            if fault and fault.kind == "stuck":  # a page that does not advance
                answer = self.data.query(found[1], {**asked, "resultOffset": "0"})
            self._json(answer, cut=bool(fault and fault.kind == "cut"))
        elif path == "/nomis/data.csv":
            self._send(200, self.data.nomis(asked).encode(), {"Content-Type": "text/csv"})
        else:
            self._streets(path, fault)

    def _streets(self, path: str, fault: Fault | None) -> None:
        if path == "/os":
            self._json({"id": "OpenRoads", "version": "2026-04"})
        elif path == "/os/downloads":
            self._send(307, b"", {"Location": "/blob/roads.zip"})
        elif path == "/blob/roads.zip" and self.data.roads:
            self._ranged(self.data.roads, "roads", fault)
        else:
            self._send(404, b"not found")

    def _archive(self, month: str, fault: Fault | None) -> None:
        if month not in self.data.archives:
            self._send(403, b"<Error><Code>AccessDenied</Code></Error>")
            return
        self._ranged(self.data.zip(month), month, fault)

    def _ranged(self, whole: bytes, name: str, fault: Fault | None) -> None:
        """Send part of a file."""
        span = self.headers.get("Range", "").removeprefix("bytes=")
        if not span or (fault and fault.kind == "whole"):
            self._send(200, whole[:100_000])
            return
        first, _, last = span.partition("-")
        start = int(first) if first else max(0, len(whole) - int(last))
        end = min(int(last) + 1, len(whole)) if first and last else len(whole)
        tag = {"ETag": f'"{name}"', "Content-Range": f"bytes {start}-{end - 1}/{len(whole)}"}
        if fault and fault.kind == "changed":
            tag["ETag"] = '"other"'
        self._send(206, whole[start:end], tag, cut=bool(fault and fault.kind == "cut"))

    def _json(self, document: object, *, cut: bool = False) -> None:
        self._send(
            200, json.dumps(document).encode(), {"Content-Type": "application/json"}, cut=cut
        )

    def _send(
        self,
        status: int,
        content: bytes,
        headers: Mapping[str, str] | None = None,
        *,
        cut: bool = False,
    ) -> None:
        """Send an answer; a cut one ends halfway through what it announced."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        sent = content[: len(content) // 2] if cut else content
        self.wfile.write(sent)
        self.request_seen.status, self.request_seen.sent = status, len(sent)
        if cut:
            self.wfile.flush()
            self.close_connection = True

    def log_message(self, *_args: object) -> None:
        """Say nothing."""
