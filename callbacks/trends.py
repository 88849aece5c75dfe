"""Answers for the trends page."""

from callbacks.page import Answer, PageCallbacks
from data import queries, trends
from data.pack import Pack
from data.question import Question
from layouts.published import published_table
from layouts.trend_panels import (
    annual_panel,
    overlay_panel,
    process_panel,
    split_links,
    split_panel,
)
from layouts.trends import ANNUAL, MONTHLY, OVERLAY, PUBLISHED, SPLIT


def answer(pack: Pack, question: Question) -> Answer:
    """The monthly line (whole, by type or by area), the overlay, annual totals and the report."""
    everything = question.filters.whole_series(question.domain)
    series = trends.series(queries.by_month(pack, everything), question.domain)
    if question.view.split == "type":
        parts = trends.split(queries.by_month_and_type(pack, everything), "label", question.domain)
        monthly = split_panel(question, parts, "crime type")
    elif question.view.split == "area":
        parts = trends.split(queries.by_month_and_area(pack, everything), "name", question.domain)
        monthly = split_panel(question, parts, "area")
    else:
        monthly = process_panel(
            question, series, trends.notes_on(queries.annotations(pack), question)
        )
    return Answer(
        panels={
            MONTHLY: monthly,
            OVERLAY: overlay_panel(question, series),
            ANNUAL: annual_panel(question, series),
        },
        parts={
            SPLIT: split_links(question),
            PUBLISHED: published_table(queries.annual(pack), queries.annual_checks(pack)),
        },
    )


PAGE = PageCallbacks({MONTHLY: None, OVERLAY: None, ANNUAL: None}, (SPLIT, PUBLISHED), answer)
