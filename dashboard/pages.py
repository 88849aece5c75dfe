"""The pages: each entry of the registry with its layout and its callbacks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from dash.development.base_component import Component

from callbacks import (
    about,
    accessibility,
    activity,
    assessment,
    briefing,
    compare,
    glossary,
    hotspots,
    marac,
    news,
    outcomes,
    overview,
    peers,
    place,
    places,
    records,
    requests,
    since,
    trends,
)  # fmt: skip
from callbacks.page import PageCallbacks
from callbacks.state import Heading
from data.model import pages as registry
from data.model.domain import Area, Domain
from data.model.pages import PageEntry
from data.model.question import Question
from layouts.base import glossary as glossary_layout
from layouts.base.addresses import path_within
from layouts.pages.about import about as about_layout
from layouts.pages.about import accessibility as accessibility_layout
from layouts.pages.activity import activity as activity_layout
from layouts.pages.assessment import assessment as assessment_layout
from layouts.pages.briefing import briefing as briefing_layout
from layouts.pages.compare import compare as compare_layout
from layouts.pages.hotspots import hotspots as hotspots_layout
from layouts.pages.hotspots import layers
from layouts.pages.marac import marac as marac_layout
from layouts.pages.news import news as news_layout
from layouts.pages.outcomes import outcomes as outcomes_layout
from layouts.pages.overview import overview as overview_layout
from layouts.pages.peers import peers as peers_layout
from layouts.pages.places import place as place_layout
from layouts.pages.places import places as places_layout
from layouts.pages.places import since as since_layout
from layouts.pages.records import records as records_layout
from layouts.pages.requests import requests as requests_layout
from layouts.pages.trends import trends as trends_layout


@dataclass(frozen=True, kw_only=True)
class Page(PageEntry):
    """A page of the registry with its layout and callbacks.

    The layout of a page of one area takes the area.
    """

    layout: Callable[..., Component]
    callbacks: PageCallbacks


def _viewed(path: str, search: str, domain: Domain) -> tuple[PageCallbacks, Question, bool] | None:
    """Return the callbacks and question of an address, and whether filters apply to its page.

    Return None if there is no page at the address or it is the briefing, which cannot contain its
    own cards.
    """
    page, _area = page_at(path, domain) or (None, None)
    if page is None or page.path == registry.BRIEFING.path:
        return None
    return page.callbacks, question_at(path, search, domain), page.filtered


PARTS: Mapping[PageEntry, tuple[Callable[..., Component], PageCallbacks]] = {
    registry.OVERVIEW: (overview_layout.layout, overview.PAGE),
    registry.HOTSPOTS: (hotspots_layout.layout, hotspots.PAGE),
    registry.PLACES: (places_layout.layout, places.PAGE),
    registry.COMPARE: (compare_layout.layout, compare.PAGE),
    registry.PEERS: (peers_layout.layout, peers.PAGE),
    registry.TRENDS: (trends_layout.layout, trends.PAGE),
    registry.OUTCOMES: (outcomes_layout.layout, outcomes.PAGE),
    registry.MARAC: (marac_layout.layout, marac.PAGE),
    registry.SINCE: (since_layout.layout, since.PAGE),
    registry.ACTIVITY: (activity_layout.layout, activity.PAGE),
    registry.REQUESTS: (requests_layout.layout, requests.PAGE),
    registry.RECORDS: (records_layout.layout, records.PAGE),
    registry.ASSESSMENT: (assessment_layout.layout, assessment.PAGE),
    registry.ABOUT: (about_layout.layout, about.PAGE),
    registry.PLACE: (place_layout.layout, place.PAGE),
    registry.BRIEFING: (
        briefing_layout.layout,
        briefing.page(_viewed),
    ),
    registry.NEWS: (news_layout.layout, news.PAGE),
    registry.GLOSSARY: (glossary_layout.layout, glossary.PAGE),
    registry.ACCESSIBILITY: (accessibility_layout.layout, accessibility.PAGE),
}


def _pages(entries: Sequence[PageEntry]) -> tuple[Page, ...]:
    parts = ((entry, *PARTS[entry]) for entry in entries)
    return tuple(
        Page(**asdict(entry), layout=layout, callbacks=callbacks)
        for entry, layout, callbacks in parts
    )


PAGES = _pages(registry.NAVIGATION)
AT_FOOT = _pages(registry.AT_FOOT)
EVERY_PAGE = (*PAGES, *_pages((*registry.OF_AREAS, registry.BRIEFING)), *AT_FOOT)
BY_PATH: Mapping[str, Page] = {page.path: page for page in EVERY_PAGE}


def page_at(path: str | None, domain: Domain) -> tuple[Page, Area | None] | None:
    """Return the page at an address, with or without a trailing slash, and its area.

    The area is None on pages that are not of one area. Return None if there is no such page.
    """
    path = path_within(path or "/")
    head, _, last = path.rpartition("/")
    area = domain.area_by_id.get(last)
    if area and (page := BY_PATH.get(f"{head}/<{area.kind}>")):
        return page, area
    page = BY_PATH.get(path)
    return (page, None) if page and not page.of else None


def about_page(path: str | None, question: Question) -> Heading:
    """Return the title of the page at an address, and which filters apply to it."""
    page, area = page_at(path, question.domain) or (None, None)
    title = area.name if area else page.name if page else "No such page"
    by_layer = bool(page and page.path == registry.HOTSPOTS.path)
    measured = not by_layer or question.view.layer in layers.MEASURED
    return Heading(
        title,
        measured=bool(page and page.measured and measured),
        located=bool(page and page.located),
        typed=bool(page and page.typed),
    )


def question_at(path: str | None, search: str | None, domain: Domain) -> Question:
    """Return the question of an address: its query string, adapted to its page.

    On the page of an area it is about that area. On a page without the filter of types or of areas
    it is about all types or the whole borough.
    """
    question = Question.from_query(search, domain)
    page, area = page_at(path, domain) or (None, None)
    if area:
        return question.for_place(area)
    if page and not page.typed:
        filters = question.filters.with_crime("crime-and-asb")
        question = replace(question, filters=filters)
    return question if page is None or page.located else question.everywhere()
