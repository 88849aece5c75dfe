"""The ranked list of named places: count, share, change and where each is known to be."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import dcc, html

from data.frames import each_row
from data.profile import Neighbours, ranks
from data.question import Question, join
from data.trends import Series
from layouts import components, findings, words
from layouts.components import csv_file, scrolled
from layouts.tables import Table

HEAD = ("Rank", "Place", "Incidents", "Share of the borough", "On the year before",
        "Month by month", "Confidence of location")  # fmt: skip
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
TEENS = range(11, 14)


def ordinal(n: int) -> str:
    """A rank as it is said: 1st, 2nd, 11th."""
    return f"{n}{'th' if n % 100 in TEENS else ORDINALS.get(n % 10, 'th')}"


def share(part: int, whole: int) -> float | None:
    """A part of the borough as a percentage; null where the borough has none."""
    return 100 * part / whole if whole else None


def place_table(question: Question, places: pd.DataFrame, total: int) -> Table:
    """The places in order, for CSV: rank, count, share, count before, change and verdict.

    ``places`` are the place rows of ``area_values``, most first; ``total`` is the borough's count.
    """
    held = question.held
    rows = [
        (
            row.name,
            rank if held else None,
            int(row.n) if held else None,
            share(int(row.n), total) if held else None,
            int(row.before) if row.test else None,
            row.test.difference if row.test else None,
            words.verdict(row.test) if row.test else "not compared",
            row.confidence,
        )
        for rank, row in zip(ranks(places["n"].tolist()), each_row(places), strict=True)
    ]
    return Table(
        caption=f"{question.incidents.capitalize()} by named place, "
        f"{words.span(question.first, question.last)}; places overlap, do not add them",
        head=("Place", "Rank", "Incidents", "Share of the borough, %", "Year before", "Change",
              "Verdict", "Confidence of location"),
        rows=rows,
        missing="–",
        signed=(5,),
    )  # fmt: skip


def place_list(
    question: Question,
    places: pd.DataFrame,
    total: int,
    *,
    series: Mapping[str, Series],
    overlaps: Mapping[str, Neighbours],
    unlocated: pd.DataFrame,
    csv_link: str,
) -> list[Any]:
    """The list with its finding, what overlaps, and at its foot the places that are not located.

    ``series`` has each place's months by its id, ``overlaps`` what it shares ground with;
    ``unlocated`` are the rows of ``queries.places`` that have no shape.
    """
    foot = [html.P(each, className="soft") for each in _not_located(unlocated)]
    if places.empty:
        return [
            html.H2("No named place is located"),
            html.P(
                "To add places, list them in a CSV file or draw them in a GeoJSON file, name it in "
                "the borough's TOML as a source of the kind “places”, and build again. The "
                "columns are in docs/sources.md.",
                className="finding",
            ),
            *foot,
        ]
    title, sentence = _finding(question, places, total)
    rows = [
        html.Tr([html.Td(rank), *_cells(question, row, total, series.get(row.slug, ()))])
        for rank, row in zip(_said(question, places), each_row(places), strict=True)
    ]
    caption = f"{question.incidents.capitalize()}, {words.span(question.first, question.last)}"
    table = html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th(each, scope="col") for each in HEAD])),
            html.Tbody(rows),
        ],
        className="numbers place-list",
    )
    return [
        html.H2(title),
        html.P(sentence, className="finding"),
        scrolled(caption, table),
        html.P(_overlapping(places, overlaps), className="soft"),
        *foot,
        csv_file(csv_link),
    ]


def _said(question: Question, places: pd.DataFrame) -> list[str]:
    """The rank of each place as text: equal ones are marked, and without data there is none."""
    found = ranks(places["n"].tolist())
    if not question.held:
        return ["–"] * len(found)
    return [f"{each}=" if found.count(each) > 1 else str(each) for each in found]


def _cells(question: Question, row: Any, total: int, series: Series) -> list[Any]:
    held = [value for value in series if value is not None]
    reach = f"from {min(held):,} to {max(held):,} a month" if held else ""
    spark = components.sparkline(series, reach) if held else "–"
    part = share(int(row.n), total)
    change = (
        [html.B(words.amount(row.test)), f" {words.verdict(row.test)}"]
        if row.test
        else "not compared"
    )
    return [
        html.Th(dcc.Link(row.name, href=f"/places/{row.slug}{question.query()}"), scope="row"),
        html.Td(words.number(row.n) if question.held else "no data"),
        html.Td("–" if part is None or not question.held else f"{words.number(part, 1)}%"),
        html.Td(change),
        html.Td(spark),
        html.Td(row.confidence),
    ]


def _finding(question: Question, places: pd.DataFrame, total: int) -> tuple[str, str]:
    count = f"{words.plural(len(places), 'places')} located."
    count = count.replace("1 places", "1 place")
    if not question.held:
        return "No data to rank", f"{findings.NOT_HELD} {count}"
    first = places.iloc[0]
    if not first["n"]:
        return f"No {question.incidents} at any named place", count
    leaders = places.loc[places["n"] == first["n"], "name"].tolist()
    part = words.number(share(int(first["n"]), total) or 0, 1)
    title = (
        f"{join(leaders)} {'has' if len(leaders) == 1 else 'have'} the most: "
        f"{words.plural(int(first['n']), question.incidents)}, {part}% of the borough"
    )
    marked = sum(test is not None and test.verdict != "normal" for test in places["test"])
    if not any(test is not None for test in places["test"]):
        return title, f"{count} Not compared: {words.why_no_change(question)}."
    expected = words.number(0.05 * len(places), 1)
    return title, (
        f"{count} {marked} changed beyond chance on the year before; chance alone would mark about "
        f"{expected}. Choose a place to open its profile."
    )


def _overlapping(places: pd.DataFrame, overlaps: Mapping[str, Neighbours]) -> str:
    """Which places share ground, each pair once."""
    pairs = {
        tuple(sorted((row.name, other)))
        for row in each_row(places)
        for other in (overlaps[row.slug].places if row.slug in overlaps else ())
    }
    if not pairs:
        return "No two places overlap, but they are not the whole borough."
    named = "; ".join(f"{a} and {b}" for a, b in sorted(pairs))
    return (
        f"Places overlap, and an incident where they do counts in each: shares are never added up. "
        f"These overlap: {named}."
    )


def _not_located(unlocated: pd.DataFrame) -> list[str]:
    return [
        f"Not located, so not counted: {row.name}." + (f" {row.note}" if row.note else "")
        for row in each_row(unlocated)
    ]
