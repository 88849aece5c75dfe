"""Everything that a served dashboard sends: pages, cards, tables, files, maps, exports.

Every number in every body is written down, also of arrays that travel packed.
"""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from docx.oxml import parse_xml

from dashboard.exports.export_job import KINDS, ExportRequest
from dashboard.exports.export_work import make_file
from dashboard.pages import EVERY_PAGE, Page
from data.model.crime_types import CHOICES
from data.model.meetings.agendas import SavedView
from data.pack.pack import Pack
from tests.dashboard.over_http import callbacks, post

NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?![\w])|(?<![\w.])\d+(?![\w])")
# Above this a number is taken to be known for what it counts; the planted ones are far apart.
TELLING = 100
CIRCLE = "-0.88500,51.41000,400"
SHAPE = "-0.88800,51.40800_-0.88000,51.40800_-0.88000,51.41400"
PLACE = "mill-estate"
SEARCHES = (
    "",
    *(f"?type={each.id}" for each in CHOICES),
    *(f"?type=crime-and-asb&area={area}&period={period}"
      for area, period in (("alder", "all"), ("birch", "2021-22"), (PLACE, "last-12"))),
    *(f"?type=asb&drawn={each}&period=all" for each in (CIRCLE, SHAPE)),
    "?type=robbery&street=Mill+Lane&period=all",
    "?brief=hotspots-map+/hotspots%3Ftype%3Drobbery|trends-monthly+/trends%3Ftype%3Drobbery",
    *(f"?type=robbery&layer={each}&period=all"
      for each in ("areas", "density", "clusters", "life")),
    "?type=robbery&area=alder&b_area=birch&b_type=drugs&period=all",
    "?type=asb&from=2022-01&to=2022-01&measure=rate&split=type",
)  # fmt: skip
EXPORTED = ("", "?type=asb&area=alder&period=all", "?type=robbery&period=all")
ZIP = b"PK\x03\x04"
SAID = ("descr", "title", "name")  # attributes that hold text for readers
PRYING = (
    "/download/request_cell.csv", "/download/requests.csv", "/download/request_cells.csv",
    "/numbers/requests-by-quarter", "/printed/requests-by-ward.svg", "/requests?audience=partner",
    "/download/alder/requests-by-ward.csv", "/boundaries/x/requests.geojson", "/requests/alder",
)  # fmt: skip
PARTNER = {"X-Audience": "partner", "X-Forwarded-For": "127.0.0.1", "Cookie": "audience=partner"}


@dataclass
class Loot:
    """Every number and every text that was sent."""

    numbers: set[int] = field(default_factory=set)
    packed: set[float] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    asked: int = 0


def walk(client, searches: Iterable[str] = SEARCHES, pages: Iterable[Page] = EVERY_PAGE) -> Loot:
    """Ask for every page, callback, card, file and map for every search."""
    loot = Loot()
    pages = [*pages]
    follow = callbacks(client) if len(pages) > 1 else {}
    version = client.get("/ready").text.split()[-1]
    names = [(page, name) for page in pages
             for name in (*page.callbacks.cards, *page.callbacks.files)]  # fmt: skip
    for search in searches:
        for page in pages:
            path = page.address(PLACE if page.of else "")
            _take(loot, client.get(path + search))
        for each in follow.values():
            path = f"/places/{PLACE}" if "place-" in each["output"] else "/records"
            _take(loot, post(client, each, search, path))
        for page, name in names:
            card = f"{PLACE}/{name}" if page.of else name
            for kind in (f"/download/{card}.csv", f"/numbers/{card}", f"/printed/{card}.svg"):
                if "/download/" in kind or search in SEARCHES[:2]:
                    _take(loot, client.get(kind + search))
        _take(loot, client.get(f"/download/records.csv{search}"))
        _take(loot, client.get(f"/months/{version}.json{search}"))
    for address in (
        *PRYING,
        f"/streets/{version}/names.json",
        "/_dash-layout",
        "/map-style.json",
        "/health",
    ):
        _take(loot, client.get(address, headers=PARTNER))
    return loot


def walk_exports(pack: Pack, loot: Loot, searches: Iterable[str] = EXPORTED) -> None:
    """Make a file of each kind with every page as a view, for some searches, and read it."""
    pages = [page.address(PLACE if page.of else "") for page in EVERY_PAGE]
    for search in searches:
        views = [SavedView("", f"{path}{search}") for path in pages]
        for kind in KINDS:
            found = make_file(ExportRequest(kind, f"a.{kind}", "", str(pack.path), views))
            _read(loot, "\n".join(said(found)))


def said(content: bytes) -> Iterator[str]:
    """Yield every text of an office file, cells of the workbooks within it too.

    A shared text is not the number of its place, which stands in its cells.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if part.startswith(ZIP):
                yield from said(part)
            elif name.endswith((".xml", ".rels")):
                yield from _texts(parse_xml(part))


def _texts(node: Any) -> Iterator[str]:
    if node.get("t") == "s":
        return
    yield from filter(None, [node.text, node.tail, *map(node.get, SAID)])
    for each in node:
        yield from _texts(each)


def _take(loot: Loot, answer) -> None:
    loot.asked += 1
    text = answer.get_data(as_text=True)
    _read(loot, text)
    if answer.is_json:
        found = {*_arrays(json.loads(text))}
        loot.numbers |= {int(each) for each in found if each == int(each)}
        loot.packed |= {round(each, 4) for each in found}


def _read(loot: Loot, text: str) -> None:
    loot.texts.append(text)
    loot.numbers |= {int(each.replace(",", "")) for each in NUMBER.findall(text)}


def _arrays(value: object) -> Iterator[float]:
    """Return the numbers of packed arrays."""
    if isinstance(value, dict):
        if "bdata" in value:
            array = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
            yield from (float(each) for each in array if np.isfinite(each))
        for each in value.values():
            yield from _arrays(each)
    elif isinstance(value, list):
        for each in value:
            yield from _arrays(each)
