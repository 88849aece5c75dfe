"""The sections of the page on data and methods, from what the pack records."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.harm.harm_scale import Scale
from data.model import months
from data.model.domain import Domain
from data.model.measures import MEASURES
from data.model.noun import Noun
from data.model.query_rows import CoverageRow, PlaceRow, PopulationRow, RejectionRow, SourceRow
from data.model.rows import rows
from layouts.base import change_words, disclosure_words, words
from layouts.base.components import scrolled_table
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.pages.about import harm_weights
from layouts.published import reconciliation

ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right."
)
AREAS = {
    "ward": Noun("ward", "wards"),
    "lsoa": Noun("LSOA", "LSOAs"),
    "district": Noun("district", "districts"),
}
GROUPS = {"residents": "residents", "women16": "women aged 16 and over"}


def body(
    domain: Domain,
    *,
    sources: pd.DataFrame,
    rejections: pd.DataFrame,
    notices: Sequence[str],
    coverage: pd.DataFrame,
    populations: pd.DataFrame,
    places: pd.DataFrame,
    checks: pd.DataFrame,
    harm: Scale,
) -> list[Any]:
    """Return the sections of the page.

    Each frame is the result of the query of that name; ``checks`` is that of ``annual_checks``.
    ``notices`` are sentences recorded when the pack was built.
    """
    return [
        _card("In short", [html.P(each) for each in _short(domain)]),
        _card("Months held", [*_months(domain, coverage), *map(html.P, notices)]),
        _card("Where the rows went", _account(sources, rejections)),
        _card("Do the published figures agree?", reconciliation.body(checks)),
        _card("What the numbers mean", _meaning(domain)),
        _card("Harm", harm_weights.body(harm)),
        _card("Areas and places", _areas(populations, places)),
        _card("Sources and licences", _licences(domain, sources)),
    ]


def _card(title: str, children: Sequence[Any]) -> html.Section:
    return html.Section([html.H2(title), *children], className="card words")


def _short(domain: Domain) -> list[str]:
    said = [
        f"This dashboard shows recorded crime and anti-social behaviour in {domain.borough} for "
        f"{domain.partnership}. It shows which changes exceed normal variation, and "
        "where data are missing.",
    ]
    if domain.demonstration:
        said.append(
            "It now holds the demonstration set. The yearly totals by type, the MARAC figures and "
            "the tables are those of the annual report for 2022/23. The month and the point of "
            "each incident are made up, and so are the names of the points and all outcomes."
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
    span = words.stretch(domain.months[0], domain.months[-1])
    said = f"{len(domain.covered)} of {total} months have data, {span}. "
    if missing:
        said += (
            f"Missing: {words.runs(missing)}. A month counts only when every primary force "
            "has it. A missing month is not zero: it is a gap in charts and left out of totals."
        )
    forces = [
        (
            row.source,
            "primary" if row.primary else "additional",
            row.months,
            words.stretch(row.first_month, row.last_month),
        )
        for row in rows(coverage, CoverageRow)
    ]
    table = Table(
        "Months by police force", ("Force", "Role", "Months", "Span"), forces, text_columns=2
    )
    return [html.P(said), scrolled_table(table)]


def _account(sources: pd.DataFrame, rejections: pd.DataFrame) -> list[Any]:
    fates = ["rows_read", "rows_loaded", "rows_outside", "rows_rejected", "rows_superseded"]
    head = ("Source", "Read", "Loaded", "Outside", "Rejected", "Superseded")
    by_source = sources.groupby(["kind", "name"], sort=False)[fates].sum(min_count=1)
    blocks: list[Any] = [
        html.P(
            "Each row that was read is in one of four groups. It was loaded, it lies outside, it "
            "was left out for a reason, or a later file of the same month took its place. Every "
            "row left out is listed with its reason."
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
        why = [
            (row.reason[:1].upper() + row.reason[1:], row.n)
            for row in rows(rejections, RejectionRow)
        ]
        blocks.append(scrolled_table(Table("Why rows were rejected", ("Reason", "Rows"), why)))
    files = [
        (row.file, row.vintage, *(_given(getattr(row, fate)) for fate in fates))
        for row in rows(sources, SourceRow)
    ]
    blocks.append(
        html.Details(
            [
                html.Summary(f"All {len(files)} files"),
                scrolled_table(
                    Table("Rows by file", ("File", "Vintage", *head[1:]), files, text_columns=2)
                ),
            ],
            className="more",
        )
    )
    notes = [f"{row.file}: {row.note}." for row in rows(sources, SourceRow) if row.note]
    return [*blocks, *(html.P(each, className="soft") for each in notes)]


def _given(count: Any) -> int | str:
    """Return a number of rows; "not given" if the pack lacks it, as for restricted files."""
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
                    "be identified. Many incidents share one point. Violence and sexual offences, "
                    "drugs, weapons and robbery are not drawn as points or listed by street here. "
                    "That keeps a page from pointing at a house. It is no guarantee: police.uk "
                    "publishes those points, and any area can be counted."
                ),
                html.Dt("Restricted figures"),
                html.Dd(
                    "Requests to the council and MARAC returns are not published row by row. Their "
                    "counts are rounded one by one before they are kept here. "
                    f"{disclosure_words.RISK} Published totals are exact."
                ),
                html.Dt("Wards"),
                html.Dd(
                    "An incident belongs to the ward that its point lies in. Named places are "
                    "circles or outlines; they may overlap each other and cross wards."
                ),
                *measures,
                html.Dt("Is a change real?"),
                html.Dd(change_words.REAL),
            ]
        )
    ]  # fmt: skip


def _areas(populations: pd.DataFrame, places: pd.DataFrame) -> list[Any]:
    blocks: list[Any] = []
    if populations.empty:
        blocks.append(html.P("No population has been loaded, so there are no rates."))
    for row in rows(populations, PopulationRow):
        estimate = " This is an estimate." if row.estimate else ""
        vintage = "" if row.source.endswith(row.vintage) else f", {row.vintage}"
        blocks.append(
            html.P(
                f"{words.number(row.value)} {GROUPS[row.group]} in "
                f"{AREAS[row.kind].count(row.areas)}: {row.source}{vintage}.{estimate}"
            )
        )
    named = places[places["kind"] == "place"]
    places_held = [
        (
            row.name,
            row.confidence if row.located else "not located",
            None if row.radius_m is None else f"{words.number(row.radius_m)} m",
            row.note,
        )
        for row in rows(named, PlaceRow)
    ]
    table = Table(
        "Named places",
        ("Place", "Confidence of location", "Radius", "Note"),
        places_held,
        text_columns=4,
        missing="–",
    )
    return [*blocks, scrolled_table(table)]


def _licences(domain: Domain, sources: pd.DataFrame) -> list[Any]:
    unique = sources.drop_duplicates(["kind", "name"])
    listed = unique[["name", "vintage", "access", "licence"]].to_numpy().tolist()
    table = Table("Sources", ("Source", "Vintage", "Access", "Licence"), listed, text_columns=4)
    return [
        scrolled_table(table),
        html.P(ATTRIBUTION),
        html.P(f"Pack {domain.version}, data to {months.label(max(domain.covered))}."),
    ]
