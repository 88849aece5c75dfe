"""View settings: measure, layer, order and so on, each with a default.

What is counted is set by ``data.model.filters.Filters``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from data.model import crime_types
from data.model.assessment import COLUMNS, MOST_WEIGHT
from data.model.control_characters import CONTROL
from data.model.domain import WARDS, Domain
from data.model.drawn_area import DrawnArea
from data.model.filters import UNUSABLE, pairs_of
from data.model.meetings import briefing
from data.model.months import parse
from data.model.periods import periods

MAX_DIGITS = 6
VERSION = re.compile(r"[0-9a-f]{12}")
NEAREST_M, FARTHEST_M, STEP_M = 100, 800, 50
OWN = "own"  # a buffer: the outline of the place itself
WRITTEN = "file"  # the weight that the assessment file gives
# Values for side B of a comparison: the months of A, the year before A, and the whole borough.
SAME, BEFORE, WHOLE = "same", "before", "borough"
SIDE_B = ("b_type", "b_area", "b_drawn", "b_from", "b_to")


def _distances(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(each) for each in range(first, last + 1, STEP_M))


# The allowed values of each setting, the default first.
VIEW_CHOICES: Mapping[str, tuple[str, ...]] = {
    "measure": ("count", "rate", "change", "harm"),
    "split": ("none", "type", "area"),
    "view": ("months", "rolling", "years", "heat", "rate", "daily", "small"),
    "scale": ("shared", "own"),
    "parts": ("type", "area"),
    "sort": ("month", "type", "ward", "location", "outcome", "force"),
    "order": ("down", "up"),
    "layer": ("points", "areas", "density", "clusters", "life"),
    "bandwidth": ("400", *_distances(200, 800)),
    "peers": ("similar", "all"),
    "within": ("3", "6", "12", "published"),
    "buffer": (OWN, *_distances(NEAREST_M, FARTHEST_M)),
    **{f"weight_{each}": (WRITTEN, *map(str, range(MOST_WEIGHT + 1))) for each in COLUMNS},
}


@dataclass(frozen=True)
class View:
    """How an answer is shown; every field has a default.

    ``edition`` is the set of areas to map. ``against`` is the period of side B of a comparison: a
    named period, ``same`` or ``before`` (empty: not given). ``b_type``, ``b_area`` (both ids,
    separated by commas), ``b_drawn``, ``b_from`` and ``b_to`` are the filters given for side B.
    ``bandwidth`` and ``buffer`` are in metres; a buffer may be "own", the place's outline.
    ``within`` is the horizon of outcomes: months, or "published". ``present`` is the pack version
    presented in a meeting (empty: no meeting), ``agenda`` its agenda and ``item`` the step, from 1.
    ``panel`` is the card that a meeting shows alone (empty: the whole page). The weights are those
    of the assessment's columns. ``brief`` holds the items of a briefing: see ``briefing``.
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
    within: str = "3"
    weight_demand: str = WRITTEN
    weight_harm: str = WRITTEN
    weight_trend: str = WRITTEN
    weight_comparison: str = WRITTEN
    weight_board: str = WRITTEN
    edition: str = WARDS.id
    against: str = ""
    b_type: str = ""
    b_area: str = ""
    b_drawn: str = ""
    b_from: str = ""
    b_to: str = ""
    page: int = 1
    present: str = ""
    agenda: str = ""
    item: int = 0
    panel: str = ""
    brief: str = ""

    @classmethod
    def from_query(cls, search: str, domain: Domain) -> Self:
        """Parse the view settings of a query string; unusable ones have their default."""
        given = dict(pairs_of(search))
        values = {
            key: given[key] for key, allowed in choices(domain).items() if given.get(key) in allowed
        }
        return cls(
            **values,
            **_side_b(given, domain),
            page=_page(given.get("page", "")) or 1,
            present=presented(search),
            item=_page(given.get("item", "")) or 0,
            panel=_panel(given.get("panel", "")),
            brief=briefing.to_param(briefing.from_param(given.get("brief", "")) or ()),
        )

    def to_fields(self) -> dict[str, str]:
        """Return the settings that differ from the default, for ``Filters.to_query``."""
        plain = View()
        return {
            key: str(value) for key, value in vars(self).items() if value != getattr(plain, key)
        }


def choices(domain: Domain) -> Mapping[str, tuple[str, ...]]:
    """Return the allowed values of each setting for one pack."""
    return {
        **VIEW_CHOICES,
        "edition": tuple(each.id for each in domain.editions),
        "against": (SAME, BEFORE, *periods(domain)),
        "agenda": tuple(each.id for each in domain.agendas),
    }


def presented(search: str | None) -> str:
    """Return the pack version that a query string presents in a meeting; empty when none."""
    version = dict(pairs_of(search or "")).get("present", "")
    return version if VERSION.fullmatch(version) else ""


def ignored(search: str, domain: Domain) -> tuple[str, ...]:
    """Return the parts of a query string that cannot be used as ``key=value``, at most five."""
    allowed = choices(domain)
    known = {
        "type": domain.choices.__contains__,
        "area": domain.area_by_id.__contains__,
        "period": periods(domain).__contains__,
        "from": parse,
        "to": parse,
        "street": domain.streets.__contains__,
        "drawn": DrawnArea.from_param,
        "page": _page,
        "present": VERSION.fullmatch,
        "item": _page,
        "panel": _panel,
        "brief": briefing.from_param,
        **{key: values.__contains__ for key, values in allowed.items()},
        "b_type": lambda value: all(each in domain.choices for each in value.split(",")),
        "b_area": lambda value: all(
            each in domain.area_by_id for each in value.split(",") if value != WHOLE
        ),
        "b_drawn": DrawnArea.from_param,
        "b_from": parse,
        "b_to": parse,
    }
    unknown = [
        CONTROL.sub("", f"{key}={value}")[:60]
        for key, value in pairs_of(search)
        if (key not in known or not known[key](value))
        and (key not in {"area", "b_area", "b_type"} or value != UNUSABLE)
    ]
    return tuple(unknown[:5])


def _side_b(given: Mapping[str, str], domain: Domain) -> dict[str, str]:
    """Return the filters of side B in canonical form, empty where none is given.

    Types or areas of which none can be used become ``UNUSABLE``.
    """
    text = {key: given.get(key, "") for key in SIDE_B}
    types = [each for each in text["b_type"].split(",") if each in domain.choices]
    wanted = {*text["b_area"].split(",")}
    areas = ",".join(each.id for each in domain.areas if each.id in wanted)
    drawn = text["b_drawn"] if DrawnArea.from_param(text["b_drawn"]) else ""
    none = UNUSABLE if (text["b_area"] or text["b_drawn"]) and not drawn else ""
    return {
        "b_type": ",".join(crime_types.canonical(types)) if types else text["b_type"] and UNUSABLE,
        "b_area": WHOLE if text["b_area"] == WHOLE else areas or none,
        "b_drawn": drawn,
        **{key: text[key] if parse(text[key]) else "" for key in ("b_from", "b_to")},
    }


def _panel(value: str) -> str:
    """Return the name of a card; empty for any other text."""
    return value if briefing.CARD.fullmatch(value) else ""


def _page(value: str) -> int | None:
    """Parse a page number from 1; None for any other text."""
    sound = value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS
    return int(value) or None if sound else None
