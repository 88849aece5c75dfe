"""Callbacks of the page of one place."""

from datetime import date
from typing import Any

from dash.exceptions import PreventUpdate

from callbacks.page import Answer, PageCallbacks, csv_link
from data.model.question import Question
from data.outcomes.held import cohorts
from data.pack import incidents, queries
from data.pack.pack import Pack
from data.places import actions, place_shapes, profile
from data.places.assessment import since
from data.series import trends
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change, change_against
from layouts.base import ids
from layouts.base.addresses import below
from layouts.base.panels import Panel
from layouts.pages.places import (
    action_panels,
    place_panels,
    place_points,
    place_words,
    since_panels,
)
from layouts.pages.places import place as page


def answer(pack: Pack, question: Question) -> Answer:
    """Return the problem profile of the question's place.

    Raises:
        PreventUpdate: the question has no place, because the reader has just left the page.
    """
    place, domain = question.place, question.domain
    if place is None:
        raise PreventUpdate
    here, everywhere = question.filters, question.filters.everywhere()
    n, total = incidents.total(pack, here), incidents.total(pack, everywhere)
    test, title = _change(pack, question)
    series, borough = (
        trends.series(incidents.by_month(pack, each.whole_series(domain)), domain)
        for each in (here, everywhere)
    )
    every_type = here.with_crime("crime-and-asb")
    shares = profile.mix(
        incidents.by_type(pack, every_type),
        incidents.by_type(pack, every_type.everywhere()),
        every_type.length,
    )
    points = incidents.street_points(pack, here)
    drawing = place_points.drawing(question, points, place_shapes.outline(pack, question))
    listed = actions.of_place(actions.listed(queries.actions(pack)), place.id)
    outcomes = queries.outcomes(pack, here)
    row = profile.described(queries.places(pack), place)
    figures = place_panels.figures(question, n, total, test, _rank(pack, question))
    parts, slides = _stages(pack, listed)
    return Answer(
        panels={
            page.TREND: place_panels.trend_panel(
                question,
                series,
                profile.expected_from_rest(series, borough),
                action_panels.marks(listed),
                title,
            )
        },
        parts={
            page.BACK: place_panels.back(question),
            page.LEAD: place_words.lead(question, n, total, test, shares),
            page.FACTS: place_panels.facts(figures),
            page.MAP: place_points.map_part(
                drawing, below(f"/print-map/{ids.of(place, page.DRAWING)}.svg{question.query()}")
            ),
            page.MIX: place_panels.mix_part(question, shares, csv_link(page.MIX_TABLE, question)),
            page.POINTS: place_points.points_part(
                question, points, n, csv_link(page.POINTS_TABLE, question)
            ),
            page.KNOWN: place_panels.known_part(
                outcomes=place_words.outcomes(
                    profile.outcomes(outcomes), by_ward=cohorts(pack).has_files
                ),
                said=row.said,
                location=place_words.location(
                    row,
                    place_shapes.near(pack, question),
                    "" if here.areas else question.view.buffer,
                ),
            ),
            **parts,
        },
        headline=page.FACTS,
        slides=slides,
        tables={
            page.FACTS: place_panels.facts_table(question, figures),
            page.MIX_TABLE: place_panels.mix_table(question, shares),
            page.POINTS_TABLE: place_points.points_table(question, points),
        },
        maps={page.DRAWING: drawing},
    )


def _change(pack: Pack, question: Question) -> tuple[Change | None, str]:
    """Return the place's change on the year before, and a sentence on the rest of the borough's.

    Return None and "" if the year before cannot be compared.
    """
    before = question.filters.year_before(question.domain)
    if before is None:
        return None, ""
    (was, is_now), (every_was, every_now) = (
        [incidents.total(pack, each) for each in sides]
        for sides in (
            (before, question.filters),
            (before.everywhere(), question.filters.everywhere()),
        )
    )
    scatter = Scatter.of(question.filters.crime, question.filters.length)
    here, rest = change(was, is_now, scatter), (every_was - was, every_now - is_now)
    against = change_against((was, is_now), rest, scatter) if all(rest) else None
    return here, place_words.against_rest(against, question.domain.borough)


def _rank(pack: Pack, question: Question) -> tuple[int, int, int] | None:
    """Return the place's rank by count, its ties and the number of places; None with a buffer."""
    if question.filters.drawn:
        return None
    values = incidents.by_area(pack, question.filters.everywhere())
    return profile.rank_of(values, question.filters.areas[0])


def _stages(
    pack: Pack, listed: tuple[actions.Action, ...]
) -> tuple[dict[str, Any], dict[str, Panel]]:
    """Return the parts of response and assessment, and their panels for slides.

    The assessment says what happened since each finished action.
    """
    today, demonstration = actions.as_of(pack.domain, date.today()), pack.domain.demonstration
    finished = [since(pack, each, today) for each in listed if each.state(today) == "done"]
    assessed = [
        *since_panels.notes(finished, demonstration=demonstration),
        *since_panels.on_one_scale(finished),
    ]
    response, assessment = (
        action_panels.stage_list(listed, stage, today) for stage in action_panels.FROM_ACTIONS
    )
    recorded = any(each.stage == "assessment" for each in listed)
    parts = {
        page.RESPONSE: [response],
        page.ASSESSMENT: [*([assessment] if recorded or not assessed else []), *assessed],
    }
    slides = {
        f"{page.ASSESSMENT}-{n}": since_panels.panel(each, demonstration=demonstration)
        for n, each in enumerate(finished, 1)
    }
    return parts, {page.RESPONSE: action_panels.response(listed, today), **slides}


PAGE = PageCallbacks(
    {page.TREND: None},
    (
        page.BACK, page.LEAD, page.FACTS, page.MAP, page.MIX, page.POINTS, page.KNOWN,
        page.RESPONSE, page.ASSESSMENT,
    ),
    answer,
    (page.FACTS, page.MIX_TABLE, page.POINTS_TABLE, page.DRAWING),
)  # fmt: skip
