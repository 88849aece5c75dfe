"""Row classes have the columns and types of the queries whose answers they describe."""

import inspect
from collections.abc import Callable
from datetime import date
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import duckdb
import pandas as pd
import pytest

from data.harm.harm_areas import WardTypeRow
from data.harm.harm_scale import HarmWeightRow
from data.hotspots import density, hotspots, lifecycle, results
from data.marac.marac_band import ExpectedRange
from data.marac.marac_volume import Elsewhere, Women
from data.model import query_rows as of
from data.model.assessment import AssessmentRow, EarlierRow
from data.model.filters import Filters
from data.model.kpi_row import KpiRow
from data.model.question import Question
from data.model.rows import rows
from data.model.signal_row import SignalRow
from data.outcomes.cohorts import FollowedRow
from data.pack import incidents
from data.pack.pack import Pack, statement
from data.peers import peers
from data.places.actions import Action
from data.stats.area_values import AreaRow
from data.stats.funnel import FunnelRow
from geo.backtest import BackTestRow
from tests.domains import domain_of

# The demonstration has nothing refused and no earlier assessment.
MAY_BE_EMPTY = {
    "pack/rejections", "marac/marac_windows",
    "published/earlier_assessment", "published/earlier_themes",
}  # fmt: skip
ROWS: dict[str, type] = {
    "areas/areas": of.PlaceRow,
    "areas/populations": of.PopulationRow,
    "areas/women": Women,
    "harm/by_ward_month_and_type": WardTypeRow,
    "harm/harm_weights": HarmWeightRow,
    "incidents/annotations": of.NoteRow,
    "incidents/outcomes": of.OutcomeRow,
    "incidents/records": of.RecordRow,
    "marac/marac": of.MaracRow,
    "marac/marac_band": ExpectedRange,
    "marac/marac_windows": of.MaracWindowRow,
    "marac/marac_comparisons": Elsewhere,
    "outcomes/followed": FollowedRow,
    "pack/coverage": of.CoverageRow,
    "pack/editions": of.EditionRow,
    "pack/rejections": of.RejectionRow,
    "pack/sources": of.SourceRow,
    "places/actions": Action,
    "published/annual": of.FigureRow,
    "published/annual_checks": of.CheckRow,
    "published/kpis": KpiRow,
    "published/assessment": AssessmentRow,
    "published/earlier_assessment": AssessmentRow,
    "published/earlier_themes": EarlierRow,
    "published/strategy": of.StrategyRow,
    "signals/signals": SignalRow,
    "requests/request_cells": of.RequestCellRow,
}
COUNTS: tuple[tuple[Callable[[Pack, Filters], pd.DataFrame], type], ...] = (
    (incidents.by_month, of.MonthRow),
    (incidents.by_month_and_area, of.AreaMonthRow),
    (incidents.by_month_and_type, of.TypeMonthRow),
    (incidents.by_type, of.TypeRow),
    (incidents.street_points, of.PointRow),
)
TYPES = {
    "VARCHAR": str, "BIGINT": int, "INTEGER": int, "DOUBLE": float, "DATE": date, "BOOLEAN": bool,
}  # fmt: skip
PAGE = {"sort": "month", "order": "down", "size": 50, "skip": 0}


def parameters(query: str, question: Question) -> dict[str, Any]:
    """Return the parameters that a query needs."""
    every = {"filters": question.filters.parameters(question.domain), "page": PAGE}
    return {name: value for name, value in every.items() if f"${name}" in statement(query)}


def types_of(kind: type) -> dict[str, set[type]]:
    """The types that each field may have; a literal has that of its values."""
    found = {}
    for name, hint in get_type_hints(kind).items():
        parts = get_args(hint) if get_origin(hint) in {Literal, UnionType} else (hint,)
        kinds = (get_origin(part) or part for part in parts)
        found[name] = {each if isinstance(each, type) else type(each) for each in kinds}
    return found


def test_every_row_of_a_query_is_checked() -> None:
    defined = {each for _name, each in inspect.getmembers(of, inspect.isclass)
               if each.__module__ == of.__name__}  # fmt: skip

    assert defined <= {*ROWS.values(), *(kind for _count, kind in COUNTS)}


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(statement("pack/schema"))
    return connection


@pytest.mark.parametrize("query", ROWS)
def test_rows_have_the_columns_of_their_query(empty, query) -> None:
    given = parameters(query, Question.from_query("", domain_of()))
    described = empty.execute(f"DESCRIBE {statement(query)}", given).fetchall()
    columns = {name: TYPES[kind] for name, kind, *_rest in described}
    found = {name: kinds - {type(None)} for name, kinds in types_of(ROWS[query]).items()}

    assert found == {name: {kind} for name, kind in columns.items()}


@pytest.mark.parametrize("query", ROWS)
def test_rows_hold_values_of_their_types(demo_pack: Pack, query) -> None:
    question = Question.from_query("?type=crime-and-asb", demo_pack.domain)
    found = rows(demo_pack.frame(query, parameters(query, question)), ROWS[query])

    assert wrong(found, ROWS[query]) == []
    assert found or query in MAY_BE_EMPTY


@pytest.mark.parametrize(("count", "kind"), COUNTS)
def test_rows_of_counts_hold_values_of_their_types(demo_pack: Pack, count, kind) -> None:
    found = count(demo_pack, Question.from_query("?type=crime-and-asb", demo_pack.domain).filters)

    assert {*found.columns} == {*types_of(kind)}
    assert rows(found, kind)
    assert wrong(rows(found, kind), kind) == []


def test_rows_of_results_hold_values_of_their_types(demo_pack: Pack) -> None:
    question = Question.from_query("?type=asb&period=2022-23", demo_pack.domain)
    filters = question.filters
    clusters, life = hotspots.clusters(demo_pack, filters), lifecycle.life(demo_pack, filters)
    spots = density.density(demo_pack, filters, 400)
    funnel = peers.peers(demo_pack, question).funnel
    before = filters.year_before(demo_pack.domain)
    assert funnel
    assert before
    for frame, kind in (
        (incidents.areas(demo_pack, filters), AreaRow),
        (clusters.cells, results.ClusterRow),
        (clusters.groups, results.GroupRow),
        (spots.bands, results.BandRow),
        (spots.peaks, results.PeakRow),
        (life.hotspots, results.LifeRow),
        (funnel.areas, FunnelRow),
        (hotspots.back_test(demo_pack, before, filters), BackTestRow),
    ):
        found = rows(frame, kind)
        assert found
        assert wrong(found, kind) == []


def wrong(found: list, kind: type) -> list[tuple[str, Any]]:
    """Return the values that have none of the types of their field."""
    allowed = types_of(kind)
    return [
        (name, getattr(row, name))
        for row in found
        for name, kinds in allowed.items()
        if not isinstance(getattr(row, name), tuple(kinds))
    ]
