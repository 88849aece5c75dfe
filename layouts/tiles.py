"""The headline tiles of the overview."""

from collections.abc import Sequence
from typing import Any

from data import months
from data.headlines import Headline
from data.marac import MaracYear, rate_verdict
from data.question import Question
from layouts import change_words, components, words
from layouts.tables import Table


def tile_row(question: Question, found: Sequence[Headline]) -> list[Any]:
    """A tile for each headline; choosing one asks about its crime type."""
    return [_tile(question, each) for each in found]


def headline_table(question: Question, found: Sequence[Headline]) -> Table:
    """The figures of the tiles, for files: count, count before, change and verdict of each."""
    rows = [
        (
            words.tile_label(each),
            each.n if question.held else None,
            each.change.before if each.change else None,
            each.change.difference if each.change else None,
            words.amount(each.change) if each.change and each.change.percent is not None else None,
            words.verdict(each.change) if each.change else change_words.NOT_COMPARED,
        )
        for each in found
    ]
    return Table(
        caption=f"Headline figures, {question.where}, {words.span(question.first, question.last)}",
        head=("Headline", "Incidents", "Year before", "Change", "Percent", "Verdict"),
        rows=rows,
        missing="–",
        signed=(3,),
        note="ASB is anti-social behaviour. It is not an offence, so all crime is without it.",
    )


def _tile(question: Question, headline: Headline) -> Any:
    name = words.tile_label(headline)
    test = headline.change
    held = [value for value in headline.series if value is not None]
    return components.tile(
        name=name,
        value=words.number(headline.n) if question.held else "–",
        change=words.amount(test) if test else "",
        verdict=words.verdict(test) if test else "not compared",
        interval=change_words.interval(test),
        spark=components.sparkline(
            headline.series,
            f"{name}, month by month: from {min(held):,} to {max(held):,} a month"
            if held
            else name,
        ),
        href=question.about(crime=(headline.choice,)) or "?",
        chosen=question.filters.crime == (headline.choice,),
    )


def marac_tile(question: Question, years: Sequence[MaracYear]) -> list[Any]:
    """The MARAC repeat rate of the chosen financial year, else of the latest; borough only."""
    rated = [each for each in years if each.rate is not None]
    if not rated:
        return []
    wanted = months.year_label(months.year_of(question.last))
    at = next((n for n, each in enumerate(rated) if each.label == wanted), len(rated) - 1)
    year = rated[at]
    before = rated[at - 1] if at else None
    said = {"clear": "clear change", "possible": "possible change",
            "normal": f"{words.STEADY} normal variation", None: ""}  # fmt: skip
    rates = [100 * each.rate for each in rated if each.rate is not None]
    return [
        components.tile(
            name=f"MARAC repeats {year.label}",
            value=f"{rates[at]:.1f}%",
            change=f"{year.repeats} of {year.cases}",
            verdict=said[rate_verdict(before, year) if before else None],
            interval=_rate_interval(year),
            spark=components.sparkline(
                rates, f"MARAC repeat rate by year: {', '.join(f'{each:.1f}%' for each in rates)}"
            ),
            href=f"/marac{question.query()}",
            chosen=False,
        )
    ]


def _rate_interval(year: MaracYear) -> str:
    if year.interval is None:
        return ""
    low, high = (f"{100 * each:.1f}" for each in year.interval)
    return f"{low} to {high}%"
