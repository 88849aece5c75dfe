"""Answers for the page of one place."""

from datetime import date
from typing import Any

from dash.exceptions import PreventUpdate

from callbacks.page import Answer, PageCallbacks, csv_link
from data import actions, place_shapes, profile, queries, trends
from data.pack import Pack
from data.question import Question
from data.significance import Change, change, proportions_differ
from layouts import action_panels, ids, place_panels, place_words
from layouts import place as page


def answer(pack: Pack, question: Question) -> Answer:
    """The problem profile of the place that the question is of.

    Raises:
        PreventUpdate: it is of none, as when a reader has just left the page.
    """
    place, domain = question.place, question.domain
    if place is None:
        raise PreventUpdate
    here, everywhere = question.filters, question.filters.everywhere()
    n, total = queries.total(pack, here), queries.total(pack, everywhere)
    test, title = _change(pack, question)
    series, borough = (
        trends.series(queries.by_month(pack, each.whole_series(domain)), domain)
        for each in (here, everywhere)
    )
    every_type = here.of_crime("crime-and-asb")
    shares = profile.mix(
        queries.by_type(pack, every_type), queries.by_type(pack, every_type.everywhere())
    )
    points = queries.street_points(pack, here)
    drawing = place_panels.drawing(question, points, place_shapes.outline(pack, question))
    listed = actions.of_place(queries.actions(pack), place.id)
    outcomes = queries.outcomes(pack, here)
    row = profile.described(queries.places(pack), place)
    return Answer(
        panels={
            page.TREND: place_panels.trend_panel(
                question,
                series,
                profile.had_it_followed(series, borough),
                action_panels.marks(listed),
                title,
            )
        },
        parts={
            page.LEAD: place_words.lead(question, n, total, test),
            page.FACTS: place_panels.facts(question, n, total, test, _rank(pack, question)),
            page.MAP: place_panels.map_part(
                drawing, f"/printed/{ids.of(place, page.DRAWING)}.svg{question.query()}"
            ),
            page.MIX: place_panels.mix_part(question, shares, csv_link(page.MIX_TABLE, question)),
            page.POINTS: place_panels.points_part(
                question, points, n, csv_link(page.POINTS_TABLE, question)
            ),
            page.KNOWN: place_panels.known_part(
                outcomes=place_words.outcomes(profile.outcomes(outcomes)),
                said=row.said,
                location=place_words.location(
                    row,
                    place_shapes.near(pack, question),
                    "" if here.areas else question.view.buffer,
                ),
            ),
            **_stages(pack, listed),
        },
        tables={
            page.MIX_TABLE: place_panels.mix_table(question, shares),
            page.POINTS_TABLE: place_panels.points_table(question, points),
        },
        maps={page.DRAWING: drawing},
    )


def _change(pack: Pack, question: Question) -> tuple[Change | None, str]:
    """The place's change on the year before, and how it stands to the rest of the borough's."""
    before = question.filters.year_before(question.domain)
    if before is None:
        return None, ""
    (was, is_now), (every_was, every_now) = (
        [queries.total(pack, each) for each in sides]
        for sides in (
            (before, question.filters),
            (before.everywhere(), question.filters.everywhere()),
        )
    )
    here, rest = change(was, is_now), change(every_was - was, every_now - is_now)
    p_value = proportions_differ(
        (here.after, here.before + here.after), (rest.after, rest.before + rest.after)
    )
    return here, place_words.against_rest(here, rest, p_value, question.domain.borough)


def _rank(pack: Pack, question: Question) -> tuple[int, int, int] | None:
    """The rank of the place by count, how many share it, and of how many; not with a buffer."""
    if question.filters.drawn:
        return None
    values = queries.by_area(pack, question.filters.everywhere())
    return profile.rank_of(values, question.filters.areas[0])


def _stages(pack: Pack, listed: tuple[actions.Action, ...]) -> dict[str, Any]:
    """Response and assessment: the actions of each, and what changed around the finished ones."""
    today = actions.as_of(pack.domain, date.today())
    assessed = [
        action_panels.before_after(
            each, queries.before_after(pack, each, today), demonstration=pack.domain.demonstration
        )
        for each in listed
        if each.state(today) == "done"
    ]
    response, assessment = (
        action_panels.stage_list(listed, stage, today) for stage in action_panels.FROM_ACTIONS
    )
    recorded = any(each.stage == "assessment" for each in listed)
    return {
        page.RESPONSE: [response],
        page.ASSESSMENT: [*([assessment] if recorded or not assessed else []), *assessed],
    }


PAGE = PageCallbacks(
    {page.TREND: None},
    (
        page.LEAD, page.FACTS, page.MAP, page.MIX, page.POINTS, page.KNOWN,
        page.RESPONSE, page.ASSESSMENT,
    ),
    answer,
    (page.MIX_TABLE, page.POINTS_TABLE, page.DRAWING),
)  # fmt: skip
