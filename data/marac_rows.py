"""The MARAC tables of a pack: published years as they are, finer returns only as safe windows."""

from dataclasses import astuple

import pandas as pd

from data.account import Account
from data.borough import Borough
from data.disclosure import RESTRICTED
from data.marac_band import Band
from data.marac_windows import safe_rows, windows
from data.readers import marac, marac_comparisons

TIER = "D"


def tables(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    """The tables ``marac``, ``marac_window``, ``marac_band`` and ``marac_comparison``.

    No pack holds a row of a restricted return: a partner's has twelve months at a time, rounded and
    suppressed, a public one nothing.

    Raises:
        BadInput: a return cannot be used, or two of one access hold the same month.
    """
    years, finer = [], []
    for source in borough.of_kind("marac"):
        for path in source.files:
            found = marac.read(path, source)
            account.add_whole(source, path, len(found))
            (finer if source.access == RESTRICTED else years).append(found)
    ordered = marac.in_order(pd.concat(finer, ignore_index=True)) if finer else pd.DataFrame()
    rule = borough.disclosure.rule(account.audience, TIER)
    return {
        "marac": marac.in_order(pd.concat(years, ignore_index=True)) if years else pd.DataFrame(),
        "marac_window": pd.DataFrame()
        if rule.published_only
        else safe_rows(windows(ordered), rule),
        "marac_band": _band(borough.repeat_band),
        "marac_comparison": _comparisons(borough, account),
    }


def _band(band: Band | None) -> pd.DataFrame:
    columns = ["low", "high", "status", "source"]
    return pd.DataFrame([astuple(band)] if band else [], columns=columns)


def _comparisons(borough: Borough, account: Account) -> pd.DataFrame:
    held = []
    for source in borough.of_kind("marac_comparisons"):
        for path in source.files:
            held.append(marac_comparisons.read(path))
            account.add_whole(source, path, len(held[-1]))
    if not held:
        return pd.DataFrame()
    together = pd.concat(held, ignore_index=True)
    return together.assign(position=range(1, len(together) + 1))
