"""The ranked list of named places: count, share, change and confidence of location."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.model import pages
from data.model.noun import PLACE, either
from data.model.query_rows import PlaceRow
from data.model.question import Question, join
from data.model.rows import rows
from data.places.profile import Neighbours, ranks
from data.series.trends import Series
from data.stats.area_values import AreaRow
from data.stats.significance import SMALL_BASE, SMALL_COUNT
from layouts.base import change_words, components, findings, words
from layouts.base.addresses import below
from layouts.base.components import csv_file, scrolled
from layouts.base.tables import Table
from layouts.base.unchecked import Link, html
from layouts.pages.places.place_words import part, percent

HEAD = ("Rank", "Place", "Incidents", "Share of the borough",
        f"On the year before, % (count if under {SMALL_BASE})",
        "Month by month", "Confidence of location")  # fmt: skip
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
ALL_LISTED = "The area filter does not apply here: all places are listed."
TEENS = range(11, 14)
MOST_NAMED = 3  # places that clearly changed; more are only counted


def ordinal(n: int) -> str:
    """Return an ordinal number: 1st, 2nd, 11th."""
    return f"{n}{'th' if n % 100 in TEENS else ORDINALS.get(n % 10, 'th')}"


def share(part: int, whole: int) -> float | None:
    """Return a count as a percentage of the borough's; None if that is under ``SMALL_BASE``."""
    return 100 * part / whole if whole >= SMALL_BASE else None


def place_table(question: Question, places: pd.DataFrame, total: int) -> Table:
    """Return the places for CSV, most incidents first, with count, change and verdict.

    ``places`` are the rows of ``area_values`` that are places; ``total`` is the borough's count.
    """
    covered = question.is_covered
    cells = [
        (
            row.name,
            rank if covered else None,
            row.n if covered else None,
            share(row.n, total) if covered else None,
            row.before,
            row.change,
            words.verdict(row.test) if row.test else "not compared",
            change_words.chance_alone(row.test),
            row.confidence,
        )
        for rank, row in zip(ranks(places["n"].tolist()), rows(places, AreaRow), strict=True)
    ]
    return Table(
        caption=f"{question.incidents.capitalize()} by named place, "
        f"{words.stretch(question.first, question.last)}; places overlap, do not add them",
        columns=("Place", "Rank", "Incidents", "Share of the borough, %", "Year before", "Change",
              "Verdict", change_words.CHANCE_ALONE, "Confidence of location"),
        rows=cells,
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
    """Return the list with its finding, the overlaps, and the places that are not located.

    ``places`` and ``total`` are as for ``place_table``.

    ``series`` has the monthly counts of each place by its id, ``overlaps`` the places and wards
    that it overlaps; ``unlocated`` are the rows of ``queries.places`` that have no shape.
    """
    foot = [html.P(each, className="soft") for each in _not_located(unlocated)]
    if places.empty:
        return [
            html.H2("No named place is located"),
            html.P(
                f"No places have been loaded. {findings.ASK}",
                className="finding",
            ),
            *foot,
        ]
    title, sentence = _finding(question, places, total)
    lines = [
        html.Tr([html.Td(rank), *_cells(question, row, total, series.get(row.slug, ()))])
        for rank, row in zip(_said(question, places), rows(places, AreaRow), strict=True)
    ]
    compared = places["test"].notna().any()
    thresholds = [html.P(change_words.THRESHOLDS, className="soft")] if compared else []
    caption = f"{question.incidents.capitalize()}, {words.stretch(question.first, question.last)}"
    table = html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th(each, scope="col") for each in HEAD])),
            html.Tbody(lines),
        ],
        className="numbers place-list",
    )
    return [
        html.H2(title),
        html.P(sentence, className="finding"),
        scrolled(caption, table),
        *thresholds,
        html.P(_overlapping(places, overlaps), className="soft"),
        *foot,
        csv_file(csv_link),
    ]


def _said(question: Question, places: pd.DataFrame) -> list[str]:
    """Return the rank of each place as text: ties are marked; a dash without data."""
    found = ranks(places["n"].tolist())
    if not question.is_covered:
        return ["–"] * len(found)
    return [f"{each}=" if found.count(each) > 1 else str(each) for each in found]


def _cells(question: Question, row: AreaRow, total: int, series: Series) -> list[Any]:
    known = [value for value in series if value is not None]
    reach = f"from {min(known):,} to {max(known):,} a month" if known else ""
    spark = components.sparkline(series, reach) if known else "–"
    change = (
        [html.B(words.amount(row.test)), f" {words.verdict(row.test)}"]
        if row.test
        else "not compared"
    )
    address = below(f"{pages.PLACE.address(row.slug)}{question.query()}")
    return [
        html.Th(Link(row.name, href=address), scope="row"),
        html.Td(words.number(row.n) if question.is_covered else "no data"),
        html.Td(percent(row.n, total) if question.is_covered else "–"),
        html.Td(change),
        html.Td(spark),
        html.Td(row.confidence),
    ]


def _finding(question: Question, places: pd.DataFrame, total: int) -> tuple[str, str]:
    """Return the title and the sentence of the list."""
    count = f"{PLACE.count(len(places))} located."
    if not question.is_covered:
        return "No data to rank", f"{findings.NOT_HELD} {count}"
    most = int(places["n"].max())
    if not most:
        return f"No {question.incidents} at any named place", count
    title = _most(question, places, most, total)
    if most < SMALL_COUNT:
        count += (
            f" No place has more than {most} of the borough's {question.incident.count(total)}."
        )
    if not any(test is not None for test in places["test"]):
        return title, f"{count} Not compared: {words.why_no_change(question)}."
    named = list(zip(places["name"], places["test"], strict=True))
    changed, unsure = clear_changes(places)
    overlap = "Some places overlap and share incidents."
    said = (
        unsure,
        ALL_LISTED if question.chosen.narrowed else "",
        f"{count} {change_words.marked(named, PLACE)}",
        overlap if len(named) > 1 else "",
        change_words.cautions(question),
        "Choose a place to open its profile.",
    )
    return f"{title}{changed}", " ".join(filter(None, said))


def clear_changes(places: pd.DataFrame) -> tuple[str, str]:
    """Return a clause on the places that clearly changed, and a sentence on uncertain locations.

    Changes are corrected for many tests. The sentence names those of the changed places whose
    location is uncertain. Either is empty if it would name none.
    """
    left = {*change_words.left(list(zip(places["slug"], places["test"], strict=True)))}
    clear = [
        (row, row.test)
        for row in rows(places, AreaRow)
        if row.slug in left and row.test and row.test.verdict == "clear"
    ]
    said = []
    for way, rose in (("rose", True), ("fell", False)):
        names = [row.name for row, test in clear if (test.difference > 0) == rose]
        who = join(names) if len(names) <= MOST_NAMED else PLACE.count(len(names))
        said += [f"{who} clearly {way}"] if names else []
    unsure = [row.name for row, _test in clear if row.confidence == "low"]
    only = "only " if len(clear) == 1 else ""
    return (
        f"; {only}{' and '.join(said)}" if said else "",
        f"The location of {join(unsure)} is uncertain." if unsure else "",
    )


def _most(question: Question, places: pd.DataFrame, most: int, total: int) -> str:
    """Return which places have the most incidents, or that there are too few to say."""
    if most < SMALL_COUNT:
        return f"Too few {question.incidents} at any place to say which has the most"
    leaders = places.loc[places["n"] == most, "name"].tolist()
    has, each = either(len(leaders), "has", "have"), either(len(leaders), "", " each")
    if total < SMALL_BASE:
        said = f"{most} of the borough's {question.incident.count(total)}{each}"
    else:
        said = f"{question.incident.count(most)}{each}, {part(most, total)} in the borough"
    return f"{join(leaders)} {has} the most: {said}"


def _overlapping(places: pd.DataFrame, overlaps: Mapping[str, Neighbours]) -> str:
    """Return a sentence on the places that overlap, each pair once, or that none does."""
    pairs = {
        tuple(sorted((row.name, other)))
        for row in rows(places, AreaRow)
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
        for row in rows(unlocated, PlaceRow)
    ]
