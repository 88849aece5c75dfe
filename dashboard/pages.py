"""The page registry: the one place that names a layout and its answers together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dash.development.base_component import Component

from callbacks import about, compare, hotspots, marac, overview, records, trends
from callbacks.page import PageCallbacks
from layouts import about as about_layout
from layouts import compare as compare_layout
from layouts import hotspots as hotspots_layout
from layouts import marac as marac_layout
from layouts import overview as overview_layout
from layouts import records as records_layout
from layouts import trends as trends_layout


@dataclass(frozen=True)
class Page:
    """One page: its address, its name in the navigation, its skeleton and its answers.

    ``filtered`` says whether the filter bar applies to it, ``measured`` whether its measure does.
    """

    path: str
    name: str
    layout: Callable[[], Component]
    callbacks: PageCallbacks
    filtered: bool = True
    measured: bool = False


PAGES = (
    Page("/", "Overview", overview_layout.layout, overview.PAGE, measured=True),
    Page("/hotspots", "Hotspots", hotspots_layout.layout, hotspots.PAGE, measured=True),
    Page("/compare", "Compare", compare_layout.layout, compare.PAGE, measured=True),
    Page("/trends", "Trends", trends_layout.layout, trends.PAGE),
    Page("/marac", "MARAC", marac_layout.layout, marac.PAGE, filtered=False),
    Page("/records", "Records", records_layout.layout, records.PAGE),
    Page("/about", "Data and methods", about_layout.layout, about.PAGE, filtered=False),
)
BY_PATH: Mapping[str, Page] = {page.path: page for page in PAGES}


def page_at(path: str | None) -> Page | None:
    """The page at an address, with or without a slash at its end."""
    return BY_PATH.get((path or "/").rstrip("/") or "/")
