"""The page registry: the one place that names a layout and its answers together."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dash.development.base_component import Component

from callbacks import (
    about,
    accessibility,
    activity,
    compare,
    glossary,
    hotspots,
    marac,
    overview,
    peers,
    place,
    places,
    records,
    requests,
    trends,
)  # fmt: skip
from callbacks.page import PageCallbacks
from data.domain import Area, Domain
from data.question import Question
from layouts import about as about_layout
from layouts import accessibility as accessibility_layout
from layouts import activity as activity_layout
from layouts import compare as compare_layout
from layouts import glossary as glossary_layout
from layouts import hotspots as hotspots_layout
from layouts import layers
from layouts import marac as marac_layout
from layouts import overview as overview_layout
from layouts import peers as peers_layout
from layouts import place as place_layout
from layouts import places as places_layout
from layouts import records as records_layout
from layouts import requests as requests_layout
from layouts import trends as trends_layout


@dataclass(frozen=True)
class Page:
    """One page: its address, its name in the navigation, its skeleton and its answers.

    ``filtered`` says whether the filter bar applies to it, ``located`` whether its area filter
    does, ``measured`` whether its measure does. A page that ``needs`` some kind of source is in
    the navigation only where the pack has one. An address that ends in ``<place>`` stands for a
    page of each area of that kind: the layout is then given the area, and the question is of it.
    """

    path: str
    name: str
    layout: Callable[..., Component]
    callbacks: PageCallbacks
    filtered: bool = True
    located: bool = True
    measured: bool = False
    needs: str = ""

    @property
    def of(self) -> str:
        """The kind of area that the page is about, if there is one page for each."""
        found = re.search(r"<(\w+)>$", self.path)
        return found[1] if found else ""

    def address(self, area: str = "") -> str:
        """Where the page is: for an area, by its id, if there is one page for each."""
        return self.path.replace(f"<{self.of}>", area) if self.of else f"{self.path}{area}"


PAGES = (
    Page("/", "Overview", overview_layout.layout, overview.PAGE, measured=True),
    Page("/hotspots", "Hotspots", hotspots_layout.layout, hotspots.PAGE, measured=True),
    Page("/places", "Places", places_layout.layout, places.PAGE, located=False),
    Page("/compare", "Compare", compare_layout.layout, compare.PAGE, measured=True),
    Page("/peers", "Peers", peers_layout.layout, peers.PAGE, located=False),
    Page("/trends", "Trends", trends_layout.layout, trends.PAGE),
    Page("/marac", "MARAC", marac_layout.layout, marac.PAGE, filtered=False),
    Page("/activity", "Activity", activity_layout.layout, activity.PAGE, filtered=False),
    Page(
        "/requests",
        "Council",
        requests_layout.layout,
        requests.PAGE,
        filtered=False,
        needs="requests",
    ),
    Page("/records", "Records", records_layout.layout, records.PAGE),
    Page("/about", "Data and methods", about_layout.layout, about.PAGE, filtered=False),
)
# Pages of one area each: not in the navigation.
OF_AREAS = (
    Page("/places/<place>", "Place", place_layout.layout, place.PAGE, located=False),
)  # fmt: skip
# Pages that every page leads to from its foot: not in the navigation either.
AT_FOOT = (
    Page("/glossary", "Glossary", glossary_layout.layout, glossary.PAGE, filtered=False),
    Page(
        "/accessibility", "Accessibility statement", accessibility_layout.layout,
        accessibility.PAGE, filtered=False,
    ),
)  # fmt: skip
EVERY_PAGE = (*PAGES, *OF_AREAS, *AT_FOOT)
BY_PATH: Mapping[str, Page] = {page.path: page for page in EVERY_PAGE}


def page_at(path: str | None, domain: Domain) -> tuple[Page, Area | None] | None:
    """The page at an address, with or without a slash at its end, and the area it is about."""
    path = (path or "/").rstrip("/") or "/"
    head, _, last = path.rpartition("/")
    area = domain.area_by_id.get(last)
    if area and (page := BY_PATH.get(f"{head}/<{area.kind}>")):
        return page, area
    page = BY_PATH.get(path)
    return (page, None) if page and not page.of else None


def about_page(path: str | None, question: Question) -> tuple[str, bool]:
    """What the page of an address is called, and whether the question's measure means anything."""
    page, area = page_at(path, question.domain) or (None, None)
    title = area.name if area else page.name if page else "No such page"
    means = bool(page and page.measured)
    return title, means and (path != "/hotspots" or question.view.layer in layers.MEASURED)


def question_at(path: str | None, search: str | None, domain: Domain) -> Question:
    """The question that an address asks: its query string, and the area its page is about."""
    question = Question.read(search, domain)
    page, area = page_at(path, domain) or (None, None)
    if area:
        return question.at(area)
    return question if page is None or page.located else question.everywhere()
