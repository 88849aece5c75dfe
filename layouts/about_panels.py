"""What the page on data and methods says, from what the pack itself records."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from data import months
from data.domain import Domain
from data.frames import each_row
from data.measures import MEASURES
from layouts import reconciliation, words
from layouts.components import scrolled_table
from layouts.tables import Table

ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right."
)
GROUPS = {"residents": "residents", "women16": "women aged 16 and over"}


def body(
    domain: Domain,
    *,
    sources: pd.DataFrame,
    rejections: pd.DataFrame,
    coverage: pd.DataFrame,
    populations: pd.DataFrame,
    places: pd.DataFrame,
    checks: pd.DataFrame,
) -> list[Any]:
    """The sections of the page; each frame is the answer of the query of that name."""
    return [
        _card("In short", [html.P(each) for each in _short(domain)]),
        _card("Months held", _months(domain, coverage)),
        _card("Where the rows went", _account(sources, rejections)),
        _card("Do the published figures agree?", reconciliation.body(checks)),
        _card("What the numbers mean", _meaning(domain)),
        _card("Areas and places", _areas(populations, places)),
        _card("Sources and licences", _licences(domain, sources)),
    ]


def _card(title: str, children: Sequence[Any]) -> html.Section:
    return html.Section([html.H2(title), *children], className="card words")


def _short(domain: Domain) -> list[str]:
    said = [
        f"This dashboard shows recorded crime and anti-social behaviour in {domain.borough} for "
        f"{domain.partnership}. It says which changes are real and which are within normal "
        "variation, and what it does not know.",
    ]
    if domain.demonstration:
        said.append(
            "It now holds the demonstration set. The yearly totals by type, the MARAC figures and "
            "the tables are those of the annual report for 2022/23. The month and the point of "
            "each incident are made up, and so are the names of the points. No outcomes are given."
        )
    if domain.schematic:
        said.append(
            "Ward areas are schematic: drawn around the centre of each ward, not the official "
            "boundaries."
        )
    return said


def _months(domain: Domain, coverage: pd.DataFrame) -> list[Any]:
    missing = domain.missing(domain.months[0], domain.months[-1])
    total = len(domain.months)
    span = words.span(domain.months[0], domain.months[-1])
    said = f"{len(domain.covered)} of {total} months are held, {span}. "
    if missing:
        said += (
            f"Missing: {words.runs(missing)}. A month counts as held only when every primary force "
            "has it. A missing month is not zero: it is a gap in charts and left out of totals."
        )
    rows = [
        (row.source, "primary" if row.primary else "additional", int(row.months),
         words.span(row.first_month.date(), row.last_month.date()))
        for row in each_row(coverage)
    ]  # fmt: skip
    table = Table("Months by police force", ("Force", "Role", "Months", "Span"), rows, words=2)
    return [html.P(said), scrolled_table(table)]


def _account(sources: pd.DataFrame, rejections: pd.DataFrame) -> list[Any]:
    fates = ["rows_read", "rows_loaded", "rows_outside", "rows_rejected", "rows_superseded"]
    head = ("Source", "Read", "Loaded", "Outside", "Rejected", "Superseded")
    by_source = sources.groupby(["kind", "name"], sort=False)[fates].sum(min_count=1)
    blocks: list[Any] = [
        html.P(
            "Each row that was read is in one of four groups. It was loaded, it lies outside, it "
            "was left out for a reason, or a later file of the same month took its place. No row "
            "is dropped in silence."
        ),
        scrolled_table(
            Table(
                "Rows by source",
                head,
                [(f"{name} ({kind})", *map(_given, counts)) for (kind, name), counts in
                 zip(by_source.index, by_source.to_numpy().tolist(), strict=True)],
            )
        ),
    ]  # fmt: skip
    if not rejections.empty:
        rows = [(row.reason.capitalize(), int(row.n)) for row in each_row(rejections)]
        blocks.append(scrolled_table(Table("Why rows were rejected", ("Reason", "Rows"), rows)))
    files = [
        (row.file, row.vintage, *(_given(getattr(row, fate)) for fate in fates))
        for row in each_row(sources)
    ]
    blocks.append(
        html.Details(
            [
                html.Summary(f"All {len(files)} files"),
                scrolled_table(
                    Table("Rows by file", ("File", "Vintage", *head[1:]), files, words=2)
                ),
            ],
            className="more",
        )
    )
    notes = [f"{row.file}: {row.note}." for row in each_row(sources) if row.note]
    return [*blocks, *(html.P(each, className="soft") for each in notes)]


def _given(count: Any) -> int | str:
    """A number of rows; those of restricted files are not in a public pack."""
    return "not given" if pd.isna(count) else int(count)


def _meaning(domain: Domain) -> list[Any]:
    categories = (
        "Some forces say of which kind anti-social behaviour is. Personal is aimed at a person or "
        "a group. Community is a nuisance to those around. Environmental is harm to shared places."
    )
    if not domain.asb_categories:
        categories += " This set does not say which."
    measures = [
        part for each in MEASURES.values() for part in (html.Dt(each.label), html.Dd(each.note))
    ]
    return [
        html.Dl(
            [
                html.Dt("All crime"),
                html.Dd(
                    "Every recorded offence. Anti-social behaviour is not an offence and is "
                    "counted apart, as in the published total."
                ),
                html.Dt("Anti-social behaviour (ASB)"),
                html.Dd(categories),
                html.Dt("Street points"),
                html.Dd(
                    "Police.uk moves each incident to a fixed point near by, so that no home can "
                    "be told. Many incidents share one point. Violence and sexual offences, drugs, "
                    "weapons and robbery are never drawn as points or listed by street."
                ),
                html.Dt("Wards"),
                html.Dd(
                    "An incident belongs to the ward that its point lies in. Named places are "
                    "circles; they may overlap each other and cross wards."
                ),
                *measures,
                html.Dt("Is a change real?"),
                html.Dd(
                    "Two counts are compared with an exact test. A clear change would come from "
                    "chance less than once in 500 times, a possible one less than once in 20. "
                    "Anything else is within normal variation. On a base under 50, counts are "
                    "shown and not percentages."
                ),
            ]
        )
    ]  # fmt: skip


def _areas(populations: pd.DataFrame, places: pd.DataFrame) -> list[Any]:
    blocks: list[Any] = []
    if populations.empty:
        blocks.append(html.P("No population has been loaded, so there are no rates."))
    for row in each_row(populations):
        estimate = " This is an estimate." if row.estimate else ""
        blocks.append(
            html.P(
                f"{words.number(row.value)} {GROUPS[row.group]} in {words.number(row.areas)} "
                f"{_kinds(row.kind, row.areas)}: {row.source}, {row.vintage}.{estimate}"
            )
        )
    named = places[places["kind"] == "place"]
    rows = [
        (row.name, row.confidence if row.located else "not located",
         None if pd.isna(row.radius_m) else f"{row.radius_m:,.0f} m", row.note)
        for row in each_row(named)
    ]  # fmt: skip
    table = Table(
        "Named places",
        ("Place", "Confidence of location", "Radius", "Note"),
        rows,
        words=4,
        missing="–",
    )
    return [*blocks, scrolled_table(table)]


def _kinds(kind: str, count: int) -> str:
    """What areas are called: "25 wards", "103 LSOAs", "1 district"."""
    one = "LSOA" if kind == "lsoa" else kind
    return one if count == 1 else f"{one}s"


def _licences(domain: Domain, sources: pd.DataFrame) -> list[Any]:
    unique = sources.drop_duplicates(["kind", "name"])
    rows = [(row.name, row.vintage, row.access, row.licence) for row in each_row(unique)]
    table = Table("Sources", ("Source", "Vintage", "Access", "Licence"), rows, words=4)
    return [
        scrolled_table(table),
        html.P(ATTRIBUTION),
        html.P(f"Pack {domain.version}, data to {months.label(max(domain.covered))}."),
    ]
