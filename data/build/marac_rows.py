"""Build the MARAC tables of a pack: published years as they are, finer returns as windows."""

from dataclasses import astuple

import pandas as pd

from data.build.config import Borough
from data.build.load_log import Account
from data.build.published_counts import PublishedCounts
from data.build.readers import marac, marac_comparisons
from data.marac import marac_windows
from data.marac.marac_band import ExpectedRange
from data.model.disclosure import EXACT, RESTRICTED, Rule

TIER = "D"


def tables(
    borough: Borough, account: Account, published: PublishedCounts
) -> dict[str, pd.DataFrame]:
    """Return the tables ``marac``, ``marac_window``, ``marac_band`` and ``marac_comparison``.

    No pack has a row of a restricted return. A pack for partners has sums of twelve months instead,
    rounded by the rule of tier D; a public pack has nothing of it.

    Raises:
        BadInput: a return cannot be used, or two of one access have the same month.
    """
    years, finer = [], []
    for source in borough.of_kind("marac"):
        for path in source.files:
            found = marac.read(path, source)
            account.add_whole(source, path, len(found))
            (finer if source.access == RESTRICTED else years).append(found)
    ordered = marac.in_order(pd.concat(finer, ignore_index=True)) if finer else pd.DataFrame()
    rule = borough.disclosure.rule(account.audience, TIER)
    shown = _windows(ordered, rule, published)
    account.show(shown)
    return {
        "marac": marac.in_order(pd.concat(years, ignore_index=True)) if years else pd.DataFrame(),
        "marac_window": shown,
        "marac_band": _band(borough.repeat_band),
        "marac_comparison": _comparisons(borough, account),
    }


def _windows(periods: pd.DataFrame, rule: Rule, published: PublishedCounts) -> pd.DataFrame:
    """Return the pack's table ``marac_window``; empty without returns or if none may be shown."""
    found = marac_windows.windows(periods)
    if found.empty or rule.published_only:
        return pd.DataFrame()
    known = marac_windows.counts(found)
    if rule.width > EXACT:
        known = published.keep("marac_window", known, marac_windows.edition(found))
    return marac_windows.safe_rows(found, known, rule)


def _band(band: ExpectedRange | None) -> pd.DataFrame:
    columns = ["low", "high", "status", "source"]
    return pd.DataFrame([astuple(band)] if band else [], columns=columns)


def _comparisons(borough: Borough, account: Account) -> pd.DataFrame:
    frames = []
    for source in borough.of_kind("marac_comparisons"):
        for path in source.files:
            frames.append(marac_comparisons.read(path))
            account.add_whole(source, path, len(frames[-1]))
    if not frames:
        return pd.DataFrame()
    together = pd.concat(frames, ignore_index=True)
    return together.assign(position=range(1, len(together) + 1))
