"""The MARAC tables of a pack: published years as they are, finer returns only as safe windows."""

from dataclasses import astuple

import pandas as pd

from data.account import Account
from data.borough import Borough, Source
from data.marac_band import Band
from data.readers import marac, marac_comparisons


def tables(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    """The tables ``marac``, ``marac_band`` and ``marac_comparison``.

    Raises:
        BadInput: a return cannot be used, or two of them hold the same month.
    """
    return {
        "marac": _periods(borough.of_kind("marac"), account),
        "marac_band": _band(borough.repeat_band),
        "marac_comparison": _comparisons(borough.of_kind("marac_comparisons"), account),
    }


def _periods(sources: tuple[Source, ...], account: Account) -> pd.DataFrame:
    held = []
    for source in sources:
        for path in source.files:
            held.append(marac.read(path, source))
            account.add_whole(source, path, len(held[-1]))
    return marac.in_order(pd.concat(held, ignore_index=True)) if held else pd.DataFrame()


def _band(band: Band | None) -> pd.DataFrame:
    columns = ["low", "high", "status", "source"]
    return pd.DataFrame([astuple(band)] if band else [], columns=columns)


def _comparisons(sources: tuple[Source, ...], account: Account) -> pd.DataFrame:
    held = []
    for source in sources:
        for path in source.files:
            held.append(marac_comparisons.read(path))
            account.add_whole(source, path, len(held[-1]))
    if not held:
        return pd.DataFrame()
    together = pd.concat(held, ignore_index=True)
    return together.assign(position=range(1, len(together) + 1))
