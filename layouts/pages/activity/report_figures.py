"""The annual report's figures for each row of the strategy, and results of their checks."""

from collections.abc import Mapping

import pandas as pd

from data.model.query_rows import MONEY, StrategyRow
from data.series.kpi import Figures
from layouts.base import tables

UNCHECKED = "–"


def of(row: StrategyRow, figures: Figures) -> Mapping[str, float]:
    """Return the published values of a row of the strategy by year; empty if it has none."""
    return figures.get(f"{row.table_name}::{row.measure}", {})


def figure(row: StrategyRow, figures: Figures) -> str | None:
    """Return the latest figure of a row: "27", or "£9,750" for money; None if it has none."""
    values = of(row, figures)
    if not values:
        return None
    value = values[max(values)]
    return pounds(value) if row.kind in MONEY else tables.shown(whole(value))


def pounds(value: float) -> str:
    """Return a sum of money: "£9,750", or "£9,750.50" with pence."""
    return f"£{tables.shown(whole(value), decimals=2)}"


def whole(value: float) -> int | float:
    """Return a value as an integer if it is one, so that it is shown without decimals."""
    return int(value) if value == int(value) else value


def agrees(row: StrategyRow, checks: pd.DataFrame) -> str:
    """Return whether the checks on a row's measure agree: a tick, a cross with reasons, or a dash.

    A dash: no check was made.
    """
    if checks.empty or not row.measure:
        return UNCHECKED
    same = checks[(checks["table_name"] == row.table_name) & (checks["measure"] == row.measure)]
    if same.empty:
        return UNCHECKED
    off = same[same["state"] != "agrees"]
    if off.empty:
        return "✓ yes"
    reasons = dict.fromkeys(
        f"{published} here, {found} found: {reason}"
        for published, found, reason in zip(
            off["published"], off["found"], off["reason"], strict=True
        )
    )
    return f"✗ no: {'; '.join(reasons)}"
