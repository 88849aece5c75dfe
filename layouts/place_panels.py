"""The parts of a place's profile: facts, months, mix, street points and what is known of it."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from data import months
from data.crime_types import CHOICE, CRIME_TYPES
from data.profile import Share
from data.question import Question
from data.significance import Change
from data.trends import Series
from layouts import components, place_figures, place_words, words
from layouts.action_panels import Mark
from layouts.classes import Class
from layouts.components import csv_file, scrolled
from layouts.findings import NOT_HELD, what
from layouts.panels import Panel
from layouts.place_list import ordinal
from layouts.tables import Table

MIX_HEAD = ("Crime type", "Here", "Share", "Rest", "Ratio (95%)", "", "Verdict")


def back(question: Question) -> Any:
    """The way to the list of places, with the same question."""
    return dcc.Link("All places", href=f"/places{question.query()}")


def facts(
    question: Question, n: int, total: int, test: Change | None, rank: tuple[int, int, int] | None
) -> list[Any]:
    """The four figures of a place: count, rank, share and change.

    ``rank`` is its rank, how many share it and how many places there are; nothing with a buffer.
    """
    held = question.held
    ranked, among = "–", "places keep their own outline"
    if rank and held:
        place, sharing, places = rank
        ranked = ordinal(place) + ("=" if sharing > 1 else "")
        among = f"of {places} places" if places > 1 else "the only place"
    shown = [
        (words.number(n) if held else "–", words.singular(question.incidents) if n == 1
         else question.incidents),
        (ranked, among),
        (f"{words.number(100 * n / total, 1)}%" if held and total else "–", "of the borough"),
        (words.amount(test) if test else "–",
         f"on {words.number(test.before)} the year before: {words.verdict(test)}"
         if test else "not compared with the year before"),
    ]  # fmt: skip
    return [html.Dl([html.Div([html.Dt(said), html.Dd(value)]) for value, said in shown])]


def trend_panel(
    question: Question,
    values: Series,
    followed: Sequence[float | None] | None,
    marks: Sequence[Mark],
    title: str,
) -> Panel:
    """The months of a place beside what they would have been had it followed the borough."""
    domain, name = question.domain, question.where
    since = "On the year before. " if title else ""
    pale = followed or (None,) * len(values)
    said = [
        f"{since}The pale line is the rest of {domain.borough}, scaled to the same total."
        if followed
        else f"The rest of {domain.borough} has none to set it against."
    ]
    if missing := domain.missing(domain.months[0], domain.months[-1]):
        said.append(f"{len(missing)} months are not held: a gap is not zero.")
    legend = components.legend(
        f"{what(question)} a month",
        [
            Class(place_figures.CHOSEN, "Here, months chosen"),
            Class(place_figures.PLACE, "Here"),
            Class(place_figures.FOLLOWED, "Had it followed the borough"),
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
            head=("Month", "Incidents", "Had it followed the rest of the borough"),
            rows=[
                (months.label(month), here, there)
                for month, here, there in zip(domain.months, values, pale, strict=True)
            ],
        ),
        legend=legend,
    )


def mix_table(question: Question, shares: Sequence[Share]) -> Table:
    """The mix for CSV: counts, shares in per cent, ratio with interval, and verdict."""

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
        caption=f"Crime mix in {question.where}, {words.span(question.first, question.last)}",
        head=("Crime type", "Incidents here", "Share here, %", "Incidents in the rest",
              "Share in the rest, %", "Ratio", "95% from", "95% to", "Verdict"),
        rows=rows,
        missing="–",
    )  # fmt: skip


def mix_part(question: Question, shares: Sequence[Share], csv_link: str) -> list[Any]:
    """The mix with a picture of each interval; chosen types are in bold."""
    if not question.held:
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


def known_part(*, outcomes: str, said: str, location: str) -> list[Any]:
    """Outcomes, what published documents say, and how sure the location is."""
    told = (
        ("Outcomes", outcomes),
        ("What has been published", said or "Nothing has been noted from published documents."),
        ("Where it is", location),
    )
    return [html.Div([html.H3(head), html.P(text)]) for head, text in told]
