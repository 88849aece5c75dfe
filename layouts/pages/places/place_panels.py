"""The parts of a place's profile: its figures, monthly trend, mix of crime types and notes."""

from collections.abc import Sequence
from typing import Any

from data.model import months, pages
from data.model.crime_types import CHOICE, CRIME_TYPES
from data.model.noun import PLACE, Noun
from data.model.question import Question
from data.places.profile import Share
from data.series.trends import Series
from data.stats.significance import SMALL_COUNT, Change
from layouts.base import components, words
from layouts.base.addresses import below
from layouts.base.classes import Class
from layouts.base.components import csv_file, scrolled
from layouts.base.findings import NOT_HELD, what
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.base.unchecked import Link, html
from layouts.pages.places import place_figures, place_words
from layouts.pages.places.action_panels import Mark
from layouts.pages.places.place_list import ordinal

MONTH = Noun("month", "months")
MIX_HEAD = ("Crime type", "Here", "Share", "Rest", "Ratio (95%)", "", "Verdict")


def back(question: Question) -> Any:
    """Return a link to the list of places, with the same question."""
    return Link("All places", href=below(f"{pages.PLACES.path}{question.query()}"))


def figures(
    question: Question, n: int, total: int, test: Change | None, rank: tuple[int, int, int] | None
) -> list[tuple[str, str]]:
    """Return count, rank, share and change of a place, each as (value, what it is).

    ``rank`` is its rank, how many places share it and how many places there are; None for a place
    with a buffer, which is not ranked.
    """
    covered = question.is_covered
    ranked, among = "–", "no data to rank" if rank else "places keep their own outline"
    if rank and covered:
        rank_here, sharing, places = rank
        ranked = ordinal(rank_here) + ("=" if sharing > 1 else "")
        among = f"of {PLACE.count(places)}" if places > 1 else "the only place"
        if n < SMALL_COUNT and places > 1:
            ranked, among = "–", "too few to rank"
    return [
        (words.number(n) if covered else "–", question.incident.form(n)),
        (ranked, among),
        (place_words.percent(n, total) if covered else "–", "of the borough"),
        (words.amount(test) if test else "–",
         f"from {words.number(test.before)} the year before: {words.verdict(test)}"
         if test else "not compared with the year before"),
    ]  # fmt: skip


def facts(shown: Sequence[tuple[str, str]]) -> list[Any]:
    """Return the figures of a place for its page."""
    return [html.Dl([html.Div([html.Dt(said), html.Dd(value)]) for value, said in shown])]


def facts_table(question: Question, shown: Sequence[tuple[str, str]]) -> Table:
    """Return the figures of a place for files."""
    when = words.stretch(question.first, question.last)
    return Table(
        caption=f"Headline figures of {question.where}, {when}",
        columns=("Figure", "Value"),
        rows=[(f"{said[0].upper()}{said[1:]}", value) for value, said in shown],
    )


def trend_panel(
    question: Question,
    values: Series,
    followed: Sequence[float | None] | None,
    marks: Sequence[Mark],
    title: str,
) -> Panel:
    """Return the monthly counts of a place beside those scaled from the rest of the borough.

    ``followed`` is the result of ``expected_from_rest``. ``title`` compares the change on the year
    before with the rest's; it is empty if there is no year before.
    """
    domain, name = question.domain, question.where
    since = "Compared with the year before. " if title else ""
    pale = followed or (None,) * len(values)
    said = [
        f"{since}The pale line is the rest of {domain.borough}, scaled to the same total."
        if followed
        else f"The rest of {domain.borough} has none to set it against."
    ]
    if missing := domain.missing(domain.months[0], domain.months[-1]):
        said.append(f"{MONTH.count(len(missing), ('has', 'have'))} no data: a gap is not zero.")
    legend = components.legend(
        f"{what(question)} per month",
        [
            Class(place_figures.CHOSEN, "Here, months chosen"),
            Class(place_figures.PLACE, "Here"),
            Class(place_figures.FOLLOWED, place_figures.EXPECTED),
        ],
        *(html.Span([html.B(f"{n} "), each.label]) for n, each in enumerate(marks, 1)),
    )
    return Panel(
        title=title or f"{what(question)}, month by month",
        sentence=" ".join(said),
        figure=place_figures.place_trend(
            values, pale, domain, (question.first, question.last), marks
        ),
        table=Table(
            caption=f"{what(question)} in {name} by month",
            columns=("Month", "Incidents", place_figures.EXPECTED),
            rows=[
                (months.label(month), here, there)
                for month, here, there in zip(domain.months, values, pale, strict=True)
            ],
        ),
        legend=legend,
    )


def mix_table(question: Question, shares: Sequence[Share]) -> Table:
    """Return the mix for CSV: counts, shares in per cent, ratio with interval, and verdict."""

    def percent(part: float | None) -> float | None:
        return None if part is None else 100 * part

    rows = []
    for each in shares:
        low, high = (each.test.ratio if each.test else None) or (None, None)
        rows.append(
            (
                each.label, each.n, percent(each.here), each.rest, percent(each.there), each.ratio,
                low, None if high == float("inf") else high, place_words.represented(each.test),
            )
        )  # fmt: skip
    return Table(
        caption=f"Crime mix in {question.where}, {words.stretch(question.first, question.last)}",
        columns=("Crime type", "Incidents here", "Share here, %", "Incidents in the rest",
              "Share in the rest, %", "Ratio", "95% from", "95% to", "Verdict"),
        rows=rows,
        missing="–",
    )  # fmt: skip


def mix_part(question: Question, shares: Sequence[Share], csv_link: str) -> list[Any]:
    """Return the mix as a table with a picture of each interval; rows of chosen types are marked.

    None is marked where all types are chosen.
    """
    if not question.is_covered:
        return [html.H3("Crime mix"), html.P(NOT_HELD, className="finding")]
    chosen = {each for choice in question.filters.crime for each in CHOICE[choice].crime_types}
    chosen = chosen if len(chosen) < len(CRIME_TYPES) - 1 else set()
    title, sentence = place_words.mix(shares, question.domain.borough)

    def percent(part: float | None) -> str:
        return "–" if part is None else f"{words.number(100 * part, 1)}%"

    rows = []
    for each in shares:
        limits = each.test.ratio if each.test else None
        said = place_words.ratio(each)
        rows.append(
            html.Tr(
                [
                    html.Th(each.label, scope="row"),
                    html.Td(words.number(each.n)),
                    html.Td(percent(each.here)),
                    html.Td(percent(each.there)),
                    html.Td(said),
                    html.Td(place_figures.interval(each.ratio, limits, "")),
                    html.Td(place_words.represented(each.test)),
                ],
                className="chosen" if each.crime_type in chosen else "",
            )
        )
    head = [html.Th(each, scope="col") if each else html.Td() for each in MIX_HEAD]
    caption = f"Share of {question.where} and of the rest of {question.domain.borough}"
    table = html.Table(
        [html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(rows)],
        className="numbers mix",
    )
    return [
        html.H3(title),
        html.P(sentence, className="finding"),
        scrolled(caption, table),
        csv_file(csv_link),
    ]


def known_part(*, outcomes: str, said: str | None, location: str) -> list[Any]:
    """Return three texts with headings: outcomes, published documents (``said``) and location."""
    items = (
        ("Outcomes", outcomes),
        ("What has been published", said or "Nothing has been noted from published documents."),
        ("Where it is", location),
    )
    return [html.Div([html.H3(head), html.P(text)]) for head, text in items]
