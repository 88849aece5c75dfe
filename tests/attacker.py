"""A stranger who walks the served dashboard and tries to work out what it does not tell.

The stranger reads every page, card, table, file and printed map, and writes down every number in
every body. Numbers that the same dashboard does not show without the restricted source come from
that source, and the stranger is granted to know what each of them counts. What follows is linear
programming over the single counts that no page shows: category by ward by quarter by outcome.
"""

import base64
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from dashboard.pages import EVERY_PAGE
from data.crime_types import CHOICES
from layouts.requests import FILES
from tests.dashboard.test_http import callbacks, outputs_of

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
    *(f"?type=robbery&layer={each}&period=all"
      for each in ("areas", "density", "clusters", "life")),
    "?type=asb&from=2022-01&to=2022-01&measure=rate&split=type",
)  # fmt: skip
PRYING = (
    "/download/request_cell.csv", "/download/requests.csv", "/download/request_cells.csv",
    "/numbers/requests-by-quarter", "/printed/requests-by-ward.svg", "/requests?audience=partner",
    "/download/alder/requests-by-ward.csv", "/boundaries/x/requests.geojson", "/requests/alder",
)  # fmt: skip
PARTNER = {"X-Audience": "partner", "X-Forwarded-For": "127.0.0.1", "Cookie": "audience=partner"}


@dataclass
class Loot:
    """What was seen: every number, and the tables of requests as files."""

    numbers: set[int] = field(default_factory=set)
    packed: set[float] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    files: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: int = 0


def walk(client, searches: Iterable[str] = SEARCHES) -> Loot:
    """Everything a stranger sees: every page, callback, card, file and map for every search."""
    loot = Loot()
    follow = callbacks(client)
    names = [(page, name) for page in EVERY_PAGE
             for name in (*page.callbacks.cards, *page.callbacks.files)]  # fmt: skip
    for search in searches:
        for page in EVERY_PAGE:
            path = page.address(PLACE if page.of else "")
            _take(loot, client.get(path + search))
        for each in follow.values():
            path = f"/places/{PLACE}" if "place-" in each["output"] else "/records"
            _take(loot, _posted(client, each, path, search))
        for page, name in names:
            card = f"{PLACE}/{name}" if page.of else name
            for kind in (f"/download/{card}.csv", f"/numbers/{card}", f"/printed/{card}.svg"):
                if "/download/" in kind or search in SEARCHES[:2]:
                    _take(loot, client.get(kind + search))
        _take(loot, client.get(f"/download/records.csv{search}"))
    for address in (*PRYING, "/_dash-layout", "/map-style.json", "/health"):
        _take(loot, client.get(address, headers=PARTNER))
    for name in FILES:
        answer = client.get(f"/download/{name}.csv")
        if answer.status_code == 200:
            lines = (each for each in answer.text.lstrip("\ufeff").splitlines() if each[:1] != "#")
            loot.files[name] = [*csv.reader(io.StringIO("\n".join(lines)))]
    return loot


def _posted(client, each: dict, path: str, search: str):
    """One callback as the browser would ask it on a page."""

    def given(asked: dict):
        if asked["id"].startswith("{"):
            return []
        value = path if asked["property"] == "pathname" else search
        return {"id": asked["id"], "property": asked["property"], "value": value}

    body = {
        "output": each["output"], "outputs": outputs_of(each["output"]),
        "inputs": [given(one) for one in each["inputs"]], "changedPropIds": ["url.search"],
        "state": [given(one) for one in each["state"]],
    }  # fmt: skip
    return client.post("/_dash-update-component", json=body)


def _take(loot: Loot, answer) -> None:
    loot.asked += 1
    text = answer.get_data(as_text=True)
    loot.texts.append(text)
    loot.numbers |= {int(each.replace(",", "")) for each in NUMBER.findall(text)}
    if answer.is_json:
        found = {*_arrays(json.loads(text))}
        loot.numbers |= {int(each) for each in found if each == int(each)}
        loot.packed |= {round(each, 4) for each in found}


def _arrays(value: object) -> Iterator[float]:
    """The numbers of arrays that travel packed."""
    if isinstance(value, dict):
        if "bdata" in value:
            array = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
            yield from (float(each) for each in array if np.isfinite(each))
        for each in value.values():
            yield from _arrays(each)
    elif isinstance(value, list):
        for each in value:
            yield from _arrays(each)


@dataclass
class Stranger:
    """What can be worked out of the loot; ``single`` are the true counts, to name the numbers.

    ``single`` has a count for each (category, ward, quarter, outcome). Any sum over these that is
    large and was seen is taken as known. Counts that files show in words, and zeros, are read.
    """

    single: dict[tuple, int]
    seen: set[int]
    files: dict[str, list[list[str]]]

    def __post_init__(self) -> None:
        self.keys = [*self.single]
        self.values = np.array([self.single[key] for key in self.keys])
        self.axes = [sorted({key[axis] for key in self.keys}) for axis in range(4)]

    def sums(self) -> Iterator[tuple[np.ndarray, int]]:
        """Every sum over any of the four axes: which single counts, and the true value."""
        for chosen in product(*([None, *axis] for axis in self.axes)):
            mask = np.array([all(c in (None, k) for c, k in zip(chosen, key, strict=True))
                             for key in self.keys])  # fmt: skip
            yield mask, int(self.values[mask].sum())

    def named(self) -> Iterator[tuple[np.ndarray, int]]:
        """The large numbers that were seen, each with the sum it is taken for: the widest of that
        value. Where two unlike sums share a value, only the tables can say which it is.
        """
        alike: dict[int, list[np.ndarray]] = {}
        for mask, value in self.sums():
            if value >= TELLING and value in self.seen:
                alike.setdefault(value, []).append(mask)
        for value, masks in alike.items():
            widest = max(masks, key=np.sum)
            if not any((mask & ~widest).any() for mask in masks):
                yield widest, value

    def told(self) -> Iterator[tuple[np.ndarray, float, float]]:
        """What the files say of a count, in words or as a small number: its least and most."""
        heads = {"requests-by-quarter": 0, "requests-by-ward": 1, "requests-by-outcome": 3}
        for name, axis in heads.items():
            head, *rows = self.files.get(name, [[]])
            for row in rows:
                for column, cell in zip(head[1:], row[1:], strict=True):
                    quarter = column if name == "requests-by-quarter" else None
                    if quarter is None and not re.fullmatch(r"\d{4}/\d\d", column):
                        continue
                    line = None if row[0] == "All requests" else row[0]
                    mask = np.array([line in (None, key[axis]) and quarter in (None, key[2])
                                     for key in self.keys])  # fmt: skip
                    if mask.any():
                        yield mask, *_bounds(cell)
        head, *rows = self.files.get("requests-by-year", [[]])
        for row in rows:
            mask = np.array([row[0] in ("All requests", key[0]) for key in self.keys])
            yield mask, *_bounds(row[2])

    def recovered(self, below: int = 5) -> list[tuple[str, float, float]]:
        """The small counts that can be bounded to within their threshold: what, least and most."""
        equal = [*self.named()]
        ranges = []
        for mask, low, high in self.told():
            if low == high:
                equal.append((mask, low))
            else:
                ranges.append((mask, low, high))
        ends = [(mask, high) for mask, _low, high in ranges if np.isfinite(high)]
        rows = [*(-mask.astype(float) for mask, _low, _high in ranges),
                *(mask.astype(float) for mask, _high in ends)]  # fmt: skip
        right = [*(-low for _mask, low, _high in ranges), *(high for _mask, high in ends)]
        found = []
        for name, mask, value in self.small(below):
            ends = [
                linprog(
                    sign * mask.astype(float),
                    A_ub=csr_array(np.array(rows)) if rows else None, b_ub=right or None,
                    A_eq=csr_array(np.array([each for each, _v in equal], float)),
                    b_eq=[v for _each, v in equal], bounds=(0, 100_000),
                )
                for sign in (1, -1)
            ]  # fmt: skip
            assert all(each.success for each in ends), "what is shown contradicts itself"
            least, most = ends[0].fun, -ends[1].fun
            assert least - 1e-6 <= value <= most + 1e-6, "the stranger was misled"
            # Within the threshold, and narrower than "fewer than 5" says.
            if most < below - 1e-6 and most - least < below - 2 - 1e-6:
                found.append((name, round(least, 3), round(most, 3)))
        return found

    def small(self, below: int) -> Iterator[tuple[str, np.ndarray, int]]:
        """The small counts of the fixed table: category by quarter or year, ward, outcome."""
        categories, wards, quarters, outcomes = self.axes
        asked = [
            *((c, None, q, None) for c in categories for q in (None, *quarters)),
            *((None, w, None, None) for w in wards),
            *((None, None, None, o) for o in outcomes),
        ]
        for chosen in asked:
            mask = np.array([all(c in (None, k) for c, k in zip(chosen, key, strict=True))
                             for key in self.keys])  # fmt: skip
            value = int(self.values[mask].sum())
            if 0 < value < below:
                yield " ".join(each or "-" for each in chosen), mask, value


def _bounds(cell: str) -> tuple[float, float]:
    """What one cell of a file says of its count."""
    if found := re.fullmatch(r"fewer than (\d+)", cell):
        return 1, int(found[1]) - 1
    if re.fullmatch(r"\d+", cell):
        return int(cell), int(cell)
    return (1, np.inf) if cell == "withheld" else (0, np.inf)
