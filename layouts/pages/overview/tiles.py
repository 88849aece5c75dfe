"""The headline tiles of the overview."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.marac.marac import RATE, MaracYear, changes, joined_rate_test
from data.model import months, pages
from data.model.noun import Noun
from data.model.question import Question
from data.series.cautions import caution
from data.series.headlines import Headline
from data.stats.significance import Change, RateChange
from layouts.base import change_words, components, words
from layouts.base.addresses import below
from layouts.base.tables import Table

# How often, as measured by ``python -m bench.calibration``.
ANYWAY = "in one district in four, one or more would be if nothing had changed"
HEADLINE = Noun("headline", "headlines")
# Ends "4 of 11" on the tile of MARAC, which has no room for more words.
OF_MARAC = " high-risk domestic abuse cases"


def tile_row(question: Question, headlines: Sequence[Headline]) -> list[Any]:
    """Return a tile for each headline; a tile is a link that chooses its crime type."""
    return [_tile(question, each) for each in headlines]


def tiles_note(question: Question, found: Sequence[Headline], marac: Sequence[Any]) -> str:
    """Return how many headlines are marked, how many would be by chance, and what verdicts mean.

    By chance: as measured on whole districts, or worked out where an area is chosen. Empty where
    no headline and no MARAC tile has a verdict.
    """
    tests = [each.change for each in found if each.change is not None]
    if not tests:
        return change_words.THRESHOLDS if marac else ""
    beyond = sum(test.verdict != "normal" for test in tests)
    which = f"{beyond or 'none'} of {HEADLINE.count(len(tests))}{' without MARAC' if marac else ''}"
    anyway = f"if nothing had changed, {change_words.expected(tests)} would be"
    if not question.filters.narrowed:
        anyway = ANYWAY
    return f"Clear or possible: {which}; {anyway}. {change_words.THRESHOLDS}"


def headline_table(question: Question, headlines: Sequence[Headline]) -> Table:
    """Return the figures of the tiles: count, count before, change and verdict of each."""
    rows = [
        (
            words.tile_label(each),
            each.n if question.is_covered else None,
            each.change.before if each.change else None,
            each.change.difference if each.change else None,
            words.amount(each.change) if each.change and each.change.percent is not None else None,
            words.verdict(each.change) if each.change else change_words.NOT_COMPARED,
            change_words.chance_alone(each.change),
        )
        for each in headlines
    ]
    return Table(
        caption=f"Headline figures, {question.where}, "
        f"{words.stretch(question.first, question.last)}",
        columns=(
            "Headline",
            "Incidents",
            "Year before",
            "Change",
            "Percent",
            "Verdict",
            change_words.CHANCE_ALONE,
        ),
        rows=rows,
        missing="–",
        signed=(3,),
        note="ASB is anti-social behaviour. It is not an offence, so all crime is without it.",
    )


def _tile(question: Question, headline: Headline) -> Any:
    name = words.tile_label(headline)
    test = headline.change
    known = [value for value in headline.series if value is not None]
    now = question.filters.with_crime(*headline.crime)
    doubt = caution(question.domain, now, now.year_before(question.domain))
    return components.tile(
        name=name,
        value=words.number(headline.n) if replace(question, filters=now).is_covered else "–",
        change=change_words.more(test) if test else "",
        than=_than(test) if test else "",
        verdict=words.verdict(test) if test else "not compared",
        caution=f"{'Year before' if doubt.earlier else 'Now'}: {doubt.text}" if doubt else "",
        spark=components.sparkline(
            headline.series,
            f"{name}, month by month: from {min(known):,} to {max(known):,} a month"
            if known
            else name,
        ),
        href=question.query_with(crime=headline.crime) or "?",
        chosen=question.filters.crime == headline.crime,
    )


def _than(test: Change) -> str:
    """Return the words after the size of a change: the period before, and the 95 % interval."""
    likely = change_words.likely(test)
    on = " than the year before" if test.difference else " as the year before"
    return f"{on}{likely and f'; {likely}'}"


def marac_tile(question: Question, years: Sequence[MaracYear]) -> list[Any]:
    """Return the tile of the MARAC repeat rate; empty if no year has a rate.

    It is of the financial year of the last chosen month, else of the latest year with a rate.

    The rate is of the whole borough and a whole year, whatever the filters; the tile says so.
    """
    rated = [each for each in years if each.rate is not None]
    if not rated:
        return []
    wanted = months.year_label(months.year_of(question.last))
    at = next((n for n, each in enumerate(rated) if each.label == wanted), len(rated) - 1)
    year = rated[at]
    before = rated[at - 1] if at else None
    test = joined_rate_test(before, year) if before else None
    rates = [100 * each.rate for each in rated if each.rate is not None]
    return [
        components.tile(
            name=f"MARAC repeats {year.label}",
            value=f"{rates[at]:.1f}%",
            change=f"{year.repeats} of {year.cases}",
            than=_rate_interval(year),
            verdict=_rate_verdict(test, years, year.label) if test else "",
            caution="Whole borough, yearly",
            spark=components.sparkline(
                rates, f"MARAC repeat rate by year: {', '.join(f'{each:.1f}%' for each in rates)}"
            ),
            href=below(f"{pages.MARAC.path}{question.query()}"),
            chosen=False,
        )
    ]


def _rate_verdict(test: RateChange, years: Sequence[MaracYear], label: str) -> str:
    """Return the verdict; and that it does not stand out among the MARAC page's tests, if so."""
    every = [(f"{each.measure} {each.after.label}", each.test) for each in changes(years)]
    if test.verdict == "normal" or f"{RATE} {label}" in change_words.left(every):
        return words.verdict(test)
    tests = sum(each is not None for _name, each in every)
    return f"{words.verdict(test)}; does not stand out among {tests}"


def _rate_interval(year: MaracYear) -> str:
    if year.interval is None:
        return OF_MARAC
    low, high = (f"{100 * each:.1f}" for each in year.interval)
    return f"{OF_MARAC}; likely {low} to {high}%"
