"""How an answer is drawn: measure, layer, order and so on, each with a safe default.

What changes the *answer* is on ``data.filters``'s ``Filters``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from data.domain import WARDS, Domain
from data.drawn import Drawn
from data.filters import pairs_of, periods
from data.months import parse

MAX_DIGITS = 6
VERSION = re.compile(r"[0-9a-f]{12}")
NEAREST_M, FARTHEST_M, STEP_M = 100, 800, 50
OWN = "own"


def _distances(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(each) for each in range(first, last + 1, STEP_M))


# What each choice may be; the first is what is shown when nothing is said.
VIEW_CHOICES: Mapping[str, tuple[str, ...]] = {
    "measure": ("count", "rate", "change"),
    "split": ("none", "type", "area"),
    "view": ("months", "rolling", "years", "heat", "rate", "daily", "small"),
    "scale": ("shared", "own"),
    "parts": ("type", "area"),
    "sort": ("month", "type", "ward", "location", "outcome", "force"),
    "order": ("down", "up"),
    "layer": ("points", "areas", "density", "clusters", "life"),
    "bandwidth": ("400", *_distances(200, 800)),
    "peers": ("similar", "all"),
    "buffer": (OWN, *_distances(NEAREST_M, FARTHEST_M)),
}


@dataclass(frozen=True)
class View:
    """How the answer is drawn; every field has a safe default.

    ``edition`` is the areas to map, ``against`` the named period to compare with (nothing: the
    year before), ``bandwidth`` and ``buffer`` are metres; a buffer may be the place's "own".
    ``present`` is the version of the pack that is presented in a meeting (nothing: no meeting),
    ``agenda`` what it goes through and ``item`` its step there, from 1.
    """

    measure: str = "count"
    split: str = "none"
    view: str = "months"
    scale: str = "shared"
    parts: str = "type"
    sort: str = "month"
    order: str = "down"
    layer: str = "points"
    bandwidth: str = "400"
    buffer: str = OWN
    peers: str = "similar"
    edition: str = WARDS.id
    against: str = ""
    page: int = 1
    present: str = ""
    agenda: str = ""
    item: int = 0

    @classmethod
    def from_query(cls, search: str, domain: Domain) -> Self:
        """The drawing choices in a query string; anything else falls back to the default."""
        asked = dict(pairs_of(search))
        values = {
            key: asked[key] for key, allowed in choices(domain).items() if asked.get(key) in allowed
        }
        return cls(
            **values,
            page=_page(asked.get("page", "")) or 1,
            present=presented(search),
            item=_page(asked.get("item", "")) or 0,
        )

    def to_fields(self) -> dict[str, str]:
        """The choices that differ from the default, for ``Filters.to_query``."""
        plain = View()
        return {
            key: str(value) for key, value in vars(self).items() if value != getattr(plain, key)
        }


def choices(domain: Domain) -> Mapping[str, tuple[str, ...]]:
    """What each drawing choice may be for one pack."""
    return {
        **VIEW_CHOICES,
        "edition": tuple(each.id for each in domain.editions),
        "against": tuple(periods(domain)),
        "agenda": tuple(each.id for each in domain.agendas),
    }


def presented(search: str | None) -> str:
    """The version of the pack that a query string presents in a meeting; empty when none."""
    said = dict(pairs_of(search or "")).get("present", "")
    return said if VERSION.fullmatch(said) else ""


def ignored(search: str, domain: Domain) -> tuple[str, ...]:
    """The parts of a query string that mean nothing here, as ``key=value``, at most five."""
    allowed = choices(domain)
    known = {
        "type": domain.choices.__contains__,
        "area": domain.area_by_id.__contains__,
        "period": periods(domain).__contains__,
        "from": parse,
        "to": parse,
        "drawn": Drawn.read,
        "page": _page,
        "present": VERSION.fullmatch,
        "item": _page,
        **{key: values.__contains__ for key, values in allowed.items()},
    }
    unknown = [
        f"{key}={value}"[:60]
        for key, value in pairs_of(search)
        if key not in known or not known[key](value)
    ]
    return tuple(unknown[:5])


def _page(value: str) -> int | None:
    """A page number from 1, or nothing if the text is not one."""
    sound = value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS
    return int(value) or None if sound else None
